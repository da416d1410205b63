"""Layouts that a person named with ``dltutor add --layout``: ``.dltutor.toml`` in the corpus remembers them.

The documents themselves are never written into.
"""

import json
import tomllib
from pathlib import Path

from dltutor.bank.recognise import check_layout
from dltutor.errors import UsageError
from dltutor.files import write_atomically

NAME = ".dltutor.toml"


def read_overrides(corpus: Path) -> dict[str, str]:
    """Layouts by document. Raises UsageError where the file is damaged."""
    file = corpus / NAME
    try:
        layouts = tomllib.loads(file.read_text(encoding="utf-8")).get("layouts", {})
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is not valid TOML: {error}", hint="Mend the line, or delete the file.") from None
    if not isinstance(layouts, dict):
        raise UsageError(f"{file} holds no table [layouts].", hint="Mend it, or delete the file.")
    return {str(path): check_layout(str(name)) for path, name in layouts.items()}


def write_override(corpus: Path, document: str, layout: str) -> None:
    """Remember the layout of one document."""
    layouts = read_overrides(corpus) | {document: check_layout(layout)}
    # A JSON string is a TOML string too.
    rows = [f"{json.dumps(path, ensure_ascii=False)} = {json.dumps(name)}" for path, name in sorted(layouts.items())]
    write_atomically(corpus / NAME, "\n".join(["[layouts]", *rows, ""]).encode())
