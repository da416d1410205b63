"""Quizzes and reviews line by line."""

import io
from dataclasses import replace
from functools import partial

import pytest
from fake_study import FakeStudy
from fake_tutor import World
from typed_lines import Interrupted, TypedLines

from dltutor.bank.item import Item
from dltutor.errors import DltutorError
from dltutor.grading.result import Flag, Grading, PointResult
from dltutor.study.quizzing import QuizWish
from dltutor.tui.plain import sitting as plain_sitting
from dltutor.tui.plain.console import Console
from dltutor.tui.plain.sitting import PlainSitting
from dltutor.tui.plain.start import begin
from dltutor.tui.rounds import Round

CHOICE = Grading(
    1.0,
    "pass",
    2.0,
    2.0,
    1.0,
    1.0,
    (PointResult("a) ReLU: right", None, 1.0, "covered"), PointResult("b) Adam: not right", None, 1.0, "covered")),
)


def sat(world: World, *lines: str, items: tuple[str, ...] = ("lecture/1",), end: str = "\n") -> str:
    """What is said in a quiz of these items to these lines."""
    study, out = FakeStudy(world), io.StringIO()
    text = "\n".join(lines) + (end if lines else "")
    sitting = study.quiz(QuizWish(items=items))
    PlainSitting(study, Console(io.StringIO(text), out), sitting).run()  # type: ignore[arg-type]
    return out.getvalue()


def order_of(text: str) -> list[str]:
    """The options as they are told before the answer."""
    return [line[3:] for line in text.splitlines() if line[1:3] == ") "][:2]


# Answering


def test_an_answer_is_asked_about_graded_and_dated(world: World) -> None:
    text = sat(world, "units off", "in training", "", "3", "")
    assert world.graded == [("lecture/1", "units off\nin training")]
    assert world.history.handed[0].circumstances.confidence == 3
    assert (
        text.index("How sure were you?") < text.index("About 2 of 3 credits") < text.index("it comes again in 6 days")
    )
    assert "1 of 1 right at the first try." in text


def test_confidence_is_asked_again_until_it_is_one(world: World) -> None:
    text = sat(world, "x", "", "very", "2", "")
    assert text.count("How sure were you?") == 2
    assert world.history.handed[0].circumstances.confidence == 2


def test_no_answer_is_no_attempt(world: World) -> None:
    text = sat(world, "", "   ", "/quit")
    assert text.count("There is no answer yet.") == 2
    assert world.graded == []


def test_what_one_does_not_know_is_shown_and_counts_as_not_yet(world: World) -> None:
    text = sat(world, "/dk", "", "/quit")
    handed = world.history.handed[0]
    assert handed.circumstances.gave_up
    assert world.history.ratings == [1]
    assert "Enter goes on." in text
    assert "switches units off" in text


def test_hints_are_told_with_their_cost_and_counted(world: World) -> None:
    text = sat(world, "/hint", "/hint", "/hint", "x", "", "", "")
    assert "the best result is now: right but incomplete): It belongs to training." in text
    assert "whatever you answer, it now counts as: not yet" in text
    assert "There is no further hint." in text
    assert world.history.handed[0].circumstances.hints == 2


def test_an_unknown_command_is_no_answer(world: World) -> None:
    assert "There is no command /hnt" in sat(world, "/hnt", "/quit")
    assert world.graded == []


def test_an_answer_may_begin_with_a_slash(world: World) -> None:
    sat(world, "/etc/hosts holds names", "", "", "")
    assert world.graded == [("lecture/1", "/etc/hosts holds names")]


def test_a_question_can_be_heard_again(world: World) -> None:
    assert sat(world, "/again", "/quit").count("What does dropout do?") == 2


def test_a_long_answer_is_taken_whole(world: World) -> None:
    long = "dropout " * 13_000
    sat(world, long, "", "", "")
    assert world.graded == [("lecture/1", long)]


def test_control_characters_of_an_answer_are_no_orders_to_the_terminal(world: World) -> None:
    world.grading = replace(world.grading, flags=(Flag("flip", "\x1b[31mred", "blue"),))
    assert "\x1b" not in sat(world, "\x1b[31mred", "", "", "")


# Choices


def test_options_are_told_in_the_order_of_the_sitting_before_and_after_the_answer(world: World) -> None:
    world.grading = CHOICE
    text = sat(world, "a", "", "", items=("lecture/6",))
    after = [line.removeprefix("✓ agrees: ") for line in text.splitlines() if line.startswith("✓ agrees: ")]
    assert [line[3:].split(":")[0] for line in after] == order_of(text) == ["Adam", "ReLU"]
    assert [line[0] for line in after] == ["a", "b"]


