"""Items → an Anki package. Notes keep their identity, so that importing a later export updates them.

genanki writes the older of Anki's two package formats, which every Anki reads. Its own function for files leaves the
database behind in the folder for temporary files, so the zip is made here, from a database in memory.
"""

import hashlib
import html
import io
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dltutor.bank.item import Item
from dltutor.study.exchange.html_write import to_html, to_inline_html
from dltutor.study.exchange.texts import asked, explanation, keyed, letters

if TYPE_CHECKING:
    import genanki

MODEL = 1_732_184_507
"""The note type's id; Anki takes notes of another id for notes of another type, so it never changes."""
ROOT = "dltutor"
FIELDS = ("Question", "Answer", "Source", "Id")
FRONT = "{{Question}}"
BACK = '{{FrontSide}}<hr id="answer">{{Answer}}<div class="source">{{Source}}</div>'
STYLE = """\
.card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 45em; margin: auto; }
.source { margin-top: 1em; font-size: 13px; opacity: 0.6; }
table { border-collapse: collapse; } td, th { border: 1px solid; padding: 2px 8px; }
"""
RIGHT, WRONG = "✓", "✗"


def write(items: Sequence[Item], timestamp: float) -> bytes:
    """The package's bytes.

    Args:
        items: With answers, see :func:`why_not`.
        timestamp: Seconds since 1970; an import updates notes that are older.
    """
    import genanki

    model = genanki.Model(
        MODEL,
        "dltutor",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    decks: dict[str, genanki.Deck] = {}
    for item in items:
        name = deck_name(item)
        deck = decks.setdefault(name, genanki.Deck(_number(name), name))
        deck.add_note(_note(model, item))
    return _zipped(genanki.Package(list(decks.values())), timestamp)


def why_not(item: Item) -> str:
    """Why a card can't be made of an item; empty where it can."""
    if item.options and not keyed(item):
        return "its options have no key"
    return "" if item.answered and item.answer.strip() else "it has no answer"


def deck_name(item: Item) -> str:
    """The deck of an item: below dltutor a deck a topic, below that one a document."""
    document = item.source.document.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    parts = [ROOT, item.topic, document] if item.topic != document else [ROOT, document]
    return "::".join(name for part in parts if (name := re.sub(r'[:"\s]+', " ", part).strip()))


def _note(model: "genanki.Model", item: Item) -> "genanki.Note":
    import genanki

    tag = re.sub(r"[^\w./-]+", "-", item.topic).strip("-")
    fields = [
        _question(item),
        _answer(item),
        to_inline_html(_verbatim(str(item.source))),
        html.escape(item.id, quote=False),
    ]
    return genanki.Note(model, fields, guid=genanki.guid_for(ROOT, item.id), tags=[tag] if tag else [])


def _question(item: Item) -> str:
    question = to_html(asked(item))
    if not item.options:
        return question
    options = "".join(f"<li>{to_inline_html(option.text)}</li>" for option in item.options)
    return f'{question}\n<ol type="a">{options}</ol>'


def _answer(item: Item) -> str:
    if not item.options:
        return to_html(item.answer)
    right = ", ".join(letter for letter, option in letters(item) if option.correct) or "none of them"
    rows = []
    for option in item.options:
        reason = f" — {to_inline_html(option.reason)}" if option.reason else ""
        rows.append(f"<li>{RIGHT if option.correct else WRONG} {to_inline_html(option.text)}{reason}</li>")
    return f"<p><b>{right}</b></p>\n<ul>{''.join(rows)}</ul>\n{to_html(explanation(item))}".strip()


def _verbatim(text: str) -> str:
    """A text whose Markdown characters mean themselves: names of files hold underscores."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


def _number(name: str) -> int:
    """A deck's id, the same for the same name."""
    return 1_000_000_000 + int.from_bytes(hashlib.sha256(name.encode(errors="replace")).digest()[:4], "big")


def _zipped(package: "genanki.Package", timestamp: float) -> bytes:
    connection = sqlite3.connect(":memory:")
    try:
        package.write_to_db(connection.cursor(), timestamp, itertools.count(int(timestamp * 1000)))
        connection.commit()
        collection = connection.serialize()
    finally:
        connection.close()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", collection)
        archive.writestr("media", "{}")
    return out.getvalue()
