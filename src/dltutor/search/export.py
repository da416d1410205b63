"""Turn any sentence-transformers model into an ONNX encoder: ``python -m dltutor.search.export NAME FOLDER``.

Runs as a child process, because importing sentence-transformers takes seconds and hundreds of megabytes that no
question should pay for. The model's own pooling and normalisation go into the graph, and unit length after them, so
that asking needs ONNX Runtime and ``tokenizers`` alone. Weights are kept beside the graph, where ONNX Runtime maps
them from disk: opening then takes half the time and half the memory of a graph with the weights inside.

Speaks JSON lines on standard output: ``{"stage": …, "done": …, "total": …}``, at the end ``{"meta": …}``, or
``{"error": …, "hint": …}``.
"""

import argparse
import json
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dltutor.errors import ModelError
from dltutor.search import adapter
from dltutor.search.model import ModelIdentity, Precision, Weights, locate

if TYPE_CHECKING:
    import torch

STAGES = ("loading the model", "writing the encoder", "optimising", "checking")
SAMPLES = (
    "Why?",
    "What does batch normalisation do during training, and what at test time?",
    "The gradient of the loss is passed back layer by layer with the chain rule. " * 12,
)
LEAST_COSINE = {"fp32": 0.9999, "int8": 0.95}
"""How near to torch an export must come before it is used; dynamic int8 reaches 0.976 at worst on short texts."""
MAX_TOKENS = 512


def main(arguments: list[str] | None = None) -> int:
    """Export one model; see the module's docstring for what it prints."""
    parser = argparse.ArgumentParser(prog="python -m dltutor.search.export")
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--precision", choices=["fp32", "int8"], default="fp32")
    given = parser.parse_args(arguments)
    try:
        _say(meta=export(given.name, given.folder, given.precision).to_json())
    except ModelError as error:
        _say(error=error.message, hint=error.hint)
        return 1
    return 0


def export(name: str, folder: Path, precision: Precision) -> ModelIdentity:
    """Write a model's encoder to ``folder/<key>`` in one step: nobody ever sees half of it.

    Raises:
        ModelError: The model can't be loaded or exported, or its export differs from what torch computes.
    """
    _quiet()
    weights = locate(name) or _fetch(name)
    _stage(0)
    model = _load(weights)
    identity = _identity(model, weights, precision)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=folder) as place:
        made = Path(place) / "encoder"
        made.mkdir()
        _stage(1)
        _write_graph(model, Path(place) / "plain.onnx")
        tokenizer = model.tokenizer.backend_tokenizer
        tokenizer.save(str(made / "tokenizer.json"))
        (made / "words.txt").write_text("\n".join(_whole_words(tokenizer.get_vocab())), encoding="utf-8")
        _stage(2)
        _optimise(Path(place), made, precision)
        (made / "meta.json").write_text(json.dumps(identity.to_json(), indent=1), encoding="utf-8")
        _stage(3)
        _check(model, made, identity)
        final = folder / identity.key
        if final.exists():
            shutil.rmtree(final)
        made.rename(final)
    return identity


def _quiet() -> None:
    """No telemetry and no chatter: what a library prints here helps nobody who only wants an index."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)


def _fetch(name: str) -> Weights:
    """Get a hub model that this machine doesn't have yet; the only step that uses the network."""
    from huggingface_hub import snapshot_download

    for repo in (name, f"sentence-transformers/{name}"):
        try:
            snapshot_download(repo, ignore_patterns=["*.onnx", "*.h5", "*.msgpack", "openvino*", "*.ot"])
            break
        except Exception:  # noqa: BLE001, S112  every kind of failure means the same here: it isn't to be had
            continue
    found = locate(name)
    if found is None:
        raise ModelError(
            f"The model {name!r} is neither on this machine nor to be had from the hub.",
            hint='Give a folder or a sentence-transformers name, or use "default".',
        )
    return found


