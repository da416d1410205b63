"""Evidence, gathered from messages and their sentences, on one scale whatever kinds of it are to be had."""

from dataclasses import fields, replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.lexicon import Lexicon, Words, build_lexicon
from dltutor.search.ranking import BEST_BY_CONCEPTS, Asked, Evidence, Passages, gather, gather_words
from dltutor.search.texts import Role
from dltutor.search.vectors import build_vectors
from dltutor.search.weights import Kind, Ranking, load_weights

ITEMS = [("dropout", "units off"), ("pooling", "largest value"), ("momentum", "running mean")]
KINDS = [field.name for field in fields(Ranking)]
DENSE = ("question", "piece", "context")
NO_FORMULA = Words(np.zeros(3, np.float32), np.zeros(3, np.float32), 0)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(ITEMS)


@pytest.fixture(scope="module")
def passages() -> Passages:
    """Three items, each with a question along its own axis and a piece between that and the last axis."""
    axes = np.eye(4, dtype=np.float32)
    between = (axes[:3] + axes[3]) / np.sqrt(np.float32(2))
    vectors = np.stack([axes[:3], between], axis=1).reshape(6, 4)
    roles = np.array([Role.QUESTION, Role.PIECE] * 3, dtype=np.uint8)
    return Passages(build_vectors(vectors, "Flat"), np.array([0, 2, 4, 6]), roles)


def asked(row: int, words: Words, field: float = 0.0) -> Asked:
    """A text that asks for one item."""
    concept = np.full(3, field / 2, dtype=np.float32)
    concept[row] = field
    return Asked(np.eye(4, dtype=np.float32)[row], words, concept, field)


def test_evidence_of_a_message_is_its_own_of_every_kind(passages: Passages, lexicon: Lexicon) -> None:
    words = lexicon.score("pooling")
    found = gather([asked(1, words, 0.8)], np.ones(1, np.float32), passages, NO_FORMULA)
    assert found.rows.tolist() == [0, 1, 2]
    assert found.question == pytest.approx([0, 1, 0])
    assert found.piece == pytest.approx([0, np.sqrt(0.5), 0], abs=1e-6)
    assert found.context.tolist() == [0, 0, 0]
    assert found.words == pytest.approx(words.scores)
    assert found.coverage == pytest.approx([0, 1, 0])
    assert found.concept == pytest.approx([0.4, 0.8, 0.4])
    assert (found.field, found.vectors) == (0.8, True)


@given(st.floats(0.1, 1), st.floats(0.1, 1), st.floats(0.1, 1))
def test_evidence_of_sentences_is_the_mean_of_theirs_by_their_shares(
    passages: Passages, lexicon: Lexicon, whole: float, first: float, second: float
) -> None:
    texts = [
        asked(row, lexicon.score(word), field)
        for row, word, field in ((0, "dropout", 0.3), (1, "pooling", 0.5), (2, "mean", 0.9))
    ]
    shares = np.array([whole, first, second], dtype=np.float32) / np.float32(whole + first + second)
    together = gather(texts, shares, passages, NO_FORMULA)
    alone = [gather([text], np.ones(1, np.float32), passages, NO_FORMULA) for text in texts]
    for kind in ("question", "piece", "context", "words", "coverage", "concept"):
        expected = sum(share * getattr(one, kind) for share, one in zip(shares, alone, strict=True))
        assert getattr(together, kind) == pytest.approx(expected, abs=1e-5)


def test_length_and_field_are_those_of_the_whole_message(passages: Passages, lexicon: Lexicon) -> None:
    whole = asked(0, lexicon.score("dropout units pooling"), 0.4)
    sentence = asked(1, lexicon.score("pooling"), 0.9)
    found = gather([whole, sentence], np.array([0.5, 0.5], np.float32), passages, NO_FORMULA)
    assert found.field == 0.4


def test_an_item_that_concepts_alone_propose_is_a_candidate() -> None:
    """Hundreds of items stand nearer to the message, by its vector and by its words."""
    count = 400
    vectors = np.tile(np.array([[1, 0]], dtype=np.float32), (count, 1))
    vectors[-1] = (0, 1)
    roles = np.full(count, Role.QUESTION, dtype=np.uint8)
    many = Passages(build_vectors(vectors, "Flat"), np.arange(count + 1), roles)
    common = Words(np.ones(count, np.float32), np.ones(count, np.float32), 1)
    common.scores[-1] = common.coverage[-1] = 0
    concept = np.zeros(count, dtype=np.float32)
    concept[-1] = 1
    nothing = Words(np.zeros(count, np.float32), np.zeros(count, np.float32), 0)

    def candidates(field: float) -> list[int]:
        text = Asked(np.array([1, 0], dtype=np.float32), common, concept, field)
        return gather([text], np.ones(1, np.float32), many, nothing).rows.tolist()

    assert count - 1 in candidates(0.9)
    assert count - 1 not in candidates(0.0)
    assert count > BEST_BY_CONCEPTS


@given(
    st.sampled_from(get_args(Kind)),
    st.sets(st.sampled_from(["vectors", "concepts", "formulas"])),
    st.lists(st.floats(0, 1), min_size=len(KINDS), max_size=len(KINDS)),
)
def test_scores_reach_from_0_to_1_whatever_kinds_of_evidence_are_to_be_had(
    documents: Kind, had: set[str], values: list[float]
) -> None:
    of = {**dict.fromkeys(DENSE, "vectors"), "concept": "concepts", "formula": "formulas"}
    some = {
        kind: np.array([0, 1, value], dtype=np.float32) if of.get(kind) in {None, *had} else np.zeros(3, np.float32)
        for kind, value in zip(KINDS, values, strict=True)
    }
    evidence = Evidence(
        np.arange(3),
        **some,
        formula_terms=int("formulas" in had),
        vectors="vectors" in had,
        field=0.7 if "concepts" in had else 0.0,
    )
    nothing, everything, between = evidence.scores(load_weights(documents).ranking).tolist()
    assert nothing == 0
    assert everything == pytest.approx(1, abs=1e-5)
    assert 0 <= between <= 1 + 1e-6


def test_words_alone_say_nothing_of_vectors_and_concepts(lexicon: Lexicon) -> None:
    found = gather_words(lexicon.score("largest value"), NO_FORMULA)
    assert found.coverage[found.rows.tolist().index(1)] == pytest.approx(1)
    assert not any(getattr(found, kind).any() for kind in (*DENSE, "concept"))
    ranking = load_weights("bare").ranking
    assert found.scores(ranking).tolist() == replace(found, concept=np.ones(3, np.float32)).scores(ranking).tolist()
