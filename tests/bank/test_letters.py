import pytest

from dltutor.bank.document import from_text
from dltutor.bank.item import Item, Source
from dltutor.bank.letters import with_lettered_options
from dltutor.bank.recognise import parse

OPTIONS = "A) ReLU\nB) Sigmoid\nC) Tanh"


def item(question: str = "Which saturates?", answer: str = "B", stem: str = "") -> Item:
    return Item("d/1", "open", question, answer, "official", Source("d.txt", "1"), stem=stem)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("B", "b"),
        ("(b)", "b"),
        ("B, C", "bc"),
        ("b and c", "bc"),
        ("Answer: B", "b"),
        ("The correct answers are B & C.", "bc"),
        ("B) Sigmoid", "b"),
    ],
)
def test_a_key_of_letters_makes_a_choice(answer: str, right: str) -> None:
    read = with_lettered_options(item(question=f"Which saturates?\n\n{OPTIONS}", answer=answer))

    assert read.kind == "choice"
    assert read.question == "Which saturates?"
    assert [option.text for option in read.options] == ["ReLU", "Sigmoid", "Tanh"]
    assert [option.correct for option in read.options] == [letter in right for letter in "abc"]


def test_what_follows_the_key_is_the_answer() -> None:
    read = with_lettered_options(item(question=OPTIONS, answer="B. Its slope vanishes far from zero."))

    assert read.answer == "Its slope vanishes far from zero."


@pytest.mark.parametrize("answer", [OPTIONS, "A sigmoid.", "D", "Because both saturate."])
def test_without_a_key_nothing_changes(answer: str) -> None:
    before = item(question=f"Which saturates?\n{OPTIONS}", answer=answer)

    assert with_lettered_options(before) == before


def test_a_paper_with_letters_and_a_key_is_read_as_choices() -> None:
    text = f"1. Which saturates?\n{OPTIONS}\nAnswer: B\n\n2. Which is linear?\nA) Identity\nB) ReLU\nAnswer: A\n"
    items = parse(from_text("d.txt", text)).items

    assert [[option.correct for option in one.options] for one in items] == [[False, True, False], [True, False]]
