"""What the shipped corpus promises, as its own reader and checker see it."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dltutor.bank.item import Item
from dltutor.check import Checked, check_corpus
from dltutor.paths import shipped_corpus

EVALS = Path(__file__).parents[2] / "evals"
TOPICS = 18
PAPER_CREDITS = range(60, 91)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_corpus(shipped_corpus(), strict=True)


@pytest.fixture(scope="module")
def course(checked: Checked) -> list[Item]:
    return [item for item in checked.items if not item.id.startswith("exams/")]


@pytest.fixture(scope="module")
def papers(checked: Checked) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in checked.items:
        if item.id.startswith("exams/") and item.kind != "fragment":
            found.setdefault(item.source.document, []).append(item)
    return found


def test_the_check_finds_nothing(checked: Checked) -> None:
    assert [str(one) for one in checked.findings] == []


def test_the_course_is_as_large_as_promised(course: list[Item]) -> None:
    kinds = Counter(item.kind for item in course)
    assert set(kinds) == {"open", "choice"}
    assert kinds["open"] >= 230
    assert kinds["choice"] >= 90
    assert sum(bool(item.computations) for item in course) >= 40
    assert len({item.topic for item in course}) == TOPICS
    assert all(item.topic == item.source.document.removesuffix(".md") for item in course)


def test_choices_have_one_several_or_no_right_option(course: list[Item]) -> None:
    right = Counter(min(2, sum(option.correct is True for option in item.options)) for item in course if item.options)
    assert min(right[number] for number in (0, 1, 2)) >= 10


def test_choices_do_not_give_themselves_away_by_place_or_length(course: list[Item]) -> None:
    single = [item for item in course if sum(option.correct is True for option in item.options) == 1]
    first = [item for item in single if item.options[0].correct]
    longest = [item for item in single if max(item.options, key=lambda option: len(option.text)).correct]
    assert len(first) < 0.5 * len(single)
    assert len(longest) < 0.6 * len(single)


def test_four_papers_of_the_promised_size(papers: dict[str, list[Item]]) -> None:
    assert len(papers) == 4
    for name, items in papers.items():
        credits = sum(item.credits or 0 for item in items)
        assert credits in PAPER_CREDITS, name
        assert {item.kind for item in items} == {"open", "choice"}
        assert sum(bool(item.stem) for item in items) > len(items) / 2
        assert all(re.fullmatch(r"\d+\.\d+", item.source.label) for item in items)


def test_no_question_of_a_paper_copies_an_item(course: list[Item], papers: dict[str, list[Item]]) -> None:
    asked = {item.question.lower() for item in course}
    assert [item.id for items in papers.values() for item in items if item.question.lower() in asked] == []


def test_the_sets_for_measuring_name_items_that_exist(checked: Checked) -> None:
    known = {item.id for item in checked.items}
    questions = [json.loads(line) for line in (EVALS / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    mapped = json.loads((EVALS / "seed-items.json").read_text(encoding="utf-8"))
    assert len(questions) >= 200
    assert {id_ for question in questions for id_ in question["gold"]} <= known
    assert {id_ for ids in mapped.values() for id_ in ids} <= known
    assert all(mapped.values())


def test_no_question_for_measuring_stands_in_the_corpus(course: list[Item]) -> None:
    asked = {wording.lower() for item in course for wording in (item.question, *item.aliases)}
    lines = (EVALS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [query for line in lines if (query := json.loads(line)["query"].lower()) in asked] == []
