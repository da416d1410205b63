from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.grading.evidence import Frequencies
from dltutor.grading.glossary import EMPTY
from dltutor.grading.hints import MOST, hints
from dltutor.grading.marking import probes_of, scheme_of
from dltutor.grading.result import Band, PointResult
from dltutor.grading.store import with_vectors
from dltutor.grading.task import task_of

MakeItem = Callable[..., Item]
AVERAGE = "Momentum keeps a running average of the past gradients."
VALLEY = "The minimum is reached sooner."


def nudges(
    make_item: MakeItem, texts: dict[str, Band], credits: float | None = None, weight: float = 0.5, **more: Any
) -> tuple[str, ...]:
    question = more.pop("question", "Why does momentum speed up descent?")
    item = make_item(question, more.pop("answer", " ".join(texts)), **more)
    scheme = scheme_of(item, EMPTY)
    task = task_of(item, with_vectors(scheme, np.zeros((len(probes_of(scheme)), 3), dtype=np.float32)))
    points = [PointResult(text, credits, 0.0, band, weight=weight) for text, band in texts.items()]
    return hints(task, points, Frequencies())


def test_a_nudge_names_what_a_missing_point_is_about_and_no_more(make_item: MakeItem) -> None:
    found = nudges(make_item, {AVERAGE: "not_found", VALLEY: "not_found"})
    assert found == ("One point is about “running”.", "One point is about “minimum”.")


def test_a_covered_point_needs_no_hint(make_item: MakeItem) -> None:
    assert nudges(make_item, {AVERAGE: "covered", VALLEY: "not_found"}) == ("One point is about “minimum”.",)
    assert nudges(make_item, {AVERAGE: "covered"}) == ()


@pytest.mark.parametrize(("credits", "worth"), [(1.0, "worth 1 credit,"), (0.5, "0.5 credits,"), (2.0, "2 credits,")])
def test_the_worth_of_a_point_reads_well(make_item: MakeItem, credits: float, worth: str) -> None:
    found = nudges(make_item, {AVERAGE: "covered", VALLEY: "not_found"}, credits)
    assert worth in found[0]


def test_a_partly_covered_point_is_told_apart(make_item: MakeItem) -> None:
    found = nudges(make_item, {AVERAGE: "covered", VALLEY: "partly"})
    assert found == ("One point is only partly there: it is about “minimum”.",)


def test_the_documents_own_hints_come_first_and_there_are_few(make_item: MakeItem) -> None:
    texts: dict[str, Band] = {f"The {word} is reached sooner.": "not_found" for word in ("valley", "floor", "plateau")}
    found = nudges(make_item, texts, hints=("Think of a ball.",))
    assert found[0] == "Think of a ball."
    assert len(found) == MOST


def test_no_two_hints_say_the_same(make_item: MakeItem) -> None:
    found = nudges(make_item, {"It turns the units off.": "not_found", "No unit can rely on the others.": "not_found"})
    assert len(found) == len(set(found))


def test_the_words_of_the_question_and_empty_words_are_no_topics(make_item: MakeItem) -> None:
    (found,) = nudges(make_item, {"Momentum often makes every descent better near the plateau.": "not_found"})
    assert found == "The answer is about “plateau”."


def test_a_point_of_two_words_is_not_given_away(make_item: MakeItem) -> None:
    found = nudges(
        make_item,
        {"Weight decay": "not_found", "Dropout": "covered"},
        1.0,
        question="Name two remedies.",
        key_points=(KeyPoint("Weight decay", 1.0), KeyPoint("Dropout", 1.0)),
    )
    assert found == ("One point, worth 1 credit, can be said in two words, beginning with “W”.",)


def test_a_labelled_point_is_called_by_its_label(make_item: MakeItem) -> None:
    texts: dict[str, Band] = {"Advantage: Less noise in it. Fast.": "not_found", "Disadvantages: Memory.": "not_found"}
    assert nudges(make_item, texts, 1.0) == (
        "One point, worth 1 credit, is an advantage.",
        "One point, worth 1 credit, is a disadvantage.",
    )


def test_points_that_nobody_needs_any_more_give_no_hint(make_item: MakeItem) -> None:
    assert nudges(make_item, {AVERAGE: "not_found"}, weight=0.0) == ()


def test_a_choice_is_told_how_many_options_are_wrong_but_not_which(make_item: MakeItem) -> None:
    options = (Option("a filter", correct=True), Option("a pooling", correct=False), Option("a layer", correct=True))
    texts: dict[str, Band] = {"a) a filter: right": "covered", "b) a pooling: not right": "not_found"}
    assert nudges(make_item, texts, answer="", kind="choice", options=options) == (
        "1 of the 2 options is not judged rightly.",
    )


def test_a_value_is_never_hinted_at(make_item: MakeItem) -> None:
    assert nudges(make_item, {"15": "not_found"}, question="How many weights are there?", answer="15") == ()
