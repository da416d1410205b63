from collections.abc import Callable

import pytest

from dltutor.bank.item import Item
from dltutor.grading.glossary import EMPTY, mine_glossary

MakeItem = Callable[..., Item]


@pytest.mark.parametrize(
    "question",
    [
        "What is weight decay?",
        "Define weight decay.",
        "What does weight decay mean?",
        "Explain the term weight decay.",
        "What is meant by weight decay?",
        "What is weight decay and why is it used?",
        "Describe the idea of weight decay",
    ],
)
def test_an_item_that_asks_what_a_term_means_defines_it(make_item: MakeItem, question: str) -> None:
    known = mine_glossary([make_item(question, "It shrinks every weight at each step. It is old.")])
    assert known.meanings("Weight decay") == ("Weight decay: It shrinks every weight at each step.",)


def test_a_wording_of_the_question_defines_its_term_too(make_item: MakeItem) -> None:
    item = make_item(
        "How do we keep weights small?", "We shrink them at every step.", aliases=("what is weight decay?",)
    )
    assert "shrink them" in mine_glossary([item]).meanings("weight decay")[0]


def test_the_first_definition_wins_and_the_longest_term_is_defined(make_item: MakeItem) -> None:
    known = mine_glossary(
        [
            make_item("What is a network?", "A network is a graph of simple units."),
            make_item("What is a residual network?", "A residual network adds its input to its output."),
            make_item("What is a residual network?", "Something quite different from all of that."),
        ]
    )
    assert known.meanings("residual network") == ("residual network: A residual network adds its input to its output.",)


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [
        ("Why is weight decay used?", "It keeps all of the weights small.", "official"),
        ("What is weight decay?", "Shrinking.", "official"),
        ("What is weight decay?", " ".join(["word"] * 60), "official"),
        ("What is weight decay?", "I guess that it makes weights decay.", "transcript"),
        ("What is weight decay?", "", "none"),
    ],
)
def test_other_questions_stumps_long_texts_and_students_define_nothing(
    make_item: MakeItem, question: str, answer: str, status: str
) -> None:
    assert mine_glossary([make_item(question, answer, answer_status=status)]).meanings("weight decay") == ()


def test_without_documents_nothing_is_known() -> None:
    assert EMPTY.meanings("Early stopping") == ()
