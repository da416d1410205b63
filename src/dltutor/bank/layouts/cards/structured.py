"""JSON and JSON Lines → records, each with the line on which it begins."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from dltutor.bank.document import Document
from dltutor.bank.layouts.cards.record import Record, knows_question
from dltutor.bank.parsed import Doubt
from dltutor.errors import DocumentError

LISTS = ("questions", "items", "cards", "data", "notes", "entries")
SPACE = re.compile(r"[ \t\r\n\ufeff]*")
DECODER = json.JSONDecoder()


def looks_structured(lines: Sequence[str]) -> bool:
    """Whether a text of another suffix is JSON all the same: it opens like a list or object of questions."""
    head = " ".join(line.strip() for line in lines[:20] if line.strip())[:2000]
    return bool(re.match(r'\ufeff?(?:\[\s*\{|\{)\s*"\w+"\s*:', head)) and bool(
        re.search(r'"(?:question|q|front|prompt|term|questions|items|cards)"\s*:', head, re.IGNORECASE)
    )


def read_json(document: Document) -> tuple[list[Record], list[Doubt]]:
    """The records of a JSON list, or of an object with a list under "questions", "items", "cards" or "data".

    Raises:
        DocumentError: The text is no JSON; the message names line and column.
    """
    text = document.text
    try:
        whole = json.loads(text.lstrip("\ufeff"))
        placed = list(_elements(text)) if isinstance(whole, dict | list) else []
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"{document.path} is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}.",
            hint="Mend that line; a missing comma, quote or bracket is often just above it.",
        ) from None
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"{document.path} is not JSON that can be read: {error}.", hint="Simplify it.") from None
    if not placed and isinstance(whole, dict) and knows_question(whole):
        placed = [(_space(text, 0), whole)]
    records: list[Record] = []
    doubts: list[Doubt] = []
    line, counted = 1, 0
    for offset, value in placed:
        line, counted = line + text.count("\n", counted, offset), offset
        _sort_out(document, value, line, records, doubts)
    if not placed:
        doubts.append(Doubt(document.path, 1, "unread", f"no list of questions; expected one under {', '.join(LISTS)}"))
    return records, doubts


def read_json_lines(document: Document) -> tuple[list[Record], list[Doubt]]:
    """One record a line; a line that is no JSON object is put down with its number, and the others are kept."""
    records: list[Record] = []
    doubts: list[Doubt] = []
    for number, line in enumerate(document.lines, start=1):
        text = line.strip("\ufeff \t\r")
        if not text:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            doubts.append(Doubt(document.path, number, "unread", f"line {number} is not valid JSON: {reason}"))
            continue
        _sort_out(document, value, number, records, doubts)
    return records, doubts


def _sort_out(document: Document, value: Any, line: int, records: list[Record], doubts: list[Doubt]) -> None:
    if isinstance(value, dict):
        records.append(Record(line, {str(key): field for key, field in value.items()}))
    else:
        doubts.append(Doubt(document.path, line, "unread", f"line {line} holds no object with a question"))


def _elements(text: str) -> Iterator[tuple[int, Any]]:
    """The elements of the list of questions with the offset of each. The text is known to be valid JSON."""
    start = _space(text, 0)
    if text[start] == "{":
        start = _list_of_questions(text, start)
    if start < 0:
        return
    position = _space(text, start + 1)
    while text[position] != "]":
        value, end = DECODER.raw_decode(text, position)
        yield position, value
        position = _space(text, end)
        if text[position] == ",":
            position = _space(text, position + 1)


def _list_of_questions(text: str, start: int) -> int:
    """The offset of the list under the first key that is known, else under any key with a list of objects; else -1."""
    found: dict[str, int] = {}
    position = _space(text, start + 1)
    while text[position] != "}":
        key, end = DECODER.raw_decode(text, position)
        value_at = _space(text, _space(text, end) + 1)  # beyond the colon
        value, end = DECODER.raw_decode(text, value_at)
        if isinstance(value, list) and any(isinstance(one, dict) and knows_question(one) for one in value):
            found.setdefault(str(key).lower(), value_at)
        position = _space(text, end)
        if text[position] == ",":
            position = _space(text, position + 1)
    return next((found[name] for name in LISTS if name in found), next(iter(found.values()), -1))


def _space(text: str, position: int) -> int:
    match = SPACE.match(text, position)
    return match.end() if match else position
