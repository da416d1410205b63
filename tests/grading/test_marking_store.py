import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.grading import store
from dltutor.grading.glossary import mine_glossary
from dltutor.grading.marking import probes_of, schemes_of
from dltutor.grading.store import MarkingSchemes, Schemes, with_vectors
from dltutor.search.generation import MANIFEST, read_current

FILES = ("schemes.jsonl", "offsets.npy", "probes.npy", "starts.npy", "frequencies.json", "glossary.json")


@pytest.fixture
def copy(course_index: Path, tmp_path: Path) -> Path:
    shutil.copytree(course_index, tmp_path / "copy")
    return tmp_path / "copy"


def grading_folder(index: Path) -> Path:
    return read_current(index).folder / store.NAME


def read_all(index: Path) -> None:
    generation = read_current(index)
    stored = Schemes(generation)
    for row in range(len(generation.hashes())):
        assert stored[row].probes is not None
    assert stored.frequencies.items
    stored.glossary.meanings("Early stopping")


def test_every_scheme_comes_back_from_disk_as_it_was_made(course_index: Path, course_items: tuple[Item, ...]) -> None:
    made = schemes_of(course_items, mine_glossary(course_items))
    stored = Schemes(read_current(course_index))
    assert [stored[row].scheme for row in range(len(course_items))] == made


def test_vectors_belong_to_their_texts(
    course_index: Path, course_items: tuple[Item, ...], encode: Callable[..., np.ndarray]
) -> None:
    stored = Schemes(read_current(course_index))
    row = next(row for row, item in enumerate(course_items) if item.id.endswith("/dropout"))
    marked = stored[row]
    assert [len(vectors) for vectors in marked.probes] == [len(point.probes) for point in marked.scheme.points]
    assert marked.wrong.shape == (1, 2, 384)
    together = np.concatenate([*marked.probes, *marked.wrong])
    cosines = (together * encode(probes_of(marked.scheme))).sum(axis=1)
    assert cosines.min() > 0.999


def test_glossary_and_frequencies_come_back(course_index: Path, course_items: tuple[Item, ...]) -> None:
    stored = Schemes(read_current(course_index))
    assert stored.glossary.definitions == mine_glossary(course_items).definitions
    assert stored.frequencies.items == len(course_items)
    assert stored.frequencies.weight("momentum") > stored.frequencies.weight("train")


def test_the_folder_holds_just_these_files(course_index: Path) -> None:
    assert {file.name for file in grading_folder(course_index).iterdir()} == set(FILES)


def test_an_index_without_any_items_to_grade_is_stored_and_opened_too(
    tmp_path: Path, make_item: Callable[..., Item]
) -> None:
    companion = MarkingSchemes()
    items = [make_item("", "A piece.", kind="fragment")]
    assert companion.texts(items) == []
    companion.write(tmp_path, items, np.zeros((0, 4), dtype=np.float32))
    assert {file.name for file in tmp_path.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_an_error_that_names_the_command_that_mends_it(copy: Path, name: str) -> None:
    (grading_folder(copy) / name).unlink()
    with pytest.raises(IndexProblem, match="damaged") as caught:
        read_all(copy)
    assert "dltutor index --rebuild" in caught.value.hint


def test_a_missing_folder_is_an_error_that_names_the_command_that_mends_it(copy: Path) -> None:
    shutil.rmtree(grading_folder(copy))
    with pytest.raises(IndexProblem, match="damaged") as caught:
        read_all(copy)
    assert "dltutor index --rebuild" in caught.value.hint


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("noise", [b"\xff", b" ", b"{", b"\x00"])
def test_a_file_of_noise_is_an_error_and_never_a_crash(copy: Path, name: str, noise: bytes) -> None:
    file = grading_folder(copy) / name
    file.write_bytes(noise * file.stat().st_size)
    with pytest.raises(IndexProblem, match="damaged"):
        read_all(copy)


def blanked(text: str, size: int) -> bytes:
    return text.encode().ljust(size)


@pytest.mark.parametrize("name", ["frequencies.json", "glossary.json"])
@pytest.mark.parametrize("content", ["[]", "{}", "null", "3"])
def test_json_of_another_shape_is_an_error_and_never_a_crash(copy: Path, name: str, content: str) -> None:
    file = grading_folder(copy) / name
    file.write_bytes(blanked(content, file.stat().st_size))
    with pytest.raises(IndexProblem, match="damaged"):
        read_all(copy)


def resized(index: Path, name: str, content: bytes) -> None:
    """Write a file, and its new size into the manifest: what only reading it can find."""
    folder = read_current(index).folder
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / store.NAME / name).write_bytes(content)
    manifest["files"][f"{store.NAME}/{name}"] = len(content)
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"\x93NUMPY\x01\x00v\x00", b"{}", b"[1]"])
def test_a_file_of_another_size_is_an_error_and_never_a_crash(copy: Path, name: str, content: bytes) -> None:
    resized(copy, name, content)
    with pytest.raises(IndexProblem, match="damaged"):
        read_all(copy)


def test_vectors_of_other_texts_are_noticed(copy: Path) -> None:
    file = grading_folder(copy) / "starts.npy"
    np.save(file, np.roll(np.load(file), 2))
    with pytest.raises(IndexProblem, match="damaged"):
        read_all(copy)


def test_too_few_vectors_for_a_scheme_are_no_vectors_for_it(course_index: Path) -> None:
    stored = Schemes(read_current(course_index))
    with pytest.raises(ValueError, match="vectors"):
        with_vectors(stored[1].scheme, np.zeros((0, 384), dtype=np.float32))


@pytest.mark.parametrize(("key", "said"), [({"grading": "0"}, "of format 0"), ({}, "none")])
def test_schemes_of_an_older_format_are_an_error_that_names_the_command(
    copy: Path, key: dict[str, str], said: str
) -> None:
    manifest = read_current(copy).folder / MANIFEST
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(data | {"companions": key}), encoding="utf-8")
    with pytest.raises(IndexProblem, match=said) as caught:
        Schemes(read_current(copy))
    assert "dltutor index" in caught.value.hint
