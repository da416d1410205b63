"""Boxes on a paper: the ones before options, and the ones that markers fill in (a scale 0, 1, 2 … for the score).

Both are drawn with the same signs, so the difference is what stands behind the box: words make it an option, nothing
or a number makes it a scale.
"""

import re
from collections.abc import Sequence

from dltutor.bank.item import Option

BOX = r"(?:[☐☒☑☓□■✓✔✗✘⊠⊡]|\[[ xX✓✗]\]|\\square|\\boxtimes)"
TICKED = re.compile(r"[☒☑☓■✓✔✗✘⊠]|\[[xX✓✗]\]|\\boxtimes")
OPTION = re.compile(rf"^\s*(?:[-*+•]\s*)?(?P<box>{BOX})\s*(?P<text>\S.*)$")
HALF = r"(?:½|\$\\frac\{1\}\{2\}\$|1/2)"
AMOUNT = rf"(?:\d{{1,2}}(?:\.5)?|{HALF})"
INPUT = r"<input[^>]*>"
SCALE_LINE = re.compile(rf"^[-\s]*(?:{INPUT}\s*)*{AMOUNT}(?:(?:\s|{BOX}|{INPUT})+(?:{AMOUNT})?)*\s*$")
SCALE = rf"0(?:\s+(?:{AMOUNT}|{BOX}|{INPUT}))*"
LETTER = re.compile(r"^\(?([a-zA-Z])(?:[).:]\s*|\s+)(?=\S)")


def is_scale(line: str) -> bool:
    """Whether a line is nothing but a marker's scale: ``0 1 2``, ``0 ☐``, a lone digit."""
    return bool(SCALE_LINE.match(line)) and all(amount <= 20 for amount in amounts(line))


def amounts(text: str) -> list[float]:
    """The numbers of a scale."""
    bare = re.sub(rf"{INPUT}|{BOX}", " ", text)
    bare = re.sub(HALF, "0.5", bare)
    return [float(token) for token in re.findall(r"\d+(?:\.\d+)?", bare)]


def read_options(lines: Sequence[str], *, keyed: bool) -> tuple[Option, ...]:
    """The options among lines; a line without a box goes on with the option above it.

    Args:
        lines: The lines from the first option on.
        keyed: Whether the document ticks right options at all. If not, no option's correctness is known.
    """
    found: list[tuple[str, bool]] = []
    for line in lines:
        match = OPTION.match(line)
        if match:
            found.append((match.group("text").strip(), bool(TICKED.search(match.group("box")))))
        elif line.strip() and found:
            text, ticked = found[-1]
            found[-1] = (f"{text} {line.strip()}", ticked)
    texts = _without_letters([text for text, _ in found])
    return tuple(Option(text, ticked if keyed else None) for text, (_, ticked) in zip(texts, found, strict=True))


def _without_letters(texts: list[str]) -> list[str]:
    """Options without their printed letters, where all of them have one and they run a, b, c …."""
    letters = [match.group(1).lower() if (match := LETTER.match(text)) else "" for text in texts]
    if letters == [chr(ord("a") + place) for place in range(len(texts))]:
        return [LETTER.sub("", text, count=1) for text in texts]
    return texts
