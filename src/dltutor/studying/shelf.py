"""The items of an index, read without the rest of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dltutor.bank.item import Item
from dltutor.bank.topics import has_topic, with_assigned
from dltutor.config import Config


class Shelf:
    """Items by the index that is current, read again only when that is another one.

    An item whose document names no topic has the one that the index assigned to it.

    Args:
        config: Names corpus and index.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._items: tuple[str, tuple[Item, ...]] = ("", ())

    @property
    def corpus(self) -> Path:
        """The folder of the documents."""
        return self._config.corpus_dir

    @property
    def version(self) -> str:
        """The current index's own name. Raises IndexProblem where there is none."""
        from dltutor.search.generation import read_current

        return str(read_current(self._config.index_dir).folder)

    def items(self) -> Sequence[Item]:
        """All items, in the corpus's order. Raises IndexProblem where there is no index, or a damaged one."""
        from dltutor.search.generation import read_current
        from dltutor.search.items_file import read_items, read_topics

        generation = read_current(self._config.index_dir)
        if str(generation.folder) != self._items[0]:
            topics = read_topics(generation)
            told = tuple(_told(item, topics.get(item.id, "")) for item in read_items(generation))
            self._items = str(generation.folder), told
        return self._items[1]

    def head(self, document: str) -> str:
        """The beginning of a document; empty where it can't be read any more."""
        from dltutor.bank.reader import read
        from dltutor.errors import DltutorError

        try:
            found = read(self.corpus / document, document)
        except (DltutorError, OSError):
            return ""
        front = "".join(f"{name}: {value}\n" for name, value in found.meta.items())
        return (f"---\n{front}---\n" if front else "") + "\n".join(found.lines)[:HEAD]


def _told(item: Item, topic: str) -> Item:
    return replace(item, topic=with_assigned(item, topic)) if topic and not has_topic(item) else item


HEAD = 6000
"""Characters in which a paper says how long it takes."""
