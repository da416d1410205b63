"""The documents of the shipped corpus and the formulas in all of their fields, read once."""

from functools import cache
from pathlib import Path

from dltutor.texmath import delimit
from dltutor.texmath.segments import segments

CORPUS = Path(__file__).parents[2] / "corpus"


@cache
def documents() -> dict[str, str]:
    """Each document by its name, with its bare formulas between dollars, as the app shows them."""
    return {path.name: delimit(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.rglob("*.md"))}


@cache
def formulas() -> frozenset[str]:
    """Every formula of every document."""
    return frozenset(piece.tex for text in documents().values() for piece in segments(text) if piece.tex)
