r"""What a row's brackets are, told from its other members: bars that open or close, and ``\big`` pairs."""

from collections.abc import Sequence
from dataclasses import replace

from dltutor.texmath.tree import Atom, Fenced, Node, Row, Script

_BARS = frozenset("|‖")


def paired(items: Sequence[Node]) -> list[Node]:
    r"""The row with its bars told apart and its ``\big`` pairs made to grow with what they hold."""
    atoms = [_atom(node) for node in items]
    if any(atom is not None and atom.kind == "sep" and atom.text in _BARS for atom in atoms):
        items = _bars(items, atoms)
    if any(atom is not None and atom.grows for atom in atoms):
        items = _grown(items)
    return list(items)


def _atom(node: Node) -> Atom | None:
    """The atom itself, or the one that carries the scripts."""
    if isinstance(node, Script):
        node = node.base
    return node if isinstance(node, Atom) else None


def _with_kind(node: Node, atom: Atom) -> Node:
    return replace(node, base=atom) if isinstance(node, Script) else atom


def _bars(items: Sequence[Node], atoms: Sequence[Atom | None]) -> list[Node]:
    """Bars come in pairs between the same brackets, opening and closing; an odd one out parts (``p(y|x)``)."""
    places: dict[tuple[int, str], list[int]] = {}
    open_brackets = [0]
    for index, atom in enumerate(atoms):
        if atom is None:
            continue
        if atom.kind == "open":
            open_brackets.append(index + 1)
        elif atom.kind == "close" and len(open_brackets) > 1:
            open_brackets.pop()
        elif atom.kind == "sep" and atom.text in _BARS:
            places.setdefault((open_brackets[-1], atom.text), []).append(index)
    result = list(items)
    for indices in places.values():
        if len(indices) % 2:
            continue
        for number, index in enumerate(indices):
            atom = atoms[index]
            if atom is not None:
                result[index] = _with_kind(items[index], replace(atom, kind="close" if number % 2 else "open"))
    return result


def _grown(items: Sequence[Node]) -> list[Node]:
    r"""Each ``\big`` bracket with its partner as a fence; those without one stay as they are."""
    stack: list[tuple[str, list[Node]]] = []
    current: list[Node] = []
    for node in items:
        atom = _atom(node)
        if atom is None or not atom.grows or atom.kind not in {"open", "close"}:
            current.append(node)
        elif atom.kind == "open":
            stack.append((atom.text, current))
            current = []
        elif stack:
            left, outer = stack.pop()
            fence = Fenced(left, Row(tuple(current)), atom.text)
            current = [*outer, replace(node, base=fence) if isinstance(node, Script) else fence]
        else:
            current.append(node)
    while stack:
        left, outer = stack.pop()
        current = [*outer, Atom(left, "open"), *current]
    return current
