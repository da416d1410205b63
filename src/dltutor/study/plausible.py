"""What a card that nothing decides about may be now: for the student to say, never taken for granted."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from dltutor.study.likeness import answers_alike, holds, share_words
from dltutor.study.traces import Seen, Trace, question_of

SIMILAR = 0.75
"""Similarity of wordings, anywhere, that is worth a question."""
SAME_ANSWER = 0.9
"""Similarity of answers, in the same document, that is worth one."""
MOST = 3
"""Candidates that a person can compare at a glance."""

Candidates = tuple[tuple[Seen, ...], str]
"""Items, the likeliest first, and what speaks for the first."""


def plausible(traces: Iterable[Trace], items: Iterable[Seen], home: Callable[[Trace], str]) -> dict[int, Candidates]:
    """What each card may be now, by its number; cards that nothing is like are left out.

    Args:
        traces: Cards without an item.
        items: Items without a card.
        home: Tells the document in which a card's item would stand now.
    """
    left, unsettled = [*items], [*traces]
    if not left or not unsettled:
        return {}
    questions = [question_of(seen.wording) for seen in left]
    shelves: defaultdict[str, list[int]] = defaultdict(list)
    for place, seen in enumerate(left):
        shelves[seen.item.source.document].append(place)
    found = {}
    for trace in unsettled:
        scores = _alike(trace, left, questions)
        for place in shelves.get(home(trace), ()):
            near = _near(trace, left[place])
            if near and near[0] > scores.get(place, (0.0, ""))[0]:
                scores[place] = near
        likely = [place for place in scores if left[place].wording not in trace.refused]
        likely.sort(key=lambda place: (-scores[place][0], place))
        if likely:
            found[trace.card] = tuple(left[place] for place in likely[:MOST]), scores[likely[0]][1]
    return found


def _alike(trace: Trace, items: list[Seen], questions: list[str]) -> dict[int, tuple[float, str]]:
    """Items of a similar wording, with the similarity."""
    from rapidfuzz import fuzz, process

    asked = question_of(trace.wording)
    found = {}
    for text, score, place in process.extract(asked, questions, scorer=fuzz.ratio, score_cutoff=100 * SIMILAR, limit=9):
        if text == asked:
            found[place] = score / 100, "the same question, with another answer"
        elif share_words(asked, text) or answers_alike(trace.answer, items[place].answer, SIMILAR):
            found[place] = score / 100, "a similar question"
    return found


def _near(trace: Trace, seen: Seen) -> tuple[float, str] | None:
    """What speaks for an item of the same document, whatever it asks."""
    alike = answers_alike(trace.answer, seen.answer, SAME_ANSWER)
    if alike:
        return alike, "the same answer, under another question"
    if holds(trace.answer, seen.answer):
        return SIMILAR, "a part of its answer"
    if holds(seen.answer, trace.answer):
        return SIMILAR, "its answer is a part of this one"
    return None
