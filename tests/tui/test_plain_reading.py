"""Line by line: source, copies, formulas, finding, earlier answers and questions, documents, settings."""

import os
import tomllib
from pathlib import Path

import pytest
from fake_tutor import Stale, World
from typed_lines import said

from dltutor import paths
from dltutor.config import Config
from dltutor.errors import IndexProblem
from dltutor.tui import clipboard
from dltutor.tui.plain.formulas import prose

DROPOUT = "What does dropout do?"


def test_the_source_is_the_documents_own_text_with_its_formulas_numbered(world: World) -> None:
    text = said(world, "source", DROPOUT, "source", "source 4", "source 9")
    assert "There is no answer here" in text
    assert "It **switches units off** at random while training.\n\n$$p = \\frac{1}{2}$$" in text
    assert "4. the LaTeX:\np = \\frac{1}{2}\n" in text
    assert text.count("\np = \\frac{1}{2}\n") == 2
    assert "Type a number from 1 to 4" in text


@pytest.mark.skipif(os.name != "posix", reason="a tool that is a script")
def test_copying_says_with_what_it_was_done_or_that_there_is_nothing_to_copy_with(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, tool = tmp_path / "held", tmp_path / "copier"
    tool.write_text(f"#!/bin/sh\n[ $1 = out ] && cat {held} || cat > {held}\n")
    tool.chmod(0o755)
    made = clipboard.Tool((str(tool), "in"), (str(tool), "out"))
    monkeypatch.setattr(clipboard, "tool", lambda: made)
    text = said(world, DROPOUT, "copy", "copy 4", "copy many")
    assert "1. the answer\n" in text
    assert "4. the LaTeX: p = \\frac{1}{2}\n" in text
    assert f"Copied the LaTeX with {tool}." in text
    assert held.read_text() == "p = \\frac{1}{2}"
    monkeypatch.setattr(clipboard, "tool", lambda: None)
    assert "Nothing was copied: there is no program here that copies" in said(world, DROPOUT, "copy 1")


def test_formulas_are_said_on_one_line_drawn_or_as_latex(world: World) -> None:
    text = said(world, DROPOUT, "formulas", "formulas latex", "formulas line", "/formulas 3d", DROPOUT)
    told = [
        "p = 1/2\n",
        "Formulas are said drawn",
        "         1\n",
        "    p = ───\n",
        "as LaTeX now",
        "$$p = \\frac{1}{2}$$",
    ]
    assert [text.index(part) for part in told] == sorted(text.index(part) for part in told)
    assert text.count("p = 1/2\n") == 3
    assert "Type formulas and line, drawn or latex" in text


def test_a_drawn_formula_stands_by_itself_wherever_it_stood() -> None:
    assert prose("a $$\\frac{1}{2}$$ b", "2d").splitlines()[0] == "a "
    assert prose("a $$\\frac{1}{2}$$ b", "2d").splitlines()[-1] == " b"


def test_words_are_found_in_what_was_asked_and_answered_and_shown_again(world: World) -> None:
    text = said(
        world, "/find units", DROPOUT, "1", "How does momentum help?", "/find UNITS off", "find", "/find alt",
        "answers", "show 1", "o", "show 9",
    )  # fmt: skip
    assert text.count("Nothing in this session holds") == 2
    assert "1 place in 1 answer:\n1. It switches units off at random while training." in text
    assert "Find what?" in text
    assert "1. What does dropout do?\n2. You opened: What is a learning rate?\n3. How does momentum help?" in text
    assert text.rindex("You asked: What does dropout do?") > text.index("3. How does")
    assert "lecture.md, line 3:" in text
    assert "Type show and a number from 1 to 3" in text


def test_a_question_can_be_asked_exactly_as_it_was_understood(world: World) -> None:
    world.understood_as = "what dropout does at test time"
    text = said(world, "understood", DROPOUT, "and at test time?", "understood", "ask", "ask exactly: why?")
    assert "Nothing was asked yet." in text
    assert text.count("Understood as: what dropout does at test time\nType ask exactly:") == 1
    assert world.asked == [DROPOUT, "and at test time?", "why?"]
    assert world.conversation is not None
    assert len(world.conversation.turns) == 0, "nothing said before was at hand"


def test_earlier_questions_are_kept_listed_narrowed_and_asked_again(world: World) -> None:
    said(world, DROPOUT, "How does momentum help?")
    text = said(world, "history", "/history drop", "history 2", "history 9", "/history zebra")
    assert "1. How does momentum help?\n2. What does dropout do?\nType history and a number" in text
    assert "You ask: What does dropout do?" in text
    assert "No earlier question has the number 9." in text
    assert "Nothing like that was asked before." in text
    assert world.asked[-1] == DROPOUT


# Documents


def test_the_questions_of_a_document_and_its_doubts_are_listed(world: World) -> None:
    text = said(world, "/library lecture", "/library nothing", "/library .md", "doubts", "/doubts other")
    assert "lecture.md: 7 questions, 1 passage\n1: What does dropout do? (answered; lecture/1)" in text
    assert "No document is called 'nothing'." in text
    assert "2 documents are called like this. Which one: lecture.md, other [x].md?" in text
    assert "1 doubt." in text
    assert "Nothing to look at." in text


def test_a_document_is_added_and_a_rebuild_offered_once(world: World) -> None:
    world.stale = Stale(new=("notes.md",))
    text = said(world, "add", "add ~/notes.md", "/add 'my notes'")
    assert world.added == [Path("~/notes.md").expanduser(), Path("my notes")]
    assert "notes.md as notes.md: 2 questions, 2 answered" in text
    assert text.count("The index is behind: 1 new, 0 edited.") == 1
    assert "Add what?" in text


# Settings


def test_settings_are_listed_explained_changed_at_once_and_put_back(world: World) -> None:
    text = said(world, "settings", "settings top", "settings top 1", DROPOUT, "settings reset top", "settings reset")
    assert "- top: 3 (default)." in text
    assert "It can be a whole number from 1 to 20 (default: 3)." in text
    assert "1. What is a learning rate?" in text
    assert "2. Why normalise" not in text
    assert ": 3 again, the default." in text
    assert "Which one?" in text


def test_a_setting_that_is_wrong_or_unknown_changes_nothing(world: World) -> None:
    text = said(world, "settings top many", "/settings tpo 3", "settings theme nord")
    assert "'top'" in text
    assert "The nearest one is 'top'." in text
    assert tomllib.loads(paths.config_file().read_text(encoding="utf-8")) == {"theme": "nord"}


def test_what_the_command_line_says_wins_over_a_change(world: World) -> None:
    config = Config(top=2, from_command_line=frozenset({"top"}))
    text = said(world, "settings top 5", DROPOUT, config=config)
    assert "At present the command line says otherwise, and wins." in text
    assert "3. " not in text.partition("Near it:")[2]


def test_the_plan_stands_without_an_index(world: World) -> None:
    world.fails["due"] = IndexProblem("There is no index.")
    assert "What is due is known once there is an index." in said(world, "plan 30")
