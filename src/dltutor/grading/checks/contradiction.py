"""Near-copies of the reference that say its opposite: what similarity can't see, for a flipped word hardly moves it.

Only sentences that share most of their words with one of the reference are looked at; what is said in other words is
beyond these rules, and outside near-copies their false alarms grow many times faster than their finds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from dltutor.grading.checks.clauses import clauses
from dltutor.grading.checks.reading import Word, plain_words, read, same, stems_shared
from dltutor.grading.checks.verdict import NEAR_COPY, Verdict, verdict

Kind = Literal["flip", "swap", "negation", "mixed"]

LEAST_SHARED = 3
LEAST_OF_REFERENCE = 0.7
LEAST_OF_ANSWER = 0.5
LEAST_OF_CLAUSE = 0.65
LEAST_DENIED = 3
"""Words of a clause, on axes or not, that a short sentence must repeat to be its denial."""
SIMILAR = 0.15
"""How much less an agreeing sentence may share and still clear a contradicting one."""


_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|unless|until|without|although|though|whether|which|that|who)\b", re.IGNORECASE
)
"""What makes a clause hold somewhere else, or only in some cases."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One sentence of an answer against one of the reference.

    Attributes:
        kind: A flip along an axis, two things exchanged, a negation too many or too few, or both sides told at once.
        student: The place of the answer's sentence.
        reference: The place of the reference's.
    """

    kind: Kind
    student: int
    reference: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a clause of one."""

    sentence: int
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Comparison:
    student: _Unit
    reference: _Unit
    of_reference: float
    of_answer: float
    verdict: Verdict

    @property
    def is_whole(self) -> bool:
        return self.student.whole and self.reference.whole

    @property
    def overlap(self) -> float:
        return min(self.of_reference, self.of_answer + SIMILAR)


def contradictions(answer: Sequence[str], reference: Sequence[str]) -> list[Contradiction]:
    """Which of an answer's sentences say the opposite of a sentence of the reference that they nearly copy.

    Args:
        answer: The answer's sentences, as typed.
        reference: The reference's, formulas readable.
    """
    meant = _units(reference)
    pairs = (_denial(said, unit) or _compare(said, unit) for said in _units(answer) for unit in meant)
    compared = [comparison for comparison in pairs if comparison is not None]
    agreeing = [comparison for comparison in compared if comparison.verdict == "agrees"]
    found: dict[tuple[int, int], Contradiction] = {}
    for comparison in compared:
        kind = _remaining(comparison, agreeing)
        if kind is not None:
            place = (comparison.student.sentence, comparison.reference.sentence)
            found.setdefault(place, Contradiction(kind, *place))
    return list(found.values())


def _units(sentences: Sequence[str]) -> list[_Unit]:
    """The sentences, and the clauses of those that have several."""
    return [
        _Unit(number, text, text == sentence)
        for number, sentence in enumerate(sentences)
        for text in dict.fromkeys((sentence, *clauses(sentence)))
    ]


def _remaining(wrong: _Comparison, agreeing: Sequence[_Comparison]) -> Kind | None:
    """The kind of a contradiction, with what else the answer and the reference say taken into account."""
    if wrong.verdict in {"agrees", "unclear"}:
        return None
    near = [other for other in agreeing if other.overlap >= wrong.overlap - SIMILAR]
    if any(_copies_another(other, wrong) or _holds(other, wrong) for other in near):
        return None
    right = [other for other in near if other.reference == wrong.reference]
    if not right:
        return cast("Kind", wrong.verdict)
    both = min(wrong.of_reference, wrong.of_answer, max(other.of_reference for other in right)) >= NEAR_COPY
    return "mixed" if both else None


def _copies_another(other: _Comparison, wrong: _Comparison) -> bool:
    """Whether the same words of the student agree with another sentence, or another clause, of the reference."""
    if other.student != wrong.student:
        return False
    return other.reference.sentence != wrong.reference.sentence or not wrong.is_whole


def _holds(sentence: _Comparison, clause: _Comparison) -> bool:
    """Whether the first compares the sentences whose clauses the second compares."""
    return (
        sentence.is_whole
        and not clause.is_whole
        and sentence.student.sentence == clause.student.sentence
        and sentence.reference.sentence == clause.reference.sentence
    )


def _compare(student: _Unit, reference: _Unit) -> _Comparison | None:
    """The comparison of two sentences or clauses; None where they share too little."""
    said, meant = read(student.text), read(reference.text)
    in_said, in_meant = plain_words(said), plain_words(meant)
    whole = student.whole and reference.whole
    if not said or not meant or (not whole and in_meant < LEAST_SHARED):
        return None
    shared = stems_shared(meant, said)
    if shared < LEAST_SHARED and (shared < in_meant or in_said > shared + 1):
        return None
    if not in_meant and len(said) != len(meant):
        return None
    of_reference, of_answer = shared / max(in_meant, 1), shared / max(in_said, 1)
    least = (LEAST_OF_REFERENCE, LEAST_OF_ANSWER) if whole else (NEAR_COPY, LEAST_OF_CLAUSE)
    if in_meant and (of_reference < least[0] or of_answer < least[1]):
        return None
    judged = verdict(meant, said, min(of_reference, of_answer) if in_meant else 1.0)
    if judged == "negation" and in_meant < LEAST_SHARED and in_said > shared:
        return None
    return _Comparison(student, reference, of_reference, of_answer, judged)


def _denial(student: _Unit, reference: _Unit) -> _Comparison | None:
    """A short sentence that is a clause of the reference with a negator more: "X is not used during training".

    Too few of such a clause's words may stand on no axis for shares of them to tell, so that all words must be there.
    """
    if not student.whole or reference.whole or _CONDITION.search(f"{student.text} {reference.text}"):
        return None
    said, meant = read(student.text), read(reference.text)
    if not LEAST_DENIED <= len(said) <= len(meant) <= len(said) + 1 or any(map(_is_negated, meant)):
        return None
    held = all(any(same(one, word) for one in meant) for word in said)
    denied = held and sum(map(_is_negated, said)) == 1
    return _Comparison(student, reference, 1.0, 1.0, "negation") if denied else None


def _is_negated(word: Word) -> bool:
    return word.negated or word.turned
