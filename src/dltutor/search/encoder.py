"""From texts to unit vectors, with ONNX Runtime and ``tokenizers`` alone: no torch on the way to an answer."""

import json
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dltutor.errors import ModelError, Stopped
from dltutor.progress import Progress, Report, silent
from dltutor.search.model import ModelIdentity
from dltutor.search.network import FloatArray, Network, batches


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
        try:
            self.identity = ModelIdentity.from_json(json.loads((folder / "meta.json").read_text(encoding="utf-8")))
            self._network = Network(folder, self.identity.max_tokens, threads=threads)
        except Exception as error:  # ONNX Runtime and tokenizers raise bare exceptions of many kinds
            raise ModelError(
                f"The encoder in {folder} can't be opened: {str(error).splitlines()[0]}",
                hint=f"Delete that folder and run `dltutor index`: it is made again. ({type(error).__name__})",
            ) from error

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
        encodings = self._network.tokens(texts)
        vectors = np.empty((len(encodings), self.identity.dimension), dtype=np.float32)
        done = 0
        for batch in batches(encodings):
            if stop is not None and stop.is_set():
                raise Stopped("Encoding was stopped.")
            vectors[batch] = self._network.run([encodings[row] for row in batch])
            done += len(batch)
            report(Progress("encoding", done, len(encodings), time.monotonic() - began))
        return vectors

    def encode_query(self, text: str) -> FloatArray:
        """One question, with the model's prompt for questions; shape (dimension,)."""
        vector: FloatArray = self.encode([self.identity.query_prompt + text])[0]
        return vector
