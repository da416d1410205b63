"""What judging an exact answer yields."""

from dataclasses import dataclass

from dltutor.grading.result import Flag


@dataclass(frozen=True, slots=True)
class Judged:
    """How much of an exact answer is right.

    Attributes:
        share: 0..1, the part that is right.
        evidence: The student's own words that count.
        flags: What differs from the key.
        unclear: A question to the student, where the answer can't be read; ``share`` is 0 then and means nothing.
        note: One sentence for people on how the answer was read, where that isn't plain.
    """

    share: float
    evidence: str = ""
    flags: tuple[Flag, ...] = ()
    unclear: str = ""
    note: str = ""


def wrong_number(student: str, reference: str, note: str = "") -> Judged:
    """The verdict on a value that isn't the key's."""
    return Judged(0.0, student, (Flag("number", student.strip(), reference.strip(), note),))
