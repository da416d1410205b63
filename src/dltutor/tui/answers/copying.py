"""What of an answer can be copied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dltutor.tui import describe
from dltutor.tui.answers.blocks import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dltutor.tutor import Hit

WIDTH = 60
"""Characters of a beginning by which a person tells code or a formula from another."""


MORE_THAN_TYPED = re.compile(r"[\\_^]")
"""What a formula within a line holds that is worth copying: "t" and "s > t" are typed sooner than chosen."""


@dataclass(frozen=True, slots=True)
class Copyable:
    """Something that can be copied.

    Attributes:
        name: What it is, for a sentence: "the answer".
        text: What is copied.
        shown: Its beginning, where the name doesn't tell it from another.
    """

    name: str
    text: str
    shown: str = ""


def answer(hit: Hit) -> Copyable:
    """The answer as it stands in the document."""
    return Copyable("the answer", describe.answer_markdown(hit.item))


def copyables(hit: Hit) -> tuple[Copyable, ...]:
    """Everything of an answer that can be copied: first the whole, then its parts, last its place."""
    source = (hit.sources or (hit.item.source,))[0]
    place = f"{describe.place(source)}, line {source.line}"
    whole = [hit.item.stem, f"**{hit.item.question.strip()}**" if hit.item.question else "", answer(hit).text]
    question = Copyable("question, answer and source", "\n\n".join(filter(None, [*whole, f"Source: {place}"])))
    return (answer(hit), question, Copyable("the place", place, place), *_parts(hit))


def _parts(hit: Hit) -> Iterator[Copyable]:
    """Its code, and the LaTeX of all but its plainest formulas, each once; those that stand alone come first."""
    found: dict[str, tuple[int, Copyable]] = {}
    for block in blocks(answer(hit).text, "line"):
        if block.kind == "code":
            named = f"the code ({block.language})" if block.language else "the code"
            found.setdefault(block.shown, (0, Copyable(named, block.shown.rstrip("\n"), _begins(block.shown))))
        alone = block.kind == "formula"
        for tex in (tex for tex in block.formulas if alone or MORE_THAN_TYPED.search(tex)):
            found.setdefault(tex, (1 if alone else 2, Copyable("the LaTeX", tex, _begins(tex))))
    yield from (one for _, one in sorted(found.values(), key=lambda entry: entry[0]))


def _begins(text: str) -> str:
    return describe.shortened(" ".join(text.split()), WIDTH)
