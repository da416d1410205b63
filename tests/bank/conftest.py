"""Documents written for these tests, read as the program reads them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.parsed import Parsed
from dltutor.bank.recognise import parse, recognise

FOLDER = Path(__file__).parents[1] / "documents"


@pytest.fixture(scope="session")
def read_as() -> Callable[[str, str], Parsed]:
    """Read a document of ``tests/documents``, which must be recognised as the layout named."""

    def read(name: str, layout: str) -> Parsed:
        document = from_text(name, (FOLDER / name).read_text(encoding="utf-8"))
        assert recognise(document) == layout
        return parse(document)

    return read


@pytest.fixture
def by_label(parsed: Parsed) -> dict[str, Item]:
    """The items of the module's document by their labels, fragments of a cheat sheet aside."""
    questions = [item for item in parsed.items if item.kind != "fragment"] or parsed.items
    return {item.source.label: item for item in questions}
