from collections.abc import Callable

import pytest

from dltutor.bank.item import Item
from dltutor.bank.parsed import Parsed


@pytest.fixture(scope="module")
def parsed(read_as: Callable[[str, str], Parsed]) -> Parsed:
    return read_as("transcript.txt", "transcript")


def test_answers_without_questions_are_unverified_fragments(parsed: Parsed) -> None:
    assert {(item.kind, item.answer_status, item.question) for item in parsed.items} == {("fragment", "transcript", "")}
    assert not [item.id for item in parsed.items if item.answered]


def test_labels_are_section_and_answer(by_label: dict[str, Item]) -> None:
    assert list(by_label) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "3.1", "3.2"]


def test_missing_numbers_are_found_at_the_widest_gap(by_label: dict[str, Item]) -> None:
    assert by_label["1.1"].answer.endswith("to a score.")
    assert by_label["1.2"].answer.startswith("It can bend the plane")


def test_a_number_may_stand_alone_or_inside_a_formula(by_label: dict[str, Item]) -> None:
    assert by_label["1.4"].answer.startswith("$$J' = J")
    assert by_label["2.2"].answer.startswith(r"$$\ell(w)")


def test_the_scrambled_steps_of_a_list_stay_in_their_answer(by_label: dict[str, Item]) -> None:
    assert "4. Stop at the leaves" in by_label["2.2"].answer
    assert by_label["2.3"].answer.startswith("Because the value")


def test_a_deeper_heading_beside_a_section_is_a_section(by_label: dict[str, Item]) -> None:
    assert by_label["3.1"].source.section == ("3. Beyond",)
