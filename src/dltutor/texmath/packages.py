r"""Commands that packages add: colours, physics, braket, siunitx."""

import re
from typing import TYPE_CHECKING

from dltutor.texmath.tree import EMPTY, Atom, Fenced, Fraction, Frame, Node, Row, Script, Space, Text, Unsupported

if TYPE_CHECKING:
    from dltutor.texmath.parser import Parser

FENCES = {
    "\\abs": ("|", "|"), "\\norm": ("‖", "‖"), "\\floor": ("⌊", "⌋"), "\\ceil": ("⌈", "⌉"), "\\set": ("{", "}"),
    "\\Set": ("{", "}"), "\\bra": ("⟨", "|"), "\\ket": ("|", "⟩"), "\\braket": ("⟨", "⟩"), "\\Bra": ("⟨", "|"),
    "\\Ket": ("|", "⟩"), "\\Braket": ("⟨", "⟩"), "\\inner": ("⟨", "⟩"), "\\innerproduct": ("⟨", "⟩"),
    "\\paren": ("(", ")"), "\\bracket": ("[", "]"),
}  # fmt: skip
DERIVATIVES = {
    **dict.fromkeys(("\\dv", "\\odv", "\\derivative"), "d"),
    **dict.fromkeys(("\\pdv", "\\partialderivative"), "∂"),
}
SKIPPED = {"\\textcolor": 1, "\\colorbox": 1, "\\href": 1, "\\class": 1, "\\cssId": 1, "\\style": 1, "\\htmlClass": 1}
SKIPPED |= {"\\htmlId": 1, "\\htmlStyle": 1, "\\htmlData": 1, "\\bbox": 0, "\\raisebox": 1, "\\ensuremath": 0}
SKIPPED |= {"\\smash": 0, "\\vcenter": 0, "\\mathllap": 0, "\\mathrlap": 0, "\\mathclap": 0, "\\llap": 0, "\\rlap": 0}
SKIPPED |= {"\\clap": 0, "\\mathinner": 0, "\\mathsmaller": 0, "\\mathlarger": 0}
"""Commands whose last argument is shown alone, with the number of arguments before it."""

_UNITS = {
    "meter": "m", "metre": "m", "second": "s", "gram": "g", "kilogram": "kg", "hertz": "Hz", "watt": "W", "joule": "J",
    "volt": "V", "ampere": "A", "kelvin": "K", "celsius": "°C", "degreeCelsius": "°C", "degree": "°", "percent": "%",
    "byte": "B", "bit": "bit", "minute": "min", "hour": "h", "day": "d", "radian": "rad", "pixel": "px", "liter": "L",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "centi": "c", "milli": "m", "micro": "µ",
    "nano": "n", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "ms": "ms", "GHz": "GHz", "MHz": "MHz", "kg": "kg",
    "cm": "cm", "mm": "mm", "km": "km", "nm": "nm", "square": "²", "squared": "²", "cubic": "³", "cubed": "³",
}  # fmt: skip
_PREFIXES = frozenset("kilo mega giga tera peta centi milli micro nano kibi mebi gibi square cubic".split())
_SUFFIXES = frozenset({"squared", "cubed"})
_NUMBER = re.compile(r"([+-]?)\s*(\d[\d.,\s]*|\.\d+)?\s*(?:[eE]\s*([+-]?\d+))?")


def fenced(parser: "Parser", command: str) -> Node:
    r"""A body in brackets that a package names, as in ``\norm{x}``; a star or a size before it changes nothing."""
    parser.taken("*")
    parser.optional()
    if parser.peek() != "{":
        raise Unsupported("brackets without a body")
    left, right = FENCES[command]
    body: Node = parser.argument()
    if command in {"\\inner", "\\innerproduct"}:
        body = Row((body, Atom(",", "punct"), parser.argument()))
    return Fenced(left, body, right)


def derivative(parser: "Parser", command: str) -> Node:
    r"""``\dv{y}{x}``, ``\dv{x}``, ``\pdv[2]{f}{x}`` and ``\pdv{f}{x}{y}``."""
    parser.taken("*")
    sign = Atom(DERIVATIVES[command])
    order = parser.optional()
    power = None if order is None else parser.formula(order)
    arguments = [parser.argument()]
    while parser.peek() == "{" and len(arguments) < 3:
        arguments.append(parser.argument())
    above = arguments.pop(0) if len(arguments) > 1 else EMPTY
    raised = Atom(str(len(arguments))) if len(arguments) > 1 else power
    below = [part for body in arguments for part in (sign, body if power is None else Script(body, sup=power))]
    top = sign if raised is None else Script(sign, sup=raised)
    return Fraction(Row((top, above)) if above != EMPTY else top, Row(tuple(below)))


def shown(parser: "Parser", command: str) -> Node:
    """What a command colours, moves or links, as it is."""
    parser.optional()
    for _ in range(SKIPPED[command]):
        parser.raw()
    return parser.argument()


def colour(parser: "Parser", _: str) -> Node | None:
    """A switch of colour: what follows it stays as it is."""
    parser.optional()
    parser.raw()
    return None


def framed_colour(parser: "Parser", _: str) -> Node:
    """A body on a colour in a frame of another."""
    parser.raw()
    parser.raw()
    return Frame(parser.argument())


def number(parser: "Parser", _: str) -> Node:
    r"""``\num{1.5e-3}``."""
    parser.optional()
    return Row(tuple(_number(parser.raw())))


def quantity(parser: "Parser", _: str) -> Node:
    r"""A number with its unit, as in ``\SI{3}{\meter\per\second}``."""
    parser.optional()
    value = _number(parser.raw())
    return Row((*value, Space(1), Text(_unit(parser.raw()))))


def unit(parser: "Parser", _: str) -> Node:
    r"""``\si{\mega\byte}``."""
    parser.optional()
    return Text(_unit(parser.raw()))


def _number(source: str) -> list[Node]:
    found = _NUMBER.fullmatch(source.strip())
    if found is None or not (found[2] or found[3]):
        raise Unsupported(f"{source} is no number")
    nodes: list[Node] = [Atom("−")] if found[1] == "-" else []
    if found[2]:
        nodes.append(Atom("".join(found[2].split())))
    if found[3]:
        nodes += [Atom("×", "bin")] if found[2] else []
        nodes.append(Script(Atom("10"), sup=Text(found[3].lstrip("+").replace("-", "−"))))
    return nodes


def _unit(source: str) -> str:
    """Units in their symbols, parted by a thin dot; what follows a ``per`` after a slash."""
    if "\\" not in source:
        return " ".join(source.replace(".", "·").replace("~", " ").split())
    text, prefix = "", ""
    for name in re.findall(r"\\([A-Za-z]+)", source):
        if name == "per":
            text, prefix = text + "/", ""
        elif name not in _UNITS:
            raise Unsupported(f"{name} is no unit")
        elif name in _SUFFIXES:
            text += _UNITS[name]
        elif name in _PREFIXES:
            prefix += _UNITS[name]
        else:
            power = prefix[:1] if prefix[:1] in {"²", "³"} else ""
            joint = "·" if text and not text.endswith("/") else ""
            text, prefix = text + joint + prefix.removeprefix(power) + _UNITS[name] + power, ""
    return text
