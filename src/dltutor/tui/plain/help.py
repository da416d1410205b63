"""What can be typed, for ``help``: made from the words."""

from __future__ import annotations

from dltutor.tui.plain.word import listed
from dltutor.tui.plain.words import GROUPS

INTRO = """\
Type a question. It may go on from the last: "why?", "and for L1?", "the formula", "an example", "more", "another
source", "the second one", "back to dropout". Or one of these words alone on a line. What may follow a word stands
behind it; where such a line could be a question as well, begin it with a slash: /quiz dropout, /find chain rule."""


def help_text() -> str:
    """The words below their headings."""
    parts = [f"{group}\n{listed(words)}" for group, words in GROUPS.items()]
    return "\n\n".join([INTRO, *parts])
