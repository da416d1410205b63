"""Concepts made up on the spot, and those of the package beside the model and the course that they were made of."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item
from dltutor.search import concepts as module
from dltutor.search.concepts import LIKELIEST, Concepts, load_concepts, save_concepts
from dltutor.search.encoder import Encoder

EVALS = Path(__file__).parents[2] / "evals"
MEND = "run evals/concepts.py"


def units(count: int, dimension: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def made_up(counts: list[int], seed: int = 0, dimension: int = 16) -> Concepts:
    """Concepts with so many wordings each; the first wording of each is its plain question."""
    wordings = units(sum(counts), dimension, seed)
    starts = np.cumsum([0, *counts])[:-1]
    headings = tuple(f"What is {number}, naïvely?" for number in range(len(counts)))
    return Concepts("e" * 64, headings, wordings[starts], wordings, starts)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=20), st.integers(0, 2**32 - 1))
def test_the_shares_of_the_likely_concepts_add_up_to_one_nearest_first(counts: list[int], seed: int) -> None:
    concepts = made_up(counts, seed)
    message = units(1, 16, seed + 1)[0]
    likely = concepts.likely(message)

    nearest = [wordings.max() for wordings in np.split(concepts.wordings @ message, concepts.starts[1:])]
    expected = sorted(nearest, reverse=True)[:LIKELIEST]
    assert [nearest[number] for number in likely.concepts] == pytest.approx(expected, abs=1e-6)
    assert likely.cosine == pytest.approx(expected[0], abs=1e-6)
    assert likely.shares.sum() == pytest.approx(1, abs=1e-5)
    assert np.all(np.diff(likely.shares) <= 0)
    assert likely.shares.min() >= 0


def test_a_message_in_any_wording_of_a_concept_is_about_that_concept() -> None:
    concepts = made_up([3, 1, 4, 2])
    owners = np.repeat(np.arange(4), [3, 1, 4, 2])
    for owner, wording in zip(owners, concepts.wordings, strict=True):
        likely = concepts.likely(wording)
        assert likely.concepts[0] == owner
        assert likely.shares[0] > 0.9
        assert likely.cosine == pytest.approx(1, abs=1e-5)


def test_concepts_that_are_kept_come_back_with_nearly_the_same_cosines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    concepts = made_up([5] * 40, dimension=384)
    monkeypatch.setattr(module, "FILE", tmp_path / "kept.safetensors")
    save_concepts(concepts, module.FILE)
    kept = load_concepts.__wrapped__()

    assert (kept.encoder, kept.headings) == (concepts.encoder, concepts.headings)
    assert np.array_equal(kept.starts, concepts.starts)
    messages = units(20, 384, seed=7)
    for name in ("heads", "wordings"):
        before, after = getattr(concepts, name), getattr(kept, name)
        assert after @ messages.T == pytest.approx(before @ messages.T, abs=0.01)
        assert np.sum(after * before, axis=1) == pytest.approx(np.ones(len(before)), abs=0.01)


def test_the_packaged_concepts_are_those_of_the_default_encoder(encoder: Encoder) -> None:
    packaged = load_concepts()
    assert packaged.encoder == encoder.identity.hash, f"the default encoder is another than the concepts': {MEND}"
    some = slice(0, len(packaged.headings), 100)
    vectors = encoder.encode(list(packaged.headings[some]))
    assert np.sum(vectors * packaged.heads[some], axis=1) == pytest.approx(np.ones(len(vectors)), abs=0.01)


def test_the_packaged_concepts_are_the_questions_of_the_course_in_all_their_wordings(
    shipped_items: tuple[Item, ...],
) -> None:
    asked = runpy.run_path(str(EVALS / "concepts.py"))["read"](shipped_items, EVALS / "pairs.jsonl")
    packaged = load_concepts()
    counts = np.diff([*packaged.starts, len(packaged.wordings)]).tolist()
    now = {heading: len(wordings) for heading, wordings in asked.items()}
    then = dict(zip(packaged.headings, counts, strict=True))
    differ = [heading for heading in {**now, **then} if now.get(heading) != then.get(heading)]
    assert not differ, f"{len(differ)} concepts are out of date: {MEND}"


def test_the_packaged_concepts_are_small() -> None:
    assert module.FILE.stat().st_size < 6_000_000
