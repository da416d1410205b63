"""What the concepts say for an item: computed by a build, kept with the index, looked up by a question."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, Source
from dltutor.search import relating as module
from dltutor.search.build import build
from dltutor.search.concepts import Concepts, Likely, load_concepts
from dltutor.search.contents import RELATIONS, Opened
from dltutor.search.encoder import Encoder
from dltutor.search.generation import MANIFEST, read_current
from dltutor.search.lexicon import Words
from dltutor.search.ranking import Asked, gather
from dltutor.search.relating import concept_evidence, relate_concepts, relations_key
from dltutor.search.searcher import Searcher
from dltutor.search.weights import load_weights

DOCUMENTS = {"nets.md": "1", "exam.md": "2", "script.md": "3"}  # as the index of conftest was built
ASKED = "biggest number in each window"
RANKING = load_weights("bare").ranking.without({"formula"})


@pytest.fixture
def opened(index: Path) -> Opened:
    made = Opened(read_current(index))
    made.open_passages()
    return made


@pytest.fixture
def copy(index: Path, tmp_path: Path) -> Path:
    shutil.copytree(index, tmp_path / "copy")
    return tmp_path / "copy"


def name_other_concepts(index: Path) -> None:
    """Make an index one that an older dltutor built, with the concepts that it knew."""
    file = read_current(index).folder / MANIFEST
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**data, "concepts": "0" * 64}), encoding="utf-8")


def attached(index: Path, encoder: Encoder) -> Searcher:
    searcher = Searcher.open(index)
    searcher.attach(encoder)
    return searcher


@pytest.fixture
def own(items: tuple[Item, ...], encoder: Encoder) -> Concepts:
    """A concept for each item of the index that has a question, in its words."""
    headings = tuple(item.question for item in items if item.question)
    heads = encoder.encode(headings)
    return Concepts(encoder.identity.hash, headings, heads, heads, np.arange(len(headings)))


def test_a_concept_says_most_for_the_item_that_asks_it(items: tuple[Item, ...], opened: Opened, own: Concepts) -> None:
    relations = relate_concepts(own, opened.passages, opened.lexicon, RANKING)
    rows = [row for row, item in enumerate(items) if item.question]
    assert relations.shape == (len(rows), len(items))
    assert relations.min() >= 0
    assert relations.max() <= 1
    assert [opened.twins[row] for row in relations.argmax(axis=1)] == [opened.twins[row] for row in rows]


def test_a_concept_says_what_its_plain_question_would_score_without_concepts(opened: Opened, own: Concepts) -> None:
    nothing = Words(*np.zeros((2, len(opened.items)), dtype=np.float32), 0)
    for relation, heading, head in zip(
        relate_concepts(own, opened.passages, opened.lexicon, RANKING), own.headings, own.heads, strict=True
    ):
        asked = Asked(head, opened.lexicon.score(heading), nothing.scores, 0.0)
        evidence = gather([asked], np.ones(1, dtype=np.float32), opened.passages, nothing)
        assert relation[evidence.rows] == pytest.approx(evidence.scores(RANKING), abs=1e-3)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
def test_what_likely_concepts_say_lies_between_what_the_least_and_the_most_of_them_says(
    odds: list[float], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    relations = chance.uniform(0, 1, (12, 5)).astype(np.float16)
    numbers = chance.permutation(12)[: len(odds)]
    shares = np.array(odds, dtype=np.float32) / np.float32(sum(odds))

    said = concept_evidence(Likely(numbers, shares, 0.5), relations)

    assert np.all(said >= relations[numbers].min(axis=0) - 1e-3)
    assert np.all(said <= relations[numbers].max(axis=0) + 1e-3)


def test_a_build_relates_every_packaged_concept_to_every_item(index: Path, opened: Opened, encoder: Encoder) -> None:
    assert read_current(index).manifest.concepts == relations_key(encoder.identity.hash) != ""
    assert opened.relations is not None
    assert opened.relations.shape == (len(load_concepts().headings), len(opened.items))
    assert 0 <= opened.relations.min() < opened.relations.max() <= 1


def test_a_message_in_other_words_than_the_documents_gets_evidence_of_its_concepts(searcher: Searcher) -> None:
    _, evidence = searcher.evidence("a signal that fades on its way back through many layers")
    assert searcher.item(int(evidence.rows[evidence.concept.argmax()])).id == "nets/3"
    assert 0.5 < evidence.field <= 1


def test_an_index_related_to_other_concepts_is_asked_without_them(copy: Path, encoder: Encoder) -> None:
    name_other_concepts(copy)
    searcher = attached(copy, encoder)
    _, evidence = searcher.evidence(ASKED)
    assert evidence.field == 0
    assert not evidence.concept.any()
    assert searcher.ask(ASKED).hits[0].item.id == "nets/6"


@pytest.mark.usefixtures("model")
def test_the_next_build_relates_the_items_anew_without_encoding_any(
    items: tuple[Item, ...], tmp_path: Path, encoder: Encoder
) -> None:
    place = tmp_path / "index"
    build(items, DOCUMENTS, place)
    name_other_concepts(place)
    outcome = build(items, DOCUMENTS, place)
    assert (outcome.unchanged, outcome.kept, outcome.encoded) == (False, len(items), 0)
    assert read_current(place).manifest.concepts == relations_key(encoder.identity.hash)
    assert attached(place, encoder).evidence(ASKED)[1].field > 0


@pytest.fixture
def fresh_key() -> Iterator[None]:
    """Keys of relations are remembered, and a test that changes what they hang on must not leave its own behind."""
    relations_key.cache_clear()
    yield
    relations_key.cache_clear()


@pytest.mark.usefixtures("fresh_key")
def test_relations_hang_on_concepts_encoder_and_weights(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    key = relations_key(encoder.identity.hash)
    assert key
    assert relations_key("another") == ""
    monkeypatch.setattr(module, "WEIGHTS", replace(module.WEIGHTS, question=0.9))
    relations_key.cache_clear()
    assert relations_key(encoder.identity.hash) not in {key, ""}


@pytest.fixture
def unrelated(
    fresh_key: None,
    share_encoders: Callable[[Path], None],
    items: tuple[Item, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An index built by an encoder that the packaged concepts are not for."""
    share_encoders(tmp_path / "home")
    others = replace(load_concepts(), encoder="another")
    monkeypatch.setattr(module, "load_concepts", lambda: others)
    build(items, DOCUMENTS, tmp_path / "unrelated")
    return tmp_path / "unrelated"


