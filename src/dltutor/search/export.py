"""Export a model of sentence-transformers: ``python -m dltutor.search.export NAME FOLDER [--kind reranker]``.

Runs as a child process, because importing sentence-transformers takes seconds and hundreds of megabytes that no
question should pay for: asking then needs ONNX Runtime and ``tokenizers`` alone.

Speaks JSON lines on standard output: ``{"stage": …, "done": …, "total": …}``, at the end ``{"meta": …}``, or
``{"error": …, "hint": …}``.
"""

import argparse
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from dltutor.errors import ModelError
from dltutor.search.encoder_export import export_encoder
from dltutor.search.model import Weights, locate, locate_reranker
from dltutor.search.reranker_export import export_reranker

STAGES = {
    "encoder": ("loading the model", "writing the encoder", "optimising", "checking"),
    "reranker": ("loading the re-ranker", "writing the re-ranker", "optimising", "checking"),
}


def main(arguments: list[str] | None = None) -> int:
    """Export one model; see the module's docstring for what it prints."""
    parser = argparse.ArgumentParser(prog="python -m dltutor.search.export")
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=list(STAGES), default="encoder")
    parser.add_argument("--precision", choices=["fp32", "int8"], default="fp32")
    given = parser.parse_args(arguments)
    quiet()
    stages = STAGES[given.kind]

    def tell(number: int) -> None:
        say(stage=stages[number], done=number, total=len(stages))

    try:
        if given.kind == "reranker":
            say(meta=export_reranker(locate_reranker(given.name), given.folder, tell).to_json())
        else:
            weights = locate(given.name) or _fetch(given.name)
            os.environ["HF_HUB_OFFLINE"] = "1"
            say(meta=export_encoder(weights, given.folder, given.precision, tell).to_json())
    except ModelError as error:
        say(error=error.message, hint=error.hint)
        return 1
    return 0


def quiet() -> None:
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


def say(**message: Any) -> None:
    """Send one message to the parent process."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
