import itertools
import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Item, Option, Source
from dltutor.grading.examiner import Examiner
from dltutor.grading.result import Grading
from dltutor.grading.statements import statements
from dltutor.grading.task import Task

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Every example is encoded."""

TYPES = 7
TEXTUAL = ("momentum", "dropout", "batches", "overfitting", "clipping", "max-pooling")
STUDENTS = (
    "It is a kind of average.",
    "Steps cancel each other in the valley.",
    "Units are off sometimes.",
    "early stopping",
    "Less noise but more memory.",
    "The norm is at most 5.",
    "The map gets smaller.",
    "It keeps the smallest value of every window.",
    "I think that the weights change faster.",
)
BESIDE = (
    "The capital of France is Paris.",
    "My sister plays the violin on Sundays.",
    "Bread is baked from flour and water.",
    "The exam took place in a cold hall.",
    "Whales are mammals that live in the sea.",
)


def score_of(grading: Grading) -> float:
    assert grading.score is not None
    return grading.score


def reference_of(examiner: Examiner, name: str) -> list[str]:
    item = examiner.grade(name, "").item
    assert item is not None
    return [*statements(item.answer), *(f"{point.text}." for point in item.key_points)]


@FEW
@given(data=st.data(), name=st.sampled_from(TEXTUAL), answer=st.sampled_from(STUDENTS))
def test_adding_a_sentence_of_the_reference_never_lowers_the_score(
    examiner: Examiner, data: st.DataObject, name: str, answer: str
) -> None:
    added = data.draw(st.sampled_from(reference_of(examiner, name)))
    longer = f"{answer.rstrip('.')}. {added}"
    assert score_of(examiner.grade(name, longer).grading) >= score_of(examiner.grade(name, answer).grading) - 1e-4


@FEW
@given(
    name=st.sampled_from(TEXTUAL), answer=st.sampled_from(STUDENTS), beside=st.sampled_from(BESIDE), first=st.booleans()
)
def test_a_true_sentence_beside_the_point_neither_costs_nor_earns(
    examiner: Examiner, name: str, answer: str, beside: str, *, first: bool
) -> None:
    answer = f"{answer.rstrip('.')}."
    before = score_of(examiner.grade(name, answer).grading)
    after = score_of(examiner.grade(name, f"{beside} {answer}" if first else f"{answer} {beside}").grading)
    assert before - 1e-4 <= after <= before + 0.1


@pytest.mark.parametrize("name", ["momentum", "clipping", "max-pooling"])
def test_the_order_of_sentences_hardly_matters(examiner: Examiner, name: str) -> None:
    said = [*reference_of(examiner, name), "It is used in most networks."]
    scores = [
        score_of(examiner.grade(name, " ".join(order)).grading)
        for order in itertools.islice(itertools.permutations(said), 6)
    ]
    assert max(scores) - min(scores) <= 0.1


@pytest.mark.parametrize("name", TEXTUAL)
def test_what_has_nothing_to_do_with_the_question_passes_nothing(examiner: Examiner, name: str) -> None:
    grading = examiner.grade(name, " ".join(BESIDE)).grading
    assert score_of(grading) <= 0.3
    assert grading.verdict == "not_yet"


ANY_TEXT = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(categories=["Cs", "Cc", "Co", "Cn", "Sm", "Lu", "Nd"]), max_size=60),
    st.text(alphabet="\\${}[]()^_&%#~'\"`|<>=-+*/.,;:!? \n\tabx01²", max_size=120),
    st.lists(
        st.sampled_from(
            ["\\frac{", "\\begin{aligned}", "$$", "$", "\\[", "}", "\\left(", "_{", "^", "1e999", "0/0", "10^10^10",
             "- ", "(k=3", "N x", "a)", "**", "not ", "none", "```", "\ud800", "\x00", "idk", "3,5", "∑", "not not"]
        ),
        max_size=25,
    ).map("".join),
)  # fmt: skip


def item_from_text(question: str, answer: str = "", **more: Any) -> Item:
    return Item("", "open", question, answer, "official", Source("", ""), **more)


@pytest.fixture(scope="module")
def task_at(examiner: Examiner) -> Callable[[int], Task]:
    """One task of each type, made of items that programs bring along."""
    options = (Option("a filter", correct=True), Option("a pooling", correct=False))
    items = [
        item_from_text("Why does it help?", "It averages gradients, so the zigzag cancels. The rate is 0.1."),
        item_from_text("Name two remedies.", "- early stopping\n- weight decay\n- dropout"),
        item_from_text("How many parameters has it?", "15"),
        item_from_text("What is the shape of the output?", "N x 16 x 7 x 7"),
        item_from_text("Give the layer.", "(k=3, s=1, p=1)"),
        item_from_text("State the update rule.", "$w_{t+1} = w_t - \\eta g_t$"),
        item_from_text("Which have weights?", options=options),
    ]
    made = [examiner.task_for(item) for item in items]
    assert {task.scheme.type for task in made} == {"text", "list", "numeric", "shape", "tuple", "formula", "choice"}
    return made.__getitem__


def check(grading: Grading) -> None:
    assert grading.score is None or 0.0 <= grading.score <= 1.0
    assert (grading.score is None) == (grading.verdict == "ungraded")
    assert grading.score is not None or grading.note
    assert all(0.0 <= point.coverage <= 1.0 for point in grading.points)
    json.dumps(grading.to_json(), ensure_ascii=False, allow_nan=False).encode("utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answer=ANY_TEXT, place=st.integers(0, TYPES - 1))
def test_any_text_at_all_is_graded_without_an_error(
    examiner: Examiner, task_at: Callable[[int], Task], answer: str, place: int
) -> None:
    check(examiner.grader.grade(task_at(place), answer).grading)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=ANY_TEXT, reference=ANY_TEXT, answer=ANY_TEXT)
def test_any_question_and_reference_are_graded_without_an_error(
    without_documents: Examiner, question: str, reference: str, answer: str
) -> None:
    request = {"question": question, "reference": reference or "x", "answer": answer}
    if request["reference"].strip():
        check(without_documents.grade_request(request).grading)


def long_texts() -> dict[str, str]:
    chance = random.Random(7)  # noqa: S311  no secret
    words = ["momentum", "averages", "gradients", "not", "7", "$x^2$", "valley.", "and", "cancels,"]
    return {
        "prose": " ".join(chance.choice(words) for _ in range(3000))[:20_000],
        "sentences": "It averages. " * 1600,
        "brackets": "(" * 20_000,
        "long words": " ".join(["ab" * 100] * 100),
        "lines": "- x\n" * 5_000,
        "ruins": "\\frac{" * 3_300,
        "dollars": "$" * 20_000,
        "signs": "∑√→" * 6_600,
    }


@pytest.mark.parametrize("name", long_texts())
def test_twenty_thousand_characters_are_graded_without_an_error(
    examiner: Examiner, task_at: Callable[[int], Task], name: str
) -> None:
    for place in range(TYPES):
        check(examiner.grader.grade(task_at(place), long_texts()[name]).grading)
