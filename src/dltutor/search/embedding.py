"""The vectors of many texts: from the cache where it knows them, else from the encoder."""

import threading
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dltutor.errors import Stopped
from dltutor.progress import Progress, Report
from dltutor.search.cache import VectorCache
from dltutor.search.encoders import open_encoder
from dltutor.search.model import ModelIdentity

CHUNK = 512
"""Texts sorted by length and encoded together, and written to the cache together when the work is stopped."""

FloatArray = npt.NDArray[np.float32]


def embed(
    texts: Sequence[str],
    identity: ModelIdentity,
    *,
    afresh: bool,
    report: Report,
    stop: threading.Event | None,
) -> tuple[FloatArray, int]:
    """Encode texts with the model's prompt for documents, each different one once.

    What was encoded before a stop is kept for the next time. ``afresh`` passes over what is known.

    Returns:
        Unit vectors, shape (texts, dimension), and how many texts went through the model.

    Raises:
        Stopped: ``stop`` was set.
        ModelError: The encoder can't be opened.
    """
    prompted = [identity.document_prompt + text for text in texts]
    different = list(dict.fromkeys(prompted))
    cache = VectorCache(identity.key, identity.dimension)
    missing = different if afresh else [text for text in different if cache.get(text) is None]
    if missing:
        try:
            _encode(missing, identity, cache, report, stop)
        finally:
            cache.save(in_use=len(different))
    vectors = np.empty((len(texts), identity.dimension), dtype=np.float32)
    for row, text in enumerate(prompted):
        vectors[row] = cache.get(text)
    return vectors, len(missing)


def _encode(
    texts: Sequence[str], identity: ModelIdentity, cache: VectorCache, report: Report, stop: threading.Event | None
) -> None:
    """Put the vectors of texts into the cache, chunk by chunk; the last chunk's progress is that of the whole."""
    encoder = open_encoder(identity, bulk=True)
    began = time.monotonic()
    for start in range(0, len(texts), CHUNK):
        chunk = texts[start : start + CHUNK]

        def report_whole(progress: Progress, start: int = start) -> None:
            report(Progress("encoding", start + progress.done, len(texts), time.monotonic() - began))

        cache.put(chunk, encoder.encode(chunk, stop=stop, report=report_whole))
    if stop is not None and stop.is_set():
        raise Stopped("The build was stopped.")
