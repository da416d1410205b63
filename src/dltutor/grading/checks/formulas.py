"""Formulas that differ from the key point's by a sign, a direction, a factor or an index; notation aside."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dltutor.grading.result import Flag
from dltutor.search.formulas import _formulas
from dltutor.search.texts import readable

LEAST_SYMBOLS = 3
LEAST_SHARED = 0.7
LEAST_LETTERS = 3
"""Letters of a formula in which another number is a change; with fewer it may be a value."""
MOST_CHANGED = 3
"""Symbols of one change; a longer one is another formula, or another way to write it."""

_ARROW = re.compile(r"<-(?=\s)|:=")
_SIGNS = frozenset("+-")
_MIRRORED = {">": "<", "≥": "≤"}
_ORDERED = frozenset("<≤")
_RELATIONS = _ORDERED | {"="}
_DIVIDING = frozenset("+-/|<≤=")
"""Symbols on whose two sides the same symbol means different things."""
_KINDS: tuple[frozenset[str], ...] = (
    _SIGNS,
    frozenset({"sum", "prod"}),
    frozenset({"min", "max"}),
    frozenset({"argmin", "argmax"}),
    frozenset({"sin", "cos"}),
    frozenset({"e", "log"}),
)
"""Symbols that may stand for one another in a typed formula only by mistake."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands in the student's formula in place of something in the reference's."""

    meant: tuple[str, ...]
    said: tuple[str, ...]


def differing_formula(window: str, point: str) -> Flag | None:
    """A flag where a student's formula is the key point's but for a sign, a factor, an index or a direction.

    Symbols that were renamed throughout, another order of terms and factors, and what is left out of a subscript are
    notation and differ in nothing.

    Args:
        window: What the student typed.
        point: The key point, its formulas readable or as LaTeX.
    """
    typed = [formula for formula in _read(window) if len(formula) >= LEAST_SYMBOLS]
    official = [formula for formula in _read(point) if len(formula) >= LEAST_SYMBOLS]
    for meant in official:
        near = [said for said in typed if _shared(meant, said) >= LEAST_SHARED]
        if not near or any(_same(meant, said) for said in near):
            continue
        for said in near:
            if not any(_same(other, said) for other in official) and _differs(*_sides(meant, said)):
                return Flag("formula", window.strip(), readable(point))
    return None


def _read(text: str) -> list[list[str]]:
    """The symbols of each formula; what is larger stands behind what is smaller."""
    return [_mirrored(list(symbols)) for symbols in _formulas(_ARROW.sub(" = ", readable(text)).replace("–", "-"))]


def _mirrored(formula: list[str]) -> list[str]:
    relations = [place for place, symbol in enumerate(formula) if symbol in _MIRRORED]
    if len(relations) != 1 or "=" in formula or {"<", "≤"} & set(formula):
        return formula
    at = relations[0]
    return [*formula[at + 1 :], _MIRRORED[formula[at]], *formula[:at]]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of symbols in common, of the longer formula."""
    letters, others = Counter(one), Counter(other)
    return (letters & others).total() / max(letters.total(), others.total())


def _sides(meant: list[str], said: list[str]) -> tuple[list[str], list[str]]:
    """Both formulas, without what stands before "=" where only one has that."""
    if "=" in meant and "=" not in said:
        return meant[meant.index("=") + 1 :], said
    if "=" in said and "=" not in meant:
        return meant, said[said.index("=") + 1 :]
    return meant, said


def _same(meant: list[str], said: list[str]) -> bool:
    one, other = _sides(meant, said)
    return one == other or _terms(one) == _terms(other) or _renamed(one, other)


def _terms(formula: Sequence[str]) -> list[Counter[tuple[str, tuple[str, ...]]]]:
    """The sides of an equation in no order, each with its terms: sign and factors, in no order either."""
    sides: list[Counter[tuple[str, tuple[str, ...]]]] = []
    for side in _split(formula):
        terms: Counter[tuple[str, tuple[str, ...]]] = Counter()
        sign, divided = "+", False
        factors: list[str] = []
        for symbol in (*side, "+"):
            if symbol in _SIGNS:
                if factors:
                    terms[sign, tuple(sorted(factors))] += 1
                sign, factors, divided = symbol, [], False
            elif symbol == "/":
                divided = True
            else:
                factors.append(f"/{symbol}" if divided else symbol)
                divided = False
        sides.append(terms)
    return sides if _ORDERED & set(formula) else sorted(sides, key=repr)


def _split(formula: Sequence[str]) -> Iterator[list[str]]:
    side: list[str] = []
    for symbol in formula:
        if symbol in _RELATIONS:
            yield side
            side = []
        else:
            side.append(symbol)
    yield side


def _renamed(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one becomes the other by giving symbols other names, each the same throughout."""
    if len(one) != len(other):
        return False
    names: dict[str, str] = {}
    for first, second in zip(one, other, strict=True):
        if first != second and not (_is_letter(first) and _is_letter(second)):
            return False
        if names.setdefault(first, second) != second:
            return False
    moved = {second for first, second in names.items() if first != second}
    return len(set(names.values())) == len(names) and not moved & set(one)


def _is_letter(symbol: str) -> bool:
    return symbol[0].isalpha() and not any(symbol in kind for kind in _KINDS[1:5])


def _differs(meant: list[str], said: list[str]) -> bool:
    """Whether all that differs is a change or two that can't be notation."""
    if Counter(meant) == Counter(said):
        return _is_exchanged(meant, said)
    matcher = SequenceMatcher(None, meant, said, autojunk=False)
    blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
    changes = [_Change(tuple(meant[i:j]), tuple(said[k:m])) for _, i, j, k, m in blocks]
    if any(max(len(change.meant), len(change.said)) > MOST_CHANGED for change in changes):
        return False
    if len(changes) == 1 and Counter(_letters(meant)) == Counter(_letters(said)):
        return True  # a sign is another one, missing or too many
    return len(changes) <= 2 and all(_is_mistake(change, meant) for change in changes)


def _is_exchanged(meant: Sequence[str], said: Sequence[str]) -> bool:
    """Whether two symbols changed the sides of a sign that matters; "−" doesn't where a square or a norm may follow."""
    moved = [place for place, (one, other) in enumerate(zip(meant, said, strict=True)) if one != other]
    if len(moved) != 2:
        return False
    between = _DIVIDING & set(meant[moved[0] + 1 : moved[1]])
    return bool(between - {"-"} if {"2", "|"} & set(meant) else between)


def _letters(formula: Sequence[str]) -> list[str]:
    return [symbol for symbol in formula if symbol not in _DIVIDING]


def _is_mistake(change: _Change, meant: Sequence[str]) -> bool:
    one, other = change.meant, change.said
    if len(one) == len(other) == 1:
        if any(one[0] in kind and other[0] in kind for kind in _KINDS):
            return True
        if one[0][0].isdigit() and other[0][0].isdigit():
            return len(set(filter(_is_letter, meant))) >= LEAST_LETTERS
    if not one or not other:  # a factor such as (1 − z) or a shift such as t − 1; anything else may be notation
        return len(one or other) > 1 and bool(_SIGNS & {*one, *other})
    if _RELATIONS & {*one, *other}:
        return False
    # Other symbols of the same formula stand here: z_t x_t in place of z_t h_{t−1}.
    return {*one, *other} <= set(meant) and bool({*one, *other} - _SIGNS) and set(one) != set(other)
