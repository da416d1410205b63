"""Exported encoders and re-rankers in the user's cache: find one, or have it made by a child process."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from dltutor import paths
from dltutor.errors import ModelError, Stopped
from dltutor.progress import Progress, Report, silent
from dltutor.search.encoder import Encoder
from dltutor.search.model import ModelIdentity, Precision, display_name, encoder_key, locate, locate_reranker

if TYPE_CHECKING:
    from dltutor.search.reranker import Reranker

FILES = ("meta.json", "model.onnx", "model.data", "tokenizer.json")
BULK_THREADS = 2


def encoders_dir() -> Path:
    """Where exported encoders are kept."""
    return paths.cache_dir() / "encoders"


def rerankers_dir() -> Path:
    """Where exported re-rankers are kept."""
    return paths.cache_dir() / "rerankers"


def ensure(
    name: str,
    precision: Precision = "fp32",
    *,
    report: Report = silent,
    stop: threading.Event | None = None,
) -> ModelIdentity:
    """The identity of a model whose encoder is ready to open; exports it first where it isn't there yet.

    Raises:
        ModelError: The model isn't to be had, or its export failed.
        Stopped: ``stop`` was set.
    """
    weights = locate(name)
    if weights is not None:
        known = _read_meta(encoders_dir() / encoder_key(weights.hash, precision))
        if known is not None:
            return known
    return ModelIdentity.from_json(_export(name, encoders_dir(), ["--precision", precision], report, stop))


def open_encoder(identity: ModelIdentity, *, bulk: bool = False) -> Encoder:
    """Open an exported encoder: for single questions, or with more threads for bulk work.

    Raises:
        ModelError: It was never exported on this machine, or its files are damaged.
    """
    folder = encoders_dir() / identity.key
    if _read_meta(folder) is None:
        raise ModelError(
            f"The encoder of {identity.name!r} is missing from {folder.parent}.", hint="Run `dltutor index`."
        )
    return Encoder(folder, threads=BULK_THREADS if bulk else 1)


def open_reranker(name: str, *, report: Report = silent) -> "Reranker":
    """Open the re-ranker of a folder; exports it first where that hasn't been done yet.

    Raises:
        ModelError: There is none in the folder, or it can't be exported.
    """
    from dltutor.search.reranker import Reranker

    weights = locate_reranker(name)
    folder = rerankers_dir() / encoder_key(weights.hash, "fp32")
    if not _complete(folder, FILES):
        _export(str(weights.folder), rerankers_dir(), ["--kind", "reranker"], report, stop=None)
    return Reranker(folder)


def known_words(identity: ModelIdentity) -> list[str]:
    """The words that a model knows in one piece, in lower case: a word among them is no slip of the finger."""
    return (encoders_dir() / identity.key / "words.txt").read_text(encoding="utf-8").split("\n")


def _read_meta(folder: Path) -> ModelIdentity | None:
    """The identity of a complete export; None where a file is missing or unreadable."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return ModelIdentity.from_json(meta) if _complete(folder, (*FILES, "words.txt")) else None
    except (OSError, ValueError, TypeError):
        return None


def _complete(folder: Path, files: Sequence[str]) -> bool:
    return all((folder / file).is_file() for file in files)


def _export(
    name: str, folder: Path, options: Sequence[str], report: Report, stop: threading.Event | None
) -> dict[str, Any]:
    return run_export(["dltutor.search.export", name, str(folder), *options], display_name(name), report, stop)


def run_export(
    module: Sequence[str], name: str, report: Report = silent, stop: threading.Event | None = None
) -> dict[str, Any]:
    """Run an exporter as a child process and return its meta data.

    Its chatter goes to a file of which only a failure shows the end.

    Args:
        module: The exporter's module, and its arguments.
        name: What is exported, for people.
        report: Told of its stages.
        stop: Set it to stop.

    Raises:
        ModelError: The export failed.
        Stopped: ``stop`` was set.
    """
    command = [sys.executable, "-m", *module]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONUTF8": "1"}
    began = time.monotonic()
    messages: list[dict[str, Any]] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as chatter:
        with subprocess.Popen(  # noqa: S603  our own module, run by our own interpreter
            command, stdout=subprocess.PIPE, stderr=chatter, stdin=subprocess.DEVNULL, text=True, env=environment
        ) as child:
            reader = threading.Thread(target=_listen, args=(child, messages, report, began), daemon=True)
            reader.start()
            try:
                _wait(child, stop)
            finally:
                if child.poll() is None:
                    child.kill()
                reader.join()
        return _outcome(name, messages, chatter)


def _wait(child: "subprocess.Popen[str]", stop: threading.Event | None) -> None:
    """Until the child is done; raises Stopped as soon as ``stop`` is set."""
    if stop is None:
        child.wait()
        return
    while child.poll() is None:
        if stop.wait(0.1):
            raise Stopped("The export was stopped.")


def _listen(child: "subprocess.Popen[str]", messages: list[dict[str, Any]], report: Report, began: float) -> None:
    for line in child.stdout or ():
        try:
            message = json.loads(line)
        except ValueError:  # some library wrote to standard output
            continue
        if "stage" in message:
            report(Progress(message["stage"], message["done"], message["total"], time.monotonic() - began))
        else:
            messages.append(message)


def _outcome(name: str, messages: list[dict[str, Any]], chatter: IO[str]) -> dict[str, Any]:
    last = messages[-1] if messages else {}
    if "meta" in last:
        meta: dict[str, Any] = last["meta"]
        return meta
    if "error" in last:
        raise ModelError(last["error"], hint=last["hint"])
    chatter.seek(0)
    lines = [line.strip() for line in chatter if line.strip()][-3:]
    raise ModelError(
        f"The export of {name} failed: {' / '.join(lines) or 'it was killed'}",
        hint="Is there enough memory (1 GB) and disk? `dltutor doctor` shows versions.",
    )
