"""A sentence as the checks compare it: its content words, each with where it stands and whether it is negated."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dltutor.grading.checks.polarity import NOWHERE, Poles, opposed, opposite_forms, poles_of, turned
from dltutor.search.tokens import STOP_WORDS, plain, stem

LEAST_TYPO = 5
"""Letters of words that are compared with slips."""
LEAST_ALIKE = 0.8

_TOKEN = re.compile(
    r"""
    [a-z]+n['’"`]?t(?![a-z]) | [a-z]+(?:-[a-z]+)+ | [a-z]+\d*(?:_\w+)? | \d+(?:[.,]\d+)*%?
    | [<>≤≥↑↓] | [+−](?=\s?[\w∞]) | (?<=[\s(])-(?=[\d∞]) | ∞ | [,.;:()!?]
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"\b(?:[A-Z]{2,}\w*|\w*[A-Za-z]\d+)\b")
_LESS = {"-": "−"}
_ASCII = (("<->", " "), ("->", " "), ("<-", " "), ("=>", " "), ("<=", "≤"), (">=", "≥"), ("−", " −"))
_NEGATORS = frozenset(
    """not no never none neither nothing nobody nowhere nor cannot hardly barely rarely scarcely seldom unable fails
    fail failed failing lacks""".split()
)
_CONTRACTED = re.compile(
    r"(?:is|are|was|were|do|does|did|ca|can|could|wo|would|should|must|has|have|had|need|ai|might)n['’\"`]?t"
)
_ANSWER = re.compile(
    r"^\W*(?:yes|no)\b(?=\s*[,.;:!]|\s+(?:it|they|this|that|because|there|he|she|you|we|the)\b"
    r"|(?=.*(?:\bnot\b|n['’]t\b)))"
)
"""What answers a question and negates nothing that follows."""
_NO_LONGER = re.compile(r"\bno (?:longer|more)\b(?! than)")
_AUXILIARY = re.compile(r"(?:is|are|was|were|do|does|did|can|could|will|would|should|must|has|have|had|may|might)")
_WITHOUT_FORCE = re.compile(
    r"\b(?:not (?:only|just|merely|simply|to mention)|whether or not|or not|if not|no (?:matter|doubt|wonder)"
    r"|nothing (?:but|else)|not so much|at all|any ?more|any longer"
    r"|none ?the ?less|never ?the ?less|not exceed\w*|why not)\b"
)
_NOT_ALL = {
    "all": frozenset({("all", 1)}),
    "every": frozenset({("all", 1)}),
    "each": frozenset({("all", 1)}),
    "always": frozenset({("frequency", 1)}),
}
"""What "not all" and "not always" are: some, and sometimes."""
_EMPTY = STOP_WORDS | frozenset("also usually thus hence therefore however e.g i.e".split())
_JOINING = frozenset({"and", "or", ",", "/", "nor", "&"})
_PARTING = frozenset("and or but while whereas because if so then when ( )".split())
_ENDS = frozenset(".;:!?")
_COMPARING = frozenset({"than"})
"""Words that part what is compared, and are no content."""
_BRACKETS = frozenset("()")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word, a number or a sign.

    Attributes:
        text: Plain, lower case.
        stem: What it is compared by.
        poles: Where it stands, a negation before it taken into account.
        negated: Whether it is negated and stands nowhere.
        turned: Whether its poles are those of the opposite, for a negation stands before it.
        name: Whether it names one of several things of a kind: "L1", "SGD", a number.
        polar: Whether it lies on an axis, wherever a negation has put it.
        joined: Whether only "and", "or" or a comma is between it and the word before it.
        part: The number of the part of the sentence that it stands in, between commas, "and" and the like.
    """

    text: str
    stem: str
    poles: Poles = NOWHERE
    negated: bool = False
    turned: bool = False
    name: bool = False
    polar: bool = False
    joined: bool = False
    part: int = 0


Words = tuple[Word, ...]


@lru_cache(maxsize=4096)
def read(sentence: str) -> Words:
    """The content words of a sentence in order; negators are not among them but on the words that they negate."""
    names = frozenset(plain(found) for found in _NAME.findall(sentence))
    text = plain(sentence)
    for typed, sign in _ASCII:
        text = text.replace(typed, sign)
    text = _NO_LONGER.sub("not", _WITHOUT_FORCE.sub(" ", _ANSWER.sub(" ", text)))
    reader = _Reader(names)
    for piece in (*_pieces(text), "."):
        reader.take(piece)
    return tuple(reader.words)


class _Reader:
    """Reads the pieces of a sentence one by one.

    Attributes:
        words: Those read so far.
    """

    def __init__(self, names: Collection[str]) -> None:
        self.words: list[Word] = []
        self._names = names
        self._pending = False  # a negation that hasn't met its word
        self._closing = False  # whether it may end its clause, and negate what is before it
        self._begun = 0
        self._part = 0
        self._before = ""

    def take(self, piece: str) -> None:
        """Read one more piece."""
        if piece in _ENDS or piece == ",":
            self._end(piece)
        elif _is_negator(piece):
            # "neither … nor" is one negation, "never not" is none.
            self._pending = piece != "nor" and not self._pending
            self._closing = bool(_CONTRACTED.fullmatch(piece) or _AUXILIARY.fullmatch(self._before))
        elif piece in _NOT_ALL and self._pending:
            self.words.append(Word(piece, stem(piece), _NOT_ALL[piece], polar=True, part=self._part))
            self._pending = False
        else:
            self._add(_word(piece, self._names))
        self._part += piece in _PARTING
        self._before = piece

    def _end(self, piece: str) -> None:
        if self._pending and self._closing and piece != "," and len(self.words) > self._begun:  # "… does not."
            self.words[-1] = _negate(self.words[-1])
        self._pending = self._pending and piece == ","
        self._begun = len(self.words)
        self._part += 1

    def _add(self, word: Word | None) -> None:
        if word is None:
            return
        word = replace(word, joined=self._before in _JOINING, part=self._part)
        skipped = self._pending and _is_adverb(word)
        self.words.append(_negate(word) if self._pending and not skipped else word)
        self._pending = skipped


def _pieces(text: str) -> list[str]:
    """The tokens; a hyphenated word is taken apart unless it has a place of its own."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = _LESS.get(match[0], match[0])
        if "-" in token and not poles_of(token):
            head, _, rest = token.partition("-")
            parts = [head + rest.replace("-", "")] if head in {"non", "un", "anti"} else token.split("-")
            found.extend(parts)
        elif found and found[-1] == "non" and token.isalpha():
            found[-1] = "non" + token
        else:
            found.append(token)
    return found


def _is_negator(token: str) -> bool:
    return token in _NEGATORS or bool(_CONTRACTED.fullmatch(token))


def _is_adverb(word: Word) -> bool:
    """Whether a negation before it is about what follows: "not fully used"."""
    return word.text.endswith("ly") or word.text in {"always", "all", "both", "often", "very", "too", "yet", "even"}


def _word(piece: str, names: Collection[str]) -> Word | None:
    poles = poles_of(piece)
    if piece in _COMPARING:
        return Word(piece, piece, polar=True)
    if not poles and (piece in _EMPTY or piece in _BRACKETS):
        return None
    return Word(piece, stem(piece), poles, polar=bool(poles), name=piece in names or piece[0].isdigit())


def _negate(word: Word) -> Word:
    if word.poles:
        return replace(word, poles=turned(word.poles), turned=not word.turned, negated=not turned(word.poles))
    return replace(word, negated=not word.negated)


def same(one: Word, other: Word) -> bool:
    """Whether two words are the same one, slips of the keyboard set aside."""
    return one.stem == other.stem or _is_slip(one.text, other.text) or _is_slip(one.stem, other.stem)


@lru_cache(maxsize=65536)
def _is_slip(one: str, other: str) -> bool:
    if one[0] != other[0] or abs(len(one) - len(other)) > 2 or min(len(one), len(other)) < LEAST_TYPO:
        return False
    if not (one.isalpha() and other.isalpha()) or opposite_forms(one, other):
        return False
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other) >= LEAST_ALIKE


def opposites(one: Word, other: Word) -> str | None:
    """The axis on which two words are opposites ("form" where it shows in their form); None where they aren't."""
    axis = opposed(one.poles, other.poles)
    if axis is not None:
        return axis
    if one.poles & other.poles or one.negated != other.negated or one.turned != other.turned:
        return None
    return "form" if opposite_forms(one.text, other.text) else None


def stems_shared(one: Sequence[Word], other: Sequence[Word]) -> int:
    """How many words on no axis of the first are in the second, each used once."""
    left = [word for word in other if not word.polar]
    count = 0
    for word in one:
        if not word.polar:
            place = next((place for place, candidate in enumerate(left) if same(word, candidate)), None)
            if place is not None:
                del left[place]
                count += 1
    return count


def plain_words(words: Sequence[Word]) -> int:
    """How many of the words stand on no axis."""
    return sum(not word.polar for word in words)
