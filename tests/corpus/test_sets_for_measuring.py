"""The questions and pairs of ``evals``: they name items that exist, and nothing is learnt from what is measured on."""

import json
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

from dltutor.bank.bank import read_corpus
from dltutor.bank.item import Item

EVALS = Path(__file__).parents[2] / "evals"
LEAST_PAIRS = 3_000
KINDS_OF_PAIRS = {"paraphrase", "situation", "keywords", "everyday", "detail", "formula", "verbose"}
ALIKE = 80
"""Two messages of which four letters in five are the same, in the same order."""

Lines = list[dict[str, Any]]


def lines(name: str) -> Lines:
    return [json.loads(line) for line in (EVALS / name).read_text(encoding="utf-8").splitlines()]


def turns() -> Lines:
    return [turn for dialogue in lines("dialogues.jsonl") for turn in dialogue["turns"]]


@pytest.fixture(scope="module")
def pairs() -> Lines:
    return lines("pairs.jsonl")


@pytest.fixture(scope="module")
def known(shipped_items: tuple[Item, ...]) -> set[str]:
    return {item.id for item in shipped_items}


@pytest.mark.parametrize("name", ["questions.jsonl", "terms.jsonl", "other-languages.jsonl"])
def test_questions_name_items_of_the_course(name: str, known: set[str]) -> None:
    assert [id_ for question in lines(name) for id_ in question["gold"] if id_ not in known] == []


def test_questions_outside_the_field_name_items_of_their_own_documents() -> None:
    general = {item.id for item in read_corpus(EVALS / "general").items}
    questions = lines("general.jsonl")
    assert [id_ for question in questions for id_ in question["gold"] if id_ not in general] == []
    assert {id_ for question in questions for id_ in question["gold"]} == general


def test_dialogues_name_items_of_the_course(known: set[str]) -> None:
    assert [id_ for turn in turns() for id_ in turn["gold"] if id_ not in known] == []
    assert all(bool(turn["gold"]) == turn["answerable"] for turn in turns())


def test_parts_stand_in_the_answers_of_items_of_the_course(shipped_items: tuple[Item, ...]) -> None:
    answers = {item.id: " ".join(item.answer.split()) for item in shipped_items}
    cases = lines("parts.jsonl")
    lacking = [
        (case["query"], part) for case in cases for part in case["part"] if part not in answers.get(case["item"], "")
    ]
    assert lacking == []
    assert {case["item"] for case in cases} <= answers.keys()


def test_pairs_name_items_of_the_course_and_look_alikes_that_do_not_answer(pairs: Lines, known: set[str]) -> None:
    assert {id_ for pair in pairs for id_ in (pair["item"], *pair["not"], *pair["also"])} <= known
    assert [pair["query"] for pair in pairs if {pair["item"], *pair["also"]} & {*pair["not"]}] == []


def test_pairs_are_many_of_every_kind_and_none_is_there_twice(pairs: Lines) -> None:
    assert len(pairs) >= LEAST_PAIRS
    assert {pair["type"] for pair in pairs} == KINDS_OF_PAIRS
    assert sum(bool(pair["not"]) for pair in pairs) > len(pairs) / 2
    assert len({pair["query"].lower() for pair in pairs}) == len(pairs)


def test_no_pair_repeats_a_question_that_is_measured_on(pairs: Lines) -> None:
    names = ("questions.jsonl", "parts.jsonl", "other-languages.jsonl", "general.jsonl")  # no terms: all say them alike
    measured = list(
        dict.fromkeys(one["query"] for one in [*(line for name in names for line in lines(name)), *turns()])
    )
    learnt = [pair["query"] for pair in pairs]
    likeness = process.cdist(
        [query.lower() for query in measured],
        [query.lower() for query in learnt],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
    )
    alike = [(measured[row], learnt[column]) for row, column in zip(*likeness.nonzero(), strict=True)]
    assert alike == []
