"""Exams line by line: sitting, marking, report."""

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import get_args

import pytest
from fake_exams import PAPER, ExamWorld, FakeStudy, exam_world
from typed_lines import Interrupted, TypedLines

from dltutor.bank.item import ChoiceRule
from dltutor.config import Config
from dltutor.errors import DltutorError
from dltutor.study.exams.exam import Exam
from dltutor.tui import keeper
from dltutor.tui.plain.console import Console
from dltutor.tui.plain.exam import PlainExam
from dltutor.tui.plain.session import PlainSession
from dltutor.tui.plain.start import begin
from dltutor.tutor import rule_in_words


@pytest.fixture
def exams(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as made:
        yield made


def console(text: str, out: io.StringIO) -> Console:
    return Console(io.StringIO(text), out)


def sat(exams: ExamWorld, *lines: str, exam: Exam | None = None, seconds: float | None = 1800.0) -> str:
    """What is said to these lines in an exam: a new one, or this one."""
    study, out = FakeStudy(exams), io.StringIO()
    exam = study.exam(exam.id) if exam else study.begin_exam(PAPER, seconds, None)
    text = "".join(f"{line}\n" for line in lines)
    PlainExam(study, console(text, out), exam).run()  # type: ignore[arg-type]
    return out.getvalue()


WRITTEN = ("a c", "none", "units are", "switched off", "", "for robustness", ".")
HANDED_IN = (*WRITTEN, "/hand-in", "y")


# Writing


def test_answers_are_kept_and_lead_on_to_the_next_part(exams: ExamWorld) -> None:
    text = sat(exams, *WRITTEN)
    kept = exams.kept()
    assert [state.answer for state in kept.parts] == ["a, c", "none", "units are\nswitched off", "for robustness", ""]
    assert kept.position == 4
    assert not kept.handed_in
    assert "Go on with: dltutor exam resume 1" in text


def test_nothing_is_told_about_right_or_wrong_before_handing_in(exams: ExamWorld) -> None:
    text = sat(exams, *WRITTEN)
    assert "the reference nobody sees" not in text
    assert "agrees" not in text


def test_an_exam_goes_on_at_the_part_where_it_was_left_with_what_was_written(exams: ExamWorld) -> None:
    sat(exams, "a c", "none", "/back")
    text = sat(exams, exam=exams.kept())
    assert "1.2 (1 credit) · 2 of 5" in text
    assert "Your answer so far: none" in text


def test_a_choice_that_can_not_be_read_is_asked_for_again(exams: ExamWorld) -> None:
    text = sat(exams, "the good ones", "b")
    assert text.count("Which options do you mean?") == 1
    assert exams.kept().parts[0].answer == "b"


def test_an_answer_can_be_replaced_and_emptied(exams: ExamWorld) -> None:
    sat(exams, "a", "/back", "b", "/back", "/clear")
    assert exams.kept().parts[0].answer == ""


def test_parts_are_reached_by_their_labels(exams: ExamWorld) -> None:
    text = sat(exams, "/go 2.2", "/go 9.9", "/next", "/next", "/go 1.1", "/back")
    assert "2.2 (1.5 credits) · 4 of 5" in text
    assert "There is no question '9.9'" in text
    assert "That was the last question" in text
    assert "This is the first question." in text
    assert exams.kept().position == 0


def test_what_is_answered_empty_and_flagged_is_told_in_words(exams: ExamWorld) -> None:
    text = sat(exams, "a c", "/flag", "/list")
    assert "Problem 1: [/b] parts: answered 1.1; empty 1.2; flagged 1.2" in text
    assert exams.kept().parts[1].flagged


def test_a_part_is_not_told_again_where_nothing_was_changed_about_it(exams: ExamWorld) -> None:
    text = sat(exams, "/flag", "/flag", "/time", "/list", "/nonsense")
    assert text.count("Which are activations?") == 1
    assert "There is no command /nonsense" in text


def test_a_part_can_be_heard_again_with_its_stem(exams: ExamWorld) -> None:
    text = sat(exams, "/go 2.1", "/next", "/again")
    assert text.count("A network has [CLS] layers.") == 2


def test_handing_in_is_asked_about_first(exams: ExamWorld) -> None:
    text = sat(exams, "a c", "/hand-in", "n", "none")
    assert "4 parts are empty" in text
    assert not exams.kept().handed_in
    assert exams.kept().parts[1].answer == "none"


@pytest.mark.parametrize("rule", get_args(ChoiceRule))
def test_the_rule_of_the_papers_choices_is_told_first(exams: ExamWorld, rule: ChoiceRule) -> None:
    first = PAPER.parts[0]
    paper = replace(PAPER, parts=(replace(first, item=replace(first.item, choice_rule=rule)), *PAPER.parts[2:]))
    study, out = FakeStudy(exams), io.StringIO()
    PlainExam(study, console("", out), study.begin_exam(paper, None, None)).run()  # type: ignore[arg-type]
    assert rule_in_words(rule) in out.getvalue()


# The clock


def test_an_exam_whose_time_is_up_says_so_and_can_be_handed_in(exams: ExamWorld) -> None:
    study = FakeStudy(exams)
    exam = study.begin_exam(PAPER, 60.0, None)
    exam.tick(90.0)
    study.save_exam(exam)
    text = sat(exams, "a c", exam=exam)
    assert "Time is up. /hand-in hands in" in text
    assert "Time is up · 30 s over" in text


def test_it_is_said_once_when_the_time_gets_short(exams: ExamWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 0.0, *(1000.0 + 350.0 * step for step in range(40))])
    monkeypatch.setattr("dltutor.tui.plain.exam.time.monotonic", lambda: min(next(moments), 2500.0))
    text = sat(exams, "/time", "/time", "/time", "/time", "/time")
    assert text.count("Time is up. /hand-in hands in") == 1


