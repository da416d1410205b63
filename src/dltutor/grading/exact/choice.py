"""Which options of a multiple-choice item a student picks, in any notation, and how a choice is scored."""

import re
from collections.abc import Sequence

from dltutor.bank.item import ChoiceRule
from dltutor.search.texts import readable
from dltutor.search.tokens import plain

NEAR = 90.0
"""Likeness (0..100) from which typed words are an option's own text."""

_NONE = re.compile(
    r"(?:i (?:think|choose|would say)\s+)?"
    r"(?:none|no option|no answer|nothing|neither|keine?[rs]?|nichts|empty(?: set)?|null|nil|∅|\{\s*\}|\[\s*\]|-+|—)"
    r"(?:\s+(?:of (?:them|these|those|the (?:above|options|answers))|davon|at all|"
    r"(?:is|are) (?:right|correct|true)|apply|applies))*"
)
_ALL = re.compile(
    r"(?:all|every|alle|everything|both)(?P<count>\s+(?:two|three|four|five|six))?"
    r"(?:\s+(?:of (?:them|these|the (?:above|options|answers))|options|answers|davon|(?:the )?above|"
    r"(?:are )?(?:right|correct|true)))*"
)
_SWEEPING = re.compile(r"(?:all|none|both|neither)\b.*\b(?:above|options|answers|others|these|them)\b")
"""An option that speaks of the others: "all" may mean it, or each of them."""
_FILLER = re.compile(
    r"\b(?:i (?:think|choose|pick|guess|would say|'d say)(?: that)?|it'?s|it is|they are|my|the|answers?|options?|"
    r"choices?|number|nr|no\.|only|just|both|correct|right|is|are|letters?|antwort(?:en)?|nur|also)\b|\bone\b(?=\W*$)"
)
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "1st": 1,
    "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
}  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_JOINTS = re.compile(r"[\s,;.&+/|)(\[\]{}:\"'–-]+|\b(?:and|und|or both|&)\b")
_NEGATED = re.compile(r"\b(?:not|except|but|without|nicht|außer|isn'?t|or|oder|maybe|either)\b|\?|!=|n't\b")
_RUN = re.compile(r"[a-z]{2,26}")


def read_choice(answer: str, options: Sequence[str]) -> frozenset[int] | None:
    """The options that an answer picks, counted from 0.

    Letters ("a c", "AC", "(b)"), numbers from 1, ordinals, "none", "all", or an option's own words. An empty answer
    picks none.

    Returns:
        None where the answer is ambiguous: the student is to be asked again.
    """
    text = " ".join(answer.split())
    bare = text.lower().strip(" .!:;,")
    named = _named(answer, options)
    marked = None if _NEGATED.search(text.lower()) else _marks(text, len(options))
    if named is not None:
        return named if marked is None or marked == named else None
    sweeping = any(_SWEEPING.match(option.strip().lower()) for option in options)
    if not bare or _NONE.fullmatch(bare):
        return None if bare and sweeping else frozenset()
    every = _ALL.fullmatch(bare)
    if every:
        said = "two" if bare.startswith("both") else (every["count"] or "").strip()
        fits = not said or _COUNTS.get(said) == len(options)
        return frozenset(range(len(options))) if fits and not sweeping else None
    return marked


def _marks(text: str, count: int) -> frozenset[int] | None:
    """What letters, numbers and ordinals pick; None as soon as anything else stands among them."""
    shouted = text.isupper()
    pieces = [piece for piece in _JOINTS.split(_FILLER.sub(" ", text.lower())) if piece]
    chosen: set[int] = set()
    for piece in pieces:
        picked = _picked(piece, count, run=len(pieces) == 1 and (shouted or sorted(piece) == list(piece)))
        if picked is None:
            return None
        chosen |= picked
    return frozenset(chosen) if chosen else None


def _picked(piece: str, count: int, *, run: bool) -> set[int] | None:
    if piece in _ORDINALS:
        picked = [_ORDINALS[piece] - 1]
    elif piece.isascii() and piece.isdigit() and len(piece) < 3:
        picked = [int(piece) - 1]
    elif len(piece) == 1 and "a" <= piece <= "z":
        picked = [ord(piece) - ord("a")]
    elif run and _RUN.fullmatch(piece) and len(set(piece)) == len(piece):
        picked = [ord(letter) - ord("a") for letter in piece]
    else:
        return None
    return set(picked) if all(0 <= option < count for option in picked) else None


def _named(answer: str, options: Sequence[str]) -> frozenset[int] | None:
    """The option whose own words the answer is, if it is near to one only."""
    from rapidfuzz import fuzz

    text = _worded(answer[:2000])
    texts = [_worded(option) for option in options]
    exact = [place for place, option in enumerate(texts) if option == text]
    if len(exact) == 1:
        return frozenset(exact)
    near = [place for place, option in enumerate(texts) if len(text) > 3 and fuzz.ratio(text, option) >= NEAR]
    return frozenset(near) if len(near) == 1 else None


def _worded(text: str) -> str:
    return " ".join(plain(readable(text)).split()).strip(" .!")


def score_choice(chosen: frozenset[int], key: frozenset[int], count: int, rule: ChoiceRule) -> float:
    """The score of a choice among ``count`` options, 0..1.

    ``all_or_nothing``: 1 for exactly the key's set. ``per_option``: the share of options that are rightly ticked or
    left alone. ``negative``: right ticks less wrong ones over the key's number, not below 0; where no option is right,
    a tick costs the share of one option.
    """
    if rule == "all_or_nothing":
        return float(chosen == key)
    if rule == "per_option":
        return hamming_share(chosen, key, count)
    if not key:
        return 1.0 - len(chosen) / max(count, 1)
    return max(0.0, (len(chosen & key) - len(chosen - key)) / len(key))


def hamming_share(chosen: frozenset[int], key: frozenset[int], count: int) -> float:
    """The share of options judged right, ticked or not: what a score of all or nothing throws away."""
    return 1.0 - len(chosen ^ key) / count if count else 1.0
