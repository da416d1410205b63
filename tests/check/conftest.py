"""A small corpus that keeps every promise, to be broken one line at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dltutor.check import Checked, check_corpus

COMPLETE = """\
---
title: Layers
topic: layers
---

# Layers

## Counting

### How many weights has a linear layer? {#weights}

It has one weight for each pair of an input and an output, so $n \\cdot m$ of them.

With 20 inputs and 60 outputs that makes 1\\,200 weights, and $60$ biases more:

$$
W \\in \\mathbb{R}^{m \\times n}
$$

**Key points**

- (1p) one weight for each pair of input and output
- (0.5p) and a bias for each output

**Also asked as**

- parameter count of a dense layer
- size of the weight matrix
- 20 in, 60 out, how many numbers
- how big is W
- fc layer params

**Misconceptions**

- the bias has one entry for each input → one for each output

**Hints**

- What does one output depend on?
- Multiply.

**Computation**

- `20 * 60` = 1200

**See also**

- #bias
- layers#bias

**Source**

- Goodfellow, Bengio, Courville: Deep Learning, chapter 6, 2016

### Which of these does the bias of a layer do? {#bias}

- [x] It shifts the pre-activation — it is added to the product
- [ ] It scales the input — it isn't multiplied with anything
- [ ] It stays at zero — it is learned

**Also asked as**

- what is b for
- why add a constant

**Hints**

- Set all inputs to zero.

**See also**

- #weights

**Source**

- Bishop: Pattern Recognition and Machine Learning, section 3.1, 2006
"""


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Checked]:
    """Check a corpus given as texts by name; one text alone is ``layers.md``."""

    def run(text: str = "", *, strict: bool = True, **others: str) -> Checked:
        for name, content in {"layers.md": text, **{f"{key}.md": value for key, value in others.items()}}.items():
            if content:
                (tmp_path / name).write_text(content, encoding="utf-8")
        return check_corpus(tmp_path, strict=strict)

    return run


@pytest.fixture
def complete() -> str:
    """A document without faults."""
    return COMPLETE
