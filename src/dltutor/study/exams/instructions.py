"""What a paper tells its students before the first question: aids, rounding, how answers are to be given."""

import re
from collections.abc import Sequence

MOST = 1200
"""Characters; what is longer is no instruction but a text."""
TELLING = 40
"""Characters by which a question is recognised."""


def instructions_of(lines: Sequence[str], question: str) -> str:
    """The paragraphs between a paper's title and its first problem; empty where headings don't bound them.

    Args:
        lines: The document's first lines.
        question: Its first question, which mustn't be among them.
    """
    titles = [number for number, line in enumerate(lines) if line.startswith("# ")]
    body = lines[titles[0] + 1 :] if titles else ()
    end = next((number for number, line in enumerate(body) if line.startswith("#")), None)
    if end is None:
        return ""  # what stands here may belong to the first question
    text = "\n".join(line.strip() for line in body[:end]).strip().replace("**", "")
    asked = _plain(question)[:TELLING]
    return "" if len(text) > MOST or (asked and asked in _plain(text)) else text


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
