"""Whether an attempt was right."""

from dltutor.study.attempt import Attempt
from dltutor.study.rating import is_right


def was_right(attempt: Attempt) -> bool | None:
    """Whether the student was right, by what they decided; None where nothing is decided.

    The tutor's own verdict isn't taken for it: it is a suggestion until the student says something.
    """
    if attempt.circumstances.gave_up:
        return False
    if attempt.rating is not None:
        return attempt.rating >= 2
    return None if attempt.student is None else is_right(attempt.student)
