"""Which options of a multiple-choice item a student picks, in any notation, and how a choice is scored."""

import re
from collections.abc import Sequence
from itertools import pairwise

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


_REASON = re.compile(r"[\s,;.:(–-](?:because|since|as|weil|da)\b(?!\s+well\b)(?P<why>.*)", re.IGNORECASE | re.DOTALL)
_AGAIN = re.compile(r"\b(?:because|since|weil)\b", re.IGNORECASE)
_LONE_LETTER = re.compile(r"(?<![\w'’])(?:[b-zB-Z]|A)(?![\w'’])")
"""A letter by itself that may be an option; a small "a" is the article."""
_VERDICT = re.compile(
    r"\(?(?P<option>[a-z]|\d)(?:\)?\s*(?:[.:=–-]|->|→)\s*|\)\s*|\)?\s+(?:(?:is|are)\s+)?)"
    r"(?:(?P<yes>yes|true|right|correct|ja|wahr|richtig|[tyj✓✔])|(?P<no>no|false|wrong|incorrect|nein|falsch|[fnx✗✘]))"
    r"(?!\w)[\s,;./|]*(?:and\s+|und\s+|but\s+)?"
)
_BITS = re.compile(r"[tf]+|[yn]+|[01]+|[jn]+")
_VERDICT_WORD = re.compile(r"\b(true|false|yes|no|ja|nein|t|f|y|n|[01])\b")
_BOX = re.compile(r"\[\s*(?P<tick>[xX✓✔]?)\s*\]|(?P<ticked>[☑☒✅])|☐")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])(?:(?P<mark>\s*[).:=–-]+)\s*|\s+)(?P<words>.+)", re.IGNORECASE | re.DOTALL)
_VALUE = re.compile(r"[=≈~]?\s*(?P<number>[-+−]?\d{1,15}(?:\.\d{1,15})?)\s*%?")
_VALUE_PIECE = re.compile(r"(?<![\w.])[-+−]?\d{1,15}(?:\.\d{1,15})?(?!\w)")
_COUNTED = re.compile(r"\b(?:option|choice)s?\s+\d", re.IGNORECASE)
_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def read_choice(answer: str, options: Sequence[str]) -> frozenset[int] | None:
    """The options that an answer picks, counted from 0.

    Letters ("a c", "AC", "(b)"), numbers from 1, ordinals, "none", "all", an option's own words, several of them one a
    line, a verdict for each option ("a: yes, b: no", "TFT"), ticked boxes; a reason may follow ("a because ..."). Where
    the options are numbers, a number is an option's value and not its place. An empty answer picks none.

    Returns:
        None where the answer is ambiguous: the student is to be asked again.
    """
    text = " ".join(answer.split())
    bare = text.lower().strip(" .!:;,")
    values = [_value(option) for option in options]
    numeric = 2 * sum(value is not None for value in values) > len(options)
    if numeric and any(sign.isdigit() for sign in bare):
        reason = _REASON.search(text)
        bare_reason = reason and not any(sign.isdigit() for sign in reason["why"])
        return _by_value(text[: reason.start()] if reason and bare_reason else text, values)
    for read in (_boxes, _several):
        picked = read(answer, options)
        if picked is not None:
            return picked
    named = _lettered(text, options)
    marked = _by_marks(text, values if numeric else None, len(options))
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
    readings = (marked, _verdicts(bare, len(options)), _reasoned(text, options))
    return next((reading for reading in readings if reading is not None), None)


def _by_marks(text: str, values: Sequence[float | None] | None, count: int) -> frozenset[int] | None:
    """What letters, ordinals and numbers pick, where nothing in the text takes it back."""
    if _NEGATED.search(text.lower()):
        return None
    if values is not None and text.lower().strip(" .!=") in _NUMBER_WORDS:
        return _by_value(str(_NUMBER_WORDS.index(text.lower().strip(" .!="))), values)
    return _marks(text, count)


def _value(option: str) -> float | None:
    """The number that an option is."""
    match = _VALUE.fullmatch(readable(option).strip(" .$"))
    return float(match["number"].replace("−", "-")) if match else None


def _by_value(text: str, values: Sequence[float | None]) -> frozenset[int] | None:
    """The options with the values that a text gives, and with them the letters beside: "C) 2" must say one thing.

    Options that count on (2, 3, 4) may as well be counted, and "option 2" may mean the second: there a number is read
    only if it says one thing both ways.
    """
    if _NEGATED.search(text.lower()):
        return None
    numbers = [float(found[0].replace("−", "-")) for found in _VALUE_PIECE.finditer(text)]
    places = [[place for place, value in enumerate(values) if value == number] for number in numbers]
    if not places:
        return _marks(text, len(values))
    if any(len(found) != 1 for found in places):
        return None
    chosen = frozenset(found[0] for found in places)
    rest = re.sub(r"[=≈~%]", " ", _VALUE_PIECE.sub(" ", text))
    if _JOINTS.sub("", _FILLER.sub(" ", rest.lower())):
        return chosen if _marks(rest, len(values)) == chosen else None
    steps = {after - before for before, after in pairwise(value for value in values if value is not None)}
    as_places = frozenset(int(number) - 1 for number in numbers)
    counted = (steps == {1.0} and None not in values) or _COUNTED.search(text)
    return None if counted and as_places != chosen and as_places <= set(range(len(values))) else chosen


