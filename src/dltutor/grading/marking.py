"""From an item to its marking scheme, when the index is built."""

from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.grading.glossary import Glossary
from dltutor.grading.item_types import answer_type, exact_key
from dltutor.grading.keypoints import points_of
from dltutor.grading.scheme import Point, Scheme
from dltutor.search.texts import readable

ARROW = "→"
CHOICE_CREDITS = 2.0
"""Of a multiple-choice item whose paper prints none, and which is all or nothing."""


def scheme_of(item: Item, glossary: Glossary) -> Scheme:
    """How an item is graded. Exact types have key points, too: a typed answer that can't be read falls back to them."""
    kind = answer_type(item)
    wrong = misconceptions_of(item)
    if kind == "choice":
        rule = item.choice_rule or "all_or_nothing"
        credits = item.credits or (CHOICE_CREDITS if rule == "all_or_nothing" else None)
        return Scheme(kind, credits=credits, rule=rule, misconceptions=wrong)
    points, needed = points_of(item, glossary)
    key = "" if kind in ("text", "list") else exact_key(item)
    return Scheme(kind, points, needed, _credits(item, points, needed), key, misconceptions=wrong)


def _credits(item: Item, points: Sequence[Point], needed: int | None) -> float | None:
    """What can be had: of two of three marks of one credit two, though the marks add up to three."""
    if needed is None or item.credits is None:
        return item.credits
    return min(item.credits, sum(point.credits or 0 for point in points[:needed])) or item.credits


def misconceptions_of(item: Item) -> tuple[tuple[str, str], ...]:
    """The wrong claims that an item warns of, each with its correction; "" where none is given."""
    pairs = (text.partition(ARROW) for text in item.misconceptions)
    return tuple((readable(claim), readable(correction)) for claim, _, correction in pairs)


def probes_of(scheme: Scheme) -> list[str]:
    """The texts that answers are compared with: each point's probes, then each wrong claim with its correction."""
    return [
        *(probe for point in scheme.points for probe in point.probes),
        *(text for pair in scheme.misconceptions for text in pair),
    ]


def gradable(item: Item) -> str:
    """Why an item may grade nobody; "" where it may.

    Only an official key grades: another student's transcript or a piece of text is no measure.
    """
    if item.kind == "fragment":
        return "This is a piece of text without a question: nothing to grade against."
    if item.answer_status == "transcript":
        return "The documents hold only another student's answer to this, which is no key."
    if item.answer_status == "conflict":
        return "The documents disagree about the answer, so nothing is graded."
    if item.options and any(option.correct is None for option in item.options):
        return "The documents hold no key for this question."
    if item.answer_status == "none" or not (item.answer.strip() or item.key_points or item.options):
        return "The documents hold no answer to this question."
    return ""


def is_official(item: Item) -> bool:
    """Whether the document itself vouches for the answer; what a reader linked or wrote is a suggestion."""
    return item.answer_status in {"official", "rubric"}


def schemes_of(items: Sequence[Item], glossary: Glossary) -> list[Scheme]:
    """The schemes of all items, in order; of one that may grade nobody an empty one."""
    return [Scheme("text") if gradable(item) else scheme_of(item, glossary) for item in items]