def test_without_concepts_for_its_encoder_an_index_answers_on_the_same_scale(
    searcher: Searcher, unrelated: Path, encoder: Encoder
) -> None:
    generation = read_current(unrelated)
    assert generation.manifest.concepts == ""
    assert not (generation.folder / RELATIONS).exists()

    without = attached(unrelated, encoder)
    for query in ("What does max pooling compute?", ASKED, "why do gradients get small", "how to boil an egg"):
        least, usual = without.ask(query), searcher.ask(query)
        assert least.status == usual.status
        assert least.hits[0].score == pytest.approx(usual.hits[0].score, abs=0.15)


def test_documents_about_something_else_are_related_to_no_concept(
    share_encoders: Callable[[Path], None], tmp_path: Path
) -> None:
    share_encoders(tmp_path / "home")
    kitchen = [
        ("How long does an egg boil?", "Six minutes for a soft yolk, ten for a hard one, from boiling water on."),
        ("How is rice cooked?", "One cup of rice in two cups of salted water, lid on, on a low flame."),
        ("How is a pan cleaned?", "With hot water and a brush while it is warm; iron is dried and oiled."),
    ]
    items = tuple(
        Item(
            id=f"kitchen/{number}",
            kind="open",
            question=asked,
            answer=answer,
            answer_status="official",
            source=Source("kitchen.md", str(number)),
        )
        for number, (asked, answer) in enumerate(kitchen)
    )
    build(items, {"kitchen.md": "0"}, tmp_path / "index")
    assert not (read_current(tmp_path / "index").folder / RELATIONS).exists()
