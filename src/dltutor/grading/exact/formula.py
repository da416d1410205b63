"""Is a typed formula the right one? Compared by meaning, at random points, with the key's names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dltutor.grading.exact.formula_binding import bases, bind, is_word
from dltutor.grading.exact.formula_forms import Formula, averaged, in_steps, levelled
from dltutor.grading.exact.formula_names import FUNCTIONS
from dltutor.grading.exact.formula_parse import parse
from dltutor.grading.exact.formula_tokens import greek
from dltutor.grading.exact.formula_tree import GRADIENT, Apply, Call, Name, Node, Unreadable, nodes
from dltutor.grading.exact.formula_value import equal
from dltutor.grading.exact.typed import unicode_of
from dltutor.grading.exact.verdict import Judged
from dltutor.grading.result import Flag

LONGEST = 600
"""Characters of a formula that is compared; longer ones are graded as text."""
_MOST_PIECES = 12
_LEAST_SYMBOLS = 3
_SEVERAL = re.compile(r"[,;]\s+(?=[^,;=~∼]{1,40}[=~∼])|\n+")
_PIECE = re.compile(
    r"(?<=[a-z)])[.;]\s+|\n+|:\s+|,?\s+\b(?:where|with|so|because|since|hence|thus|which|and then|i\.e\.)\b,?"
)
_PROSE = re.compile(r"[A-Za-z]{2,}(?:'s)?[,:]?")
_NEIGHBOURS = re.compile(r"(?<![\w_])([A-Za-z]{3,})(?= ([A-Za-z]{3,})(?![\w(]))")
_WORDED = re.compile(r"[A-Za-z]{2,} [A-Za-z]|[A-Za-z] [A-Za-z]{2,}")
_JOINED = re.compile(r"[-−+*·/^=(∑√]")
_LONE = re.compile(r"(?<![A-Za-z_\\])[A-Za-z](?![A-Za-z_])")
_LATEX = re.compile(r"[\\$⁰-ₜ]")


@dataclass(frozen=True, slots=True)
class _Compared:
    """How an answer's formula compares: equal or not, whether all its symbols are the key's, and how it was read."""

    same: bool
    known: bool
    note: str = ""


def readable_formula(text: str) -> bool:
    """Whether a text is one formula or several that can be compared."""
    return bool(_formulas(text))


def judge_formula(key: str, answer: str) -> Judged | None:
    """Judge an answer whose official value is a formula, or several parted by commas or lines.

    Equal are formulas with the same values, whatever their form; symbols go by the key's names, Greek ones by sign or
    name, and a single other letter is taken for the one that is left.

    Returns:
        None where either can't be read; the answer is to be graded as text then. A formula with symbols that are none
        of the key's is unclear.
    """
    official = _formulas(key)
    if not official or len(answer) > 4 * LONGEST:
        return None
    compared = [[(piece, _best(readings, key, piece)) for piece in _pieces(answer)] for readings in official]
    hits = [next(((piece, one) for piece, one in row if one and one.same), None) for row in compared]
    found = [hit for hit in hits if hit is not None]
    if found:
        flags = () if len(found) == len(official) else _differs(compared, hits, key)
        note = " ".join(dict.fromkeys(one.note for _, one in found if one.note))
        return Judged(
            len(found) / len(official), "; ".join(dict.fromkeys(piece for piece, _ in found)), flags, note=note
        )
    flags = _differs(compared, hits, key)
    if flags:
        return Judged(0.0, flags[0].student, flags)
    strange = next((piece for row in compared for piece, one in row if one is not None and _says_much(piece)), "")
    return Judged(0.0, unclear=f"What do the symbols of {strange} stand for?") if strange else None


def _differs(
    compared: Sequence[Sequence[tuple[str, _Compared | None]]], hits: Sequence[object | None], key: str
) -> tuple[Flag, ...]:
    """A flag for the first formula that has the key's symbols, yet isn't equal to it."""
    for row, hit in zip(compared, hits, strict=True):
        other = next((piece for piece, one in row if one and one.known and not one.same), None)
        if hit is None and other is not None:
            return (Flag("formula", other, unicode_of(key).strip()),)
    return ()


def _formulas(text: str) -> list[list[Formula]]:
    """Each formula of a text with its readings; empty where one of them can't be read."""
    plain = unicode_of(text).strip()
    if len(plain) > LONGEST or any(is_word(one) and is_word(other) for one, other in _NEIGHBOURS.findall(plain)):
        return []
    whole = _readings(text)
    if whole:
        return [whole]
    parts = [part for part in _SEVERAL.split(plain) if part.strip()]
    found = [_readings(part) for part in parts]
    return found if len(parts) > 1 and all(found) else []


