"""From a score to a rating: what happened to memory, which is all that the scheduler wants to know.

One honest bit decides, recalled or not; partly right is not recalled, because a pass that was none is forgotten unseen.
"""

from dltutor.study.attempt import Circumstances, Rating

PASS = 0.6
"""The share of an answer that counts as having known it."""
COMPLETE = 0.85
"""From here on nothing is missing: the grader's score of an answer that holds every point rarely reaches 1, and a point
of four or five that is missing altogether leaves 0.8 at most."""
LAST_HINT = 2
"""There are two hints; the second all but tells the answer."""
_WHOLE = 0.999


def rating_of(
    score: float | None,
    circumstances: Circumstances,
    *,
    choice: bool,
    missing_essential: bool = False,
    easy: bool = False,
) -> Rating | None:
    """The rating that follows from an answer.

    Args:
        score: 0..1, the student's own where they decided; None where nothing was graded.
        circumstances: How the answer came about.
        choice: Whether the item has options (they were shown unless it was asked openly).
        missing_essential: Whether a point without which the rest is worth nothing is missing.
        easy: Whether the student said that it was easy; nobody else may.

    Returns:
        None where nothing can be said of memory: there is no score, or a choice was right by a guess and is to be asked
        again without its options.
    """
    if score is None:
        return 1 if circumstances.gave_up else None
    if circumstances.mode == "exam":
        return 3 if score >= PASS and not circumstances.gave_up else 1
    picked = choice and not circumstances.openly
    lost = circumstances.gave_up or missing_essential or circumstances.hints >= LAST_HINT
    if lost or not is_right(score, picked=picked):
        return 1
    if guessed(circumstances, choice=choice):
        return None
    if circumstances.hints or score < COMPLETE:
        return 2
    return 4 if easy else 3


def is_right(score: float, *, picked: bool = False) -> bool:
    """Whether an answer shows that it was known; of options that were picked, all must be right."""
    return score >= (_WHOLE if picked else PASS)


def guessed(circumstances: Circumstances, *, choice: bool) -> bool:
    """Whether options were picked by a guess, so that being right says nothing."""
    return choice and not circumstances.openly and circumstances.confidence == 1
