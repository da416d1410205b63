import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, Option, Source
from dltutor.search.highlight import part_asked_for, pointed
from dltutor.search.reply import Hit, Reply, Status
from dltutor.search.searcher import Searcher

PROJECT = Path(__file__).parents[2]
LEAST_PRECISION = 0.9
LEAST_RECALL = 0.75

MOMENTUM = """\
Momentum keeps a running mean of past gradients and steps along it, so that what points the same way adds up.

With the velocity $v$ and the friction $\\mu$ the update is

$$
v \\leftarrow \\mu v - \\alpha g, \\qquad \\theta \\leftarrow \\theta + v
$$

The bias of the first steps can be taken out by a division.

$$
\\hat{v} = \\frac{v}{1 - \\mu^t}
$$

Nesterov: the gradient is taken where the velocity will have led. This looks ahead by one stride.

It helps in three places:

- **Ravines.** Steps across cancel, steps along add up.
- **Noise** is averaged away, at the cost of a delay.
- plateaus, which are crossed at speed

| friction | stride |
|---|---|
| weak | ten times as long |
| strong | hardly longer |

A usual value of the friction is 0.9. Too little of it makes the ball overshoot and circle around the valley's floor.
"""


ITEM = Item("a/1", "open", "What is momentum in gradient descent?", MOMENTUM, "official", Source("a.md", "1"))


def asked(message: str, answer: str = MOMENTUM, question: str = ITEM.question) -> str:
    return part_asked_for(message, replace(ITEM, question=question, answer=answer))


def reply(query: str, status: Status = "answered", searched_for: str = "") -> Reply:
    hit = Hit(ITEM, 0.5, "close", (ITEM.source,), part="of the message before")
    return pointed(Reply(query, status, 0.9, (hit, hit), searched_for=searched_for))


@pytest.mark.parametrize(
    "message",
    ["What is momentum in gradient descent?", "momentum", "explain momentum please", "how does gradient descent help"],
)
def test_a_message_that_asks_the_items_own_question_gets_no_part(message: str) -> None:
    assert asked(message) == ""


def test_a_word_beyond_the_items_question_leads_to_its_sentence() -> None:
    assert asked("can momentum overshoot?").startswith("Too little of it makes the ball overshoot")


def test_words_that_no_part_or_several_parts_hold_lead_nowhere() -> None:
    assert asked("momentum in quantum chemistry") == ""
    assert asked("momentum and steps") == ""


def test_a_formula_that_is_asked_for_is_found_by_the_words_around_it() -> None:
    assert asked("write down the formula of momentum").startswith("With the velocity")
    assert "\\hat{v}" in asked("the equation that takes out the bias of momentum")


def test_an_example_that_is_asked_for_is_the_first_of_the_answer() -> None:
    answer = f"{MOMENTUM}\nExample: a stride of 2 becomes 20.\n\nAnother example is a stride of 3."
    assert asked("give me an example", answer) == "Example: a stride of 2 becomes 20."
    assert asked("an example of momentum") == ""


def test_a_typed_formula_leads_to_the_displayed_one() -> None:
    assert "\\hat{v}" in asked("v / (1 - mu^t)")


def test_a_list_entry_is_found_by_its_name_and_by_its_number() -> None:
    assert asked("momentum in ravines") == "- **Ravines.** Steps across cancel, steps along add up."
    assert asked("explain the second point") == "- **Noise** is averaged away, at the cost of a delay."
    assert asked("what is the last item about") == "- plateaus, which are crossed at speed"
    assert asked("what is the fifth point") == ""
    assert asked("what is point 0") == ""


def test_counting_to_an_entry_leads_nowhere_without_a_list() -> None:
    assert asked("what is the last step", MOMENTUM.partition("It helps")[0] + "So it goes on. " * 30) == ""


def test_a_name_at_the_beginning_of_a_paragraph_is_that_of_the_whole_paragraph() -> None:
    assert asked("nesterov momentum").endswith("This looks ahead by one stride.")


def test_a_table_row_is_found_by_its_first_cell() -> None:
    assert asked("weak friction in momentum") == "| weak | ten times as long |"


def test_a_short_answer_has_no_part_that_must_be_pointed_at() -> None:
    assert asked("can momentum overshoot?", "It adds up. It may overshoot. It is simple.") == ""


def test_a_comparison_wants_the_whole_of_an_answer_that_compares() -> None:
    assert asked("momentum versus overshoot") != ""
    assert asked("momentum versus overshoot", question="How does momentum differ from descent?") == ""


def test_a_sub_question_leads_to_the_answer_under_its_number() -> None:
    question = (
        "A ball rolls in a bowl.\n\n1. How far does it roll?\n2. Which colour has the paint?\n3. Who owns the bowl?"
    )
    said = "This is explained at length, with many words, since it has to be long enough to be worth a mark in it. "
    answer = f"1. {said}It rolls a metre.\n2. {said}It is green.\n3. {said}Nobody knows."
    assert asked("which colour is the paint", answer, question).endswith("It is green.")


def test_multiple_choice_has_no_part() -> None:
    assert part_asked_for("can momentum overshoot?", replace(ITEM, options=(Option("a"), Option("b")))) == ""


@given(st.text(max_size=80), st.text(max_size=400))
def test_a_part_is_a_piece_of_the_answer_whatever_is_typed(message: str, answer: str) -> None:
    whole = f"{answer}\n\n{MOMENTUM}"
    assert asked(message, whole) in whole


def test_only_the_first_hit_of_a_reply_has_a_part() -> None:
    first, second = reply("can momentum overshoot?").hits
    assert "overshoot" in first.part
    assert second.part == ""


@pytest.mark.parametrize("status", ["unsure", "not_covered"])
def test_a_reply_that_is_no_answer_has_no_part(status: Status) -> None:
    assert [hit.part for hit in reply("can momentum overshoot?", status).hits] == ["", ""]


def test_the_repaired_message_counts() -> None:
    assert reply("momentum ovreshoot").hits[0].part == ""
    assert "overshoot" in reply("momentum ovreshoot", searched_for="momentum overshoot").hits[0].part


def test_a_short_answer_of_an_index_is_answered_without_a_part(searcher: Searcher) -> None:
    hit = searcher.ask("what is done with the activations at test time in dropout").hits[0]
    assert hit.part == ""
    assert hit.to_json()["part"] == ""


def test_parts_of_the_shipped_course_are_pointed_at_rightly(shipped_items: tuple[Item, ...]) -> None:
    course = {item.id: item for item in shipped_items}
    lines = (PROJECT / "evals" / "parts.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    found = [(case["part"], part_asked_for(case["query"], course[case["item"]])) for case in cases]
    right = sum(bool(part) and any(one in part for one in wanted) for wanted, part in found)
    assert right >= LEAST_PRECISION * sum(bool(part) for _, part in found)
    assert right >= LEAST_RECALL * sum(bool(wanted) for wanted, _ in found)
