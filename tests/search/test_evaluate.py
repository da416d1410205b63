import json
from pathlib import Path

import pytest

from dltutor.errors import UsageError
from dltutor.search.evaluate import evaluate, is_gold, read_questions
from dltutor.search.searcher import Searcher

QUESTIONS = [
    {"query": "What does max pooling compute?", "type": "exact", "gold": ["nets#6"]},
    {"query": "what does dropout do in training", "type": "twin", "gold": ["exam#1a"]},
    {"query": "What is L1 regularization?", "type": "exact", "gold": ["nets/5"]},
    {"query": "how long do I boil an egg", "type": "outside", "gold": []},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "questions.jsonl"
    made.write_text("\n".join(map(json.dumps, QUESTIONS)) + "\n\n", encoding="utf-8")
    return made


def test_the_table_counts_by_type_and_over_all(searcher: Searcher, file: Path) -> None:
    table = evaluate(read_questions(file), lambda query: searcher.ask(query, 5)).to_json()["questions"]
    assert list(table) == ["exact", "twin", "outside", "all"]
    assert table["exact"]["precision_at_1"] == 0.5
    assert table["exact"]["hit_at_3"] == 1.0
    assert table["exact"]["mrr"] == 0.75
    assert table["twin"]["precision_at_1"] == 1.0
    assert (table["outside"]["unanswerable"], table["outside"]["refused"]) == (1, 1.0)
    assert (table["all"]["answerable"], table["all"]["wrongly_refused"]) == (3, 0.0)


def test_the_table_can_be_printed_with_what_the_confidence_was_worth_below(searcher: Searcher, file: Path) -> None:
    found = evaluate(read_questions(file), lambda query: searcher.ask(query, 5))
    table, diagram = str(found).split("\n\n")
    lines = table.splitlines()
    assert len(lines) == 5
    assert len({len(line) for line in lines}) == 1
    assert diagram == str(found.reliability)


def test_confidence_is_judged_by_whether_the_first_hit_was_right(searcher: Searcher, file: Path) -> None:
    found = evaluate(read_questions(file), lambda query: searcher.ask(query, 5))
    bands = found.to_json()["reliability"]["bands"]
    assert sum(band["count"] for band in bands) == len(QUESTIONS)
    assert sum(band["count"] * band["was"] for band in bands) == pytest.approx(2)  # pooling and dropout
    assert found.reliability.answerable == 1.0


@pytest.mark.parametrize(
    ("gold", "right"),
    [("000#41", True), ("000_a#41", True), ("001#41", False), ("000#4", False), ("41", False)],
)
def test_gold_is_the_beginning_of_a_documents_name_and_a_whole_label(gold: str, *, right: bool) -> None:
    assert is_gold("papers/000_abc.txt", "41", [gold]) is right


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"query": 1, "gold": []}', '{"query": "x", "gold": "y"}'])
def test_a_malformed_line_is_named(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(line)
    with pytest.raises(UsageError, match=":6 is no question"):
        read_questions(file)


def test_a_missing_or_empty_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be read"):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(UsageError, match="no questions"):
        read_questions(tmp_path / "empty.jsonl")


def test_a_map_turns_the_gold_of_one_corpus_into_that_of_another(file: Path, tmp_path: Path) -> None:
    ids = {"nets#6": ["cnn/pooling", "cnn/max"], "exam#1a": ["regularisation/dropout"], "nets/5": ["cnn/pooling"]}
    gold_map = tmp_path / "map.json"
    gold_map.write_text(json.dumps(ids), encoding="utf-8")
    gold = [question.gold for question in read_questions(file, gold_map)]
    assert gold == [("cnn/pooling", "cnn/max"), ("regularisation/dropout",), ("cnn/pooling",), ()]


@pytest.mark.parametrize(
    ("text", "said"), [("[]", "maps no ids"), ("{", "maps no ids"), ("{}", "says nothing of exam#1a")]
)
def test_a_map_that_lacks_something_is_a_clear_error(file: Path, tmp_path: Path, text: str, said: str) -> None:
    gold_map = tmp_path / "map.json"
    gold_map.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_questions(file, gold_map)