def _load(weights: Weights) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(weights.folder), device="cpu")
        model.eval()
        # Plain attention gives a smaller graph than the fused kind, and the same vectors.
        first: Any = model[0]
        if weights.adapted:
            adapter.apply(first.auto_model)
        first.auto_model.set_attn_implementation("eager")
    except Exception as error:  # whatever a stranger's model folder does wrong
        raise ModelError(
            f"The model {weights.name!r} can't be loaded: {str(error).splitlines()[0]}",
            hint="It must be a transformer model that sentence-transformers can load.",
        ) from error
    if not getattr(model.tokenizer, "is_fast", False):
        raise ModelError(f"The model {weights.name!r} has no fast tokenizer.", hint="Choose another model.")
    return model


def _identity(model: Any, weights: Weights, precision: Precision) -> ModelIdentity:
    pooling = next((module for module in model if hasattr(module, "pooling_mode")), None)
    prompts = {key: text for key, text in (model.prompts or {}).items() if text}
    if prompts and pooling is not None and not getattr(pooling, "include_prompt", True):
        raise ModelError(f"{weights.name!r} pools without its prompt, which isn't supported.", hint="Choose another.")
    mode = getattr(pooling, "pooling_mode", "mean")
    return ModelIdentity(
        name=weights.name,
        hash=weights.hash,
        dimension=int(model.get_embedding_dimension()),
        pooling=mode if isinstance(mode, str) else "+".join(mode),
        query_prompt=prompts.get("query", ""),
        document_prompt=prompts.get("document", prompts.get("passage", "")),
        max_tokens=min(int(model.max_seq_length or MAX_TOKENS), MAX_TOKENS),
        precision=precision,
    )


def _write_graph(model: Any, file: Path) -> None:
    """Trace the whole model, unit length included, with free batch size and length.

    The sample's second row is padded: with a mask of ones alone, tracing would leave the mask out of the graph.
    """
    import torch

    class Whole(torch.nn.Module):
        """From token numbers to unit vectors."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: "torch.Tensor", attention_mask: "torch.Tensor") -> "torch.Tensor":
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            for module in self.model:
                features = module(features)
            return torch.nn.functional.normalize(features["sentence_embedding"], p=2, dim=1)

    ids = torch.ones(2, 16, dtype=torch.long)
    mask = torch.ones(2, 16, dtype=torch.long)
    mask[1, 8:] = 0
    free = {0: "batch", 1: "length"}
    try:
        torch.onnx.export(
            Whole(),
            (ids, mask),
            str(file),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,  # eight times faster than the newer exporter, whose graph ONNX Runtime 1.31 refuses
        )
    except Exception as error:  # tracing runs the model's own code
        raise ModelError(
            f"The model can't be exported: {str(error).splitlines()[0]}", hint="Choose a transformer model."
        ) from error


def _whole_words(vocabulary: Iterable[str]) -> list[str]:
    """The words that the tokenizer doesn't take apart: what spelling repair leaves alone."""
    words = (token.lower().lstrip("▁Ġ") for token in vocabulary if not token.startswith("##"))
    return sorted({word for word in words if word.isalpha() and len(word) > 1})


def _optimise(place: Path, made: Path, precision: Precision) -> None:
    """Fuse the graph once, here, so that opening it doesn't have to; weights go into a file of their own."""
    import onnxruntime

    source = place / "plain.onnx"
    if precision == "int8":
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(source, place / "int8.onnx", per_channel=True, weight_type=QuantType.QInt8)
        source = place / "int8.onnx"
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # "Extended", not "all": the last level is for the processor it runs on, and caches get copied between machines.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(made / "model.onnx")
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", "model.data")
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def _check(model: Any, made: Path, identity: ModelIdentity) -> None:
    """The export must give the vectors that torch gives."""
    import numpy as np

    from dltutor.search.encoder import Encoder

    expected = model.encode(list(SAMPLES), normalize_embeddings=True, show_progress_bar=False)
    cosine = float(np.min(np.sum(expected * Encoder(made).encode(SAMPLES), axis=1)))
    if cosine < LEAST_COSINE[identity.precision]:
        raise ModelError(
            f"The exported encoder differs from {identity.name!r} (cosine {cosine:.4f}).",
            hint="Choose another model, or fp32.",
        )


def _stage(number: int) -> None:
    _say(stage=STAGES[number], done=number, total=len(STAGES))


def _say(**message: Any) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
