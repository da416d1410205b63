"""Messages that ask nothing of the documents: small talk, orders to a chat bot, slips of the keyboard, distress.

A real question must never be swallowed, so a message counts only where each of its sentences is small talk from its
first word to its last, or begins as an order that no document can carry out. One sentence that might ask something, and
the message goes to search. The wordings are in ``manners.txt``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from dltutor.search.tokens import plain

Kind = Literal[
    "nothing", "mash", "greeting", "thanks", "remark", "goodbye", "wellbeing", "about", "abilities",
    "complaint", "order", "homework", "takeover", "low", "distress",
]  # fmt: skip

REPLIES: dict[Kind, str] = {
    "nothing": "Ask a question in your own words, or give a term: I look for the answer in your documents.",
    "mash": "I can't read that as a question. Try a term, or a whole sentence.",
    "greeting": "Hello! Ask me a question, and I look for the answer in your documents.",
    "thanks": "You're welcome. Ask on whenever you like.",
    "remark": "All right. Ask on whenever you like; a term is enough.",
    "goodbye": "Goodbye, and good luck with your studies.",
    "wellbeing": "Thank you for asking; I am a program, so I am always fine. What would you like to look up?",
    "about": "I am dltutor, a study tool. I look up questions in your documents and quote the nearest answer with its "
    "place; I make nothing up.",
    "abilities": "Ask in your own words, and I quote the answer that your documents give, with its place. I write no "
    "text or code of my own.",
    "complaint": "I'm sorry that this didn't help. Try other words, or the term that it is about.",
    "order": "I can't do that: I write nothing of my own and only quote answers that stand in your documents. Ask what "
    "you would like to understand.",
    "homework": "I can't do the work for you. But ask about any step of it, and I look up what your documents say.",
    "takeover": "I take no orders of that kind: I only look up questions in your documents and quote what they say.",
    "low": "That sounds hard. A break, or a talk with somebody who knows you, may help more than reading on. I am here "
    "when you want to go on.",
    "distress": "I'm so sorry that it is this hard. Please talk to somebody now: a person you trust, a crisis line or "
    "your local emergency number. You don't have to carry this alone.",
}  # fmt: skip

_ASKING = re.compile(r"\b(?:what|how|why|which|when|where|explain|difference)\b")

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiopu", "yxcvbnm", "1234567890", "azertyuiop", "qsdfghjklm")
LEAST_RUN = 4
"""Neighbours on the keyboard in one row, forth or back, that no word has, except for those below."""
_IN_WORDS = frozenset({"azer", "erty", "trew", "wert"})
"""Blazer, property, strewn and the German "Wert"."""
_UNSPEAKABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{7}|(.)\1{3}|(.{2,3})\2\2")
MOST_MASHED = 4


@dataclass(frozen=True)
class _Wordings:
    """What ``manners.txt`` holds, compiled: by the part of a message that must match, then by kind."""

    whole: dict[Kind, re.Pattern[str]]
    beginning: dict[Kind, re.Pattern[str]]
    distress: re.Pattern[str]
    code: re.Pattern[str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]


@cache
def _wordings() -> _Wordings:
    named: dict[str, str] = {}
    for heading, lines in _sections():
        joined = "|".join(re.sub(r"(?<!\\)\(", "(?:", line) for line in lines)
        named[heading] = re.sub(r"<(\w+)>", lambda match: named[f"{match[1]}:"], f"(?:{joined})")
    hello, thanks, polite = named["hello:"], named["thanks:"], named["polite:"]
    kinds = [(heading[0], heading[1:-1], pattern) for heading, pattern in named.items()]
    return _Wordings(
        whole={cast("Kind", kind): re.compile(pattern) for mark, kind, pattern in kinds if mark == "["},
        beginning={cast("Kind", kind): re.compile(polite + pattern) for mark, kind, pattern in kinds if mark == "{"},
        distress=re.compile(named["*distress*"]),
        code=re.compile(named["*code*"], re.IGNORECASE | re.DOTALL),
        leading=re.compile(rf"\A(?:(?:{hello}|{thanks})(?:\s*[,.!:;]+\s*|\s+[–—-]?\s*))+(?=\S)", re.IGNORECASE),
        trailing=re.compile(rf"[\s,.!;–—-]+(?:and |many )?{thanks}(?: in advance)?[\s.!:)]*$", re.IGNORECASE),
    )


def _sections() -> Iterator[tuple[str, list[str]]]:
    """The headings of ``manners.txt``, each with the lines below it."""
    text = resources.files(__package__).joinpath("manners.txt").read_text(encoding="utf-8")
    for block in text.strip().split("\n\n")[1:]:
        heading, *lines = block.splitlines()
        yield heading, lines


def remark(query: str, knows: Callable[[str], bool]) -> str | None:
    """What to say to a message that asks nothing of the documents; None for one that may ask something.

    Args:
        query: The message.
        knows: Whether the documents or the field know a word, given without case and accents.
    """
    kind = _kind(query, knows)
    return REPLIES[kind] if kind else None


def without_courtesies(query: str) -> str:
    """The message without a greeting or thanks before or behind what it asks; as it is where nothing else is in it."""
    wordings = _wordings()
    shorter = wordings.trailing.sub("", wordings.leading.sub("", query.strip())).strip()
    return shorter if any(sign.isalnum() for sign in shorter) else query


def _kind(query: str, knows: Callable[[str], bool]) -> Kind | None:
    """The kind of a message: distress before anything else, then what all its sentences are."""
    if not any(sign.isalnum() or plain(sign).strip().isalpha() for sign in query):
        return "nothing"
    wordings = _wordings()
    if wordings.distress.search(_bare(query)):
        return "distress"
    if _is_mash(query, knows):
        return "mash"
    if wordings.code.search(query) and not _ASKING.match(_bare(query)):
        return "takeover"
    sentences = [sentence for sentence in _SENTENCE.split(query) if _bare(sentence)]
    kinds = [_kind_of(sentence) for sentence in sentences]
    if None in kinds:
        asks = any(_may_ask(sentence) for sentence, kind in zip(sentences, kinds, strict=True) if kind is None)
        return next((kind for kind in kinds if kind in wordings.beginning and not asks), None)
    # The last sentence that is more than a courtesy tells what is wanted.
    weighty = [kind for kind in kinds if kind not in {"greeting", "thanks", "remark"}]
    return next(reversed(weighty or kinds), None)


def _may_ask(sentence: str) -> bool:
    """Whether a sentence that is no small talk may be a question."""
    return sentence.rstrip().endswith("?") or bool(_ASKING.match(_bare(sentence)))


def _kind_of(sentence: str) -> Kind | None:
    """The kind of one sentence, as it is or without its courtesies."""
    wordings = _wordings()
    for text in dict.fromkeys((sentence, without_courtesies(sentence))):
        bare = _bare(text)
        whole: Kind | None = next((kind for kind, pattern in wordings.whole.items() if pattern.fullmatch(bare)), None)
        if whole:
            return whole
        order: Kind | None = next((kind for kind, pattern in wordings.beginning.items() if pattern.match(bare)), None)
        if order and (order == "takeover" or not _ASKING.search(bare)):
            return order
    return None


def _is_mash(query: str, knows: Callable[[str], bool]) -> bool:
    """Whether a few words came of hitting keys: none of them is known, and one at least can't be spoken."""
    words = [plain(word) for word in _WORD.findall(query)]
    if not words or len(words) > MOST_MASHED or any(len(word) > 1 and knows(word) for word in words):
        return False
    return any(_is_run(word) or bool(_UNSPEAKABLE.search(word)) for word in words if word.isalpha())


def _is_run(word: str) -> bool:
    pieces = [word[start : start + LEAST_RUN] for start in range(len(word) - LEAST_RUN + 1)]
    runs = (piece for piece in pieces if piece not in _IN_WORDS)
    return any(piece in row or piece[::-1] in row for piece in runs for row in _ROWS)


def _bare(text: str) -> str:
    """Words only, plain, one space between them."""
    return " ".join(_WORD.findall(plain(text)))
