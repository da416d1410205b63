from collections.abc import Callable
from typing import Any

import pytest

from dltutor.bank.item import Item, KeyPoint
from dltutor.bank.rubric import read_rubric
from dltutor.grading.glossary import EMPTY, Glossary, mine_glossary
from dltutor.grading.keypoints import points_of
from dltutor.search.acronyms import Acronyms

MakeItem = Callable[..., Item]


def texts(item: Item) -> list[str]:
    return [point.text for point in points_of(item, EMPTY)[0]]


def marked(make_item: MakeItem, question: str, solution: str, **more: Any) -> Item:
    rubric = read_rubric(solution)
    credits = more.pop("credits", rubric.total)
    return make_item(question, rubric.answer, key_points=rubric.key_points, credits=credits, **more)


def test_each_mark_is_a_key_point_and_the_preamble_is_none(make_item: MakeItem) -> None:
    item = marked(
        make_item,
        "Why do deep networks train badly?",
        "This was treated in the lecture.\n\n(1p): Gradients shrink layer by layer.\n\n(0.5p): Activations saturate.",
    )
    points, needed = points_of(item, EMPTY)
    assert [(point.text, point.credits, point.weight) for point in points] == [
        ("Gradients shrink layer by layer.", 1.0, 1.0),
        ("Activations saturate.", 0.5, 0.5),
    ]
    assert needed is None


def test_alternatives_of_a_mark_each_earn_it(make_item: MakeItem) -> None:
    item = marked(make_item, "How is it mended?", "(1p): Clip the gradient.\n\nOR\n\n(1p): Use a gated unit.")
    (point,), _ = points_of(item, EMPTY)
    assert point.any_of == ("Clip the gradient", "Use a gated unit")
    assert point.credits == 1.0


def test_a_total_before_its_parts_is_no_point_of_its_own(make_item: MakeItem) -> None:
    item = marked(make_item, "Explain both.", "(1.5p): (0.5p) The mean moves. (1p) The variance grows.")
    assert [point.credits for point in points_of(item, EMPTY)[0]] == [0.5, 1.0]


def test_two_of_three_marks_are_enough_where_two_are_asked_for(make_item: MakeItem) -> None:
    points = tuple(KeyPoint(text, 1.0) for text in ("Early stopping", "Weight decay", "Dropout"))
    item = make_item("Name two ways to fight overfitting.", "Any of these.", key_points=points, credits=2.0)
    assert points_of(item, EMPTY)[1] == 2


def test_marks_of_different_worth_are_no_choice(make_item: MakeItem) -> None:
    points = (KeyPoint("names it", 0.5), KeyPoint("explains it well", 1.0), KeyPoint("gives an example of it", 0.5))
    item = make_item("Name two ways and say why.", "Any.", key_points=points, credits=2.0)
    assert points_of(item, EMPTY)[1] is None


def test_each_sentence_under_advantage_and_disadvantage_is_enough(make_item: MakeItem) -> None:
    points = (
        KeyPoint("Advantage: The gradient is less noisy. Modern hardware is used well.", 1.0),
        KeyPoint("Disadvantage: More memory / worse generalization", 1.0),
    )
    item = make_item("List one advantage and one disadvantage of large batches.", "So.", key_points=points, credits=2.0)
    (better, worse), needed = points_of(item, EMPTY)
    assert better.any_of == ("The gradient is less noisy", "Modern hardware is used well")
    assert worse.any_of == ("More memory", "worse generalization")
    assert needed is None


def test_all_sentences_of_a_mark_are_wanted_where_no_few_are_asked_for(make_item: MakeItem) -> None:
    points = (KeyPoint("Advantage: The gradient is less noisy. Modern hardware is used well.", 1.0),)
    item = make_item("Why are large batches popular?", "So.", key_points=points, credits=1.0)
    assert len(points_of(item, EMPTY)[0][0].any_of) == 1


def test_credits_without_a_mark_belong_to_the_answer_as_a_whole(make_item: MakeItem) -> None:
    item = make_item(
        "Explain.",
        "The loss falls because the step follows it.",
        key_points=(KeyPoint("loss falls", 1.0),),
        credits=3.0,
    )
    points, _ = points_of(item, EMPTY)
    assert [(point.text, point.credits) for point in points] == [
        ("loss falls", 1.0),
        ("The loss falls because the step follows it.", 2.0),
    ]


def test_points_without_credits_share_what_those_with_credits_leave(make_item: MakeItem) -> None:
    points = (KeyPoint("the loss falls", 1.0), KeyPoint("the step is small"), KeyPoint("the slope is known"))
    item = make_item("Explain.", "So.", key_points=points, credits=2.0)
    found, _ = points_of(item, EMPTY)
    assert [point.weight for point in found] == [1.0, 0.5, 0.5]
    assert [point.credits for point in found] == [1.0, None, None]


def test_points_without_credits_weigh_like_the_others_where_nothing_is_left(make_item: MakeItem) -> None:
    points = (KeyPoint("the loss falls", 2.0), KeyPoint("the step is small"))
    found, _ = points_of(make_item("Explain.", "So.", key_points=points), EMPTY)
    assert [point.weight for point in found] == [2.0, 2.0]


