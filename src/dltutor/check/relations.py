"""What holds between items: links lead somewhere, no two ask the same, no alias stands under two."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dltutor.bank.item import Item
from dltutor.bank.text import folded
from dltutor.bank.twins import twins
from dltutor.check.finding import Finding
from dltutor.check.place import Place

Places = Mapping[str, Place]
"""By the items' ids."""


def check_relations(items: Sequence[Item], places: Places) -> Iterator[Finding]:
    """What is wrong between the items of a corpus. Only items that have a place are spoken of."""
    yield from _dead_links(items, places)
    yield from _shared_aliases(items, places)
    for one, other in twins([item for item in items if item.question], within=True):
        if other.id in places:
            where = f"{one.source.document}:{one.source.line}"
            yield places[other.id].finding("twin", f"asks the same as {one.id} ({where}); make them one")


def target_of(link: str, document: str) -> str:
    """The id that an entry of **See also** means: ``name`` in its own document, ``document#name`` in another."""
    other, hash_sign, name = link.partition("#")
    if hash_sign:
        return f"{other}/{name}"
    return link if "/" in link else f"{document}/{link}"


def _dead_links(items: Sequence[Item], places: Places) -> Iterator[Finding]:
    known = {item.id for item in items}
    for item in items:
        for link in item.see_also if item.id in places else ():
            target, written = target_of(link, item.id.rpartition("/")[0]), link if "#" in link else f"#{link}"
            if target not in known:
                yield places[item.id].finding("link", f"See also leads to no item: {link}", written)
            elif target == item.id:
                yield places[item.id].finding("link", "See also leads to the item itself", written)


def _shared_aliases(items: Sequence[Item], places: Places) -> Iterator[Finding]:
    """Ways of asking that stand twice: under two items, or as another item's own question."""
    holders: dict[str, list[tuple[Item, str]]] = defaultdict(list)
    wordings = [(item, item.question) for item in items] + [(item, alias) for item in items for alias in item.aliases]
    for item, wording in wordings:
        if wording:
            holders[_key(wording)].append((item, wording))
    for found in holders.values():
        first, *others = found
        for item, wording in others:
            asked_alone = wording == item.question and first[1] == first[0].question
            if item.id in places and not asked_alone:
                where = "this item" if first[0].id == item.id else f"{first[0].id} (line {first[0].source.line})"
                yield places[item.id].finding("alias", f"{wording!r} stands under {where} too", wording)


def _key(wording: str) -> str:
    return re.sub(r"[\s?!.,]+", " ", folded(wording)).strip()
