"""Rectangles of text with a baseline, and the ways to put them together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dltutor.texmath.cells import cell_width


@dataclass(frozen=True, slots=True)
class Box:
    """A formula in two dimensions.

    Attributes:
        lines: From top to bottom; each takes ``width`` cells, filled up with spaces.
        baseline: The index of the line that the surrounding text continues.
        width: In terminal cells.
    """

    lines: tuple[str, ...]
    baseline: int
    width: int

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.lines)

    @property
    def under(self) -> int:
        """Lines below the baseline."""
        return len(self.lines) - self.baseline - 1


NOTHING = Box(("",), 0, 0)


def words(text: str) -> Box:
    """A text on one line."""
    return Box((text,), 0, cell_width(text))


def block(lines: Iterable[str], baseline: int = 0) -> Box:
    """Lines of any widths, filled up to the widest."""
    texts = list(lines)
    widths = [cell_width(text) for text in texts]
    widest = max(widths, default=0)
    filled = tuple(text + " " * (widest - width) for text, width in zip(texts, widths, strict=True))
    return Box(filled or ("",), baseline, widest)


def gap(width: int) -> Box:
    """Empty cells."""
    return Box((" " * width,), 0, width)


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes from left to right, their baselines on one line."""
    if len(boxes) == 1:
        return boxes[0]
    if all(len(box.lines) == 1 for box in boxes):
        return Box(("".join(box.lines[0] for box in boxes),), 0, sum(box.width for box in boxes))
    above = max(box.baseline for box in boxes)
    below = max(box.under for box in boxes)
    columns = [stretched(box, above - box.baseline, below - box.under).lines for box in boxes]
    lines = tuple("".join(parts) for parts in zip(*columns, strict=True))
    return Box(lines, above, sum(box.width for box in boxes))


def stretched(box: Box, above: int, below: int) -> Box:
    """The box with empty lines above and below it."""
    if not above and not below:
        return box
    empty = " " * box.width
    return Box((empty,) * above + box.lines + (empty,) * below, box.baseline + above, box.width)


def widened(box: Box, width: int, align: str = "c") -> Box:
    """The box in that many cells: ``l``, ``c`` or ``r``; an odd cell in the middle goes to the right."""
    room = width - box.width
    if room <= 0:
        return box
    left = {"l": 0, "c": room // 2, "r": room}[align]
    lines = tuple(" " * left + text + " " * (room - left) for text in box.lines)
    return Box(lines, box.baseline, width)


def pile(boxes: Sequence[Box], main: int) -> Box:
    """Boxes from top to bottom, centred, with the baseline of the one numbered ``main``."""
    width = max(box.width for box in boxes)
    lines = tuple(text for box in boxes for text in widened(box, width).lines)
    baseline = sum(box.height for box in boxes[:main]) + boxes[main].baseline
    return Box(lines, baseline, width)


def scripted(base: Box, sub: Box | None, sup: Box | None, inline: str = "") -> Box:
    """Scripts at the right corners of a base: one line above its top and below its bottom, or at them if it is tall.

    ``inline`` is a script in small glyphs that stays on the base's line, over the subscript or under the superscript.
    """
    overlap = 1 if base.height > 1 else 0
    scripts = [box for box in (sub, sup) if box is not None]
    width = max(cell_width(inline), *(box.width for box in scripts))
    rows = {0: inline + " " * (width - cell_width(inline))}
    if sup is not None:
        top = -base.baseline - sup.height + overlap
        rows |= {top + index: text for index, text in enumerate(widened(sup, width, "l").lines)}
    if sub is not None:
        top = base.under + 1 - overlap
        rows |= {top + index: text for index, text in enumerate(widened(sub, width, "l").lines)}
    first, last = min(rows), max(rows)
    lines = tuple(rows.get(row, " " * width) for row in range(first, last + 1))
    return beside((base, Box(lines, -first, width)))
