"""The program in a process of its own, and what it prints."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(home: Path) -> dict[str, str]:
    """An environment in which everything that dltutor keeps lies under one folder, and warnings are errors."""
    return {**os.environ, "DLTUTOR_HOME": str(home), "PYTHONWARNINGS": "error"}


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]
