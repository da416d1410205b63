from collections.abc import Callable

import numpy as np
import pytest

from dltutor.bank.item import Item
from dltutor.grading.evidence import Typed
from dltutor.grading.glossary import EMPTY
from dltutor.grading.marking import probes_of, scheme_of
from dltutor.grading.noticing import Notices
from dltutor.grading.store import FloatArray, with_vectors
from dltutor.grading.task import Task, task_of

MakeItem = Callable[..., Item]
UNIT: FloatArray = np.eye(4, dtype=np.float32)
OWN, CLAIM, CORRECTION, OTHER = UNIT


def nobody(vector: FloatArray) -> list[tuple[str, str, float]]:
    assert vector.shape == (4,)
    return []


def typed(text: str, *vectors: FloatArray) -> Typed:
    windows = (text,) * len(vectors)
    return Typed(text, windows, windows, np.stack(vectors), frozenset())


@pytest.fixture
def task(make_item: MakeItem) -> Task:
    item = make_item(
        "What does dropout do?", "It switches units off.", misconceptions=("It removes units → they pause",)
    )
    scheme = scheme_of(item, EMPTY)
    assert len(probes_of(scheme)) == 3
    return task_of(item, with_vectors(scheme, np.stack([OWN, CLAIM, CORRECTION])))


def test_a_statement_that_makes_a_listed_wrong_claim_is_flagged_with_its_correction(task: Task) -> None:
    (flag,) = Notices(nobody).of(task, typed("dropout removes units", CLAIM), 0.9)
    assert (flag.kind, flag.student, flag.reference, flag.note) == (
        "misconception", "dropout removes units", "they pause", "It removes units",
    )  # fmt: skip


@pytest.mark.parametrize("said", ["it does not remove units", "units aren't removed", "it rescales them"])
def test_a_statement_that_doesnt_make_the_claim_is_not_flagged(task: Task, said: str) -> None:
    assert Notices(nobody).of(task, typed(said, CLAIM), 0.9) == []


def test_a_statement_nearer_to_the_correction_or_far_from_the_claim_is_not_flagged(task: Task) -> None:
    said = "it removes units"
    assert Notices(nobody).of(task, typed(said, 0.6 * CLAIM + 0.8 * CORRECTION), 0.9) == []
    assert Notices(nobody).of(task, typed(said, OTHER), 0.9) == []


def test_an_answer_that_fits_another_item_better_is_told_which(task: Task) -> None:
    notices = Notices(lambda _: [("nets/6", "What does pooling do?", 0.9)])
    (flag,) = notices.of(task, typed("keeps the largest value", OTHER), 0.2)
    assert (flag.kind, flag.reference, flag.note) == ("other_item", "nets/6", "What does pooling do?")


@pytest.mark.parametrize(
    ("neighbour", "score"),
    [
        (("nets/6", "What does pooling do?", 0.9), 0.6),
        (("nets/6", "What does pooling do?", 0.4), 0.2),
        (("own/1", "What does dropout do?", 0.9), 0.2),
        (("exam/7", "What does dropout do?", 0.9), 0.2),
    ],
)
def test_a_fitting_answer_a_far_item_and_the_same_question_elsewhere_are_no_other_item(
    task: Task, neighbour: tuple[str, str, float], score: float
) -> None:
    assert Notices(lambda _: [neighbour]).of(task, typed("keeps the largest value", OTHER), score) == []


def test_an_answer_nearer_to_its_own_points_is_no_other_items(task: Task) -> None:
    notices = Notices(lambda _: [("nets/6", "What does pooling do?", 0.95)])
    assert notices.of(task, typed("units off", 0.9 * OWN + 0.436 * OTHER), 0.2) == []