def test_the_time_spent_thinking_is_kept_whatever_happens(exams: ExamWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "EVERY", 0.01)
    saved = Event()

    class Thinking(FakeStudy):
        def save_exam(self, exam: Exam) -> None:
            super().save_exam(exam)
            saved.set()

    def look() -> None:
        assert saved.wait(20), "nothing was saved while a line was waited for"
        used.append(exams.kept().used)

    used: list[float] = []
    study = Thinking(exams)
    exam = study.begin_exam(PAPER, 60.0, None)
    before = time.monotonic()
    PlainExam(study, Console(TypedLines("", look), io.StringIO()), exam).run()  # type: ignore[arg-type]
    assert 0 < used[0] <= time.monotonic() - before


def test_stopping_keeps_what_was_answered_and_says_how_to_go_on(exams: ExamWorld) -> None:
    study, out = FakeStudy(exams), io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        PlainExam(study, Console(Interrupted("a c\n"), out), study.begin_exam(PAPER, None, None)).run()  # type: ignore[arg-type]
    assert exams.kept().parts[0].answer == "a, c"
    assert "Go on with: dltutor exam resume 1" in out.getvalue()


def test_what_could_not_be_saved_is_saved_with_the_next_answer(exams: ExamWorld) -> None:
    study, out = FakeStudy(exams), io.StringIO()
    exams.study_fails["save"] = DltutorError("The disk is full.")

    def mend() -> None:
        if "The disk is full." in out.getvalue():
            exams.study_fails.clear()

    exam = study.begin_exam(PAPER, None, None)
    PlainExam(study, Console(TypedLines("a c\nnone\n", mend), out), exam).run()  # type: ignore[arg-type]
    assert [state.answer for state in exams.kept().parts[:2]] == ["a, c", "none"]


def test_an_exam_that_was_handed_in_elsewhere_takes_no_more_answers(exams: ExamWorld) -> None:
    here, there, out = FakeStudy(exams), FakeStudy(exams), io.StringIO()
    exam = here.begin_exam(PAPER, None, None)
    there.hand_in_exam(there.exam(exam.id))
    with pytest.raises(DltutorError, match="handed in elsewhere"):
        PlainExam(here, console("a c\n", out), exam).run()  # type: ignore[arg-type]


# Marking


def test_the_tutors_ticks_are_kept_with_enter_and_the_report_follows(exams: ExamWorld) -> None:
    text = sat(exams, *HANDED_IN, "", "")
    kept = exams.kept()
    assert kept.closed
    assert [(state.marks.by, state.marks.credits) for state in kept.parts if state.marks] == [
        ("tutor", 2.0), ("tutor", 1.0), ("you", 1.0), ("you", 1.0), ("tutor", 0.0)
    ]  # fmt: skip
    assert "5 of 7.5" in text


