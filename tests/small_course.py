"""A small course, for tests that start the real program: two topics, a paper, and a text that would like to do harm."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOSTILE = "\x1b]0;STOLEN\x07\x1b[2J\x1b]52;c;U1RPTEVO\x07\x9b31m\u202egnp.exe\u202c\x1b[6n\x08\x0b"
"""A title, a cleared screen, a filled clipboard, a colour, reversed text, a question to the terminal, loose ends."""
TRIAL_EXAM = """\
---
title: Trial exam
topic: exams
time: 30
credits: 10
choice: all or nothing
---

# Trial exam

**Time:** 30 minutes.

## Problem 1: Choices (4 credits)

### 1.1 Which of these are activation functions? (4 credits)

- [x] ReLU — a kink at zero
- [ ] Adam — an optimiser
- [x] sigmoid — from 0 to 1

## Problem 2: Words (6 credits)

### 2.1 What does a learning rate scale? (2 credits)

The step along the negative gradient.

**Key points**

- (2p) the step along the negative gradient

### 2.2 Why does early stopping help against overfitting? (4 credits)

It ends training before the network fits the noise of the training data, as the error on validation data tells.

**Key points**

- (2p) training ends before noise is fitted
- (2p) the error on validation data tells when
"""
"""A paper of a choice and two questions in words."""

DOCUMENTS = {
    "gradients.md": """\
---
title: Gradients
topic: gradients
---

# Gradients

## What is gradient clipping? {#clipping}

Gradient clipping rescales a gradient whose norm exceeds a threshold, so that one steep step can't ruin the weights:

$$g' = \\frac{t}{\\lVert g \\rVert} g$$

**Key points**

- (1p) rescales a gradient whose norm exceeds a threshold
- (1p) one steep step can't ruin the weights

## Why do gradients vanish in deep networks? {#vanish}

Back-propagation multiplies many factors smaller than one, so that hardly anything reaches the first layers.

**Key points**

- (1p) many factors smaller than one are multiplied
""",
    "pooling.md": """\
---
title: Pooling
topic: pooling
---

# Pooling

## What does max pooling compute? {#largest}

Max pooling keeps the largest value of each window, so that a feature counts wherever in the window it was found.

**Key points**

- (1p) keeps the largest value of each window
""",
    "hostile.md": f"""\
---
title: Hostile
topic: hostile
---

# Hostile

## What does the zebra protocol send? {HOSTILE}

The zebra protocol sends stripes. {HOSTILE} And after them it sends manes, as long as the herd is near and the grass is
green; in the dry season it sends nothing but dust, and whoever listens hears hooves that come no nearer.

**Key points**

- (1p) it sends stripes
- (1p) in the dry season it sends dust
""",
    "exams/trial.md": TRIAL_EXAM,
}


@dataclass(frozen=True)
class Course:
    """The documents with their index, and a home of their own."""

    corpus: Path
    index: Path
    home: Path

    def command(self, *words: object) -> list[str]:
        """The program with the course, and what it shall do."""
        places = ("--corpus", self.corpus, "--index", self.index)
        return [sys.executable, "-m", "dltutor", *map(str, (*places, *words))]

    @property
    def environment(self) -> dict[str, str]:
        """What its process is started with; warnings are errors."""
        shut_out = {"TMUX", "TEXTUAL_DRIVER", "NO_COLOR"}
        inherited = {name: value for name, value in os.environ.items() if name not in shut_out}
        return {**inherited, "DLTUTOR_HOME": str(self.home), "PYTHONWARNINGS": "error", "OMP_NUM_THREADS": "1"}

    def run(self, *words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*words), input=stdin, capture_output=True, text=True, env=self.environment, check=False
        )


def write(folder: Path, home: Path) -> Course:
    """Write the documents and make their index."""
    course = Course(folder / "corpus", folder / "index", home)
    for name, text in DOCUMENTS.items():
        file = course.corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    built = course.run("index")
    assert built.returncode == 0, built.stderr
    return course
