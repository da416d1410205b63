"""Brackets, braces, bars and root signs as tall as what they hold."""

from dltutor.texmath.canvas import Box, beside, gap, pile, words

_PIECES = {  # top, extension, bottom
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
    "{": "⎧⎪⎩",
    "}": "⎫⎪⎭",
    "|": "│││",
    "‖": "║║║",
    "⟦": "⟦⟦⟦",
    "⟧": "⟧⟧⟧",
    "↑": "↑││",
    "↓": "││↓",
}
_WAISTS = {"{": "⎨", "}": "⎬"}


def fence(glyph: str, height: int, baseline: int) -> Box:
    """One bracket in the given number of lines; no width where there is none."""
    if not glyph:
        return Box(("",) * height, baseline, 0)
    if height == 1:
        return words(glyph)
    if glyph in "⟨⟩":
        return Box(_angle(glyph, height), baseline, 1)
    if glyph not in _PIECES:
        return words(glyph)
    pieces = _PIECES[glyph]
    lines = [pieces[0], *[pieces[1]] * (height - 2), pieces[2]]
    if glyph in _WAISTS and height > 2:
        lines[min(max(baseline, 1), height - 2)] = _WAISTS[glyph]
    return Box(tuple(lines), baseline, 1)


def _angle(glyph: str, height: int) -> tuple[str, ...]:
    upper, lower = ("╱", "╲") if glyph == "⟨" else ("╲", "╱")
    half = height // 2
    return (upper,) * half + (glyph,) * (height % 2) + (lower,) * half


def fenced(left: str, body: Box, right: str) -> Box:
    """A body between two brackets that grow with it."""
    pieces = [fence(left, body.height, body.baseline), body, fence(right, body.height, body.baseline)]
    return beside([piece for piece in pieces if piece.width])


def rooted(body: Box, index: Box | None) -> Box:
    """A body under a root sign."""
    if body.height == 1:
        sign = Box((" ", "√"), 1, 1)
        roof = "_" * body.width
    else:
        sign = Box((" ┌", *[" │"] * (body.height - 1), "√│"), body.baseline + 1, 2)
        roof = "─" * (body.width + 1)
        body = beside((gap(1), body))
    covered = Box((roof, *body.lines), body.baseline + 1, body.width)
    root = beside((sign, covered))
    if index is None or not index.width:
        return root
    return beside((Box((*index.lines, *[" " * index.width] * (root.under)), root.baseline, index.width), root))


def braced(body: Box, *, over: bool) -> Box:
    """A body with a horizontal brace over or under it."""
    width = max(body.width, 3)
    room = width - 3
    left, middle, right = ("╭", "┴", "╮") if over else ("╰", "┬", "╯")
    brace = words(left + "─" * (room // 2) + middle + "─" * (room - room // 2) + right)
    return pile((brace, body), 1) if over else pile((body, brace), 0)


def framed(body: Box) -> Box:
    """A body in a frame."""
    bar = "─" * (body.width + 2)
    lines = (f"┌{bar}┐", *(f"│ {text} │" for text in body.lines), f"└{bar}┘")
    return Box(lines, body.baseline + 1, body.width + 4)