def test_ticks_are_changed_point_by_point(exams: ExamWorld) -> None:
    text = sat(exams, *HANDED_IN, "p 2 0.5", "", "")
    marks = exams.kept().parts[2].marks
    assert marks is not None
    assert (marks.credits, dict(marks.points)) == (1.5, {0: 1.0, 1: 0.5})
    assert "1. ✓ covered: switches units off" in text
    assert "1.5 of 2 credits: Enter keeps it" in text


def test_credits_of_the_whole_are_taken_as_they_are_typed(exams: ExamWorld) -> None:
    text = sat(exams, *HANDED_IN, "seven", "9", "nan", "0,5", "")
    marks = exams.kept().parts[2].marks
    assert marks is not None
    assert marks.credits == 0.5
    assert text.count("a number from 0 to 2") == 3


def test_a_part_before_can_be_marked_anew(exams: ExamWorld) -> None:
    sat(exams, *HANDED_IN, "", "b", "0", "")
    marks = exams.kept().parts[2].marks
    assert marks is not None
    assert marks.credits == 0.0


def test_what_stays_unmarked_is_asked_about_before_the_marking_is_closed(exams: ExamWorld) -> None:
    text = sat(exams, *HANDED_IN, "?", "", "y")
    assert "1 part stays unmarked. Close the marking" in text
    assert exams.kept().closed


def test_marking_goes_on_where_it_was_left(exams: ExamWorld) -> None:
    left = sat(exams, *HANDED_IN, "", "q")
    assert "Go on with: dltutor exam mark 1" in left
    text = sat(exams, "", exam=exams.kept())
    assert "Marking 2 of 2" in text
    assert "Marking 1 of 2" not in text
    assert exams.kept().closed


def test_the_clock_is_not_told_while_marking(exams: ExamWorld) -> None:
    text = sat(exams, *HANDED_IN, "", "")
    assert " left" not in text[text.index("Marking 1 of 2") :]


def test_marking_with_nothing_left_to_mark_closes(exams: ExamWorld) -> None:
    text = sat(exams, "a c", "/hand-in", "y")
    assert exams.kept().closed
    assert "2 of 7.5" in text


def test_marking_that_was_interrupted_is_gone_on_with(exams: ExamWorld) -> None:
    exams.study_fails["marking"] = DltutorError("The encoder is missing.")
    with pytest.raises(DltutorError):
        sat(exams, *HANDED_IN)
    assert exams.kept().handed_in
    exams.study_fails.clear()
    sat(exams, "", "", exam=exams.kept())
    assert exams.kept().closed


def test_a_marked_exam_shows_its_report_without_a_word(exams: ExamWorld) -> None:
    sat(exams, *HANDED_IN, "", "")
    text = sat(exams, exam=exams.kept())
    assert text.strip().startswith("Small paper [x]")


# Beginning


@pytest.mark.parametrize(("typed", "predicted"), [("6", 6.0), ("4,5", 4.5), ("", None), ("lots\n99\n5", 5.0)])
def test_what_one_expects_is_asked_before_an_exam(exams: ExamWorld, typed: str, predicted: float | None) -> None:
    out = io.StringIO()
    begin(FakeStudy(exams), console(f"{typed}\n", out), "paper", (PAPER, 60.0))  # type: ignore[arg-type]
    assert exams.kept().predicted == predicted


def test_papers_and_exams_are_listed(exams: ExamWorld) -> None:
    sat(exams, "a c")
    out = io.StringIO()
    begin(FakeStudy(exams), console("", out), "exams", None)  # type: ignore[arg-type]
    assert "small: Small paper [x] · 5 parts · 7.5 credits · 30 min" in out.getvalue()
    assert "1 of 5 parts answered" in out.getvalue()
    assert "dltutor exam resume" in out.getvalue()


def test_a_paper_is_sat_from_the_chat_which_goes_on_after_it(exams: ExamWorld) -> None:
    out = io.StringIO()
    text = "/exam nothing\n/exam small\n20\n\na c\n/quit\nnew\n/exam resume\nnone\n"
    PlainSession(exams.tutor(), Config(), io.StringIO(text), out).run()  # type: ignore[arg-type]
    assert "There is no paper 'nothing'." in out.getvalue()
    assert [state.answer for state in exams.kept().parts[:2]] == ["a, c", "none"]
    assert exams.kept().seconds == 1200.0
    assert "A new session." in out.getvalue()
