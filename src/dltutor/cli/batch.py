"""Batches: requests as JSON Lines from a file or standard input, one reply a line."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from dltutor.errors import UsageError


def requests(batch: str, example: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The requests of a batch with the numbers of their lines, each as soon as it is there.

    Args:
        batch: A JSON Lines file, or "-" for standard input.
        example: A line as it should be, for the hint.

    Raises:
        UsageError: The file can't be read, or a line holds no JSON object.
    """
    try:
        source = nullcontext(sys.stdin) if batch == "-" else Path(batch).open(encoding="utf-8", errors="replace")  # noqa: SIM115
    except OSError as error:
        raise UsageError(f"{batch} can't be read: {error.strerror}.", hint="Name a JSON Lines file, or -.") from None
    with source as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _request(line, number, example)


def echo(request: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What a program may need to match a reply with its request: those of the names that it holds."""
    return {name: request[name] for name in names if name in request}


def _request(line: str, number: int, example: str) -> dict[str, Any]:
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"Line {number} of the batch is not JSON: {error}.", hint=f"Write {example}.") from None
    if not isinstance(request, dict):
        raise UsageError(f"Line {number} of the batch is not an object.", hint=f"Write {example}.")
    return request
