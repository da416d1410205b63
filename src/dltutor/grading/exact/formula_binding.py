"""Which symbol of an answer is which of the key: by name, by custom, or because one is left."""

from collections.abc import Iterator
from dataclasses import dataclass

from dltutor.grading.exact.formula_tokens import greek
from dltutor.grading.exact.formula_tree import GRADIENT, Call, Name, Node, nodes, rebuilt

_FAMILIES = tuple(
    frozenset(line.split())
    for line in (
        "lr eta alpha gamma epsilon learningrate mu",
        "L J E C l loss cost Loss ell f error",
        "w W theta weights weight params parameters Theta p x",
        "N n m B batch M",
        "y t target label",
        "lambda alpha lam beta",
        "epsilon eps delta",
        "sigma std",
        "y.hat p o yhat pred prediction output",
    )
)
"""Letters for one thing in different hands; they bind where exactly one of them is left on each side."""
_LOSSES = _FAMILIES[1]
_SLOPES = frozenset("g dw dW delta gradL dL dJ G d".split())
"""Letters for a gradient."""


@dataclass(frozen=True, slots=True)
class Binding:
    """The answer in the key's names.

    Attributes:
        node: The renamed answer.
        left: Bases of its names that are none of the key's.
        note: What was read as what, where that isn't plain.
    """

    node: Node
    left: frozenset[str]
    note: str


def bases(node: Node) -> set[str]:
    """The letters of all names, without gradients, functions and indices of sums."""
    return {name.base for name in names(node) if name.base != GRADIENT}


def is_word(base: str) -> bool:
    """Whether a name is a word rather than a symbol."""
    return len(base) > 2 and base.isalpha() and not greek(base)


def _is_letter(base: str) -> bool:
    """Whether a name is one letter, with or without an accent; FP is never read as FN."""
    letter = base.partition(".")[0].rstrip("'")
    return len(letter) == 1 or greek(letter) is not None


def names(node: Node) -> Iterator[Name]:
    """All names of a formula; those of functions aren't among them."""
    return (one for one in nodes(node) if isinstance(one, Name))


def bind(key: Node, answer: Node) -> Binding:
    """Give the answer's symbols the key's names."""
    ours, theirs = bases(key) - {"e"}, bases(answer) - {"e"}
    free, wanted = theirs - ours, ours - theirs
    bound: dict[str, str] = {}
    for one in sorted(free):
        alike = [name for name in wanted if name.lower() == one.lower()]
        if len(alike) == 1:
            bound[one] = alike[0]
    _settle(free, wanted, bound)
    for family in _FAMILIES:
        if len(free & family) == len(wanted & family) == 1:
            bound[next(iter(free & family))] = next(iter(wanted & family))
            _settle(free, wanted, bound)
    slopes = _gradients(key, answer, bound)
    note = ""
    key_slopes = {name for name in names(key) if name.base == GRADIENT}
    own_slopes = {name for name in names(answer) if name.base == GRADIENT}
    if len(key_slopes) == 1 and not own_slopes and len(free & _SLOPES or free) == 1:
        letter = next(iter(free & _SLOPES or free))
        free.discard(letter)
        slopes[letter] = next(iter(key_slopes))
        note = f"{letter} was read as the gradient."
    elif not key_slopes and len(own_slopes) == 1 and len(wanted & _SLOPES or wanted) == 1:
        letter = next(iter(wanted & _SLOPES or wanted))
        wanted.discard(letter)
        slopes[next(iter(own_slopes))] = next(name for name in names(key) if name.base == letter)
    if len(free) == len(wanted) == 1 and all(map(_is_letter, (*free, *wanted))):
        letter, meant = free.pop(), wanted.pop()
        bound[letter] = meant
        note = f"{letter} was read as {meant}."
    return Binding(_renamed(answer, bound, slopes), frozenset(free), note)


def _settle(free: set[str], wanted: set[str], bound: dict[str, str]) -> None:
    free.difference_update(bound)
    wanted.difference_update(bound.values())


def _gradients(key: Node, answer: Node, bound: dict[str, str]) -> "dict[str | Name, Name]":
    """The answer's gradients as the key's: the same function and variable, as far as both say them."""
    ours = {name for name in names(key) if name.base == GRADIENT}
    found: dict[str | Name, Name] = {}
    for name in {name for name in names(answer) if name.base == GRADIENT}:
        alike = [one for one in ours if _same_gradient(one, name, bound)]
        if len(alike) == 1:
            found[name] = alike[0]
    return found


def _same_gradient(key: Name, answer: Name, bound: dict[str, str]) -> bool:
    (of, by), (their_of, their_by) = key.index, answer.index
    same_of = not of or not their_of or of == bound.get(their_of, their_of) or {of, their_of} <= _LOSSES
    same_by = not by or not their_by or by == bound.get(their_by, their_by) or {by[0], their_by[0]} <= _FAMILIES[2]
    return same_of and same_by


def _renamed(answer: Node, bound: dict[str, str], slopes: "dict[str | Name, Name]") -> Node:
    def rename(node: Node) -> Node:
        if isinstance(node, Name):
            slope = slopes.get(node) or slopes.get(node.base)
            return slope or Name(bound.get(node.base, node.base), node.index)
        if isinstance(node, Call) and node.function.base in bound:
            return Call(Name(bound[node.function.base], node.function.index), node.arguments)
        return node

    return rebuilt(answer, rename)
