from pathlib import Path

import numpy as np
import pytest

from dltutor.search.vectors import build_vectors, factory_string


def unit(number: int, dimension: int = 32, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(number, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.mark.parametrize(
    ("vectors", "factory"),
    [
        (0, "Flat"),
        (1, "Flat"),
        (100_000, "Flat"),
        (100_001, "SQ8"),
        (500_000, "SQ8"),
        (500_001, "IVF2828,SQ8"),
        (1_000_000, "IVF4000,SQ8"),
    ],
)
def test_the_kind_of_index_follows_from_the_number_of_vectors(vectors: int, factory: str) -> None:
    assert factory_string(vectors) == factory


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "IVF8,SQ8"])
def test_every_kind_finds_a_vector_by_itself_and_gives_it_back(factory: str, tmp_path: Path) -> None:
    made = unit(800)
    build_vectors(made, factory).save(tmp_path / "vectors.faiss")
    vectors = type(build_vectors(made[:1], "Flat")).load(tmp_path / "vectors.faiss")
    rows, cosines = vectors.search(made[17], 5)
    assert rows[0] == 17
    assert cosines[0] == pytest.approx(1, abs=0.02)
    assert list(cosines) == sorted(cosines, reverse=True)
    assert vectors.take(np.array([17, 3])) == pytest.approx(made[[17, 3]], abs=0.02)


def test_exact_search_gives_cosines() -> None:
    made = unit(50)
    rows, cosines = build_vectors(made, "Flat").search(made[4], 50)
    assert len(rows) == 50
    assert cosines == pytest.approx(made[rows] @ made[4], abs=1e-6)


def test_asking_for_more_than_there_are_gives_all() -> None:
    assert len(build_vectors(unit(3), "Flat").search(unit(1)[0], 10)[0]) == 3


def test_an_empty_index_finds_nothing() -> None:
    assert len(build_vectors(np.zeros((0, 32), np.float32), "Flat").search(unit(1)[0], 10)[0]) == 0
