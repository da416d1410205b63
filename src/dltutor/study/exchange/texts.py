"""Texts and identities of questions that come from elsewhere, and the parts of an item that other formats want."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from dltutor.bank.asking import asks
from dltutor.bank.item import Item, Option, Source, key_in_words
from dltutor.bank.text import folded, one_line, paragraphs, trimmed

# Neither a text file nor a terminal can hold these; private-use characters mark places during conversions.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]")
LONGEST_SLUG = 60


def printable(text: str) -> str:
    """The text without control characters and lone surrogates, its lines ended by a line feed."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(name: str) -> str:
    """A name as an identity: lower-case letters, digits and hyphens. What that would blur gets a hash of the name."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if plain and len(plain) <= LONGEST_SLUG and re.fullmatch(r"[A-Za-z0-9/ ._-]+", name):
        return plain
    return "-".join(part for part in (plain[:40].strip("-"), digest(name)) if part)


def digest(text: str) -> str:
    """Ten hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:10]


def question_id(stem: str, question: str) -> str:
    """An identity for a question that brings none: it lasts as long as the words do."""
    return f"q-{digest(folded(f'{stem} {question}') or question)}"


def split_stem(text: str) -> tuple[str, str]:
    """A question of several paragraphs or lines as its stem and the part that asks; no stem for a single line."""
    text = trimmed(text.split("\n")).strip()
    if "\n" not in text:
        return "", text
    parts = [part.text for part in paragraphs(text.split("\n"))]
    joint = "\n\n"
    if len(parts) == 1:
        parts, joint = text.split("\n"), "\n"
    if any(mark in text for mark in ("```", "$$")) and joint == "\n":
        return "", text
    for asking, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        if "\n" not in asking and (asking.rstrip("*_ ").endswith("?") or asks(asking)):
            return joint.join(rest), asking
    return "", text


def made(  # noqa: PLR0913  the parts of a question as files give them
    number: int,
    question: str,
    answer: str,
    *,
    name: str = "",
    options: tuple[Option, ...] = (),
    section: Sequence[str] = (),
    topic: str = "",
) -> Item:
    """An item out of a question and its answer as a file gives them.

    Args:
        number: Its place in the file, from 1.
        question: Its text, stem included.
        answer: For a choice, what explains it.
        name: Its identity in the file; without one, its words are its identity.
        options: For a choice.
        section: Where it stands in the file, outermost first.
        topic: What it is about.
    """
    stem, asked = split_stem(printable(question))
    answer = printable(answer).strip()
    keyed = bool(options) and all(option.correct is not None for option in options)
    parts = [part for part in (key_in_words(options), answer) if part]
    return Item(
        id=slug(name) if name else question_id(stem, asked),
        kind="choice" if options else "open",
        question=asked,
        answer="\n\n".join(parts),
        answer_status="official" if keyed or (answer and not options) else "none",
        source=Source("", str(number), tuple(one_line(part) for part in section if part.strip())),
        stem=stem,
        options=options,
        topic=one_line(topic),
    )


def asked(item: Item) -> str:
    """All that must be read before answering: the stem and the question."""
    return "\n\n".join(part for part in (item.stem, item.question) if part)


def explanation(item: Item) -> str:
    """What a choice's answer says beyond its key; the whole answer of any other item."""
    key = key_in_words(item.options)
    return item.answer.removeprefix(key).strip() if key else item.answer


def keyed(item: Item) -> bool:
    """Whether a choice says of every option whether it is right."""
    return bool(item.options) and all(option.correct is not None for option in item.options)


def letters(item: Item) -> Iterable[tuple[str, Option]]:
    """A choice's options with the letters by which they are shown: a, b, … z, then numbers."""
    for place, option in enumerate(item.options):
        yield (chr(ord("a") + place) if place < 26 else str(place + 1)), option
