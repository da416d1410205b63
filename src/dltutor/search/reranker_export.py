"""Turn a cross-encoder of sentence-transformers into a re-ranker of ONNX: from a pair of texts to its score."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dltutor.errors import ModelError
from dltutor.search.graph import (
    complete_folder,
    first_line,
    most_tokens,
    read_json,
    write_graph,
    write_meta,
    write_optimised,
    write_tokenizer,
)
from dltutor.search.model import Weights
from dltutor.search.reranker import RerankerIdentity

if TYPE_CHECKING:
    import torch

ACTIVATIONS = ("Sigmoid", "Identity")
QUESTION = "What does dropout do during training?"
TEXTS = (
    "Why?",
    "Dropout switches units off at random.",
    "The gradient of the loss is passed back layer by layer with the chain rule. " * 12,
)
TOLERANCE = 1e-3
"""Absolute and relative; the exports of real models differ from torch in the sixth digit."""
ANOTHER = "Choose a cross-encoder with one output, or ask without --reranker."


def export_reranker(weights: Weights, folder: Path, tell: Callable[[int], None]) -> RerankerIdentity:
    """Write a cross-encoder to ``folder/<key>`` in one step; ``tell`` hears of each of the four stages.

    Raises:
        ModelError: The model can't be loaded or exported, or its export differs from what torch computes.
    """
    tell(0)
    model = _load(weights)
    identity = _identity(model, weights)
    with complete_folder(folder / identity.key) as (made, scratch):
        tell(1)
        names = [name for name in model.tokenizer.model_input_names if name == "token_type_ids"]
        inputs = ["input_ids", "attention_mask", *names]
        write_graph(_whole(model, inputs), inputs, scratch / "plain.onnx", max_tokens=identity.max_tokens)
        write_tokenizer(model.tokenizer, identity.max_tokens, made / "tokenizer.json")
        tell(2)
        write_optimised(scratch / "plain.onnx", made, "fp32")
        write_meta(identity.to_json(), made)
        tell(3)
        _check(model, made, identity)
    return identity


def _load(weights: Weights) -> Any:
    from sentence_transformers import CrossEncoder

    try:
        _require_all_weights(weights)
        model = CrossEncoder(str(weights.folder), device="cpu", local_files_only=True)
        model.float().eval()
        outputs, kind = int(model.num_labels), type(model.activation_fn).__name__
    except ModelError:
        raise
    except Exception as error:  # whatever a stranger's model folder does wrong
        raise ModelError(
            f"The re-ranker {weights.name!r} can't be loaded: {first_line(error)}",
            hint="It must be a folder that CrossEncoder.save_pretrained() wrote, complete.",
        ) from error
    if any(type(module).__name__ == "LogitScore" for module in model):
        raise ModelError(
            f"The re-ranker {weights.name!r} judges by the next word of a language model, which isn't supported.",
            hint=ANOTHER,
        )
    if outputs != 1:
        raise ModelError(
            f"The re-ranker {weights.name!r} gives {outputs} numbers for a pair of texts, and one is needed.",
            hint=ANOTHER,
        )
    if kind not in ACTIVATIONS:
        raise ModelError(
            f"The re-ranker {weights.name!r} ends in {kind}; Sigmoid and Identity are understood.", hint=ANOTHER
        )
    if not getattr(model.tokenizer, "is_fast", False):
        raise ModelError(f"The re-ranker {weights.name!r} has no fast tokenizer.", hint=ANOTHER)
    model[0].auto_model.set_attn_implementation("eager")
    return model


def _require_all_weights(weights: Weights) -> None:
    """Raise ModelError for a model without a trained head: loading would make one up, at random, and only warn."""
    from transformers import AutoConfig, AutoModelForSequenceClassification

    known: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    built = "".join(AutoConfig.from_pretrained(weights.folder, **known).architectures or ["none"])
    if not built.endswith("ForSequenceClassification"):
        if read_json(weights.folder / "config_sentence_transformers.json").get("model_type") == "CrossEncoder":
            return  # its head is a layer of its own, which isn't made up
        raise ModelError(
            f"The model {weights.name!r} is no cross-encoder: it was saved as {built}.",
            hint="A model that gives vectors is used with: dltutor index --model PATH",
        )
    _, loading = AutoModelForSequenceClassification.from_pretrained(weights.folder, output_loading_info=True, **known)
    if loading["missing_keys"]:
        missing = ", ".join(sorted(loading["missing_keys"])[:3])
        raise ModelError(f"The re-ranker {weights.name!r} lacks weights: {missing}.", hint=ANOTHER)


def _identity(model: Any, weights: Weights) -> RerankerIdentity:
    tokens = model.max_seq_length = most_tokens(model)
    return RerankerIdentity(
        name=weights.name,
        hash=weights.hash,
        max_tokens=tokens,
        bounded=type(model.activation_fn).__name__ == "Sigmoid",
        prompt=(model.prompts or {}).get(model.default_prompt_name) or "",
    )


def _whole(model: Any, inputs: list[str]) -> "torch.nn.Module":
    """The model with its activation as one module, from a batch of pairs to a score for each."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *given: "torch.Tensor") -> "torch.Tensor":
            features: dict[str, torch.Tensor] = dict(zip(inputs, given, strict=True))
            for module in self.model:
                features = module(features)
            scores: torch.Tensor = model.activation_fn(features["scores"])
            return scores.squeeze(-1)

    return Whole()


def _check(model: Any, made: Path, identity: RerankerIdentity) -> None:
    """The export must give the scores that sentence-transformers gives."""
    import numpy as np

    from dltutor.search.reranker import Reranker

    try:
        expected = model.predict([(QUESTION, text) for text in TEXTS], show_progress_bar=False)
        found = Reranker(made).scores(QUESTION, TEXTS)
    except Exception as error:  # the model's own code, and ONNX Runtime's bare exceptions
        raise ModelError(
            f"The re-ranker {identity.name!r} can't score a text: {first_line(error)}", hint=ANOTHER
        ) from error
    if not np.allclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE):
        worst = float(np.max(np.abs(found - expected)))
        raise ModelError(f"The exported re-ranker differs from {identity.name!r} by {worst:.4f}.", hint=ANOTHER)
