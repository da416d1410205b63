"""An Anki package, old or new → its collection: note types, decks and notes.

A package is a zip with a SQLite database. The older format keeps it as ``collection.anki21`` or ``collection.anki2``
with note types and decks as JSON. The newer one compresses it by Zstandard as ``collection.anki21b`` and has tables for
both; beside it lies a ``collection.anki2`` with a single note that asks to update Anki, which must never be read.
Nothing is unpacked to the disk, and no name in the zip is used as a path.
"""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dltutor.errors import DocumentError

NEW, OLDER = "collection.anki21b", ("collection.anki21", "collection.anki2")
LARGEST = 400_000_000
"""Bytes of an unpacked collection; pictures and sounds lie outside of it."""
SQLITE, ROLLBACK = b"SQLite format 3\x00", b"\x01\x01"
"""How a database begins, and what its header says at byte 18 unless it keeps a separate log: one in memory can't."""
MOST_STEPS = 20_000
"""Thousands of steps that a query may take: a real one needs a few for each note."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """What the notes of a kind have in common.

    Attributes:
        name: For people.
        fields: The names of its fields.
        fronts: The templates of its cards' fronts.
        cloze: Whether its cards are the gaps of a text.
    """

    name: str
    fields: tuple[str, ...]
    fronts: tuple[str, ...]
    cloze: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One note: its type, its fields' HTML, and where its cards lie.

    Attributes:
        guid: Its identity in every collection.
        kind: Its type.
        fields: In the order of the type's.
        tags: Without spaces.
        deck: The trail of decks of its first card.
        cards: The numbers of its cards, from 0.
    """

    guid: str
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: tuple[str, ...]
    cards: tuple[int, ...]


def notes(file: Path) -> tuple[Note, ...]:
    """The notes of a package in their order.

    Raises:
        DocumentError: It is no package, damaged, locked by a password, or larger than can be meant.
    """
    with closing(_opened(_collection(file), file.name)) as database:
        try:
            return tuple(_notes(database))
        except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _damaged(file.name, str(error)) from None


def _collection(file: Path) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if NEW in names:
                return _decompressed(_member(archive, NEW, file.name), file.name)
            found = next((name for name in OLDER if name in names), "")
            if not found:
                raise DocumentError(
                    f"{file.name} is a zip file without an Anki collection.",
                    hint="In Anki, choose File, Export, and a deck package (.apkg).",
                )
            if "meta" in names and _member(archive, "meta", file.name)[:2] >= b"\x08\x03":
                raise _damaged(file.name, f"{NEW} is missing")
            return _member(archive, found, file.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _damaged(file.name, str(error)) from None
    except OSError as error:
        raise DocumentError(
            f"{file.name} can't be read: {error.strerror or error}.", hint="Check the path and its permissions."
        ) from None


def _member(archive: zipfile.ZipFile, name: str, package: str) -> bytes:
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise DocumentError(
            f"{package} is locked by a password.", hint="Unlock it, or export the deck again without one."
        )
    with archive.open(info) as file:
        data = file.read(LARGEST + 1)
    return _within(data, package)


def _decompressed(data: bytes, package: str) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(io.BytesIO(data)) as stream:
            return _within(stream.read(LARGEST + 1), package)
    except (zstandard.ZstdError, MemoryError) as error:
        raise _damaged(package, str(error)) from None


def _within(data: bytes, package: str) -> bytes:
    if len(data) > LARGEST:
        raise DocumentError(
            f"The collection in {package} is larger than {LARGEST // 1_000_000} MB.",
            hint="Export fewer decks at a time.",
        )
    return data


def _damaged(package: str, why: str) -> DocumentError:
    said = " ".join(why.split()).rstrip(".")
    return DocumentError(
        f"{package} is no Anki package that can be read: {said or 'its end is missing'}.",
        hint="Export the deck again; a file that was sent or downloaded may have been cut off.",
    )


def _opened(data: bytes, package: str) -> sqlite3.Connection:
    if not data.startswith(SQLITE):
        raise _damaged(package, "its collection is no database")
    database = sqlite3.connect(":memory:")
    steps = iter(range(MOST_STEPS))
    try:
        database.deserialize(data[:18] + ROLLBACK + data[20:])
        database.text_factory = lambda raw: raw.decode(errors="replace")
        database.create_collation("unicase", _by_case)
        database.set_progress_handler(lambda: int(next(steps, None) is None), 1000)
        database.execute("PRAGMA trusted_schema = OFF")
    except (sqlite3.Error, OverflowError) as error:
        database.close()
        raise _damaged(package, str(error)) from None
    return database


def _by_case(one: str, other: str) -> int:
    """The order that Anki's own tables are sorted by."""
    return (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())


def _notes(database: sqlite3.Connection) -> Iterator[Note]:
    newer = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'notetypes'").fetchone()
    kinds, decks = (_tables if newer else _json)(database)
    cards: dict[int, list[tuple[int, int]]] = {}
    for note, number, deck, original in database.execute("SELECT nid, ord, did, odid FROM cards ORDER BY ord"):
        cards.setdefault(int(note), []).append((int(number), int(original or deck)))
    for name, guid, kind, tags, fields in database.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id"):
        found = kinds.get(int(kind))
        if found is None:
            continue
        its_cards = cards.get(int(name), [])
        deck = decks.get(its_cards[0][1], "") if its_cards else ""
        trail = tuple(part for part in deck.split("::") if part and part != "Default")
        values = tuple(str(fields).split("\x1f"))
        yield Note(str(guid), found, values, tuple(str(tags).split()), trail, tuple(number for number, _ in its_cards))


def _json(database: sqlite3.Connection) -> tuple[dict[int, NoteType], dict[int, str]]:
    """Note types and decks of the older format."""
    row = database.execute("SELECT models, decks FROM col").fetchone() or ("{}", "{}")
    models: dict[str, Any] = json.loads(row[0])
    decks: dict[str, Any] = json.loads(row[1])
    kinds = {
        int(name): NoteType(
            str(model["name"]),
            tuple(str(field["name"]) for field in model["flds"]),
            tuple(str(template.get("qfmt", "")) for template in model["tmpls"]),
            model.get("type") == 1,
        )
        for name, model in models.items()
    }
    return kinds, {int(name): str(deck["name"]) for name, deck in decks.items()}


def _tables(database: sqlite3.Connection) -> tuple[dict[int, NoteType], dict[int, str]]:
    """Note types and decks of the newer format, whose details are protocol buffers."""
    fields: dict[int, list[str]] = {}
    for kind, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(int(kind), []).append(str(name))
    fronts: dict[int, list[str]] = {}
    for kind, config in database.execute("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
        fronts.setdefault(int(kind), []).append(_first_text(config))
    kinds = {
        int(kind): NoteType(
            str(name), tuple(fields.get(int(kind), ())), tuple(fronts.get(int(kind), ())), config[:2] == b"\x08\x01"
        )
        for kind, name, config in database.execute("SELECT id, name, config FROM notetypes")
    }
    decks = {
        int(name): str(text).replace("\x1f", "::") for name, text in database.execute("SELECT id, name FROM decks")
    }
    return kinds, decks


def _first_text(message: bytes) -> str:
    """The first field of a protocol buffer, if it is a text: a template's front."""
    if message[:1] != b"\x0a":
        return ""
    length, shift, at = 0, 0, 1
    while at < len(message):
        length |= (message[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
        if message[at - 1] < 0x80:
            break
    return message[at : at + length].decode(errors="replace")
