"""Line by line: the study home, a quiz that waits, what was missed, single questions, the plan."""

from io import StringIO
from pathlib import Path

import pytest
from fake_study import FakeStudy
from fake_tutor import World
from typed_lines import said

from dltutor.tui.plain.console import Console
from dltutor.tui.plain.start import begin

DROPOUT = "What does dropout do?"


def test_a_quiz_waits_while_something_is_asked_and_goes_on_where_it_was(world: World) -> None:
    text = said(
        world, "/quiz dropout", "/pause", "study", "o", "How does momentum help?", "continue", "units off", "", "/back",
        "it switches units off", "", "3", "/pause", "quiz", "n", "continue", "", "continue",
    )  # fmt: skip
    assert text.count("Quiz · question 1 of 1") == 2
    assert "A quiz waits (1 of 1): continue goes on with it." in text
    assert "lecture.md, line 3:" in text, "the question is what words are about"
    assert world.graded == [("lecture/1", "it switches units off")]
    assert "A quiz waits; continue goes on with it. Begin another one" in text
    assert text.count("About 2 of 3 credits") == 2
    assert world.history.ratings == [2]
    assert "1 of 1 right at the first try." in text
    assert text.rstrip().endswith("Nothing waits. quiz or review begins one.")


def test_a_question_that_is_tried_leaves_the_quiz_waiting(world: World) -> None:
    text = said(world, "/quiz dropout", "/pause", "/try lecture/2", "the step", "", "", "study")
    assert "A quiz waits (1 of 1)" in text


def test_after_a_quiz_what_was_missed_is_asked_again_and_the_last_decision_taken_back(world: World) -> None:
    text = said(world, "missed", "/quiz dropout", "x", "", "", "n", "/quit", "open", "missed", "/quit", "undo")
    assert "Nothing was missed, or no quiz has ended yet." in text
    assert "lecture.md, line 3:" in text
    assert [wish.items for wish in world.history.wishes] == [(), ("lecture/1",)]
    assert "There is nothing to undo." in text
    text = said(world, "/quiz dropout", "x", "", "", "w", "undo", "n", "/quit")
    assert "Taken back: What does dropout do?" in text
    assert world.history.ratings == [1, 3, 1]


def test_what_becomes_of_a_question_can_be_said_and_taken_back(world: World) -> None:
    text = said(world, "flag", DROPOUT, "flag", "flag", "suspend lecture/2", "/suspend lecture/2", "bury", "cards")
    assert "Ask for a question first, or type" in text
    assert world.history.actions == [
        ("lecture/1", "flag"), ("lecture/1", "unflag"), ("lecture/2", "suspend"), ("lecture/2", "resume"),
        ("lecture/1", "bury"),
    ]  # fmt: skip
    assert "2 cards." in text
    assert "0 cards." in said(world, "cards flagged")
    assert "Type cards, or cards and one of: suspended, flagged, gone." in said(world, "/cards red")


def test_the_plan_is_said_and_set(world: World) -> None:
    text = said(world, "plan", "plan 2127-02-15 45", "plan 20", "/plan soon", "plan none", "plan 2127-02-31")
    assert "no exam date" in text
    assert "45 minutes a day, exam on 2127-02-15." in text
    assert "20 minutes a day, exam on 2127-02-15." in text
    assert text.index("Type plan and a date") < text.rindex("20 minutes a day, no exam date.")
    assert "'2127-02-31' is no date." in text
    assert "Today: 3 due · 2 new" in said(world, "due")


def test_the_numbers_are_saved_in_files_of_their_own(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said(world, "stats csv", "stats csv")
    assert len({file.read_text(encoding="utf-8") for file in tmp_path.glob("dltutor-progress-*.csv")}) == 1
    assert len(list(tmp_path.glob("dltutor-progress-*.csv"))) == 2


def test_a_sitting_begun_by_the_command_line_has_nowhere_to_pause(world: World) -> None:
    out = StringIO()
    begin(FakeStudy(world), Console(StringIO("/pause\nx\n\n\n/pause\n"), out), "quiz", None)  # type: ignore[arg-type]
    assert out.getvalue().count("There is nowhere to ask in between") == 2
