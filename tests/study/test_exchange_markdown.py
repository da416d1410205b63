from dataclasses import replace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from questions import CHOICE, NO_KEY, NONE_RIGHT, OPEN, STRUCTURE, UNANSWERED, items

from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.recognise import parse
from dltutor.bank.text import folded
from dltutor.study.exchange.markdown_write import document, normalised
from dltutor.study.exchange.protect import protected

HELD = (
    "kind question stem answer answer_status options key_points credits aliases misconceptions hints see_also "
    "references computations"
).split()
HARMLESS = [line for line in STRUCTURE if protected(line) == line and line.strip()]


def read_back(written: list[Item]) -> list[Item]:
    return [item for item in parse(from_text("t.md", document("T", written))).items if item.kind != "fragment"]


def held(item: Item) -> dict[str, object]:
    return {name: getattr(item, name) for name in HELD}


def repeated(found: list[Item]) -> bool:
    """Whether an entry of a list says what stands elsewhere too: then the list may be a table of contents."""
    entries = [text for item in found for text in (*item.aliases, *item.misconceptions, *item.hints)]
    entries += [point.text for item in found for point in item.key_points]
    others = [line for item in found for line in f"{item.question}\n{item.stem}\n{item.answer}".split("\n")]
    return len({folded(text) for text in entries}) < len(entries) or bool(
        {folded(text) for text in entries} & {folded(text) for text in others}
    )


def named(found: list[Item]) -> list[Item]:
    return [replace(item, id=f"q-{place}") for place, item in enumerate(found)]


@settings(max_examples=60, deadline=None)
@given(st.lists(items(), min_size=1, max_size=2).map(named))
@example(named([OPEN, CHOICE, UNANSWERED, NO_KEY, NONE_RIGHT]))
def test_any_items_read_back_as_they_are_held(given_items: list[Item]) -> None:
    written = [normalised(item) for item in given_items]
    assume(not repeated(written))

    after = read_back(written)

    assert [item.id for item in after] == [f"t/{item.id}" for item in written]
    assert [held(item) for item in after] == [held(item) for item in written]


@pytest.mark.parametrize("item", [OPEN, CHOICE, UNANSWERED, NONE_RIGHT], ids=lambda item: item.id)
def test_items_as_documents_have_them_are_held_unchanged(item: Item) -> None:
    assert held(normalised(item)) == held(item)


def test_the_shipped_course_reads_back_to_the_same_items(shipped_items: tuple[Item, ...]) -> None:
    bare = [replace(item, id=item.id.replace("/", "-")) for item in shipped_items[::5]]

    after = {item.id: held(item) for item in read_back([normalised(item) for item in bare])}

    assert after == {f"t/{item.id}": held(item) for item in bare}


@pytest.mark.parametrize("line", STRUCTURE)
def test_a_line_that_looks_like_structure_stays_in_its_answer(line: str) -> None:
    answer = f"It begins like this.\n\n{line}\n\nAnd so it ends."
    first = normalised(replace(OPEN, id="one", answer=answer, key_points=()))
    second = normalised(replace(OPEN, id="two", question="What comes next?"))

    one, two = read_back([first, second])

    assert one.answer.replace("\\", "").startswith("It begins like this.")
    assert "And so it ends." in one.answer
    assert two.answer == second.answer


@pytest.mark.parametrize("line", HARMLESS)
def test_what_is_no_structure_is_not_touched(line: str) -> None:
    answer = f"It begins like this.\n\n{line}\n\nAnd so it ends."

    assert normalised(replace(OPEN, answer=answer)).answer == answer


def test_tables_code_and_formulas_are_held_as_they_are() -> None:
    answer = "| a | b |\n|---|---|\n| $x$ | 2 |\n\n```python\n# not a heading\nQ: nor a question?\n```\n\n$$\n- x\n$$"

    (after,) = read_back([normalised(replace(OPEN, answer=answer))])

    assert after.answer == answer


def test_a_choice_without_a_key_becomes_an_open_question_with_its_options() -> None:
    (after,) = read_back([normalised(NO_KEY)])

    assert (after.kind, after.answer_status, after.stem) == ("open", "none", "- a\n- b")


@pytest.mark.parametrize("answer", ["Empty", "...", "n/a", "pending", "{}"])
def test_a_short_answer_is_not_taken_for_a_missing_one(answer: str) -> None:
    (after,) = read_back([normalised(replace(OPEN, answer=answer, key_points=()))])

    assert (after.answer_status, after.answer) == ("official", f"It is: {answer}")
