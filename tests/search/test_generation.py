import json
import shutil
from pathlib import Path

import pytest

from dltutor.errors import IndexProblem
from dltutor.search.encoder import Encoder
from dltutor.search.generation import Manifest, read_current
from dltutor.search.searcher import Searcher


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    shutil.copytree(index, tmp_path / "copy")
    return tmp_path / "copy"


def open_all(folder: Path, encoder: Encoder) -> None:
    searcher = Searcher.open(folder)
    searcher.attach(encoder)
    searcher.ask("What does dropout do during training?")
    searcher.suggest("what")
    searcher.generation.hashes()


def test_no_index_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IndexProblem, match="no index") as caught:
        read_current(tmp_path)
    assert "dltutor index" in caught.value.hint


def every_file() -> list[str]:
    names = ["items.jsonl", "items.offsets.npy", "vectors.faiss", "starts.npy", "roles.npy", "answered.npy"]
    terms = ["data.npy", "rows.npy", "starts.npy", "vocabulary.json"]
    more = ["twins.npy", "known.txt", "spelling.json", "acronyms.json", "wordings.txt", "hashes.json", "relations.npy"]
    folders = [f"{folder}/{name}" for folder in ("lexicon", "formulas") for name in terms]
    return [*names, *more, *folders, "manifest.json"]


def test_every_file_is_looked_after(index: Path) -> None:
    folder = read_current(index).folder
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert there == set(every_file())


@pytest.mark.parametrize("name", every_file())
def test_a_missing_file_is_an_error_that_names_the_command_that_mends_it(copy: Path, name: str) -> None:
    (read_current(copy).folder / name).unlink()
    with pytest.raises(IndexProblem, match="damaged") as caught:
        read_current(copy)
    assert "dltutor index --rebuild" in caught.value.hint


@pytest.mark.parametrize("name", [name for name in every_file() if name != "known.txt"])
def test_a_file_of_noise_is_an_error_and_never_a_crash(copy: Path, encoder: Encoder, name: str) -> None:
    file = read_current(copy).folder / name
    file.write_bytes(b"\xff" * file.stat().st_size)
    with pytest.raises(IndexProblem, match="damaged"):
        open_all(copy, encoder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"0099-gone", b"../../elsewhere"])
def test_a_damaged_pointer_is_a_clear_error(copy: Path, content: bytes) -> None:
    (copy / "current").write_bytes(content)
    with pytest.raises(IndexProblem, match="damaged"):
        read_current(copy)


def test_another_format_is_named(copy: Path) -> None:
    file = read_current(copy).folder / "manifest.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**data, "format": 99}), encoding="utf-8")
    with pytest.raises(IndexProblem, match="format 99"):
        read_current(copy)


def test_another_model_is_an_error_that_names_both(index: Path) -> None:
    generation = read_current(index)
    generation.require_model("default")
    with pytest.raises(IndexProblem, match=r"all-MiniLM-L6-v2.*some/model"):
        generation.require_model("some/model")


def test_the_manifest_says_what_the_index_was_made_of(index: Path) -> None:
    manifest = read_current(index).manifest
    assert manifest.vectors == "Flat"
    assert manifest.model.name == "all-MiniLM-L6-v2"
    assert manifest.documents == {"nets.md": "1", "exam.md": "2", "script.md": "3"}
    assert Manifest.from_json(json.loads(json.dumps(manifest.to_json()))) == manifest
