"""Any model of sentence-transformers by its folder: the export gives the vectors that the library itself gives."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_models import SENTENCES, byte_pairs, network, old_layout, sentence_model, unigram, wordpiece

from dltutor import paths
from dltutor.config import Config
from dltutor.errors import IndexProblem, ModelError
from dltutor.search.encoder import Encoder
from dltutor.search.encoder_export import export_encoder, whole_words
from dltutor.search.generation import read_current
from dltutor.search.model import ModelIdentity, locate
from dltutor.tutor import Tutor

pytestmark = pytest.mark.filterwarnings("ignore")  # torch warns of whatever its tracer meets in transformers' code

Kinds = dict[str, Callable[[Path], Path]]


def bert(place: Path, **more: Any) -> Path:
    return network(place / "bert", "bert", wordpiece(), **more)


def roberta(place: Path, positions: int = 66) -> Path:
    return network(place / "roberta", "roberta", byte_pairs(), max_position_embeddings=positions, type_vocab_size=1)


def with_dense(place: Path) -> Path:
    from sentence_transformers.sentence_transformer.modules import Dense, LayerNorm, Normalize

    rest = [Dense(32, 24, activation_function=torch.nn.Tanh()), LayerNorm(24), Normalize()]
    return sentence_model(place / "saved", bert(place), rest=rest)


def in_half_precision(place: Path) -> Path:
    from sentence_transformers import SentenceTransformer

    made = SentenceTransformer(str(bert(place)), device="cpu")
    made.bfloat16()
    made.save(str(place / "saved"))
    return place / "saved"


def static(place: Path) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    torch.manual_seed(0)
    made = StaticEmbedding(wordpiece().backend_tokenizer, embedding_dim=32)
    SentenceTransformer(modules=[made], device="cpu").save(str(place / "saved"))
    return place / "saved"


def xlm_roberta(place: Path) -> Path:
    return network(place / "xlmr", "xlm-roberta", unigram(), max_position_embeddings=66, type_vocab_size=1)


def decoder(place: Path) -> Path:
    return network(place / "qwen", "qwen3", byte_pairs(), num_key_value_heads=2, head_dim=8)


KINDS: Kinds = {
    "a transformer alone": bert,
    "an older layout": lambda place: old_layout(place / "saved", bert(place)),
    "the first token": lambda place: sentence_model(place / "saved", bert(place), pooling="cls"),
    "the greatest": lambda place: sentence_model(place / "saved", bert(place), pooling="max"),
    "the weighted mean": lambda place: sentence_model(place / "saved", bert(place), pooling="weightedmean"),
    "two poolings": lambda place: sentence_model(place / "saved", bert(place), pooling=("mean", "max")),
    "further layers": with_dense,
    "a short length": lambda place: sentence_model(place / "saved", bert(place), max_seq_length=16),
    "fewer dimensions": lambda place: sentence_model(place / "saved", bert(place), truncate_dim=16),
    "half precision": in_half_precision,
    "prompts": lambda place: sentence_model(
        place / "saved", bert(place), prompts={"query": "query: ", "passage": "passage: "}, default_prompt_name="query"
    ),
    "byte pairs": lambda place: sentence_model(place / "saved", roberta(place)),
    "unigrams": lambda place: sentence_model(place / "saved", xlm_roberta(place)),
    "a decoder": lambda place: sentence_model(place / "saved", decoder(place), pooling="lasttoken"),
    "words alone": static,
}


def export(model: Path, place: Path) -> tuple[ModelIdentity, Encoder]:
    weights = locate(str(model))
    assert weights is not None
    identity = export_encoder(weights, place / "encoders", "fp32", lambda _: None)
    return identity, Encoder(place / "encoders" / identity.key)


@pytest.mark.parametrize("kind", KINDS)
def test_questions_and_documents_get_the_vectors_that_sentence_transformers_gives(kind: str, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = KINDS[kind](tmp_path)
    identity, encoder = export(model, tmp_path)
    reference = SentenceTransformer(str(model), device="cpu").float()
    texts = [text for text in SENTENCES if text or kind != "words alone"]  # no words, no vector

    for prompt in (identity.query_prompt, identity.document_prompt):
        expected = reference.encode(texts, prompt=prompt, normalize_embeddings=True)
        found = encoder.encode([prompt + text for text in texts])
        assert found.shape == expected.shape == (len(texts), identity.dimension)
        assert np.sum(found * expected, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-4)
    assert encoder.encode_query(texts[0]) == pytest.approx(
        reference.encode(texts[0], prompt=identity.query_prompt, normalize_embeddings=True), abs=1e-4
    )


@pytest.mark.parametrize(
    ("prompts", "default", "expected"),
    [
        ({"query": "query: ", "passage": "passage: "}, None, ("query: ", "passage: ")),
        ({"query": "query: ", "document": "text: "}, "document", ("query: ", "text: ")),
        ({"query": "query: "}, "query", ("query: ", "")),
        ({"any": "search: "}, "any", ("search: ", "search: ")),
        ({"any": "search: "}, None, ("", "")),
    ],
)
def test_prompts_come_from_the_models_own_configuration(
    tmp_path: Path, prompts: dict[str, str], default: str | None, expected: tuple[str, str]
) -> None:
    model = sentence_model(tmp_path / "saved", bert(tmp_path), prompts=prompts, default_prompt_name=default)
    identity, _ = export(model, tmp_path)
    assert (identity.query_prompt, identity.document_prompt) == expected


def test_dimension_pooling_and_length_come_from_the_models_own_configuration(tmp_path: Path) -> None:
    model = sentence_model(tmp_path / "saved", bert(tmp_path), pooling=("cls", "mean"), max_seq_length=20)
    identity, encoder = export(model, tmp_path)
    assert (identity.dimension, identity.pooling, identity.max_tokens) == (64, "cls+mean", 20)
    long = "pooling " * 18  # 20 tokens with the two that the model adds
    assert encoder.encode([long + "loss"])[0] == pytest.approx(encoder.encode([long])[0], abs=1e-6)


def test_texts_are_cut_before_the_table_of_positions_ends(tmp_path: Path) -> None:
    model = sentence_model(tmp_path / "saved", roberta(tmp_path, positions=64))  # it promises 64 and holds 62
    identity, encoder = export(model, tmp_path)
    assert identity.max_tokens == 62
    assert np.linalg.norm(encoder.encode(["pooling " * 100])) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    "vocabulary",
    [
        ["drop", "##out", "Pooling", "[CLS]", "a"],
        ["▁drop", "out", "▁Pooling", "</s>", "▁a"],
        ["Ġdrop", "out", "ĠPooling", "<s>", "Ġa"],
    ],
)
def test_words_that_begin_and_end_with_a_piece_are_known(vocabulary: list[str]) -> None:
    assert whole_words(vocabulary) == ["drop", "pooling"]


def cross_encoder(place: Path) -> Path:
    return bert(place, num_labels=1)


def two_ways(place: Path) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Router, Transformer

    one = bert(place)
    ways = {way: [Transformer(str(one)), Pooling(32)] for way in ("query", "document")}
    SentenceTransformer(modules=[Router(ways, default_route="document")], device="cpu").save(str(place / "saved"))
    return place / "saved"


def without_prompt_in_pooling(place: Path) -> Path:
    model = sentence_model(place / "saved", bert(place), prompts={"query": "query: "})
    file = model / "1_Pooling" / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "include_prompt": False}), encoding="utf-8")
    return model


def sparse(place: Path) -> Path:
    model = sentence_model(place / "saved", bert(place))
    file = model / "config_sentence_transformers.json"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "model_type": "SparseEncoder"}), "utf-8")
    return model


def with_its_own_code(place: Path) -> Path:
    model = sentence_model(place / "saved", bert(place))
    file = model / "modules.json"
    file.write_text(file.read_text("utf-8").replace("sentence_transformers.", "own_code."), encoding="utf-8")
    return model


def cut_short(place: Path) -> Path:
    model = sentence_model(place / "saved", bert(place))
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    return model


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (cross_encoder, "cross-encoder.*--reranker"),
        (two_ways, "can't be exported.*Router"),
        (without_prompt_in_pooling, "without its prompt"),
        (sparse, "SparseEncoder"),
        (with_its_own_code, "can't be loaded.*own"),
        (cut_short, "can't be loaded"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_with_a_reason(
    make: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ModelError) as caught:
        export(make(tmp_path), tmp_path)
    assert re.search(said, f"{caught.value.message} {caught.value.hint}")
    assert caught.value.hint
    assert not list((tmp_path / "encoders").glob("*"))


@pytest.fixture
def corpus(tmp_path: Path, exported: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus in the working folder, and a cache of its own that holds the default encoder."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "nets.md").write_text(
        "# Nets\n\n## What does max pooling keep?\n\nThe largest value of a window.\n", encoding="utf-8"
    )
    cache = paths.cache_dir() / "encoders"
    cache.mkdir(parents=True)
    for encoder in exported.iterdir():
        (cache / encoder.name).symlink_to(encoder, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "corpus"


def test_an_index_goes_to_another_model_and_back(corpus: Path, tmp_path: Path) -> None:
    sentence_model(tmp_path / "models" / "mine", bert(tmp_path))

    def tutor(model: str) -> Tutor:
        return Tutor.open(Config(corpus=corpus, index=tmp_path / "index", model=model))

    tutor("").build()
    with pytest.raises(IndexProblem, match="all-MiniLM-L6-v2") as caught:
        tutor("models/mine").ask("what is pooling")
    assert f"dltutor index --model {tmp_path}/models/mine" in caught.value.hint

    tutor("models/mine").build()
    assert not read_current(tmp_path / "index").manifest.concepts  # they are the default encoder's
    for name in ("models/mine", str(tmp_path / "models" / "mine"), ""):
        assert tutor(name).ask("what does max pooling keep?").hits[0].item.answer == "The largest value of a window."
        assert not tutor(name).stale()
    with pytest.raises(IndexProblem, match="models/mine") as caught:
        tutor("default").ask("what is pooling")
    assert "dltutor index --model default" in caught.value.hint

    shutil.rmtree(tmp_path / "models")
    assert tutor("").ask("what does max pooling keep?").status == "answered"
    assert tutor("default").stale().model
    tutor("default").build()
    assert tutor("").ask("what does max pooling keep?").status == "answered"
    assert not tutor("").stale()


def test_other_weights_under_the_same_name_make_an_index_stale(corpus: Path, tmp_path: Path) -> None:
    model = sentence_model(tmp_path / "mine", bert(tmp_path))
    export(model, paths.cache_dir())  # here and not in the child that a build would start
    tutor = Tutor.open(Config(corpus=corpus, index=tmp_path / "index", model=str(model)))
    tutor.build()
    assert not tutor.stale()
    shutil.rmtree(model)
    sentence_model(model, network(tmp_path / "other", "bert", wordpiece(), seed=1))
    assert tutor.stale().model