def _readings(text: str, like: Formula | None = None) -> list[Formula]:
    """What a formula may mean: 1/2n is (1/2)n or 1/(2n) where it is typed, and never the second in print."""
    found: list[Formula] = []
    for tight in (False, True)[: 1 if _LATEX.search(text) else 2]:
        try:
            sides, relations = parse(text, like.vocabulary if like else (), tight=tight)
        except (Unreadable, RecursionError):
            return found
        formula = in_steps(Formula(tuple(sides), tuple(relations), _vocabulary(sides)), like)
        if formula not in found:
            found.append(formula)
    return found


def _pieces(answer: str) -> list[str]:
    """Stretches of an answer that may be formulas: all of it, its sentences, each without words around."""
    plain = unicode_of(answer).strip()
    found: dict[str, None] = {}
    parts = [plain, *_PIECE.split(plain), *_SEVERAL.split(plain)]
    for part in parts:
        for piece in (part, *_bare(part)):
            if piece and len(piece) <= LONGEST:
                found.setdefault(piece.strip())
    return list(found)[:_MOST_PIECES]


def _bare(part: str) -> Iterator[str]:
    """A stretch without the words of prose before and behind it."""
    words = part.split()
    start, end = 0, len(words)
    while start < end and _is_prose(words[start]):
        start += 1
    while end > start and _is_prose(words[end - 1]):
        end -= 1
    if (start, end) != (0, len(words)):
        yield " ".join(words[start:end])


def _is_prose(word: str) -> bool:
    bare = word.strip(",:.")
    return (
        bool(_PROSE.fullmatch(word)) and not greek(bare) and bare.lower() not in {*FUNCTIONS, "sum", "prod", "lr", "d"}
    )


def _best(official: Sequence[Formula], key: str, piece: str) -> _Compared | None:
    """The best comparison over all readings; None where the piece is no formula."""
    typed_key = official if not _LATEX.search(key) else official[:1]
    best: _Compared | None = None
    for text, note in ((piece, ""), *_with_function(piece, official[0])):
        for reading in _readings(text, official[0]):
            if _is_sentence(reading, official[0]):
                continue
            for reference in typed_key:
                one = _compared(reference, reading)
                if best is None or (one.same, one.known) > (best.same, best.known):
                    best = replace(one, note=note or one.note)
    return best


def _with_function(piece: str, key: Formula) -> Iterator[tuple[str, str]]:
    """The piece with its one letter that isn't the key's as the key's one function: s(1 - s) where the key has σ(x)."""
    functions = {node.function.base.rstrip("'") for node in key.nodes if isinstance(node, Call)} - set(FUNCTIONS)
    known = {name.base for name in key.vocabulary}
    letters = set(_LONE.findall(piece)) - known - {"e", "d"}
    if len(functions) == len(letters) == 1 and not functions & set(re.findall(r"[^\W\d_]+", piece)):
        letter, function = letters.pop(), functions.pop()
        if function.isalpha():
            meant = _LONE.sub(lambda one: function if one[0] == letter else one[0], piece)
            yield meant, f"{letter} was read as {function}."


def _says_much(piece: str) -> bool:
    """Whether a piece is a formula of more than a symbol or two, which stand in prose as well, and no prose itself."""
    symbols = re.findall(r"[^\W\d_]+|\d+", piece)
    return len(symbols) >= _LEAST_SYMBOLS and not _WORDED.search(piece) and bool(_JOINED.search(piece))


def _vocabulary(sides: Sequence[Node]) -> tuple[Name, ...]:
    found = [node for side in sides for node in nodes(side)]
    called = [node.function for node in found if isinstance(node, Call)]
    return (*{node for node in found if isinstance(node, Name) and node.base != GRADIENT}, *called)


