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
    assert [history.previous(""), history.previous("two"), history.previous("one")] == ["two", "one", None]
    assert [history.next("one"), history.next("two"), history.next("")] == ["two", "", None]


def test_a_walk_leads_only_through_prompts_that_begin_like_the_draft(file: Path) -> None:
    history = PromptHistory(file)
    for prompt in ("What is Adam?", "why", "What is Adam?", "what else", "what"):
        history.add(prompt)
    assert [history.previous("WHAT "), history.previous("what else")] == ["what else", "What is Adam?"]
    assert history.previous("What is Adam?") is None, "each once"
    assert [history.next("What is Adam?"), history.next("what else")] == ["what else", "WHAT "]
    assert history.previous("nothing begins so") is None
    assert history.next("nothing begins so") is None


def test_what_is_changed_on_the_way_begins_a_walk_of_its_own(file: Path) -> None:
    history = PromptHistory(file)
    for prompt in ("why so", "what", "why"):
        history.add(prompt)
    assert history.previous("") == "why"
    assert history.previous("wh") == "why"
    assert history.previous("why") == "what"
    assert history.next("what!") is None


def test_prompts_are_found_by_any_of_their_words_newest_first(file: Path) -> None:
    history = PromptHistory(file)
    for prompt in ("What is Adam?", "Is SGD older than Adam", "What is Adam?"):
        history.add(prompt)
    assert history.holding("ADAM is") == ["What is Adam?", "Is SGD older than Adam"]
    assert history.holding("adam rms") == []


def test_what_is_not_to_be_kept_is_known_in_this_session_only(file: Path) -> None:
    kept = [True]
    history = PromptHistory(file, lambda: kept[0])
    history.add("kept")
    kept[0] = False
    history.add("private")
    assert history.prompts == ["kept", "private"]
    assert PromptHistory(file).prompts == ["kept"]


@given(st.lists(st.text(max_size=3)), st.text(max_size=2))
def test_a_walk_up_and_down_again_ends_at_the_draft(prompts: list[str], draft: str) -> None:
    history = PromptHistory(Path("/nowhere"), lambda: False)
    for prompt in filter(None, prompts):
        history.add(prompt)
    texts = [draft]
    while (earlier := history.previous(texts[-1])) is not None:
        assert earlier.casefold().startswith(draft.casefold())
        texts.append(earlier)
    assert len(texts) == len(set(texts)) <= 1 + len(set(prompts))
    for text in reversed(texts[:-1]):
        assert history.next(texts.pop()) == text


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
