import json
from pathlib import Path

import pytest

from dltutor.errors import UsageError
from dltutor.search.conversation import Conversation
from dltutor.search.dialogues import evaluate_dialogues, holds_dialogues, read_dialogues
from dltutor.search.followup import answer
from dltutor.search.reply import Reply
from dltutor.search.searcher import Searcher

DIALOGUES = [
    {
        "did": "a",
        "turns": [
            {"query": "What is L1 regularization?", "gold": ["nets#4"], "action": None, "answerable": True},
            {"query": "and L2?", "gold": ["nets#5"], "action": None},
            {"query": "say that again", "gold": ["nets#5"], "action": "clarify"},
        ],
    },
    {"turns": [{"query": "how long do I boil an egg", "gold": []}, {"query": "why?", "gold": ["nets#1"]}]},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "dialogues.jsonl"
    made.write_text("\n" + "\n".join(map(json.dumps, DIALOGUES)) + "\n", encoding="utf-8")
    return made


def test_a_file_of_dialogues_is_told_from_one_of_questions(file: Path, tmp_path: Path) -> None:
    assert holds_dialogues(file)
    for text in ('{"query": "x", "gold": []}', "", "{", "[]"):
        (tmp_path / "other.jsonl").write_text(text, encoding="utf-8")
        assert not holds_dialogues(tmp_path / "other.jsonl")


def test_the_table_counts_right_turns_and_recognised_requests(searcher: Searcher, file: Path) -> None:
    def ask(query: str, conversation: Conversation) -> Reply:
        return answer(query, 5, conversation, searcher.ask)

    table = evaluate_dialogues(read_dialogues(file), ask).to_json()
    assert table["dialogues"] == 2
    assert table["first turns"] == {"turns": 2, "right": 1.0, "recognised": 1.0}
    assert table["question"]["turns"] == 2
    assert table["question"]["right"] == 0.5
    assert table["clarify"] == {"turns": 1, "right": 1.0, "recognised": 1.0}
    assert table["unanswerable"] == {"turns": 1, "right": 1.0, "recognised": 1.0}
    assert table["all"]["turns"] == 5
    assert table["all"]["right"] == 0.8


def test_the_table_can_be_printed(file: Path) -> None:
    printed = str(evaluate_dialogues(read_dialogues(file), lambda query, _: Reply(query, "not_covered", 0.0)))
    lines = printed.splitlines()
    assert len(lines) == 6
    assert len({len(line) for line in lines}) == 1


def test_every_dialogue_is_a_conversation_of_its_own(file: Path) -> None:
    met: list[Conversation] = []

    def ask(query: str, conversation: Conversation) -> Reply:
        met.append(conversation)
        return Reply(query, "not_covered", 0.0)

    evaluate_dialogues(read_dialogues(file), ask)
    assert [one is met[0] for one in met] == [True, True, True, False, False]
    assert met[3] is met[4]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"turns": []}', '{"turns": "x"}', '{"turns": [1]}', '{"turns": [{"query": "x"}]}'],
)
def test_a_malformed_line_is_named(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(line)
    with pytest.raises(UsageError, match=":4 "):
        read_dialogues(file)


def test_a_map_turns_the_gold_of_one_corpus_into_that_of_another(file: Path, tmp_path: Path) -> None:
    gold_map = tmp_path / "map.json"
    gold_map.write_text(json.dumps({"nets#4": ["a/1"], "nets#5": ["a/2", "a/3"]}), encoding="utf-8")
    with pytest.raises(UsageError, match="says nothing of nets#1"):
        read_dialogues(file, gold_map)
    gold_map.write_text(json.dumps({"nets#4": ["a/1"], "nets#5": ["a/2", "a/3"], "nets#1": []}), encoding="utf-8")
    first, second = read_dialogues(file, gold_map)
    assert [turn.gold for turn in first] == [("a/1",), ("a/2", "a/3"), ("a/2", "a/3")]
    assert second[1].gold == ()


def test_the_shipped_dialogues_can_be_read() -> None:
    dialogues = read_dialogues(Path(__file__).parents[2] / "evals" / "dialogues.jsonl")
    assert len(dialogues) >= 25
    wanted = {turn.action for dialogue in dialogues for turn in dialogue}
    assert wanted == {"", "more", "other_source", "formula", "example", "clarify"}