def _lettered(text: str, options: Sequence[str]) -> frozenset[int] | None:
    """The option whose own words a text is, its letter before them or not; none for "a) the words of b"."""
    match = _LETTERED.fullmatch(text)
    place = ord(match["letter"].lower()) - ord("a") if match else len(options)
    own = _named(match["words"], options) if match and place < len(options) else None
    if match and own is not None and (own == {place} or match["mark"]):
        return own if own == {place} else None
    return _named(text, options)


def _several(answer: str, options: Sequence[str]) -> frozenset[int] | None:
    """Options by their own words, each on a line or behind a semicolon."""
    pieces = [piece.strip(" \t-*•") for piece in re.split(r"[;\n]", answer)]
    pieces = [piece for piece in pieces if piece]
    if not 1 < len(pieces) <= len(options):
        return None
    picked = [_lettered(piece, options) for piece in pieces]
    return None if None in picked else frozenset().union(*(one for one in picked if one))


def _boxes(answer: str, options: Sequence[str]) -> frozenset[int] | None:
    """Options behind boxes of which some are ticked: "[x] a [ ] b"."""
    boxes = list(_BOX.finditer(answer))
    if not boxes or answer[: boxes[0].start()].strip(" -*\n"):
        return None
    ends = [box.start() for box in boxes[1:]] + [len(answer)]
    picked: list[frozenset[int]] = []
    for box, end in zip(boxes, ends, strict=True):
        words = answer[box.end() : end].strip(" \n,;-*")
        place = _lettered(words, options) or _marks(words, len(options))
        if place is None or len(place) != 1:
            return None
        picked.append(place)
    if len(frozenset().union(*picked)) < len(picked):
        return None
    ticked = [place for box, place in zip(boxes, picked, strict=True) if box["tick"] or box["ticked"]]
    return frozenset().union(*ticked)


def _verdicts(bare: str, count: int) -> frozenset[int] | None:
    """The options called right where each is judged: "a: yes, b: no", "TFT", "101"; or where only right ones are."""
    tight = re.sub(r"[\s,;/|]+", "", _VERDICT_WORD.sub(lambda word: word[0][0], bare))
    if count > 1 and len(tight) == count and _BITS.fullmatch(tight):
        return frozenset(place for place, sign in enumerate(tight) if sign in "ty1j")
    judged: dict[int, bool] = {}
    at = 0
    while at < len(bare):
        match = _VERDICT.match(bare, at)
        if match is None:
            return None
        option = match["option"]
        place = int(option) - 1 if option.isdigit() else ord(option) - ord("a")
        if not 0 <= place < count or place in judged:
            return None
        judged[place] = match["yes"] is not None
        at = match.end()
    whole = len(judged) == count or all(judged.values())
    return frozenset(place for place, right in judged.items() if right) if judged and whole else None


def _reasoned(text: str, options: Sequence[str]) -> frozenset[int] | None:
    """The options before a reason, if the reason picks no others."""
    match = _REASON.search(text)
    if match is None or _AGAIN.search(match["why"]):
        return None
    head = text[: match.start()]
    chosen = None if _NEGATED.search(head.lower()) else _marks(head, len(options))
    lone = {ord(letter.lower()) - ord("a") for letter in _LONE_LETTER.findall(match["why"])}
    return chosen if chosen is not None and lone & set(range(len(options))) <= chosen else None


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
    denies = bool(_NEGATED.search(text))
    alike = [place for place, option in enumerate(texts) if bool(_NEGATED.search(option)) == denies]
    near = [place for place in alike if len(text) > 3 and fuzz.ratio(text, texts[place]) >= NEAR]
    return frozenset(near) if len(near) == 1 else None


def _worded(text: str) -> str:
    return " ".join(plain(readable(text)).split()).strip(" .!")


def score_choice(chosen: frozenset[int], key: frozenset[int], count: int, rule: ChoiceRule) -> float:
    """The score of a choice among ``count`` options, 0..1.

    ``all_or_nothing``: 1 for exactly the key's set. ``per_option``: the share of options that are rightly ticked or
    left alone. ``right_minus_wrong``: that share less the share judged wrongly, not below 0. ``negative``: right ticks
    less wrong ones over the key's number, not below 0; where no option is right, a tick costs the share of one option.
    """
    if rule == "all_or_nothing":
        return float(chosen == key)
    if rule == "per_option":
        return hamming_share(chosen, key, count)
    if rule == "right_minus_wrong":
        return max(0.0, 2.0 * hamming_share(chosen, key, count) - 1.0)
    if not key:
        return 1.0 - len(chosen) / max(count, 1)
    return max(0.0, (len(chosen & key) - len(chosen - key)) / len(key))


def hamming_share(chosen: frozenset[int], key: frozenset[int], count: int) -> float:
    """The share of options judged right, ticked or not: what a score of all or nothing throws away."""
    return 1.0 - len(chosen ^ key) / count if count else 1.0
