"""Where other words are typed than in the session: within a quiz, at a grading, in an exam, at its marking."""

from dltutor.tui.plain.deciding import WORDS as DECIDING
from dltutor.tui.plain.exam import WORDS as EXAM
from dltutor.tui.plain.marking import WORDS as MARKING
from dltutor.tui.plain.sitting import LINES, WORDS
from dltutor.tui.plain.word import Word

PLACES: dict[str, tuple[Word, ...]] = {
    "Answering in a quiz": (*LINES, *WORDS),
    "The grading of an answer": DECIDING,
    "Within an exam": EXAM,
    "Marking an exam": MARKING,
}
"""The words below the headings of the documentation; each place says its own by /help or ?."""
