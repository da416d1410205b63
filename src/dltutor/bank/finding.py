"""An item by its name."""

from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.errors import UsageError


def find_item(items: Sequence[Item], name: str) -> Item:
    """The item of an id, or of the end of one after a slash. Raises UsageError that names the nearest ids."""
    from rapidfuzz import process

    known = {item.id: item for item in items}
    if name in known:
        return known[name]
    ending = [key for key in known if key.endswith(f"/{name}")]
    if len(ending) == 1:
        return known[ending[0]]
    near = ending or [match[0] for match in process.extract(name, list(known), limit=3)]
    raise UsageError(f"There is no item {name!r}.", hint=f"Near it: {', '.join(near[:5])}" if near else "")
