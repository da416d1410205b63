from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dltutor.bank.bank import files, read_corpus
from dltutor.bank.item import Item
from dltutor.bank.overrides import read_overrides, write_override
from dltutor.errors import UsageError

if TYPE_CHECKING:
    from dltutor.progress import Progress

NOTE = "# What is {0}?\n\nSomething about {0}.\n"


def write(folder: Path, **notes: str) -> Path:
    for name, about in notes.items():
        (folder / f"{name}.md").write_text(NOTE.format(about), encoding="utf-8")
    return folder


def test_one_document_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, good="pooling")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")

    bank = read_corpus(tmp_path)

    assert [item.id for item in bank.items] == ["good/1"]
    assert [(doubt.document, doubt.kind) for doubt in bank.doubts] == [("bad.json", "unread"), ("empty.txt", "unread")]


def test_hidden_files_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, good="pooling")
    (tmp_path / ".replaced").mkdir()
    write(tmp_path / ".replaced", old="padding")

    assert [name for name, _ in files(tmp_path)] == ["good.md"]


def test_documents_that_differ_only_by_suffix_have_items_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, note="pooling")
    (tmp_path / "note.txt").write_text(NOTE.format("padding"), encoding="utf-8")

    bank = read_corpus(tmp_path)

    assert [item.id for item in bank.items] == ["note/1", "note/1.txt"]
    assert [doubt.kind for doubt in bank.doubts] == ["duplicate"]


def test_reading_reports_how_far_it_is(tmp_path: Path) -> None:
    write(tmp_path, a="pooling", b="padding")
    reports: list[Progress] = []

    read_corpus(tmp_path, report=reports.append)

    assert [(report.done, report.total) for report in reports] == [(1, 2), (2, 2)]


def test_front_matter_names_the_layout(tmp_path: Path) -> None:
    text = "---\nlayout: fragments\n---\n" + NOTE.format("pooling")
    (tmp_path / "note.md").write_text(text, encoding="utf-8")

    assert [item.kind for item in read_corpus(tmp_path).items] == ["fragment"]


def test_front_matter_that_names_no_layout_is_a_doubt(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("---\nlayout: poem\n---\n" + NOTE.format("x"), encoding="utf-8")

    bank = read_corpus(tmp_path)

    assert bank.items == ()
    assert "poem" in bank.doubts[0].message


def test_a_named_layout_is_remembered_and_checked(tmp_path: Path) -> None:
    write_override(tmp_path, 'a "quoted" name.md', "notes")
    write_override(tmp_path, "b.md", "oral")

    assert read_overrides(tmp_path) == {'a "quoted" name.md': "notes", "b.md": "oral"}

    (tmp_path / ".dltutor.toml").write_text("[layouts]\nx = 'poem'\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_overrides(tmp_path)

    (tmp_path / ".dltutor.toml").write_text("layouts = 3\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_overrides(tmp_path)


def test_an_item_survives_its_json(tmp_path: Path) -> None:
    for item in read_corpus(Path(__file__).parents[1] / "documents").items:
        again = Item.from_json(item.to_json())

        assert again == item
        assert again.content_hash == item.content_hash


def test_moving_an_item_does_not_change_its_content_hash(tmp_path: Path) -> None:
    write(tmp_path, note="pooling")
    before = read_corpus(tmp_path).items[0]
    (tmp_path / "note.md").write_text("\n\n\n" + NOTE.format("pooling"), encoding="utf-8")
    after = read_corpus(tmp_path).items[0]

    assert before.source.line != after.source.line
    assert before.content_hash == after.content_hash
