"""From texts to unit vectors, with ONNX Runtime and ``tokenizers`` alone: no torch on the way to an answer."""

import json
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dltutor.errors import ModelError, Stopped
from dltutor.progress import Progress, Report, silent
from dltutor.search.model import ModelIdentity

BATCH_TOKENS = 512
"""Tokens in a batch, padding included. Small batches stay in the processor's cache: 512 was up to half as fast again as
4096 on two cores, and stopping takes no longer than one batch."""

FloatArray = npt.NDArray[np.float32]


class Encoder:
    """An exported encoder, opened.

    Not to be used by several threads at once.

    Args:
        folder: What the exporter wrote: ``model.onnx``, ``model.data``, ``tokenizer.json``, ``meta.json``.
        threads: One for single questions (on a busy machine two threads wait for each other); two for bulk work.

    Raises:
        ModelError: The folder isn't there or is damaged.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.identity = ModelIdentity.from_json(json.loads((folder / "meta.json").read_text(encoding="utf-8")))
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), _session_options(threads), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime and tokenizers raise bare exceptions of many kinds
            raise ModelError(
                f"The encoder in {folder} can't be opened: {str(error).splitlines()[0]}",
                hint=f"Delete that folder and run `dltutor index`: it is made again. ({type(error).__name__})",
            ) from error
        self._tokenizer.enable_truncation(self.identity.max_tokens)
        self._tokenizer.no_padding()
        self._pad = self._tokenizer.token_to_id("[PAD]") or 0

    def encode(
        self,
        texts: Sequence[str],
        *,
        stop: threading.Event | None = None,
        report: Report = silent,
    ) -> FloatArray:
        """Encode texts as they are, without a prompt.

        Texts of like length go together, so that little is padded. In fp32 a text's vector doesn't depend on its
        batch by more than 1e-6.

        Returns:
            Unit vectors, shape (number of texts, dimension).

        Raises:
            Stopped: ``stop`` was set; looked at before every batch.
        """
        began = time.monotonic()
        encodings = self._tokenizer.encode_batch_fast(list(texts))
        tokens = [encoding.ids for encoding in encodings]
        vectors = np.empty((len(tokens), self.identity.dimension), dtype=np.float32)
        done = 0
        for batch in _batches([len(ids) for ids in tokens]):
            if stop is not None and stop.is_set():
                raise Stopped("Encoding was stopped.")
            vectors[batch] = self._run([tokens[row] for row in batch])
            done += len(batch)
            report(Progress("encoding", done, len(tokens), time.monotonic() - began))
        return vectors

    def encode_query(self, text: str) -> FloatArray:
        """One question, with the model's prompt for questions; shape (dimension,)."""
        vector: FloatArray = self.encode([self.identity.query_prompt + text])[0]
        return vector

    def _run(self, tokens: list[list[int]]) -> FloatArray:
        longest = max(map(len, tokens))
        ids = np.full((len(tokens), longest), self._pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, line in enumerate(tokens):
            ids[row, : len(line)] = line
            mask[row, : len(line)] = 1
        output: FloatArray = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return output


def _batches(lengths: list[int]) -> list[list[int]]:
    """Rows in batches of at most ``BATCH_TOKENS`` after padding, shortest texts first."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not batches or (len(batches[-1]) + 1) * lengths[row] > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(row)
    return batches


def _session_options(threads: int) -> object:
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
