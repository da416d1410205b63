import pytest

from dltutor.grading.checks.numbers import differing_numbers


@pytest.mark.parametrize(
    ("window", "point"),
    [
        ("There are 9 output classes.", "The output has 10 classes."),
        ("k = 49", "k = 784"),
        ("65", "33"),
        ("The dropout rate is 20 %", "The dropout rate is 50%."),
        ("The cell has three gates.", "The cell has four gates."),
        ("the kernel has 27 parameters", "The kernel has 3*3*3 + 1 parameters."),
        ("two output neurons", "1 output neuron instead of 19"),
        ("18 output units, one per class", "19 output units, one for each class"),
        ("70 % for training and 20 % for testing", "80 % for training and 20 % for testing"),
        ("60% to train, 20% to validate, 30% to test", "60 % to train on, 20 % to validate on, 20 % to test on"),
    ],
)
def test_another_number_for_the_same_thing_is_flagged(window: str, point: str) -> None:
    flag = differing_numbers(window, point)
    assert flag is not None
    assert flag.kind == "number"


@pytest.mark.parametrize(
    ("window", "point"),
    [
        ("half of the units are dropped", "0.5 of the units are dropped"),
        ("50 % of the units", "1/2 of the units"),
        ("two gates", "2 gates"),
        ("1,000 classes", "1000 classes"),
        ("784 inputs", "28 * 28 inputs"),
        ("a rate of 10^-3", "a rate of 0.001"),
        ("about 0.33 of the data", "0.333 of the data"),
        ("a header of 25 bytes", "a header of 20-60 bytes"),
        ("20 % for testing and 80 % for training", "80 % for training and 20 % for testing"),
        ("80 % for training, the rest for testing", "80 % for training and 20 % for testing"),
        ("20 output units for 20 classes, one each", "20 output units, one for each class"),
        ("5 filters with 3 weights give 15 weights", "5 filters give 15 weights"),
        ("one full bit per symbol", "A full bit per symbol instead of only 0.5 bits per symbol."),
    ],
)
def test_equal_values_are_equal_however_they_are_written(window: str, point: str) -> None:
    assert differing_numbers(window, point) is None


@pytest.mark.parametrize(
    ("window", "point"),
    [
        ("L1 has sparse weights", "2 sparse weights"),
        ("conv2d with x_1 filters", "3 filters"),
        ("1. the gates", "It has 3 gates"),
        ("1x1 filters", "16 filters"),
        ("layer 4 has filters", "3 filters"),
        ("in 2015 filters were small", "3 filters were small"),
        ("h_{t-1} gates", "3 gates"),
        ("It has 2 advantages: fewer weights, and more speed.", "It has 3 filters."),
    ],
)
def test_labels_shapes_years_and_counts_of_other_things_are_no_values(window: str, point: str) -> None:
    assert differing_numbers(window, point) is None


def test_a_flood_of_crosses_is_no_number() -> None:
    assert differing_numbers("x " * 20_000, "The layer has 3 units.", "") == differing_numbers(
        "x", "The layer has 3 units.", ""
    )


def test_what_the_question_gives_counts_for_nothing() -> None:
    assert differing_numbers("a batch of 64 images", "a batch of 32 images", "Images come in a batch of 32.") is None
