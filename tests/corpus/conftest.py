"""Reading the shipped documents as plain text, apart from the program's own reader."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
ITEM = re.compile(r"^### .*\{#(?P<id>[a-z0-9-]+)\}$", re.MULTILINE)
HEADING = re.compile(r"^#{1,3} ", re.MULTILINE)


def text_of(place: str) -> str:
    """The item at ``document#id``, heading included, with single spaces and all line breaks gone."""
    document, _, wanted = place.partition("#")
    text = (CORPUS / f"{document}.md").read_text(encoding="utf-8")
    start = next(match.start() for match in ITEM.finditer(text) if match["id"] == wanted)
    end = next((match.start() for match in HEADING.finditer(text, start + 4)), len(text))
    return " ".join(text[start:end].split())


@pytest.fixture
def says() -> Callable[..., None]:
    """A check that an item contains a claim, word for word and with no further digit on either side."""

    def check(place: str, *claims: str) -> None:
        text = text_of(place)
        for claim in claims:
            assert re.search(rf"(?<![\d.,]){re.escape(claim)}(?!\d|[.,]\d)", text), f"{place} lacks {claim!r}"

    return check
