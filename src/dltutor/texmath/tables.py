"""Cells side by side in rows: matrices, cases and aligned equations in two dimensions."""

from collections.abc import Sequence

from dltutor.texmath.canvas import Box, beside, gap, widened
from dltutor.texmath.tree import Table, Text


def grid(node: Table, cells: Sequence[Sequence[Box]], tags: Sequence[Box | None]) -> Box:
    """The cells of a table in columns, with its lines; the numbers of equations in a column at the right."""
    spans = [node.style == "aligned" and len(row) == 1 and isinstance(row[0], Text) for row in node.rows]
    widths = [
        max((row[column].width for row, spanning in zip(cells, spans, strict=True) if not spanning), default=0)
        for column in range(len(cells[0]))
    ]
    lines = [row[0] if spanning else _line(node, row, widths) for row, spanning in zip(cells, spans, strict=True)]
    width = max(line.width for line in lines)
    if node.style in {"aligned", "gathered"}:
        lines = [_numbered(node, line, width, tag) for line, tag in zip(lines, tags, strict=True)]
        width = max(line.width for line in lines)
    return _stacked([widened(line, width, "l") for line in lines], node.rules, _rule(node, widths))


def _line(node: Table, row: Sequence[Box], widths: Sequence[int]) -> Box:
    above, below = max(cell.baseline for cell in row), max(cell.under for cell in row)
    bar = Box(("│",) * (above + 1 + below), above, 1)
    parts: list[Box] = []
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        if column in node.bars:
            parts += [gap(1), bar, gap(1)] if column else [bar, gap(1)]
        elif column:
            parts.append(gap(_between(node, column)))
        parts.append(widened(cell, width, node.columns[column % len(node.columns)]))
    return beside([*parts, gap(1), bar] if len(row) in node.bars else parts)


def _rule(node: Table, widths: Sequence[int]) -> str:
    """A line across all columns, with a crossing at each bar."""
    rule = "┼─" if 0 in node.bars else ""
    for column, width in enumerate(widths):
        if column:
            rule += "─┼─" if column in node.bars else "─" * _between(node, column)
        rule += "─" * width
    return rule + ("─┼" if len(widths) in node.bars else "")


def _between(node: Table, column: int) -> int:
    """Cells between a column and the one before it: two, but none between the sides of an equation."""
    return 2 if node.style != "aligned" or column % len(node.columns) == 0 else 0


def _numbered(node: Table, line: Box, width: int, tag: Box | None) -> Box:
    align = "c" if node.style == "gathered" and node.columns == "c" else "l"
    line = widened(line, width, align)
    return beside((line, gap(4), tag)) if tag is not None else line


def _stacked(lines: Sequence[Box], rules: Sequence[int], rule: str) -> Box:
    """Rows under each other, with an empty line between those of which one is taller than a line."""
    texts: list[str] = []
    baselines: list[int] = []
    for index, line in enumerate(lines):
        if index in rules:
            texts.append(rule)
        elif index and max(line.height, lines[index - 1].height) > 1:
            texts.append(" " * line.width)
        baselines.append(len(texts) + line.baseline)
        texts.extend(line.lines)
    if len(lines) in rules:
        texts.append(rule)
    middle = baselines[len(lines) // 2] if len(lines) % 2 else len(texts) // 2
    return Box(tuple(texts), middle, lines[0].width)
