"""Jupyter notebooks → Markdown: text cells as they are, code cells as fences, outputs left out."""

import json
import re
from typing import Any

from dltutor.errors import DocumentError


def to_markdown(source: str, name: str) -> str:
    """The notebook's cells in order, one blank line between two.

    Raises:
        DocumentError: The text is no JSON, or no notebook, or a notebook without cells.
    """
    try:
        notebook = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            f"{name} is a damaged notebook: {error}.", hint="Open it in Jupyter and save it again."
        ) from None
    cells = _cells(notebook)
    if cells is None:
        raise DocumentError(f"{name} is no Jupyter notebook: it has no cells.", hint="Check the file's suffix.")
    language = _language(notebook)
    return "\n\n".join(text for cell in cells if (text := _cell(cell, language)))


def _cells(notebook: Any) -> list[Any] | None:
    """The list of cells; format 3 keeps it in worksheets."""
    if not isinstance(notebook, dict):
        return None
    sheets = notebook.get("worksheets")
    if "cells" not in notebook and isinstance(sheets, list) and sheets and isinstance(sheets[0], dict):
        notebook = sheets[0]
    cells = notebook.get("cells")
    return cells if isinstance(cells, list) else None


def _language(notebook: dict[str, Any]) -> str:
    about = notebook.get("metadata")
    info = about.get("language_info") if isinstance(about, dict) else None
    language = info.get("name") if isinstance(info, dict) else None
    return language if isinstance(language, str) and re.fullmatch(r"[\w+#-]+", language) else "python"


def _cell(cell: Any, language: str) -> str:
    if not isinstance(cell, dict):
        return ""
    source = cell.get("source", cell.get("input", ""))
    text = ("".join(map(str, source)) if isinstance(source, list) else str(source)).strip("\n")
    kind = cell.get("cell_type")
    if not text.strip():
        return ""
    if kind == "heading":
        return f"{'#' * _level(cell.get('level'))} {text}"
    if kind != "code":
        return text
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _level(value: Any) -> int:
    return min(max(value, 1), 6) if isinstance(value, int) else 1
