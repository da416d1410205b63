"""What a check finds: a rule that was broken, at a line of a document."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "unread", "duplicate", "unknown field", "link", "alias", "credits", "computation", "formula",
    "unanswered", "missing", "no reason", "twin", "look-alike", "markdown",
]  # fmt: skip

STRUCTURAL: frozenset[Rule] = frozenset(
    {"unread", "duplicate", "unknown field", "link", "alias", "credits", "computation", "formula"}
)
"""Broken in any corpus: something is lost, or says what it can't mean. The other rules are promises of a good one."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend.

    Attributes:
        document: Relative to the corpus.
        line: From 1.
        rule: What is broken.
        message: What is wrong, and what would be right.
        error: Whether it fails the check; else it is a hint.
    """

    document: str
    line: int
    rule: Rule
    message: str
    error: bool = True

    def __str__(self) -> str:
        return f"{self.document}:{self.line}: {'error' if self.error else 'hint'}: {self.rule}: {self.message}"
