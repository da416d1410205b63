"""A student at the command line: a small corpus with a paper in it, and commands that are typed at it."""

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from program import environment

from dltutor.cli import main
from small_course import TRIAL_EXAM

DOCUMENTS = {
    "regularisation.md": """\
---
title: Regularisation
topic: regularisation
---

# Regularisation

## What does dropout do while training? {#dropout}

It switches units off at random, so that the units of a layer don't come to rely on each other.

**Key points**

- (1p) units are switched off at random
- (1p) units don't come to rely on each other

## What does weight decay add to the loss? {#decay}

The squared norm of the weights times a factor.

**Key points**

- (1p) the squared norm of the weights
""",
    "pooling.md": """\
---
title: Pooling
topic: pooling
---

# Pooling

## Which of these layers have weights? {#weights}

- [x] convolution — its kernel
- [ ] max pooling — it only compares
- [ ] flattening — it only reshapes

## Which pooling keeps the largest value of each window? {#largest}

- [ ] average pooling — it keeps the mean
- [x] max pooling — as its name says

## What is the stride of a pooling window? {#stride}

TODO
""",
    "exams/trial.md": TRIAL_EXAM,
}


class Said(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


@dataclass
class Student:
    """Types commands, in this process or in one of its own; all of one test share a home."""

    home: Path
    place: tuple[object, ...]
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def types(self, *arguments: object, stdin: str = "", index: bool = True) -> Said:
        """Run a command in this process."""
        words = ["dltutor", *map(str, self.place if index else self.place[:2]), *map(str, arguments)]
        self.monkeypatch.setattr(sys, "argv", words)
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        return Said(int(left.value.code or 0), out, err)

    def command(self, *arguments: object) -> dict[str, Any]:
        """What a process of its own is started with."""
        words = [sys.executable, "-m", "dltutor", *map(str, self.place), *map(str, arguments)]
        return {"args": words, "env": environment(self.home)}

    def starts(self, *arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own."""
        return subprocess.run(input=stdin, capture_output=True, text=True, check=False, **self.command(*arguments))
