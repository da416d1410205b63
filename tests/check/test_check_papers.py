from collections.abc import Callable

import pytest

from dltutor.check import Checked

PAPER = """\
---
title: Paper
topic: exams
time: 60
credits: 5
choice: all or nothing
---

# Paper

A question of problem 1 earns its credits only with exactly the right boxes. Every answer needs a reason, numbers need
the way in which they were found, and no aids are allowed but a pocket calculator that can't be programmed. These
instructions are not a question, and nobody wants to find them among the answers.

## Problem 1: Choices (2 credits)

### 1.1 Which is a norm? (2 credits)

- [x] the sum of absolute values — it is called L1
- [ ] the number of entries that aren't zero — scaling doesn't scale it
- [ ] the smallest entry — it can be negative

## Problem 2: A layer (3 credits)

A layer has 3 inputs and 2 outputs.

### 2.1 How many weights has it? (1 credit)

**Solution**

Six, one for each pair.

**Key points**

- (1p) six

### 2.2 A bias is added. What changes? (2 credits)

The bias is a vector.

**Solution**

Two numbers are added, one for each output.

**Key points**

- (1p) two more
- (1p) one for each output
"""


def test_a_complete_paper_has_no_findings(check: Callable[..., Checked]) -> None:
    checked = check(PAPER)
    assert [str(one) for one in checked.findings] == []
    assert [item.source.label for item in checked.items] == ["1.1", "2.1", "2.2"]
    stem = "A layer has 3 inputs and 2 outputs."
    assert [item.stem for item in checked.items[1:]] == [stem, f"{stem}\n\nThe bias is a vector."]
    assert checked.items[2].answer == "Two numbers are added, one for each output."


@pytest.mark.parametrize(
    ("said", "instead", "rule", "words"),
    [
        ("credits: 5", "credits: 6", "credits", "worth 5 credits"),
        ("credits: 5", "credits: five", "credits", "is a number"),
        ("choice: all or nothing\n", "", "missing", "its choice"),
        ("A layer (3 credits)", "A layer (4 credits)", "credits", "worth 3 credits, the heading says 4"),
        ("changes? (2 credits)", "changes? (3 credits)", "credits", "key points add up to 2"),
        ("a norm? (2 credits)", "a norm?", "missing", "credits"),
        ("Six, one for each pair.\n\n**Key points**\n\n- (1p) six\n", "", "unanswered", "no answer"),
        ("- (1p) two more\n- (1p) one for each output", "- (2p) two more", "missing", "1 key points"),
        (" — it is called L1", "", "no reason", "em dash"),
    ],
)
def test_what_does_not_add_up_is_found(
    check: Callable[..., Checked], said: str, instead: str, rule: str, words: str
) -> None:
    assert said in PAPER
    found = check(PAPER.replace(said, instead)).findings
    assert any(one.rule == rule and words in one.message for one in found), [str(one) for one in found]
