from dataclasses import replace
from itertools import product

import pytest
from fake_exams import PAPER

from dltutor.study.exams.exam import Exam, PartState
from dltutor.study.progress.calendar import MARKS, STEPS, mark
from dltutor.tui import describe_exam, describe_grading, describe_study
from dltutor.tui.widgets.rubric import TICKS


@pytest.mark.parametrize(
    "told",
    [
        *zip(*describe_grading.BANDS.values(), strict=True),
        *zip(*describe_grading.OPTION_BANDS.values(), strict=True),
        *zip(*TICKS.values(), strict=True),
        tuple(describe_grading.VERDICTS.values()),
        tuple(describe_study.RESULTS.values()),
    ],
)
def test_what_a_colour_says_a_word_and_a_sign_say_too(told: tuple[str, ...]) -> None:
    assert all(told)
    assert len(set(told)) == len(told)


def test_the_clock_says_in_words_how_little_time_is_left() -> None:
    exam = Exam(1, PAPER, 1800.0, parts=[PartState() for _ in PAPER.parts])
    said = [describe_exam.clock(replace(exam, used=used)) for used in (0.0, 1300.0, 1700.0, 1900.0)]
    assert ["short" in said[1], "last" in said[2], "up" in said[3]] == [True] * 3
    assert said[0] == "30 min left"


def test_answered_and_flagged_parts_differ_in_shape() -> None:
    states = [PartState(answer=answer, flagged=flagged) for answer, flagged in product(("", "x"), (True, False))]
    assert len({describe_exam.state_sign(state) for state in states}) == len(states)


def test_days_of_more_study_have_another_mark() -> None:
    assert [mark(answers) for answers in (0, *STEPS)] == list(MARKS)
