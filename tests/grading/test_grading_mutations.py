import pytest

from dltutor.grading.checks.contradiction import contradictions
from dltutor.grading.mutations import flipped, negated

RIGHT = (
    "Momentum reduces the oscillation of the steps in narrow valleys.",
    "The decoder is only allowed to look at the previous tokens.",
    "A deep network with too many weights overfits a small data set.",
    "Strided convolution reduces the size of the feature maps.",
)


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_flip_changes_one_word_and_the_checks_see_it(sentence: str) -> None:
    wrong = flipped(sentence, 1)
    assert wrong is not None
    changed = [one for one, other in zip(sentence.split(), wrong.split(), strict=True) if one != other]
    assert len(changed) == 1
    assert contradictions([wrong], [sentence])


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The kernel is small.", "The kernel is not small."),
        ("It applies a filter.", "It does not apply a filter."),
        ("Pooling reduces noise.", "Pooling does not reduce noise."),
    ],
)
def test_a_negation_stands_where_people_put_it(sentence: str, wrong: str) -> None:
    assert negated(sentence, 0) == wrong


def test_what_is_negated_already_has_no_place_for_a_negation() -> None:
    assert negated("It is not small.", 0) is None


def test_a_text_without_opposites_stays_as_it_is() -> None:
    assert flipped("Attention weighs tokens.", 0) is None


def test_words_of_formulas_stay_as_they_are() -> None:
    assert flipped("$\\max(x)$ and $\\min(x)$", 0) is None


def test_the_same_seed_gives_the_same_text() -> None:
    assert flipped(RIGHT[2], 5) == flipped(RIGHT[2], 5)
    assert negated(RIGHT[2], 5) == negated(RIGHT[2], 5)