def test_letters_are_those_that_were_shown(world: World) -> None:
    world.grading = CHOICE
    text = sat(world, "a", "", "", items=("lecture/6",))
    meant = {"ReLU": "a", "Adam": "b"}[order_of(text)[0]]
    assert world.graded == [("lecture/6", meant)]


def test_a_choice_that_can_not_be_read_is_asked_for_again_before_anything_else(world: World) -> None:
    world.grading = CHOICE
    text = sat(world, "perhaps the left one", "none", "2", "", items=("lecture/6",))
    assert text.index("Which options do you mean?") < text.index("How sure were you?")
    assert text.count("How sure were you?") == 1
    assert "Not graded" not in text
    assert world.graded == [("lecture/6", "none")]


def test_an_option_is_named_by_its_letter_where_its_mark_is_changed(world: World) -> None:
    world.grading = CHOICE
    text = sat(world, "a", "", "p a 0", "", items=("lecture/6",))
    index = {"ReLU": 0, "Adam": 1}[order_of(text)[0]]
    assert world.decided[0] == (None, {index: 0.0})


def test_the_rule_and_how_to_answer_are_told_with_the_options(world: World) -> None:
    text = sat(world, "/quit", items=("lecture/6",))
    assert "All or nothing" in text
    assert "or none" in text


# Deciding


@pytest.mark.parametrize(
    ("typed", "decided", "rating"),
    [
        ("", (None, None), 2),
        ("w", (1.0, None), 3),
        ("0", (0.0, None), 1),
        ("50%", (0.5, None), 1),
        ("3", (1.0, None), 3),
    ],
)
def test_one_line_decides(world: World, typed: str, decided: tuple[float | None, None], rating: int) -> None:
    sat(world, "x", "", "", typed, "/quit")
    assert world.decided == [decided]
    assert world.history.ratings == [rating]


@pytest.mark.parametrize(("typed", "rating"), [("n", 1), ("i", 2), ("r", 3), ("e", 4)])
def test_what_it_counts_as_can_be_said(world: World, typed: str, rating: int) -> None:
    sat(world, "x", "", "", typed, "/quit")
    assert world.history.ratings == [rating]


def test_a_hint_limits_what_it_can_count_as(world: World) -> None:
    text = sat(world, "/hint", "x", "", "", "e", "r", "i")
    assert text.count("With the hints that were shown, the best result is: right but incomplete.") == 2
    assert world.history.ratings == [2]


def test_points_are_numbered_as_they_are_named(world: World) -> None:
    text = sat(world, "x", "", "", "p 3 0.5", "p 9 1", "p 1 2", "p", "p x y", "")
    assert "3. ✗ not found: so that units don't rely on each other" in text
    assert world.decided == [(None, {2: 0.5})]
    assert text.count("a point from 1 to 3, and its share from 0 to 1") == 4


def test_a_point_is_taken_back_by_itself(world: World) -> None:
    sat(world, "x", "", "", "p 3 1", "p 2 1", "u", "")
    assert world.decided[-1] == (None, {2: 1.0})


def test_a_decision_that_was_made_can_be_made_anew_and_the_one_before_it_too(world: World) -> None:
    text = sat(
        world, "x", "", "", "w", "y", "", "", "w", "/undo", "/undo", "n", items=("lecture/1", "lecture/2", "lecture/3")
    )
    assert text.count("Taken back:") == 2
    assert world.history.taken_back == [2, 1]
    assert len(world.graded) == 2
    assert world.history.ratings == [3, 3, 1]


def test_there_may_be_nothing_to_undo(world: World) -> None:
    assert "There is nothing to undo." in sat(world, "/undo", "/quit")


def test_where_the_documents_have_no_solution_the_student_says_whether_it_was_right(world: World) -> None:
    text = sat(world, "less weight", "", "", "", "maybe", "y", items=("lecture/5",))
    assert text.count("Please type y or n.") == 2
    assert world.decided == [(1.0, None)]


def test_not_knowing_what_has_no_solution_needs_no_more_words(world: World) -> None:
    sat(world, "/dk", "", "/quit", items=("lecture/5",))
    assert len(world.decided) == 1


def test_a_guessed_choice_that_was_right_is_asked_again_without_its_options(world: World) -> None:
    world.grading = CHOICE
    text = sat(world, "a", "1", "", "ReLU is one", "", "", items=("lecture/6",))
    assert "Right, by a guess" in text
    assert "asked openly" in text
    assert world.history.handed[-1].circumstances.openly


def test_what_was_missed_comes_again_in_the_sitting(world: World) -> None:
    text = sat(world, "/dk", "", "x", "", "", "w")
    assert "missed before" in text
    assert "0 of 1 right at the first try, 1 more later." in text


# What becomes of a question


