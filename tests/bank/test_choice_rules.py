from dataclasses import replace

import pytest

from dltutor.bank.choice_rules import CHOICE_RULES, rule_in_words
from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.recognise import parse

NOTES = """---
title: Layers
choice: {}
---

# Layers

## Which layers have weights?

- [x] a convolution
- [ ] a pooling

## What does a pooling do?

It makes the map smaller.
"""
PAPER = """---
title: Paper
layout: exam
time: 30
choice: {}
---

Problem 1 Choices (2 credits)

1.1 Which layers have weights?

- ☒ a convolution
- ☐ a pooling

1.2 What does a pooling do? (1 credit)

Solution:

It makes the map smaller.
"""


@pytest.mark.parametrize("text", [NOTES, PAPER])
@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("all or nothing", "all_or_nothing"),
        ("per option", "per_option"),
        ("Per-Option", "per_option"),
        ("right minus wrong", "right_minus_wrong"),
        ("negative", "negative"),
    ],
)
def test_the_choices_of_a_document_are_scored_as_its_front_matter_says(text: str, said: str, rule: str) -> None:
    parsed = parse(from_text("layers.md", text.format(said)))
    assert [item.choice_rule for item in parsed.items] == [rule, ""]
    assert not [doubt for doubt in parsed.doubts if "choice" in doubt.message]


@pytest.mark.parametrize("text", [NOTES, PAPER])
def test_an_unknown_rule_is_a_doubt_that_names_the_known_ones(text: str) -> None:
    parsed = parse(from_text("layers.md", text.format("by mood")))
    assert {item.choice_rule for item in parsed.items} == {""}
    messages = [doubt.message for doubt in parsed.doubts if "by mood" in doubt.message]
    assert len(messages) == 1
    assert "per option" in messages[0]


def test_the_rule_is_part_of_what_an_item_says_and_survives_the_way_through_json() -> None:
    item = parse(from_text("layers.md", NOTES.format("negative"))).items[0]
    assert Item.from_json(item.to_json()) == item
    assert replace(item, choice_rule="").content_hash != item.content_hash


def test_every_rule_is_told_in_a_sentence_of_its_own_and_none_said_is_all_or_nothing() -> None:
    told = [rule_in_words(rule) for rule in CHOICE_RULES]
    assert len(set(told)) == len(CHOICE_RULES)
    assert all(sentence.endswith(".") for sentence in told)
    assert rule_in_words("") == rule_in_words("all_or_nothing")
