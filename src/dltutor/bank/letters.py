"""Multiple choice without boxes: options lettered A), B), C), and the key as letters ("Answer: B, C").

Whatever layout has read the question, its options end up in its stem, its last lines, or before the key in its answer.
Without a key nothing is changed: answers may be lists with letters too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dltutor.bank.item import Item, Option, key_in_words

LETTERED = re.compile(r"^\s*(?:[-*]\s+)?\(?([A-Ha-h])[).:]\s+(\S.*)$")
KEY = re.compile(
    r"^\W*(?:(?:the\s+)?(?:correct\s+|right\s+)?(?:answers?|options?|solutions?|key)\b(?:\s+(?:is|are))?\W*)?"
    r"(?P<letters>\(?[A-Ha-h]\)?(?:\s*(?:,|;|&|/|\+|\band\b)\s*\(?[A-Ha-h]\)?)*)(?=\s*$|\s*[.:\]–—-]|(?<=\))\s)\W*(?P<rest>.*)$",
    re.DOTALL | re.IGNORECASE,
)
SAID_KEY = re.compile(r"^\W*(?:the\s+)?(?:correct\s+|right\s+)?(?:answers?|options?|solutions?|key)\b", re.IGNORECASE)


def with_lettered_options(item: Item) -> Item:
    """The item as a choice, where it has lettered options and its answer is their key; else as it is."""
    if item.kind != "open" or not item.answer.strip():
        return item
    own, answer = _cut(item.answer, from_start=True)
    if own and not SAID_KEY.match(answer):
        return item
    stem, question, options = item.stem, item.question, own
    if not options:
        options, question = _cut(item.question, from_start=False)
    if not options:
        options, stem = _cut(item.stem, from_start=False)
    letters = [letter for letter, _ in options]
    if letters != [chr(ord("a") + place) for place in range(len(letters))]:
        return item
    read, said = with_key([text for _, text in options], answer)
    if not read:
        return item
    return replace(item, kind="choice", stem=stem, question=question, options=read, answer=said)


def with_key(texts: Sequence[str], answer: str) -> tuple[tuple[Option, ...], str]:
    """Options with the key that an answer names by letters, and what else the answer says, else the key in words.

    No options at all where the answer is no key of theirs.
    """
    key = KEY.match(answer)
    if key is None or not texts:
        return (), answer
    right = set(re.findall(r"[a-h]", re.sub(r"\band\b", " ", key.group("letters").lower())))
    letters = [chr(ord("a") + place) for place in range(len(texts))]
    if not right <= set(letters):
        return (), answer
    read = tuple(Option(text, letter in right) for letter, text in zip(letters, texts, strict=True))
    rest = key.group("rest").strip()
    repeated = any(rest.casefold() == option.text.casefold() for option in read)
    return read, rest if rest and not repeated else key_in_words(read)


def _cut(text: str, *, from_start: bool) -> tuple[list[tuple[str, str]], str]:
    """Take two or more lettered lines in a row off the start or the end of a text: letters with texts, and the rest."""
    lines = [line for line in text.split("\n") if line.strip()]
    count = 0
    for line in lines if from_start else reversed(lines):
        if not LETTERED.match(line):
            break
        count += 1
    if count < 2:
        return [], text
    taken, rest = (lines[:count], lines[count:]) if from_start else (lines[-count:], lines[:-count])
    matches = [LETTERED.match(line) for line in taken]
    return [(match.group(1).lower(), match.group(2).strip()) for match in matches if match], "\n".join(rest).strip()
