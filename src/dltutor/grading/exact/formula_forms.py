"""One formula in the forms that people give it: steps counted from t or t - 1, sums without limits, f for f(x)."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from dltutor.grading.exact.formula_tree import GRADIENT, Apply, Big, Call, Name, Node, Number, nodes, rebuilt

_STEP = re.compile(r"([a-z])(?:([+-])(\d))?")
_WORDS = {"new": 0, "next": 0, "old": -1, "prev": -1, "previous": -1, "last": -1}
STEP = "@"


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation or a lone expression.

    Attributes:
        sides: From left to right.
        relations: Between the sides.
        vocabulary: The names as they stand, before anything is changed.
        step: The letter that counts steps, and what the left side adds to it.
    """

    sides: tuple[Node, ...]
    relations: tuple[str, ...]
    vocabulary: tuple[Name, ...] = field(default=(), compare=False)
    step: tuple[str, int] = field(default=("", 0), compare=False)

    def changed(self, change: Callable[[Node], Node]) -> "Formula":
        """With every node of every side changed."""
        return replace(self, sides=tuple(rebuilt(side, change) for side in self.sides))

    @property
    def nodes(self) -> list[Node]:
        """All nodes of all sides."""
        return [node for side in self.sides for node in nodes(side)]


def in_steps(formula: Formula, like: Formula | None = None) -> Formula:
    """Indices of time relative to the left side's: x_(t+1) = f(x_t) and x_k = f(x_(k-1)) become one.

    An expression without a left side is taken to be the right one of ``like``.
    """
    left = formula.sides[0]
    letter, shift = like.step if like else ("", 0)
    if len(formula.sides) > 1:
        index = left.index if isinstance(left, Name) and left.base != GRADIENT else ()
        found = next((match for part in index if (match := _STEP.fullmatch(part))), None)
        letter = found[1] if found else ""
        shift = int((found[2] or "") + (found[3] or "0")) if found else 0

    def step(node: Node) -> Node:
        if letter and node == Name(letter):
            return Apply("add", (Name(STEP), Number(-shift)))
        if isinstance(node, Name) and node.base != GRADIENT:
            return Name(node.base, tuple(_relative(part, letter, shift) for part in node.index))
        return node

    return replace(formula.changed(step), step=(letter, shift))


def _relative(part: str, letter: str, shift: int) -> str:
    if part in _WORDS:
        return f"{STEP}{_WORDS[part]}"
    found = _STEP.fullmatch(part)
    if not found or found[1] != letter:
        return part
    return f"{STEP}{int((found[2] or '') + (found[3] or '0')) - shift}"


def levelled(one: Formula, other: Formula) -> tuple[Formula, Formula]:
    """Both without what only one of them says: steps, limits and indices of sums, arguments of functions."""
    pair = [one, other]
    if _stepped(one) != _stepped(other):
        pair = [formula.changed(_without_steps) for formula in pair]
    bigs = [[node for node in formula.nodes if isinstance(node, Big)] for formula in pair]
    if any(big.upper is None or big.lower is None for found in bigs for big in found):
        pair = [formula.changed(_without_limits) for formula in pair]
    if any(not big.index for found in bigs for big in found):
        letters = {big.index for found in bigs for big in found} | {
            part for found in bigs for big in found if not big.index for part in _letters(big.body)
        }
        pair = [formula.changed(lambda node: _without_indices(node, letters)) for formula in pair]
    bare = _differently_called(pair)
    first, second = (formula.changed(lambda node: _without_arguments(node, bare)) for formula in pair)
    return first, second


def _letters(body: Node) -> set[str]:
    """Single letters that count something in the body of a sum."""
    counted = [node for node in nodes(body) if isinstance(node, Name) and node.base != GRADIENT]
    return {part for name in counted for part in name.index if len(part) == 1 and part.isalpha()}


def _stepped(formula: Formula) -> bool:
    return any(isinstance(node, Name) and any(part.startswith(STEP) for part in node.index) for node in formula.nodes)


def _without_steps(node: Node) -> Node:
    if isinstance(node, Name):
        return Name(node.base, tuple(part for part in node.index if not part.startswith(STEP)))
    return node


def _without_limits(node: Node) -> Node:
    return replace(node, lower=None, upper=None) if isinstance(node, Big) else node


def _without_indices(node: Node, letters: Collection[str]) -> Node:
    if isinstance(node, Big):
        return replace(node, index="")
    if isinstance(node, Name) and node.base != GRADIENT:
        return Name(node.base, tuple(part for part in node.index if part not in letters))
    return node


def _differently_called(pair: Sequence[Formula]) -> set[str]:
    """Functions that one formula writes with other arguments, in number, than the other, or with none at all."""
    counts: list[dict[str, set[int]]] = []
    for formula in pair:
        found: dict[str, set[int]] = {}
        for node in formula.nodes:
            if isinstance(node, Call):
                found.setdefault(node.function.base, set()).add(len(node.arguments))
            elif isinstance(node, Name):
                found.setdefault(node.base, set()).add(0)
        counts.append(found)
    called = {base for found in counts for base, numbers in found.items() if numbers - {0}}
    return {base for base in called if all(base in found for found in counts) and counts[0][base] != counts[1][base]}


def _without_arguments(node: Node, bare: Collection[str]) -> Node:
    return node.function if isinstance(node, Call) and node.function.base in bare else node


def averaged(answer: Formula, key: Formula) -> Formula:
    """The answer's "mean(…)" as the key's sum over a number of terms."""
    sums = [node for node in key.nodes if isinstance(node, Big)]
    spans = [node.upper for node in sums if node.upper is not None] or (_divisors(key) if len(sums) == 1 else [])
    means = any(isinstance(node, Call) and node.function.base == "mean" for node in key.nodes)
    if means or not spans:
        return answer

    def spread(node: Node) -> Node:
        if isinstance(node, Call) and node.function.base == "mean" and len(node.arguments) == 1:
            return Apply("divide", (Big("sum", "", None, None, node.arguments[0]), spans[0]))
        return node

    return answer.changed(spread)


def _divisors(key: Formula) -> list[Node]:
    """What a sum without limits is divided by, where there is one name that it can be."""
    found = {
        node.operands[1]
        for node in key.nodes
        if isinstance(node, Apply) and node.operation == "divide" and isinstance(node.operands[1], Name)
    }
    return list(found) if len(found) == 1 else []
