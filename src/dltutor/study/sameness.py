"""What speaks for and against a card's question and an item's being one, where they are not obviously the same."""

from dltutor.study.likeness import answers_alike, difference, ratio
from dltutor.study.traces import Seen, Trace, question_of, shares_options, stem_of

NEAR = 0.9
"""Similarity of two wordings that can be one question, in the same place."""
ALIKE = 0.75
"""Similarity of answers that speaks for one question."""
CERTAIN = 0.97
"""Similarity of answers that outweighs what speaks against it."""
DISTINCTIVE = 30
"""Letters of a wording that two questions hardly have in common; "explain why" may stand in every paper."""


def same_wording_same_question(trace: Trace, seen: Seen, *, near: bool, alone: bool) -> bool:
    """Whether two of the same wording are one question: "explain why" stands below many.

    Args:
        trace: The card.
        seen: The item.
        near: Whether they stand in the same document.
        alone: Whether no other card and no other item have that wording.
    """
    if (near and trace.label == seen.item.source.label) or _alike(trace, seen) >= ALIKE:
        return True
    distinctive = len(seen.wording) >= DISTINCTIVE
    if _contradict(trace, seen):
        return alone and near and distinctive
    return alone and (near or distinctive)


def closeness(trace: Trace, seen: Seen) -> float:
    """How near a card's wording and that of an item in the same document are, 0..1; 0 where they may be two questions.

    A slip that was mended is no other question; one word for another may make one ("batch normalisation", "layer
    normalisation"), so that the answers have to agree; a number or an opposite nearly always does.
    """
    if seen.wording in trace.refused or (trace.name and seen.name and trace.name != seen.name):
        return 0.0
    asked = ratio(question_of(trace.wording), question_of(seen.wording), NEAR)
    if asked < NEAR:
        return 0.0
    stem = ratio(stem_of(trace.wording), stem_of(seen.wording))
    if stem < NEAR and not (asked == 1 and _alike(trace, seen) >= CERTAIN):
        return 0.0
    labelled = trace.label == seen.item.source.label
    return asked - (not labelled) / 50 if _outweighed(trace, seen, labelled=labelled) else 0.0


def _outweighed(trace: Trace, seen: Seen, *, labelled: bool) -> bool:
    """Whether what differs between two wordings weighs less than what else they have in common."""
    found, alike = difference(trace.wording, seen.wording), _alike(trace, seen)
    if found in {"none", "small"}:
        return labelled or alike >= ALIKE or not _contradict(trace, seen)
    if found == "sense":
        return labelled and alike >= CERTAIN
    # Running numbers shift; "2b" is printed, and no other question takes it over.
    unsolved = not trace.answer and not seen.answer and labelled and not trace.label.isdigit()
    return unsolved or alike >= (ALIKE if labelled else CERTAIN)


def _alike(trace: Trace, seen: Seen) -> float:
    """How far answers and options speak for one question, 0..1; 0 where they tell nothing."""
    if shares_options(trace.wording, seen.wording) or (trace.answer and trace.answer == seen.answer):
        return 1.0
    return answers_alike(trace.answer, seen.answer)


def _contradict(trace: Trace, seen: Seen) -> bool:
    return bool(trace.answer and seen.answer) and _alike(trace, seen) < ALIKE
