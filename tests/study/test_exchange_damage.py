"""Damaged and hostile files: each is refused in words, or read as far as it goes."""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from questions import CHOICE, OPEN

from dltutor.errors import DltutorError, DocumentError
from dltutor.study import exchange
from dltutor.study.exchange import apkg_read
from dltutor.study.exchange.apkg_write import write
from dltutor.study.exchange.gift_read import read as read_gift
from dltutor.study.exchange.html_read import to_markdown
from dltutor.study.exchange.html_write import to_html

PACKAGE = write((OPEN, CHOICE), 1_700_000_000)
HOSTILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def database(script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(script)
    content = connection.serialize()
    connection.close()
    return content


def locked(content: bytes) -> bytes:
    """The package with the sign of encryption set in both of a member's headers."""
    flagged = bytearray(content)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = flagged.find(magic)
        while at >= 0:
            flagged[at + offset] |= 1
            at = flagged.find(magic, at + 1)
    return bytes(flagged)


ENDLESS = (
    "CREATE TABLE col(models, decks); INSERT INTO col VALUES('{}', '{}'); CREATE TABLE cards(nid, ord, did, odid);"
    "CREATE VIEW notes AS WITH RECURSIVE t(id) AS (SELECT 1 UNION ALL SELECT id+1 FROM t)"
    " SELECT id, '' guid, 1 mid, '' tags, '' flds FROM t;"
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a zip at all, but some text", "no Anki package"),
        (PACKAGE[: len(PACKAGE) // 2], "no Anki package"),
        (zipped(readme_txt=b"x"), "without an Anki collection"),
        (zipped(collection_anki2=b"no database"), "no Anki package"),
        (zipped(collection_anki2=b""), "no Anki package"),
        (zipped(collection_anki2=database("CREATE TABLE x(y)")), "no such table"),
        (
            zipped(collection_anki2=database("CREATE TABLE col(models, decks); INSERT INTO col VALUES('{', 1)")),
            "no Anki",
        ),
        (zipped(collection_anki2=database(ENDLESS)), "interrupted"),
        (zipped(collection_anki21b=b"no zstandard", collection_anki2=b"decoy"), "no Anki package"),
        (zipped(collection_anki21b=zstandard.compress(b"x" * 999)[:-9], collection_anki2=b"decoy"), "no Anki package"),
        (locked(PACKAGE), "locked by a password"),
    ],
)
def test_a_damaged_package_is_refused_in_words(content: bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(content)

    with pytest.raises(DocumentError, match=why) as raised:
        exchange.read(file)

    assert raised.value.hint


@pytest.mark.parametrize(
    "pack", [lambda data: {"collection_anki21": data}, lambda data: {"collection_anki21b": zstandard.compress(data)}]
)
def test_a_collection_that_unpacks_to_too_much_is_refused(
    pack: Callable[[bytes], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apkg_read, "LARGEST", 1_000_000)
    file = tmp_path / "deck.apkg"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pack(bytes(3_000_000)).items():
            archive.writestr(name.replace("_", "."), content)
    file.write_bytes(out.getvalue())

    with pytest.raises(DocumentError, match="larger than 1 MB"):
        exchange.read(file)


def test_names_in_a_package_are_no_paths(tmp_path: Path) -> None:
    file = tmp_path / "in" / "deck.apkg"
    file.parent.mkdir()
    collection = zipfile.ZipFile(io.BytesIO(PACKAGE)).read("collection.anki2")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../evil.txt", "x")
        archive.writestr("collection.anki2", collection)

    assert len(exchange.read(file).items) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["deck.apkg", "in"]


@HOSTILE
@given(at=st.integers(0, len(PACKAGE) - 1), damage=st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_package_ends_in_a_traceback(at: int, damage: bytes, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(PACKAGE[:at] + damage + PACKAGE[at + len(damage) :])

    with suppress(DltutorError):
        assert exchange.read(file).items


@HOSTILE
@given(
    content=st.binary(max_size=300),
    suffix=st.sampled_from([".apkg", ".gift", ".csv", ".tsv", ".jsonl", ".json", ".txt", ""]),
)
def test_no_file_of_any_ending_ends_in_a_traceback(content: bytes, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"deck{suffix}"
    file.write_bytes(content)

    with suppress(DltutorError):
        assert exchange.read(file).items


GIFT_SIGNS = st.text(st.sampled_from("{}=~#%:\\/\n TF[]html->.5$a"), max_size=60)


@settings(deadline=None)
@given(GIFT_SIGNS)
def test_no_mixture_of_gifts_signs_ends_in_a_traceback(text: str) -> None:
    items, _ = read_gift(text)

    assert all(item.question or item.kind == "fragment" for item in items)


@settings(deadline=None)
@given(st.text(st.sampled_from("<>/!?[]-&;#\"'=\\($) \nbpiulotdhrm1x"), max_size=80))
def test_no_html_ends_in_a_traceback(text: str) -> None:
    to_markdown(text)


@settings(deadline=None)
@given(st.text())
def test_no_text_makes_html_with_tags_of_its_own(text: str) -> None:
    assert "<script" not in to_html(f"{text}<script>alert(1)</script>")


@pytest.mark.parametrize("name", ["nothing.apkg", "nothing.gift"])
def test_a_file_that_is_missing_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        exchange.read(tmp_path / name)
