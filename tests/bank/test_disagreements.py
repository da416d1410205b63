import pytest

from dltutor.bank.item import Item, Option, Source
from dltutor.bank.twins import disagreements, twins


def item(document: str, question: str, answer: str = "", options: tuple[Option, ...] = (), stem: str = "") -> Item:
    kind = "choice" if options else "open"
    return Item(f"{document}/1", kind, question, answer, "official", Source(document, "1"), stem=stem, options=options)


def test_the_same_question_in_two_documents_is_a_pair_of_twins() -> None:
    one = item("a.md", "What is the purpose of dropout?", "x")
    other = item("b.md", "what is the purpose of dropout", "y")
    third = item("b.md", "What is the purpose of momentum?", "z")

    assert list(twins([one, other, third])) == [(one, other)]


def test_twins_in_one_document_are_left_to_their_author() -> None:
    one, other = item("a.md", "What is dropout for?", "x"), item("a.md", "What is dropout for?", "y")

    assert list(twins([one, other])) == []


def test_questions_after_different_stems_are_no_twins() -> None:
    one = item("a.md", "What is the shape of the output?", "x", stem="A layer maps 3 channels to 8.")
    other = item("b.md", "What is the shape of the output?", "y", stem="Consider a recurrent cell with two gates.")

    assert list(twins([one, other])) == []


@pytest.mark.parametrize(
    ("first", "second", "disagree"),
    [
        ("Yes, it is convex.", "No, it is not convex.", True),
        ("It has 6 parameters.", "It has 9 parameters.", True),
        ("It has 6 parameters.", "There are 6.", False),
        ("It switches units off.", "It drops units at random.", False),
        ("Yes.", "Yes, always.", False),
    ],
)
def test_answers_that_contradict_each_other_are_doubts(first: str, second: str, *, disagree: bool) -> None:
    question = "How many parameters has the batch normalisation layer here?"
    found = disagreements([item("a.md", question, first), item("b.md", question, second)])

    assert [(doubt.kind, doubt.document) for doubt in found] == ([("conflict", "a.md")] if disagree else [])
    assert all("b.md:1" in doubt.message for doubt in found)


def test_keys_that_differ_are_doubts() -> None:
    question = "Which of these layers have learnable parameters?"
    keys = [(Option("convolution", correct=True), Option("max pooling", correct=tick)) for tick in (False, True)]

    same = disagreements([item("a.md", question, options=keys[0]), item("b.md", question, options=keys[0])])
    other = disagreements([item("a.md", question, options=keys[0]), item("b.md", question, options=keys[1])])

    assert same == []
    assert [doubt.kind for doubt in other] == ["conflict"]
