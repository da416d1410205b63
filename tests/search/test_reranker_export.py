"""A cross-encoder of any kind, exported: it scores as sentence-transformers does, or is refused with a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_models import (
    SENTENCES,
    byte_pairs,
    cross_encoder,
    exported_reranker,
    network,
    sentence_model,
    unigram,
    wordpiece,
)

from dltutor.errors import ModelError

pytestmark = pytest.mark.filterwarnings("ignore")  # torch warns of whatever its tracer meets in transformers' code

MESSAGE = SENTENCES[0]


def bert(place: Path, labels: int = 1) -> Path:
    return network(place / "n", "bert", wordpiece(), num_labels=labels)


def roberta(place: Path, kind: str, tokenizer: Any) -> Path:
    return network(place / "n", kind, tokenizer, num_labels=1, max_position_embeddings=66, type_vocab_size=1)


def with_a_layer_for_a_head(place: Path) -> Path:
    from sentence_transformers import CrossEncoder
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer

    torch.manual_seed(0)
    first = Transformer(str(network(place / "n", "bert", wordpiece())))
    head = Dense(32, 1, activation_function=torch.nn.Identity(), module_output_name="scores")
    CrossEncoder(modules=[first, Pooling(32, "cls"), head], device="cpu").save_pretrained(str(place / "saved"))
    return place / "saved"


def in_the_layout_of_version_3(place: Path) -> Path:
    model = network(place / "saved", "bert", wordpiece(), num_labels=1)
    config = json.loads((model / "config.json").read_text("utf-8"))
    config["sbert_ce_default_activation_function"] = "torch.nn.modules.linear.Identity"
    (model / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return model


KINDS: dict[str, Callable[[Path], Path]] = {
    "a sigmoid": lambda place: cross_encoder(place / "saved", bert(place)),
    "logits": lambda place: cross_encoder(place / "saved", bert(place), torch.nn.Identity()),
    "no types": lambda place: cross_encoder(place / "saved", roberta(place, "roberta", byte_pairs())),
    "unigrams": lambda place: cross_encoder(place / "saved", roberta(place, "xlm-roberta", unigram())),
    "a layer for a head": with_a_layer_for_a_head,
    "the layout of version 3": in_the_layout_of_version_3,
}


@pytest.mark.parametrize("kind", KINDS)
def test_scores_are_those_of_sentence_transformers(kind: str, tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    model = KINDS[kind](tmp_path)
    found = exported_reranker(model, tmp_path).scores(MESSAGE, SENTENCES)
    reference = CrossEncoder(str(model), device="cpu")
    assert found == pytest.approx(reference.predict([(MESSAGE, text) for text in SENTENCES]), abs=1e-4)
    assert len(set(found.round(3).tolist())) > 1


def test_the_models_own_prompt_goes_before_the_message(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    model = cross_encoder(tmp_path / "saved", bert(tmp_path), prompts={"any": "search: "}, default_prompt_name="any")
    found = exported_reranker(model, tmp_path)
    assert found.identity.prompt == "search: "
    reference = CrossEncoder(str(model), device="cpu")
    assert found.scores(MESSAGE, SENTENCES) == pytest.approx(
        reference.predict([(MESSAGE, text) for text in SENTENCES]), abs=1e-4
    )


def test_relevance_lies_between_0_and_1_in_the_order_of_the_scores(tmp_path: Path) -> None:
    found = exported_reranker(KINDS["logits"](tmp_path), tmp_path)
    scores, relevance = found.scores(MESSAGE, SENTENCES), found.relevance(MESSAGE, SENTENCES)
    assert scores.min() < 0
    assert relevance.min() > 0
    assert relevance.max() < 1
    assert np.array_equal(np.argsort(scores), np.argsort(relevance))


def two_labels(place: Path) -> Path:
    return cross_encoder(place / "saved", bert(place, labels=2))


def other_activation(place: Path) -> Path:
    return cross_encoder(place / "saved", bert(place), torch.nn.Tanh())


def cut_short(place: Path) -> Path:
    model = cross_encoder(place / "saved", bert(place))
    weights = model / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    return model


def without_head(place: Path) -> Path:
    from safetensors.torch import load_file, save_file

    model = cross_encoder(place / "saved", bert(place))
    weights = load_file(model / "model.safetensors")
    kept = {name: tensor for name, tensor in weights.items() if not name.startswith("classifier")}
    save_file(kept, model / "model.safetensors", {"format": "pt"})
    return model


def embedding_model(place: Path) -> Path:
    return sentence_model(place / "saved", network(place / "n", "bert", wordpiece()))


def language_model(place: Path) -> Path:
    from transformers import AutoConfig, AutoModelForCausalLM

    tokenizer = byte_pairs()
    tokenizer.add_tokens(["yes", "no"])
    sizes = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 4, "intermediate_size": 64}
    config = AutoConfig.for_model("gpt_neox", vocab_size=len(tokenizer), max_position_embeddings=64, **sizes)
    AutoModelForCausalLM.from_config(config).save_pretrained(place / "n")
    tokenizer.save_pretrained(place / "n")
    return cross_encoder(place / "saved", place / "n")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (language_model, "next word of a language model"),
        (two_labels, "gives 2 numbers"),
        (other_activation, "ends in Tanh"),
        (cut_short, "can't be loaded"),
        (without_head, "lacks weights: classifier.bias"),
        (embedding_model, "is no cross-encoder"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_with_a_reason(
    make: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match=said) as caught:
        exported_reranker(make(tmp_path), tmp_path)
    assert caught.value.hint
    assert not list((tmp_path / "rerankers").glob("*"))
