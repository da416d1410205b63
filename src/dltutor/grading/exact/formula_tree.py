"""The tree of a formula whose meaning is compared: names, numbers, operations. What can't be read raises Unreadable."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias


class Unreadable(Exception):  # noqa: N818  not a fault: the caller falls back to grading the text
    """A formula that isn't understood. It never leaves this package."""


Operation = Literal["add", "multiply", "divide", "power", "negate", "transpose"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol: its letter with accents and dashes, and its indices. A gradient is the symbol of :data:`GRADIENT`."""

    base: str
    index: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on its operands."""

    operation: Operation
    operands: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of arguments; its indices are part of what function it is."""

    function: Name
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Big:
    """A sum or product over an index; limits and index may be left out by who types it."""

    sign: str
    index: str
    lower: "Node | None"
    upper: "Node | None"
    body: "Node"


Node: TypeAlias = Number | Name | Apply | Call | Big

GRADIENT = "∇"
"""Base of the name of a derivative; its indices are what is derived, and by what, each empty where it isn't said."""


def nodes(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from nodes(child)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below one."""
    match node:
        case Apply(_, operands):
            return operands
        case Call(_, arguments):
            return arguments
        case Big(_, _, lower, upper, body):
            return tuple(part for part in (lower, upper, body) if part is not None)
    return ()


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node changed, from the leaves up."""
    match node:
        case Apply(_, operands):
            node = replace(node, operands=tuple(rebuilt(one, change) for one in operands))
        case Call(_, arguments):
            node = replace(node, arguments=tuple(rebuilt(one, change) for one in arguments))
        case Big(_, _, lower, upper, body):
            node = replace(
                node,
                lower=None if lower is None else rebuilt(lower, change),
                upper=None if upper is None else rebuilt(upper, change),
                body=rebuilt(body, change),
            )
    return change(node)
