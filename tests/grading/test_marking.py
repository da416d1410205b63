from collections.abc import Callable

import pytest

from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.grading.glossary import EMPTY
from dltutor.grading.marking import gradable, is_official, probes_of, scheme_of, schemes_of
from dltutor.grading.task import scheme_for

MakeItem = Callable[..., Item]
OPTIONS = (Option("a convolution", correct=True), Option("a pooling", correct=False))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"kind": "fragment", "question": ""}, "without a question"),
        ({"answer_status": "transcript"}, "another student's answer"),
        ({"answer_status": "conflict"}, "disagree"),
        ({"answer_status": "none", "answer": ""}, "no answer"),
        ({"answer": "  "}, "no answer"),
        ({"kind": "choice", "options": (Option("a"), Option("b"))}, "no key"),
        ({"kind": "choice", "options": (OPTIONS[0], Option("b"))}, "no key"),
    ],
)
def test_what_has_no_official_key_grades_nobody_and_says_why(
    make_item: MakeItem, more: dict[str, object], reason: str
) -> None:
    item = make_item(**{"question": "Why?", "answer": "Because the loss falls.", **more})
    assert reason in gradable(item)
    assert schemes_of([item], EMPTY)[0].points == ()


@pytest.mark.parametrize("status", ["official", "rubric", "linked", "own"])
def test_what_holds_an_answer_may_grade(make_item: MakeItem, status: str) -> None:
    item = make_item("Why?", "Because the loss falls.", answer_status=status)
    assert gradable(item) == ""
    assert is_official(item) == (status in {"official", "rubric"})


def test_key_points_or_a_key_of_options_grade_without_a_text(make_item: MakeItem) -> None:
    assert gradable(make_item("Why?", key_points=(KeyPoint("the loss falls"),))) == ""
    assert gradable(make_item("Which?", kind="choice", options=OPTIONS)) == ""


def test_a_choice_is_worth_two_credits_unless_its_paper_says_otherwise(make_item: MakeItem) -> None:
    item = make_item("Which?", kind="choice", options=OPTIONS)
    assert (scheme_of(item, EMPTY).type, scheme_of(item, EMPTY).credits) == ("choice", 2.0)
    assert scheme_of(make_item("Which?", kind="choice", options=OPTIONS, credits=1.0), EMPTY).credits == 1.0


@pytest.mark.parametrize("rule", ["per_option", "negative"])
def test_a_choice_is_scored_as_its_document_says(make_item: MakeItem, rule: str) -> None:
    scheme = scheme_of(make_item("Which?", kind="choice", options=OPTIONS, choice_rule=rule), EMPTY)
    assert (scheme.rule, scheme.credits) == (rule, None)
    assert scheme_of(make_item("Which?", kind="choice", options=OPTIONS), EMPTY).rule == "all_or_nothing"


def test_two_of_three_marks_are_worth_two_credits_though_three_are_listed(make_item: MakeItem) -> None:
    marks = tuple(KeyPoint(text, 1.0) for text in ("Early stopping", "Weight decay", "Dropout"))
    scheme = scheme_of(make_item("Name two remedies.", "Any.", key_points=marks, credits=3.0), EMPTY)
    assert (scheme.needed, scheme.credits) == (2, 2.0)


def test_a_value_keeps_its_key_and_has_key_points_to_fall_back_to(make_item: MakeItem) -> None:
    scheme = scheme_of(make_item("How many parameters has the layer?", "15"), EMPTY)
    assert (scheme.type, scheme.key) == ("numeric", "15")
    assert scheme.points


def test_misconceptions_are_split_into_claim_and_correction_and_have_probes(make_item: MakeItem) -> None:
    item = make_item(
        "What does dropout do?",
        "It switches units off.",
        misconceptions=("It removes $w$ → units pause", "It is always on"),
    )
    scheme = scheme_of(item, EMPTY)
    assert scheme.misconceptions == (("It removes w", "units pause"), ("It is always on", ""))
    assert probes_of(scheme)[-4:] == ["It removes w", "units pause", "It is always on", ""]


def test_marks_inside_an_answer_that_a_program_brings_become_key_points(make_item: MakeItem) -> None:
    item, scheme = scheme_for(make_item("Why?", "(1p): The loss falls.\n\n(0.5p): The step is small."), EMPTY)
    assert [point.credits for point in scheme.points] == [1.0, 0.5]
    assert (item.credits, scheme.credits) == (1.5, 1.5)
    assert "(1p)" not in item.answer
