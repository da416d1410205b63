"""Which layout a document has: each scores it and the surest reads it, unless the person says which."""

from collections.abc import Mapping
from types import ModuleType

from dltutor.bank.document import Document
from dltutor.bank.layouts import cards, exam, fragments, marked, notes, oral, transcript
from dltutor.bank.parsed import Parsed
from dltutor.errors import UsageError

LAYOUTS: Mapping[str, ModuleType] = {
    "cards": cards,
    "marked": marked,
    "exam": exam,
    "transcript": transcript,
    "notes": notes,
    "oral": oral,
    "fragments": fragments,
}
SURE_ENOUGH = 0.3


def check_layout(name: str) -> str:
    """The name of a layout, if there is one of that name; raises UsageError else."""
    if name not in LAYOUTS:
        raise UsageError(f"There is no layout {name!r}.", hint=f"Layouts are {', '.join(LAYOUTS)}.")
    return name


def recognise(document: Document) -> str:
    """The layout of a document by its front matter (``layout: exam``), else the one that scores highest.

    Where none is sure enough, the document is read as fragments: its text can be found and cited all the same.
    """
    named = document.meta.get("layout", "")
    if named:
        return check_layout(named)
    scores = {name: layout.score(document) for name, layout in LAYOUTS.items() if name != "fragments"}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= SURE_ENOUGH else "fragments"


def parse(document: Document, layout: str = "") -> Parsed:
    """Read a document by its layout, or by the one that is named. What yields no item is read as fragments."""
    name = check_layout(layout) if layout else recognise(document)
    parsed: Parsed = LAYOUTS[name].parse(document)
    if not parsed.items and name != "fragments":
        kept: Parsed = fragments.parse(document)
        return Parsed(kept.items, tuple(dict.fromkeys((*parsed.doubts, *kept.doubts))), "fragments")
    return Parsed(parsed.items, parsed.doubts, name)
