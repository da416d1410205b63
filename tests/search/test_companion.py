from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.search.build import build
from dltutor.search.companion import FloatArray, keys
from dltutor.search.encoder import Encoder
from dltutor.search.generation import read_current

DOCUMENTS = {"nets.md": "1"}
pytestmark = pytest.mark.usefixtures("model")


@dataclass
class Titles:
    """Keeps a vector of each question's first words."""

    name: str = "titles"
    key: str = "1"
    fails: bool = False
    written: list[int] = field(default_factory=list)

    def texts(self, items: Sequence[Item]) -> list[str]:
        return [f"title: {item.question[:12]}" for item in items]

    def write(self, folder: Path, items: Sequence[Item], vectors: FloatArray) -> None:
        assert not list(folder.iterdir())
        if self.fails:
            raise OSError(28, "No space left on device")
        self.written.append(len(items))
        np.save(folder / "vectors.npy", vectors)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_companion_gets_the_vectors_of_its_own_texts_in_their_order(
    items: tuple[Item, ...], place: Path, encoder: Encoder
) -> None:
    companion = Titles()
    build(items[:3], DOCUMENTS, place, companions=[companion])
    stored = np.load(read_current(place).folder / "titles" / "vectors.npy")
    assert np.allclose(stored, encoder.encode(companion.texts(items[:3])), atol=1e-5)


def test_its_folder_is_part_of_the_generation_and_its_key_of_the_manifest(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    manifest = read_current(place).manifest
    assert "titles/vectors.npy" in manifest.files
    assert manifest.companions == keys([Titles()]) == {"titles": "1"}


def test_a_build_without_changes_leaves_the_generation(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    before = read_current(place)
    again = Titles()
    assert build(items[:3], DOCUMENTS, place, companions=[again]).unchanged
    assert read_current(place) == before
    assert again.written == []


@pytest.mark.parametrize("companions", [[Titles(key="2")], [], [Titles(), Titles(name="others")]])
def test_another_key_or_companion_makes_the_generation_anew(
    items: tuple[Item, ...], place: Path, companions: list[Titles]
) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    outcome = build(items[:3], DOCUMENTS, place, companions=companions)
    assert (outcome.unchanged, outcome.kept) == (False, 3)
    assert read_current(place).manifest.companions == keys(companions)


def test_another_key_encodes_no_text_again(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    assert build(items[:3], DOCUMENTS, place, companions=[Titles(key="2")]).encoded == 0


def test_an_edit_encodes_only_the_companions_texts_that_changed(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    assert build(items[:4], DOCUMENTS, place).encoded > 0
    assert build(items[:4], DOCUMENTS, place, companions=[Titles()]).encoded == 1


def test_a_companion_that_cannot_be_written_leaves_the_old_index_in_use(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place, companions=[Titles()])
    before = read_current(place)
    with pytest.raises(IndexProblem, match="No space left"):
        build(items[:4], DOCUMENTS, place, companions=[Titles(fails=True)])
    assert read_current(place) == before


def test_a_companion_without_texts_gets_no_vectors(items: tuple[Item, ...], place: Path) -> None:
    class Silent(Titles):
        def texts(self, items: Sequence[Item]) -> list[str]:
            assert items
            return []

    build(items[:2], DOCUMENTS, place, companions=[Silent()])
    assert np.load(read_current(place).folder / "titles" / "vectors.npy").shape[0] == 0
