from pathlib import Path

import numpy as np
import pytest

from dltutor import paths
from dltutor.search import cache as module
from dltutor.search.cache import VectorCache


def vectors(number: int, dimension: int = 4) -> np.ndarray:
    return np.arange(number * dimension, dtype=np.float32).reshape(number, dimension)


def file() -> Path:
    return paths.cache_dir() / "vectors" / "key.npz"


def test_what_was_saved_is_known_next_time() -> None:
    cache = VectorCache("key", 4)
    cache.put(["one", "two"], vectors(2))
    cache.save(in_use=2)
    again = VectorCache("key", 4)
    assert np.array_equal(again.get("two"), vectors(2)[1])  # type: ignore[arg-type]
    assert again.get("three") is None


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 half of one"])
def test_a_damaged_file_is_passed_over_and_written_anew(content: bytes) -> None:
    file().parent.mkdir(parents=True)
    file().write_bytes(content)
    cache = VectorCache("key", 4)
    assert cache.get("one") is None
    cache.put(["one"], vectors(1))
    cache.save(in_use=1)
    assert VectorCache("key", 4).get("one") is not None


def test_vectors_of_another_dimension_are_passed_over() -> None:
    cache = VectorCache("key", 4)
    cache.put(["one"], vectors(1))
    cache.save(in_use=1)
    assert VectorCache("key", 8).get("one") is None


def test_what_was_not_used_for_longest_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SPARE", 1)
    cache = VectorCache("key", 4)
    cache.put(["old", "older still in use", "new"], vectors(3))
    assert cache.get("older still in use") is not None
    cache.save(in_use=1)
    again = VectorCache("key", 4)
    assert again.get("old") is None
    assert again.get("older still in use") is not None
    assert again.get("new") is not None


def test_a_cache_that_cannot_be_written_costs_nothing_but_time() -> None:
    paths.cache_dir().parent.mkdir(parents=True)
    paths.cache_dir().write_text("a file where a folder should be", encoding="utf-8")
    cache = VectorCache("key", 4)
    cache.put(["one"], vectors(1))
    cache.save(in_use=1)
    assert cache.get("one") is not None
