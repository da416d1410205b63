"""Anki notes → items: which field asks, which answers, gaps, reversed cards, and notes of dltutor's own export."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dltutor.bank.item import Item, Option
from dltutor.bank.layouts.cards.record import field_name
from dltutor.study.exchange.apkg_read import Note
from dltutor.study.exchange.apkg_write import FIELDS, RIGHT, WRONG
from dltutor.study.exchange.html_read import SOUND, to_markdown
from dltutor.study.exchange.texts import digest, made

CLOZE = re.compile(
    r"\{\{c(?P<number>\d+)::(?P<text>(?:(?!\{\{c\d|\}\}).)*?)(?:::(?P<hint>(?:(?!\}\}).)*?))?\}\}", re.DOTALL
)
OCCLUSION = re.compile(r"image-occlusion:|\{\{c\d+::image-occlusion", re.IGNORECASE)
FIELD_OF_TEMPLATE = re.compile(r"\{\{(?!\s*[#^/!])(?:[^{}:]*:)*\s*([^{}:]+?)\s*\}\}")
IMAGE = re.compile(r"<img\b", re.IGNORECASE)
OPTION = re.compile(rf"^- ([{RIGHT}{WRONG}]) (.+)$")
LISTED = re.compile(r"(?:\n*^\d+\. .*$)+\Z", re.MULTILINE)
GAP = "[…]"


def items(found: Sequence[Note]) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items of notes, in order, and what was left out."""
    kept: list[Item] = []
    left: Counter[str] = Counter()
    for note in found:
        whole = " ".join(note.fields)
        left["pictures are told by their description only"] += len(IMAGE.findall(whole))
        left["sounds were left out"] += len(SOUND.findall(whole))
        if OCCLUSION.search(whole):
            left["notes whose question is a picture (image occlusion) were left out"] += 1
            continue
        made_of_it = list(_items(note, len(kept) + 1))
        kept.extend(made_of_it)
        if not made_of_it:
            left["notes without a question in words were left out"] += 1
    return tuple(kept), tuple(f"{count} {what}" for what, count in left.items() if count)


def _items(note: Note, number: int) -> Iterator[Item]:
    if note.kind.cloze or any(CLOZE.search(field) for field in note.fields):
        yield from _gaps(note, number)
    elif note.kind.fields[: len(FIELDS)] == FIELDS:
        item = _own(note, number)
        if item.question:
            yield item
    else:
        yield from _cards(note, number)


def _cards(note: Note, number: int) -> Iterator[Item]:
    """A basic note, and its reversed card where it has one."""
    front, back = _front_and_back(note)
    question, answer = (to_markdown(_field(note, at)) for at in (front, back))
    extra = [to_markdown(_field(note, at)) for at, name in enumerate(note.kind.fields) if at not in {front, back}
             and field_name(name) == "explanation"]  # fmt: skip
    name = f"anki-{digest(note.guid)}"
    if question:
        told = "\n\n".join(part for part in (answer, *extra) if part)
        yield made(number, question, told, name=name, section=note.deck, topic=_topic(note))
    if answer and any(_asks_back(note, card, back) for card in note.cards if card):
        yield made(number + 1, answer, question, name=f"{name}-reversed", section=note.deck, topic=_topic(note))


def _front_and_back(note: Note) -> tuple[int, int]:
    """Where the question and the answer stand: by their names, else the first two fields."""
    names = [field_name(name) for name in note.kind.fields]
    front = names.index("question") if "question" in names else -1
    back = names.index("answer") if "answer" in names else -1
    places = [at for at in range(len(names)) if at not in {front, back}]
    if front < 0:
        front = places.pop(0) if places else 0
    if back < 0:
        back = places.pop(0) if places else -1
    return front, back


def _asks_back(note: Note, card: int, back: int) -> bool:
    """Whether a card's front shows the field that answers the others."""
    if card >= len(note.kind.fronts):
        return False
    shown = FIELD_OF_TEMPLATE.search(note.kind.fronts[card])
    return shown is not None and note.kind.fields[back : back + 1] == (shown.group(1),)


def _field(note: Note, at: int) -> str:
    return note.fields[at] if 0 <= at < len(note.fields) else ""


def _gaps(note: Note, number: int) -> Iterator[Item]:
    """One item for each number of gap, its text shown and the other gaps filled."""
    at = next((place for place, field in enumerate(note.fields) if CLOZE.search(field)), -1)
    if at < 0:
        return
    text = note.fields[at]
    extra = [to_markdown(field) for place, field in enumerate(note.fields) if place != at]
    numbers = sorted({int(match["number"]) for match in CLOZE.finditer(text)})
    for offset, gap in enumerate(numbers):
        question, hidden = _with_gap(text, gap)
        answer = "; ".join(dict.fromkeys(one for part in hidden if (one := to_markdown(part))))
        told = "\n\n".join(part for part in (answer, *extra) if part)
        name = f"anki-{digest(note.guid)}-c{gap}"
        asked = f"Fill in the gap: {to_markdown(question)}"
        yield made(number + offset, asked, told, name=name, section=note.deck, topic=_topic(note))


def _with_gap(text: str, gap: int) -> tuple[str, list[str]]:
    """The text with the gaps of one number open, innermost first, and what they hide."""
    hidden: list[str] = []

    def fill(match: re.Match[str]) -> str:
        if int(match["number"]) != gap:
            return match["text"]
        hidden.append(match["text"])
        return f"[{match['hint']}]" if match["hint"] else GAP

    while (filled := CLOZE.sub(fill, text)) != text:
        text = filled
    return text, hidden


def _topic(note: Note) -> str:
    if note.tags:
        return note.tags[0].rsplit("::", 1)[-1].replace("_", " ")
    return note.deck[-1] if note.deck else ""


def _own(note: Note, number: int) -> Item:
    """A note of dltutor's own export; options come back with their key and reasons."""
    question, answer, name = (to_markdown(_field(note, FIELDS.index(field))) for field in ("Question", "Answer", "Id"))
    options, rest = _options(answer)
    if options:
        question, answer = LISTED.sub("", question).strip(), rest
    topic = note.tags[0] if note.tags else ""
    return made(number, question, answer, name=name or note.guid, options=options, section=note.deck, topic=topic)


def _options(answer: str) -> tuple[tuple[Option, ...], str]:
    """The options that an answer lists after the line with its key, and what it says below them."""
    lines = answer.split("\n")
    found = [(at, match) for at, line in enumerate(lines) if (match := OPTION.match(line))]
    if not found or not lines[0].startswith("**"):
        return (), answer
    options = []
    for _, match in found:
        text, _, reason = match.group(2).partition(" — ")
        options.append(Option(text, match.group(1) == RIGHT, reason))
    return tuple(options), "\n".join(lines[found[-1][0] + 1 :]).strip()
