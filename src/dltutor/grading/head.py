"""The head: from a key point's evidence to how far it is covered, by a few numbers fitted on human-graded answers.

``coverage = sigmoid(meaning * cosine + words * share + offset)``. The numbers stand in ``head.json`` with a version;
``evals/grading.py`` fits them. The answer's length is no evidence and never will be: graders reward it, and a tutor
that did so would teach padding (Jeon and Strube, 2021).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from dltutor.grading.result import Band

FILE = Path(__file__).with_name("head.json")


@dataclass(frozen=True, slots=True)
class Head:
    """The fitted numbers.

    Attributes:
        version: Of the numbers and of the checks beside them; stored with every grading.
        meaning: The weight of the cosine.
        words: The weight of the share of words.
        offset: What is added.
        covered: The coverage from which a point is covered, and a score passes.
        partly: The coverage from which a point is partly covered, and a score is worth checking.
        error: The root of the mean squared difference to a human grader, in score: the range that is shown.
    """

    version: str
    meaning: float
    words: float
    offset: float
    covered: float
    partly: float
    error: float

    def coverage(self, meaning: float, words: float, bias: float = 0.0) -> float:
        """How far a point is covered, 0..1; ``bias`` is the student's own, learnt from what they decided."""
        logit = self.meaning * meaning + self.words * words + self.offset + bias
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))

    def band(self, coverage: float) -> Band:
        """The zone of a coverage."""
        return "covered" if coverage >= self.covered else "partly" if coverage >= self.partly else "not_found"

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Head":
        """The inverse of :meth:`to_json`."""
        return cls(**data)


@cache
def shipped() -> Head:
    """The head that comes with dltutor."""
    return Head.from_json(json.loads(FILE.read_text(encoding="utf-8")))
