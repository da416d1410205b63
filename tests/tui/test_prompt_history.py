import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.tui.history import PromptHistory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "history.jsonl"


def test_walking_back_and_forth_ends_at_the_unsent_draft(file: Path) -> None:
    history = PromptHistory(file)
    for prompt in ("one", "two"):
        history.add(prompt)
    assert [history.previous("draft"), history.previous("two"), history.previous("one")] == ["two", "one", None]
    assert [history.next(), history.next(), history.next()] == ["two", "draft", None]


def test_the_same_prompt_twice_in_a_row_counts_once(file: Path) -> None:
    history = PromptHistory(file)
    for prompt in ("one", "one", "two", "one"):
        history.add(prompt)
    assert PromptHistory(file).prompts == ["one", "two", "one"]


def test_broken_lines_are_passed_over(file: Path) -> None:
    PromptHistory(file).add("good")
    with file.open("ab") as handle:
        handle.write(b'{"text": "cut o\n[1]\n{}\n{"text": 3}\n\xff\xfe\n')
    PromptHistory(file).add("better")
    assert PromptHistory(file).prompts == ["good", "better"]


def test_a_place_that_cannot_be_written_costs_nothing_but_the_memory(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("no folder", encoding="utf-8")
    history = PromptHistory(blocker / "history.jsonl")
    history.add("kept for this session")
    assert history.previous("") == "kept for this session"


def test_the_file_is_for_its_owner_only(file: Path) -> None:
    PromptHistory(file).add("mine")
    assert file.stat().st_mode & 0o077 == 0


@given(st.text(min_size=1))
def test_any_prompt_comes_back_as_it_was_sent(tmp_path_factory: pytest.TempPathFactory, prompt: str) -> None:
    file = tmp_path_factory.mktemp("any") / "history.jsonl"
    PromptHistory(file).add(prompt)
    assert json.loads(file.read_text(encoding="utf-8"))["text"] == prompt
    assert PromptHistory(file).prompts == [prompt]
