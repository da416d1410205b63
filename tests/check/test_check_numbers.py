import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.check.computations import agrees, numbers


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.734, "0.73"),
        (0.725, "0.73"),
        (13, "13"),
        (2 / 3, "2/3"),
        (-1.25, "-1.25"),
        (1234, "1.23e3"),
        (2.5e-4, "2.5e-4"),
    ],
)
def test_a_value_agrees_with_what_it_rounds_to(value: float, printed: str) -> None:
    assert agrees(value, printed)


@pytest.mark.parametrize(
    ("value", "printed"), [(0.736, "0.73"), (13.2, "13"), (0.67, "2/3"), (1.25, "-1.25"), (1250, "1.23e3")]
)
def test_a_value_disagrees_with_any_other_number(value: float, printed: str) -> None:
    assert not agrees(value, printed)


@given(st.floats(-1e6, 1e6), st.integers(1, 6))
def test_every_number_agrees_with_its_own_rounding(value: float, digits: int) -> None:
    assert agrees(value, f"{value:.{digits}f}")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("it has $1\\,792$ of them", "1792"),
        ("it has 1,792 of them", "1792"),
        ("it has 1{,}792 of them", "1792"),
        ("it has 1 792 001 of them", "1792001"),
        ("the numbers 3, 4", "3"),
        ("the shares $\\frac{2}{3}$ and 1/4", "2/3"),
        ("the shares $\\frac{2}{3}$ and 1/4", "1/4"),
        ("about $1.5 \\cdot 10^{-3}$", "1.5e-3"),
        ("-0.5 or so.", "0.5"),
    ],
)
def test_numbers_are_found_however_they_are_printed(text: str, number: str) -> None:
    assert number in numbers(text)


def test_a_part_of_a_number_is_not_found() -> None:
    assert "13" not in numbers("it is 0.13 or 135")
