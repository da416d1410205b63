from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.lexicon import Lexicon, build_lexicon

FIELDS = [
    ("What is dropout?", "Units are switched off at random."),
    ("What is momentum?", "A running mean of gradients."),
    ("Why do gradients vanish?", "Many small factors. Momentum does not help."),
]


@pytest.fixture
def lexicon() -> Lexicon:
    return build_lexicon(FIELDS)


def test_a_word_of_the_question_weighs_more_than_one_of_the_answer(lexicon: Lexicon) -> None:
    scores = lexicon.score("momentum").scores
    assert scores[1] > scores[2] > scores[0] == 0


def test_coverage_is_the_weighed_part_of_the_terms_that_an_item_holds(lexicon: Lexicon) -> None:
    words = lexicon.score("momentum and dropout and a horse")
    assert words.terms == 3
    assert 0 < words.coverage[0] < 0.5
    assert words.coverage[0] > words.coverage[1]  # dropout is the rarer word


@pytest.mark.parametrize("query", ["", "???", "what is the", "zebra"])
def test_a_question_without_known_terms_scores_nought(lexicon: Lexicon, query: str) -> None:
    words = lexicon.score(query)
    assert not words.scores.any()
    assert not words.coverage.any()


def test_a_stored_lexicon_scores_as_the_built_one(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.save(tmp_path)
    query = "why does momentum vanish"
    assert np.array_equal(Lexicon.load(tmp_path).score(query).scores, lexicon.score(query).scores)


@pytest.mark.parametrize("fields", [[], [("", "")], [("the", "of"), ("", "")]])
def test_items_without_words_make_a_lexicon_that_finds_nothing(fields: list[tuple[str, str]], tmp_path: Path) -> None:
    build_lexicon(fields).save(tmp_path)
    assert not Lexicon.load(tmp_path).score("dropout").scores.any()


@given(st.text(alphabet="momentu dropgraisv?", max_size=60))
def test_scores_and_coverage_lie_between_nought_and_one(query: str) -> None:
    words = build_lexicon(FIELDS).score(query)
    for values in (words.scores, words.coverage):
        assert ((values >= 0) & (values <= 1 + 1e-6)).all()
