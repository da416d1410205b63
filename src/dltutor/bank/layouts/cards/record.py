"""Records → items: which field is which under its many names, options and their key, HTML of exported cards."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dltutor.bank.asking import is_placeholder
from dltutor.bank.document import Document
from dltutor.bank.item import Item, KeyPoint, Source, key_in_words
from dltutor.bank.layouts.cards.key import keyed, option_list
from dltutor.bank.layouts.cards.markup import clean
from dltutor.bank.parsed import Doubt
from dltutor.bank.text import one_line

NAMES = {
    "question": "question q front prompt term question_text query concept word frage stem_and_question",
    "answer": "answer a back response definition reply solution meaning antwort answer_text reference_answer",
    "options": "options choices alternatives",
    "key": "key correct correct_answer correct_answers correct_option correct_options answer_key right",
    "explanation": "explanation rationale reason extra feedback comment",
    "aliases": "aliases alias also_asked_as paraphrases variants",
    "hints": "hints hint",
    "misconceptions": "misconceptions misconception",
    "key_points": "key_points keypoints rubric points_of_answer",
    "see_also": "see_also related",
    "credits": "credits points marks max_points score",
    "topic": "topic subject category",
    "section": "section chapter deck heading",
    "tags": "tags tag labels",
    "stem": "stem context passage",
    "id": "id guid uid identifier",
    "label": "label number no nr",
}
FIELD_NAMES = {name: field for field, names in NAMES.items() for name in names.split()}
OPTION_COLUMN = re.compile(r"(?:option|choice|answer)[_ ]?([a-h]|[1-8])")
SEPARATORS = re.compile(r"\n|\s*\|\s*|;\s+")
CREDITS = re.compile(r"\s*[(\[]\s*(\d+(?:[.,]\d+)?)\s*(?:p|pts?|points?|credits?)\.?\s*[)\]]\s*:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One card: the line on which it begins, and its values by the names that the document gives them."""

    line: int
    values: Mapping[str, Any]


def field_name(name: str) -> str:
    """What a column or a JSON key is called here; "" for one that isn't known."""
    folded = re.sub(r"[^\w]+", "_", name.strip().strip("\ufeff").lower()).strip("_")
    option = OPTION_COLUMN.fullmatch(folded)
    return f"option {option.group(1)}" if option else FIELD_NAMES.get(folded, "")


def knows_question(value: Mapping[str, Any]) -> bool:
    """Whether an object has a field for the question."""
    return any(field_name(str(name)) == "question" for name in value)


def items(document: Document, records: Sequence[Record]) -> tuple[list[Item], list[Doubt]]:
    """An item for each record with a question; labels are printed numbers, else running ones."""
    found: list[Item] = []
    doubts: list[Doubt] = []
    fields = [_by_field(record.values) for record in records]
    one_based = _counts_from_one(fields)
    for record, values in zip(records, fields, strict=True):
        question = _text(values.get("question"))
        if not question:
            message = f"line {record.line} has no question"
            doubts.append(Doubt(document.path, record.line, "unread", message))
            continue
        label = one_line(_text(values.get("label"))) or str(len(found) + 1)
        section = tuple(part for part in re.split(r"\s*(?:›|::|>)\s*", one_line(_text(values.get("section")))) if part)
        source = Source(document.path, label, section, record.line)
        item, unclear = _item(document, values, question, source, one_based=one_based)
        found.append(item)
        if unclear:
            doubts.append(Doubt(document.path, record.line, "no key", f"the key {unclear!r} names none of the options"))
    return found, doubts


def _by_field(values: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in values.items():
        field = field_name(name) or (name if name in NAMES else "")
        if field and value is not None and value != "":
            fields.setdefault(field, value)
    return fields


def _counts_from_one(records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether keys that are numbers count from 1: some key equals the number of options, and none is 0."""
    pairs = [(_key(values), len(option_list(values.get("options")))) for values in records if "options" in values]
    numbers = [(key, count) for key, count in pairs if isinstance(key, int) and not isinstance(key, bool)]
    return any(key == count for key, count in numbers) and not any(key == 0 for key, _ in numbers)


def _key(values: Mapping[str, Any]) -> Any:
    return values.get("key", values.get("answer"))


def _item(
    document: Document, values: Mapping[str, Any], question: str, source: Source, *, one_based: bool
) -> tuple[Item, str]:
    """The item, and the key where it isn't understood."""
    options, unclear = keyed(option_list(values.get("options")), _key(values), one_based=one_based)
    answer = "" if options else _text(values.get("answer"))
    if options and "key" in values and _text(values.get("answer")) not in {"", _text(values["key"])}:
        answer = _text(values.get("answer"))
    explanation = _text(values.get("explanation"))
    parts = [part for part in (key_in_words(options), answer, explanation) if part and not is_placeholder(part)]
    known = all(option.correct is not None for option in options) if options else bool(parts)
    points = _key_points(values.get("key_points"))
    if points and not parts and not options:
        parts = ["\n".join(f"- {point.text}" for point in points)]
    earned = [point.credits for point in points if point.credits is not None]
    tags = re.split(r"[\s,]+", one_line(_text(values.get("tags"))))
    topic = one_line(_text(values.get("topic"))) or tags[0] or document.meta.get("topic", "")
    return Item(
        id=re.sub(r"[^\w.-]+", "-", one_line(_text(values.get("id")))).strip("-"),
        kind="choice" if options else "open",
        question=question,
        answer="\n\n".join(parts),
        answer_status="official" if known else "rubric" if parts and not options else "none",
        source=source,
        stem=_text(values.get("stem")),
        options=options,
        key_points=points,
        credits=sum(earned) if earned else _number(values.get("credits")),
        aliases=_strings(values.get("aliases")),
        misconceptions=_strings(values.get("misconceptions")),
        hints=_strings(values.get("hints")),
        see_also=tuple(name.removeprefix("#") for name in _strings(values.get("see_also"))),
        topic=topic,
    ), unclear


def _text(value: Any) -> str:
    """A value as text: lists line by line, numbers as they are written, nothing for objects."""
    if isinstance(value, list):
        return "\n".join(text for one in value if (text := _text(one)))
    if value is None or isinstance(value, dict):
        return ""
    return clean(str(value))


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = SEPARATORS.split(value)
    if not isinstance(value, list):
        return ()
    return tuple(text for one in value if (text := one_line(_text(one))))


def _key_points(value: Any) -> tuple[KeyPoint, ...]:
    """Key points as texts that may begin with credits ("(1p) …"), or as objects with text and credits."""
    points = []
    for one in value if isinstance(value, list) else _strings(value):
        if isinstance(one, dict):
            fields = {str(name).lower(): field for name, field in one.items()}
            text = _text(fields.get("text", fields.get("point", fields.get("key_point"))))
            points.append(KeyPoint(text, _number(fields.get("credits", fields.get("points")))))
        else:
            text = _text(one)
            match = CREDITS.match(text)
            points.append(KeyPoint(text[match.end() :], _number(match.group(1))) if match else KeyPoint(text))
    return tuple(point for point in points if point.text)


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    match = re.match(r"\s*\d{1,6}(?:[.,]\d{1,6})?", str(value)) if isinstance(value, int | float | str) else None
    return float(match.group().strip().replace(",", ".")) if match else None
