"""From a torch module to a folder that ONNX Runtime opens fast: traced, fused, its weights in a file of their own.

Weights beside the graph are mapped from disk: opening takes half the time and half the memory of a graph with the
weights inside.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dltutor.errors import ModelError
from dltutor.search.model import Precision

if TYPE_CHECKING:
    import torch

MAX_TOKENS = 512
"""The most tokens of a text that are looked at, whatever the model could take: attention's cost grows with their
square, and nothing that is indexed or asked is so long."""
SAMPLE_TOKENS = 16


@contextmanager
def complete_folder(final: Path) -> Iterator[tuple[Path, Path]]:
    """A folder to fill that is put in its place in one step when all went well, and one for what is thrown away."""
    import shutil

    final.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=final.parent) as place:
        made, scratch = Path(place) / "made", Path(place) / "scratch"
        made.mkdir()
        scratch.mkdir()
        yield made, scratch
        if final.exists():
            shutil.rmtree(final)
        made.rename(final)


def most_tokens(model: Any) -> int:
    """Where texts are cut: at the model's own length, or earlier where its table of positions ends.

    RoBERTa's kind counts positions from the padding token's number + 1, and many of its configurations promise a
    length that the table doesn't hold.
    """
    import torch

    limits = [MAX_TOKENS, model.max_seq_length or MAX_TOKENS]
    for name, module in model.named_modules():
        if name.endswith(".position_embeddings") and isinstance(module, torch.nn.Embedding):
            before = 0 if module.padding_idx is None else module.padding_idx + 1
            limits.append(module.num_embeddings - before)
    return int(min(limits))


def write_tokenizer(tokenizer: Any, max_tokens: int, file: Path) -> None:
    """Write a fast tokenizer with where it cuts and what it pads with; padding is always at the end."""
    backend = tokenizer.backend_tokenizer
    backend.enable_truncation(max_tokens, direction=getattr(tokenizer, "truncation_side", "right"))
    backend.enable_padding(pad_id=tokenizer.pad_token_id or 0, pad_token=tokenizer.pad_token or "")
    backend.save(str(file))


def write_graph(module: "torch.nn.Module", inputs: Sequence[str], file: Path, *, max_tokens: int) -> None:
    """Trace a module with free batch size and length; its inputs are matrices of token numbers, masks and types.

    The sample's second row is padded: with a mask of ones alone, tracing would leave the mask out of the graph.

    Raises:
        ModelError: The module can't be traced.
    """
    import torch

    length = min(SAMPLE_TOKENS, max_tokens)
    sample = {name: torch.ones(2, length, dtype=torch.long) for name in ("input_ids", "attention_mask")}
    sample["token_type_ids"] = torch.zeros(2, length, dtype=torch.long)
    sample["attention_mask"][1, length // 2 :] = 0
    free = {0: "batch", 1: "length"}
    try:
        torch.onnx.export(
            module,
            tuple(sample[name] for name in inputs),
            str(file),
            input_names=list(inputs),
            output_names=["output"],
            dynamic_axes={**dict.fromkeys(inputs, free), "output": {0: "batch"}},
            opset_version=17,
            dynamo=False,  # eight times faster than the newer exporter, whose graph ONNX Runtime 1.31 refuses
        )
    except Exception as error:  # tracing runs the model's own code
        raise ModelError(
            f"The model can't be exported: its code can't be traced ({first_line(error)}).",
            hint="Choose another model.",
        ) from error


def write_optimised(graph: Path, made: Path, precision: Precision) -> None:
    """Fuse a graph once, here, so that opening it doesn't have to: ``model.onnx`` and its weights, ``model.data``.

    Raises:
        ModelError: ONNX Runtime can't run the graph.
    """
    import onnxruntime

    if precision == "int8":
        from onnxruntime.quantization import QuantType, quantize_dynamic

        quantize_dynamic(graph, graph.with_name("int8.onnx"), per_channel=True, weight_type=QuantType.QInt8)
        graph = graph.with_name("int8.onnx")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    # "Extended", not "all": the last level is for the processor it runs on, and caches get copied between machines.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(made / "model.onnx")
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", "model.data")
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    try:
        onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises bare exceptions of many kinds
        raise ModelError(
            f"ONNX Runtime can't run the model: {first_line(error)}", hint="Choose another model."
        ) from error


def read_json(file: Path) -> dict[str, Any]:
    """A configuration; empty where there is none, as in many models, or where loading will say what is wrong."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def write_meta(data: Mapping[str, Any], made: Path) -> None:
    """Write ``meta.json``."""
    (made / "meta.json").write_text(json.dumps(data, indent=1), encoding="utf-8")


def first_line(error: Exception) -> str:
    """What an exception says, in a line."""
    return (str(error).splitlines() or [type(error).__name__])[0]
