"""The last step of every layout: identities are made unique, and what is missing is put down as a doubt."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dltutor.bank.choice_rules import SPELT, read_choice_rule
from dltutor.bank.document import Document
from dltutor.bank.item import Item
from dltutor.bank.letters import with_lettered_options
from dltutor.bank.parsed import Doubt, DoubtKind, Parsed


def assemble(document: Document, items: Sequence[Item], doubts: Iterable[Doubt] = (), layout: str = "") -> Parsed:
    """Finish a document: give each item its ``document-slug/label`` id, and file the doubts that follow from them.

    Choices get the rule by which the front matter says that they are scored. Lettered options with a key make a choice
    of an item, whatever layout read it. An item that brings an id keeps it, with the slug put before it. Ids that
    repeat get ``-2``, ``-3``, … and a doubt.
    """
    found = [*doubts, *_unknown_rule(document)]
    rule = read_choice_rule(document.meta.get("choice", ""))
    taken: set[str] = set()
    finished = []
    for item in items:
        name = f"{document.slug}/{item.id or item.source.label}"
        unique, count = name, 1
        while unique in taken:
            count += 1
            unique = f"{name}-{count}"
        taken.add(unique)
        if count > 1:
            found.append(doubt(item, "duplicate", f"{name} stands here a second time; this one is {unique}"))
        one = with_lettered_options(replace(item, id=unique))
        finished.append(replace(one, choice_rule=rule) if rule and one.options else one)
        found.extend(_gaps(finished[-1]))
    found.sort(key=lambda one: one.line)
    return Parsed(tuple(finished), tuple(found), layout)


def doubt(item: Item, kind: DoubtKind, message: str) -> Doubt:
    """A doubt about one item, at its place."""
    return Doubt(item.source.document, item.source.line, kind, message)


def _unknown_rule(document: Document) -> Iterable[Doubt]:
    said = document.meta.get("choice", "")
    if said and read_choice_rule(said) is None:
        yield Doubt(document.path, 1, "credits", f"choice: {said} is no rule that is known ({SPELT})")


def _gaps(item: Item) -> Iterable[Doubt]:
    if item.kind == "choice" and all(option.correct is None for option in item.options):
        yield doubt(item, "no key", f"question {item.source.label} has options but no key")
    elif item.kind == "open" and item.answer_status == "none":
        yield doubt(item, "unanswered", f"question {item.source.label} has no answer")
