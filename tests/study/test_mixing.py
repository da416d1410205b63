import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_papers import paper

from dltutor.errors import UsageError
from dltutor.study.exams.mixing import mix
from dltutor.study.exams.numbering import labels, problems_of
from dltutor.study.exams.paper import Paper

PAPERS = [paper(number) for number in range(1, 5)]
WHOLE = {parts for one in PAPERS for parts in (tuple(part.item.id for part in group) for group in problems_of(one))}


@settings(deadline=None, max_examples=25)
@given(st.integers(4, 100), st.integers(0, 9))
def test_a_mixed_paper_has_the_credits_asked_for_and_no_question_twice(credits: int, seed: int) -> None:
    mixed = mix(PAPERS, credits, seed)
    assert abs(mixed.out_of - credits) <= 2
    assert max(Counter(part.item.id for part in mixed.parts).values()) == 1


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 99))
def test_problems_come_whole_and_only_choices_are_drawn_singly(seed: int) -> None:
    for group in problems_of(mix(PAPERS, 60, seed)):
        ids = tuple(part.item.id for part in group)
        assert ids in WHOLE or all(part.item.options and not part.item.stem for part in group)


def test_the_profile_is_that_of_a_real_paper() -> None:
    mixed = mix(PAPERS, 64, 3)
    choices = sum(part.credits for part in mixed.parts if part.item.options)
    assert 10 <= choices <= 22  # a quarter of the papers' credits
    assert {len(group) for group in problems_of(mixed)[1:]} <= {3, 4, 5}
    assert len({part.item.source.document for part in mixed.parts}) > 2


def test_the_same_seed_mixes_the_same_paper_and_another_one_another() -> None:
    assert mix(PAPERS, 60, 7) == mix(PAPERS, 60, 7)
    assert mix(PAPERS, 60, 7) != mix(PAPERS, 60, 8)


def test_problems_and_parts_are_counted_anew() -> None:
    mixed = mix(PAPERS, 40, 1)
    headings = [group[0].problem for group in problems_of(mixed)]
    assert headings[0] == "Problem 1: Multiple choice"
    assert all(heading.startswith(f"Problem {number}") for number, heading in enumerate(headings, start=1))
    assert labels(mixed)[0] == "1.1"
    assert len(set(labels(mixed))) == len(mixed.parts)
    assert labels(PAPERS[0])[-1] == "4.5"


def test_time_is_in_proportion_to_credits_and_unknown_where_no_paper_says_it() -> None:
    rate = 60 / PAPERS[0].out_of
    mixed = mix(PAPERS, 48, 1)
    assert mixed.minutes == round(rate * mixed.out_of)
    assert mix([replace(one, minutes=None) for one in PAPERS], 48, 1).minutes is None


def test_a_question_that_two_papers_share_is_asked_once() -> None:
    again = replace(
        PAPERS[0],
        name="again",
        document="again.md",
        parts=tuple(
            replace(part, item=replace(part.item, id=f"again/{place}", question=f"{part.item.question} "))
            for place, part in enumerate(PAPERS[0].parts)
        ),
    )
    mixed = mix([PAPERS[0], again], PAPERS[0].out_of, 1)
    assert len({part.item.question.strip() for part in mixed.parts}) == len(mixed.parts)


@pytest.mark.parametrize("credits", [0, -5, math.nan, math.inf, 1, 1000])
def test_a_size_that_can_not_be_had_is_refused(credits: float) -> None:
    with pytest.raises(UsageError):
        mix([paper(1, choices=0)], credits, 1)


def test_a_sum_that_whole_problems_do_not_make_names_the_nearest() -> None:
    coarse = [paper(number, sizes=(10,), choices=0) for number in (1, 2)]
    with pytest.raises(UsageError) as caught:
        mix(coarse, 30, 1)
    assert caught.value.hint in {"Near it: 20 credits.", "Near it: 40 credits."}


def test_without_papers_nothing_is_mixed() -> None:
    with pytest.raises(UsageError, match="no exam paper"):
        mix([], 60, 1)
    with pytest.raises(UsageError):
        mix([Paper("empty", "Empty", "empty.md", ())], 60, 1)
