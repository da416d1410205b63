"""An exported model, opened: its tokenizer and its graph, run by ONNX Runtime on batches of like length."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

BATCH_TOKENS = 512
"""Tokens in a batch, padding included. Small batches stay in the processor's cache: 512 was up to half as fast again as
4096 on two cores, and stopping takes no longer than one batch."""

FloatArray = npt.NDArray[np.float32]


class Network:
    """A tokenizer and a graph with one output.

    Args:
        folder: With ``model.onnx``, ``model.data`` and ``tokenizer.json``.
        max_tokens: Where texts are cut, or the longer text of a pair.
        threads: That ONNX Runtime may use.

    Raises:
        Exception: ONNX Runtime and tokenizers raise bare exceptions of many kinds where a file is damaged.
    """

    def __init__(self, folder: Path, max_tokens: int, *, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), _options(threads), providers=["CPUExecutionProvider"]
        )
        self._inputs = [given.name for given in self._session.get_inputs()]
        self._pad = (self._tokenizer.padding or {}).get("pad_id", 0)
        direction = (self._tokenizer.truncation or {}).get("direction", "right")
        self._tokenizer.enable_truncation(max_tokens, direction=direction)
        self._tokenizer.no_padding()

    def tokens(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> list[Any]:
        """The tokens of texts or of pairs, with the model's own marks about them."""
        encodings: list[Any] = self._tokenizer.encode_batch_fast(list(texts))
        return encodings

    def run(self, encodings: Sequence[Any]) -> FloatArray:
        """The graph's output for one batch; shape (batch, …)."""
        longest = max(len(encoding.ids) for encoding in encodings)
        shape = (len(encodings), longest)
        given = {
            "input_ids": np.full(shape, self._pad, dtype=np.int64),
            "attention_mask": np.zeros(shape, dtype=np.int64),
            "token_type_ids": np.zeros(shape, dtype=np.int64),
        }
        for row, encoding in enumerate(encodings):
            length = len(encoding.ids)
            given["input_ids"][row, :length] = encoding.ids
            given["attention_mask"][row, :length] = 1
            given["token_type_ids"][row, :length] = encoding.type_ids
        output: FloatArray = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        return output


def batches(encodings: Sequence[Any]) -> list[list[int]]:
    """Rows in batches of at most ``BATCH_TOKENS`` after padding, shortest first."""
    lengths = [len(encoding.ids) for encoding in encodings]
    found: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not found or (len(found[-1]) + 1) * lengths[row] > BATCH_TOKENS:
            found.append([])
        found[-1].append(row)
    return found


def _options(threads: int) -> object:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Spinning threads keep a core at 100 % between two questions and starve other programs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The exporter has optimised the graph; doing it again costs 0.2 s at every start.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options