@pytest.mark.parametrize(("command", "kind"), [("/later", "bury"), ("/suspend", "suspend")])
def test_a_question_can_be_put_away_before_and_after_its_answer(world: World, command: str, kind: str) -> None:
    sat(world, command, "x", "", "", command, "n", "/quit", items=("lecture/1", "lecture/2"))
    assert world.history.actions == [("lecture/1", kind), ("lecture/2", kind)]


def test_a_question_that_was_suspended_does_not_come_again(world: World) -> None:
    text = sat(world, "x", "", "", "/suspend", "n")
    assert "missed before" not in text


def test_a_question_can_be_flagged_and_stays(world: World) -> None:
    sat(world, "/flag", "x", "", "", "")
    assert world.history.actions == [("lecture/1", "flag")]
    assert len(world.graded) == 1


def test_a_question_that_is_left_out_is_not_counted(world: World) -> None:
    assert "Nothing was answered." in sat(world, "/skip")


def test_what_can_not_be_done_is_told_and_the_question_stays(world: World) -> None:
    world.fails["act"] = DltutorError("The disk is full.", hint="Free some space.")
    text = sat(world, "/later", "x", "", "", "")
    assert "The disk is full. Free some space." in text
    assert len(world.graded) == 1


def test_an_answer_that_could_not_be_kept_can_be_given_again(world: World) -> None:
    world.fails["grade"] = DltutorError("The disk is full.")
    assert "The disk is full." in sat(world, "x", "", "", "/quit")


def test_a_decision_that_could_not_be_kept_can_be_made_again(world: World) -> None:
    world.fails["decide"] = DltutorError("The disk is full.")
    text = sat(world, "x", "", "", "w", "w")
    assert text.count("The disk is full.") == 2


class Documents(FakeStudy):
    def items(self) -> tuple[Item, ...]:
        return self.world.items


def test_other_parts_of_a_problem_are_told_with_it(world: World) -> None:
    world.history.parts = {"lecture/2": ("lecture/3", "lecture/4")}
    study, out = Documents(world), io.StringIO()
    sitting = study.quiz(QuizWish(items=("lecture/2",)))
    PlainSitting(study, Console(io.StringIO(), out), sitting).run()  # type: ignore[arg-type]
    assert "Part of the same problem: Why normalise activations?; How does momentum help?" in out.getvalue()


def test_what_stands_around_a_question_is_told_when_asked_for(world: World) -> None:
    study, out = Documents(world), io.StringIO()
    sitting = study.quiz(QuizWish(items=("lecture/2",)))
    PlainSitting(study, Console(io.StringIO("x\n\n\no\n"), out), sitting).run()  # type: ignore[arg-type]
    assert "It stands at lecture.md · 3 Training · 2, line 6." in out.getvalue()
    assert "Before it: What does dropout do?\nAfter it: Why normalise activations?" in out.getvalue()


# Leaving


@pytest.mark.parametrize("lines", [(), ("units",), ("units", ""), ("units", "", "3"), ("units", "", "3", "p 1 0")])
def test_the_end_of_the_input_keeps_what_was_answered(world: World, lines: tuple[str, ...]) -> None:
    sat(world, *lines)
    assert world.graded == ([("lecture/1", "units")] if lines else [])


def test_stopping_while_asked_how_sure_keeps_the_answer(world: World) -> None:
    study = FakeStudy(world)
    sitting = study.quiz(QuizWish(items=("lecture/1",)))
    with pytest.raises(KeyboardInterrupt):
        PlainSitting(study, Console(Interrupted("units\n\n"), io.StringIO()), sitting).run()  # type: ignore[arg-type]
    assert world.graded == [("lecture/1", "units")]


def test_an_answer_without_a_decision_is_said_to_be_kept(world: World) -> None:
    assert "Your last answer is kept, without a decision." in sat(world, "units", "", "3")


def test_no_question_begins_when_the_time_is_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 0.0

    def pass_time() -> None:
        nonlocal seconds
        seconds += 20.0

    world.history.minutes = 1.0
    stdin, out, study = TypedLines("x\n\n\nw\n", pass_time), io.StringIO(), FakeStudy(world)
    monkeypatch.setattr(plain_sitting, "Round", partial(Round, clock=lambda: seconds))
    sitting = study.quiz(QuizWish(items=("lecture/1", "lecture/2")))
    PlainSitting(study, Console(stdin, out), sitting).run()  # type: ignore[arg-type]
    assert "1 min left" in out.getvalue()
    assert "The time is up." in out.getvalue()
    assert len(world.graded) == 1


def test_nothing_due_says_so(world: World) -> None:
    out = io.StringIO()
    begin(FakeStudy(world), Console(io.StringIO(), out), "review", (None, None))  # type: ignore[arg-type]
    assert "Nothing is due." in out.getvalue()