def test_the_entries_of_a_list_are_key_points(make_item: MakeItem) -> None:
    item = make_item("Name two optimizers.", "Such as:\n\n- **Adam**\n- RMSprop with momentum\n- plain descent")
    points, needed = points_of(item, EMPTY)
    assert [point.text for point in points] == ["Adam", "RMSprop with momentum", "plain descent"]
    assert needed == 2


def test_a_list_is_wanted_whole_where_no_number_is_asked_for(make_item: MakeItem) -> None:
    item = make_item("What are the parts of a cell?", "1. an input gate\n2. an output gate")
    assert points_of(item, EMPTY)[1] is None


def test_prose_gives_a_key_point_for_each_sentence_and_clause(make_item: MakeItem) -> None:
    item = make_item(
        "Why is it fast?",
        "Momentum averages gradients. Zigzag movements across a narrow valley cancel each other out, while progress "
        "along the valley floor accumulates, so that the minimum is reached after fewer steps.",
    )
    found = texts(item)
    assert found[0] == "Momentum averages gradients."
    assert len(found) >= 3


def test_a_longer_statement_weighs_more_up_to_a_point_and_an_example_less(make_item: MakeItem) -> None:
    item = make_item(
        "What is pooling?",
        "It summarizes.\n\nIt replaces every window by one summarizing value.\n\n"
        "For example, it replaces every window by one summarizing value.",
    )
    short, long, example = points_of(item, EMPTY)[0]
    assert short.weight < long.weight
    assert example.weight < long.weight / 2


@pytest.mark.parametrize("lead", ["The logistic unit is defined as:", "The logistic unit is given by"])
def test_words_that_lead_in_a_formula_stand_before_it(make_item: MakeItem, lead: str) -> None:
    item = make_item("What is it?", f"{lead}\n\n$$s(x) = 1 / (1 + e^x)$$\n\nIt is smooth everywhere.")
    first, second = texts(item)
    assert first.startswith(lead)
    assert "s(x)" in first
    assert second == "It is smooth everywhere."


@pytest.mark.parametrize("lead", ["Here are the justified answers:", "The answers are as follows."])
def test_words_that_lead_in_a_list_weigh_little(make_item: MakeItem, lead: str) -> None:
    item = make_item("Judge both.", f"{lead}\n\n- Pooling shrinks images.\n- Dropout drops units.")
    points, _ = points_of(item, EMPTY)
    assert points[0].weight < points[1].weight / 2


def test_the_rows_of_a_table_weigh_little(make_item: MakeItem) -> None:
    item = make_item("Compare.", "Adam adapts steps.\n\n| Name | Step |\n|---|---|\n| Adam | adaptive |")
    statement, *rows = points_of(item, EMPTY)[0]
    assert rows
    assert all(row.weight < statement.weight / 2 for row in rows)


def test_numbers_of_formulas_and_placeholders_are_no_points(make_item: MakeItem) -> None:
    assert texts(make_item("Explain.", "The loss falls.\n\n(3.2)\n\n[see figure]")) == ["The loss falls."]


def test_an_answer_of_signs_still_gives_one_point(make_item: MakeItem) -> None:
    assert len(texts(make_item("Which sign?", "+"))) == 1


def test_formulas_in_points_are_readable_and_whole(make_item: MakeItem) -> None:
    item = make_item(
        "How is it updated?", "Each step computes\n\n$$\nw_{t+1}\n= w_t\n- \\eta g_t\n$$\n\nfrom the slope."
    )
    assert any("w_t − ηg_t" in text or "wₜ − ηgₜ" in text for text in texts(item))
    assert all("$" not in text and "\\" not in text for text in texts(item))


@pytest.fixture
def glossary(make_item: MakeItem) -> Glossary:
    return mine_glossary(
        [
            make_item("What is early stopping?", "Early stopping ends the training once the held-out loss rises."),
            make_item("What is a CNN?", "A convolutional neural network (CNN) shares its filters over all places."),
        ]
    )


def test_a_terse_mark_is_also_compared_with_what_its_term_means(make_item: MakeItem, glossary: Glossary) -> None:
    item = make_item("Name a remedy.", "So.", key_points=(KeyPoint("Early stopping", 1.0),), credits=1.0)
    (point,), _ = points_of(item, glossary)
    assert point.any_of == ("Early stopping",)
    assert any("held-out loss rises" in probe for probe in point.probes)


def test_a_point_that_explains_itself_needs_no_glossary(make_item: MakeItem, glossary: Glossary) -> None:
    text = "Early stopping watches the loss on data that was kept aside for this"
    item = make_item("Name a remedy.", "So.", key_points=(KeyPoint(text, 1.0),), credits=1.0)
    assert points_of(item, glossary)[0][0].probes == (text,)


def test_an_acronym_is_spelt_out(make_item: MakeItem) -> None:
    known = Glossary({}, Acronyms({"CNN": "convolutional neural network"}))
    item = make_item("Which network?", "So.", key_points=(KeyPoint("a CNN", 1.0),), credits=1.0)
    assert "a CNN (convolutional neural network)" in points_of(item, known)[0][0].probes