def _is_sentence(formula: Formula, key: Formula) -> bool:
    """Whether words were read as symbols: more than one that the key doesn't have."""
    own = {node.base for node in formula.nodes if isinstance(node, Name)} - {
        node.base for node in key.nodes if isinstance(node, Name)
    }
    return sum(map(is_word, own)) > 1


def _compared(key: Formula, answer: Formula) -> _Compared:
    answer = averaged(answer, key)
    first = _same(key, answer)
    if first.same:
        return first
    ours, theirs = levelled(key, answer)
    return first if (ours, theirs) == (key, answer) else max((_same(ours, theirs), first), key=lambda one: one.same)


def _same(key: Formula, answer: Formula) -> _Compared:
    """Whether two formulas of one form are equal: what is right of their sign, and the left sides if they can be."""
    matrix = _matrices(key)
    results = key.sides[1:] or key.sides
    known = False
    for result in results:
        binding = bind(result, answer.sides[-1])
        known = known or not binding.left
        related = not key.relations or not answer.relations or key.relations[-1] == answer.relations[-1]
        if not binding.left and related and _equal(result, binding.node, matrix) and _lefts(key, answer):
            return _Compared(same=True, known=True, note=binding.note)
    if len(key.sides) == len(answer.sides) == 2 and _turned(key, answer, matrix):
        return _Compared(same=True, known=True)
    return _Compared(same=False, known=known)


def _equal(one: Node, other: Node, matrix: frozenset[str]) -> bool:
    try:
        return equal(one, other, lambda name: name.base in matrix)
    except Unreadable:
        return False


def _lefts(key: Formula, answer: Formula) -> bool:
    """Whether the left sides may be the same: a label of one's own is, one that the key uses elsewhere isn't."""
    if len(key.sides) < 2 or len(answer.sides) < 2:
        return True
    ours, theirs = key.sides[0], answer.sides[0]
    if isinstance(theirs, Name | Call):
        label = theirs.base if isinstance(theirs, Name) else theirs.function.base
        right = {base for side in key.sides[1:] for base in bases(side)}
        own = ours.base if isinstance(ours, Name) else ours.function.base if isinstance(ours, Call) else ""
        if label not in right or label.rstrip("'") == own.rstrip("'") or GRADIENT in {label, own}:
            return isinstance(ours, Name) or isinstance(theirs, Name) or ours == theirs or label != own
    binding = bind(ours, theirs)
    return not binding.left and _equal(ours, binding.node, frozenset())


def _turned(key: Formula, answer: Formula, matrix: frozenset[str]) -> bool:
    """Whether two equations say the same with their sides exchanged, or terms or factors brought over."""
    flip = {"≤": "≥", "≥": "≤", "<": ">", ">": "<"}
    relation, other = key.relations[0], answer.relations[0]
    left, right = key.sides
    binding = bind(Apply("add", (left, right)), Apply("add", answer.sides))
    if binding.left or not isinstance(binding.node, Apply):
        return False
    one, two = binding.node.operands
    if flip.get(relation, relation) == other and _equal(left, two, matrix) and _equal(right, one, matrix):
        return True
    recurring = isinstance(left, Name) and left.base in bases(right)  # an assignment, w = w - g, is no equation
    if relation != "=" or other != "=" or matrix or recurring:
        return False
    difference, others = _minus(left, right), _minus(one, two)
    quotient, turned = Apply("divide", (left, right)), Apply("divide", (two, one))
    return any(
        _equal(mine, theirs, matrix)
        for mine, theirs in (
            (difference, others),
            (difference, Apply("negate", (others,))),
            (quotient, turned),
            (quotient, Apply("divide", (one, two))),
        )
    )


def _minus(one: Node, other: Node) -> Node:
    return Apply("add", (one, Apply("negate", (other,))))


def _matrices(formula: Formula) -> frozenset[str]:
    """Names for which the order of factors counts: capitals, where one of them is transposed or inverted."""
    turned = any(
        isinstance(node, Apply) and node.operation == "transpose" and any(_capital(one) for one in nodes(node))
        for node in formula.nodes
    )
    return frozenset(node.base for node in formula.nodes if isinstance(node, Name) and _capital(node) and turned)


def _capital(node: Node) -> bool:
    return isinstance(node, Name) and node.base != GRADIENT and (node.base[0].isupper() or is_word(node.base))
