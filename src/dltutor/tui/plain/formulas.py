"""A document's text as lines: its formulas on one line each, drawn, or as LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dltutor.tui.plain.wrapping import GLUE

if TYPE_CHECKING:
    from dltutor.texmath.segments import Segment
    from dltutor.tui.answers.parsing import Math

NAMES: dict[str, Math] = {"line": "line", "drawn": "2d", "2d": "2d", "latex": "source", "source": "source"}
"""What the ways of showing formulas are called."""
TOLD: dict[Math, str] = {"line": "on one line", "2d": "drawn over several lines", "source": "as LaTeX"}
INDENT = "    "


def prose(text: str, math: Math = "line") -> str:
    """The text with its formulas in one of the ways; no line is broken within one."""
    from dltutor import texmath
    from dltutor.texmath.segments import segments

    said, after_drawn = "", False
    for segment in segments(text):
        is_drawn = math == "2d" and segment.kind == "display" and texmath.understood(segment.tex)
        shown = _drawn(segment.tex) if is_drawn else _shown(segment, math)
        begins_anew = not said or said.endswith("\n") or (after_drawn and shown.startswith("\n"))
        said += shown if begins_anew or not (is_drawn or after_drawn) else "\n" + shown
        after_drawn = is_drawn
    return said


def _drawn(tex: str) -> str:
    """A formula over several lines, which stand by themselves."""
    from dltutor import texmath

    return "\n".join(INDENT + row.rstrip() for row in texmath.box(tex).lines).replace(" ", GLUE)


def _shown(segment: Segment, math: Math) -> str:
    from dltutor import texmath

    if segment.kind == "code":
        return segment.source
    if segment.kind == "text":
        return segment.source if math == "source" else texmath.prose(segment.source)
    if math == "source" or not texmath.understood(segment.tex):
        return segment.source.replace(" ", GLUE)
    return texmath.line(segment.tex).replace(" ", GLUE)
