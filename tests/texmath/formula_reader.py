"""A reader of the one-line form, which tells from the text alone what belongs together.

It knows nothing of the renderer. Scripts bind what stands before them without a space, then factors side by side,
then a slash, then all the rest; docs/formulas.md states the rules.
Brackets are symbols like others, except those that only group.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

Symbol: TypeAlias = Any
"""A character, or a tuple: ("script", base, below, above), ("fraction", above, below), ("root", index, body),
("accent", name, body)."""
Symbols: TypeAlias = tuple[Symbol, ...]

SUPERSCRIPTS = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′†‡",
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′†‡",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", "0123456789+−=()aehijklmnoprstuvxβγρφχ", strict=True))
SAME = str.maketrans({"ϕ": "φ", "⊤": "T", "‴": "′′′", "″": "′′"})
MARKS = dict(
    zip(
        "\u0302\u0303\u0304\u0332\u0306\u0307\u0308\u030a\u030c\u0301\u0300\u20d7",
        "hat tilde bar underline breve dot ddot ring check acute grave vec".split(),
        strict=True,
    )
)
ACCENT = re.compile(r"(?<![A-Za-z])(hat|tilde|bar|overline|underline|check|vec|cancel)\(")
ROOT = re.compile(f"([{''.join(SUPERSCRIPTS)}]*)([√∛∜])")
OPENING, CLOSING, BARS = "([{⌊⌈⟨⟦", ")]}⌋⌉⟩⟧", "|‖"
STOP = ". "
"""The end of a sentence; another full stop is a decimal point."""
INDICES = {"∛": ("3",), "∜": ("4",)}


class Item(NamedTuple):
    """A symbol, and whether a space stands before it."""

    symbol: Symbol
    apart: bool


def structure(text: str, *, greedy: bool) -> Symbols:
    """What a text reads as. ``greedy``: a slash takes all factors that touch it on the right, else the first."""
    return bound(Reader(text, greedy=greedy).items(), greedy=greedy)


class Reader:
    """A cursor over a text."""

    def __init__(self, text: str, *, greedy: bool) -> None:
        self.text = unicodedata.normalize("NFD", text).translate(SAME)
        self.at = 0
        self.greedy = greedy

    def items(self, end: str = "") -> list[Item]:
        """Symbols up to a bracket's end, which is passed, or that of the text."""
        found: list[Item] = []
        depth, apart = 0, False
        while self.at < len(self.text):
            character = self.text[self.at]
            if character == end and not depth:
                self.at += 1
                return found
            if character.isspace():
                apart = True
                self.at += 1
                continue
            depth += bool(end) and (character == OPENING[CLOSING.index(end)]) - (character == end)
            found.append(Item(self.scripted(), apart))
            apart = False
        assert not end, f"{self.text} lacks {end}"
        return found

    def within(self, end: str) -> Symbols:
        return bound(self.items(end), greedy=self.greedy)

    def scripted(self) -> Symbol:
        opens = self.text[self.at] in OPENING + "+−" or (
            self.text[self.at] in BARS and self.text[: self.at][-1:] in {"", " ", "/", *OPENING}
        )
        symbol = self.nucleus()
        if opens and ROOT.match(self.text, self.at):
            return symbol  # the index of a root, not a script of the bracket
        below: Symbols = ()
        above: Symbols = ()
        while script := self.script():
            side, inside = script
            if side == "_":
                assert not below, f"two subscripts in {self.text}"
                below = inside
            else:
                assert set(above) <= {"′"}, f"two superscripts in {self.text}"
                above += inside
        return ("script", symbol, below, above) if below or above else symbol

    def nucleus(self) -> Symbol:
        if root := ROOT.match(self.text, self.at):
            self.at = root.end()
            index: Symbols = INDICES.get(root[2], self.enlarged([SUPERSCRIPTS[sign] for sign in root[1]]))
            if self.taken("["):
                index = self.within("]")
            assert self.taken("("), f"a root without brackets in {self.text}"
            return "root", index, self.within(")")
        if accent := ACCENT.match(self.text, self.at):
            self.at = accent.end()
            return "accent", accent[1].replace("overline", "bar"), self.within(")")
        if self.text[self.at] in SUPERSCRIPTS or self.text[self.at] in SUBSCRIPTS:
            return ""  # scripts before their base
        return self.character()

    def character(self) -> Symbol:
        symbol: Symbol = self.text[self.at]
        self.at += 1
        if symbol == "." and not self.text[self.at : self.at + 1].strip():
            return STOP
        while self.at < len(self.text) and unicodedata.combining(self.text[self.at]):
            mark = self.text[self.at]
            symbol = ("accent", MARKS[mark], (symbol,)) if mark in MARKS else symbol + mark
            self.at += 1
        return symbol

    def script(self) -> tuple[str, Symbols] | None:
        """The script at the cursor: its side, and what it holds."""
        start = self.at
        for side, glyphs in (("^", SUPERSCRIPTS), ("_", SUBSCRIPTS)):
            while self.at < len(self.text) and self.text[self.at] in glyphs:
                self.at += 1
            if self.at > start:
                return side, self.enlarged([glyphs[sign] for sign in self.text[start : self.at]])
        if self.at + 1 >= len(self.text) or self.text[self.at] not in "_^":
            return None
        side = self.text[self.at]
        self.at += 1
        return (side, self.within(")")) if self.taken("(") else (side, (self.character(),))

    def enlarged(self, small: Sequence[str]) -> Symbols:
        """A script in small glyphs, read as if it were large; primes at its start are its base's."""
        text = "".join(small)
        rest = text.lstrip("′")
        return ("′",) * (len(text) - len(rest)) + structure(rest, greedy=self.greedy)

    def taken(self, character: str) -> bool:
        found = self.text.startswith(character, self.at)
        self.at += found
        return found


def bound(items: Sequence[Item], *, greedy: bool) -> Symbols:
    """Symbols with each slash and what it divides as a fraction, without brackets that hold only a fraction."""
    done: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.symbol in {*BARS} and item.apart and at + 1 < len(items) and items[at + 1].apart:
            item = Item(f" {item.symbol} ", apart=True)  # it parts rather than encloses
        if item.symbol == "/" and not item.apart:
            start = numerator(done)
            differential = "d" if start < len(done) and head(done[start].symbol) == "d" else ""
            stop = denominator(items, at + 1, "∂∇" + differential, greedy=greedy)
            if start < len(done) and stop > at + 1:
                above = bare(tuple(one.symbol for one in done[start:]))
                below = bare(bound(items[at + 1 : stop], greedy=greedy))
                done[start:] = [Item(("fraction", above, below), done[start].apart)]
                at = stop
                continue
        done.append(item)
        at += 1
    return unwrapped(tuple(item.symbol for item in done))


def unwrapped(symbols: Symbols) -> Symbols:
    """Without the brackets round a lone fraction."""
    found: list[Symbol] = []
    for symbol in symbols:
        found.append(symbol)
        if symbol == ")" and len(found) > 2 and found[-3] == "(" and found[-2][0] == "fraction":
            found[-3:] = found[-2:-1]
    return tuple(found)


def bare(symbols: Symbols) -> Symbols:
    """Without brackets round the whole."""
    symbols = unwrapped(symbols)
    while len(symbols) > 1 and symbols[0] == "(" and symbols[-1] == ")" and partner(symbols, 0, 1) == len(symbols) - 1:
        symbols = symbols[1:-1]
    return symbols


def head(symbol: Symbol) -> str:
    """The character that carries scripts or a mark; empty for a fraction, a root or marked brackets."""
    if isinstance(symbol, str):
        return symbol
    if symbol[0] == "script":
        return head(symbol[1])
    marked = symbol[0] == "accent" and len(symbol[2]) == 1
    return symbol[2][0] if marked and isinstance(symbol[2][0], str) else ""


def partner(symbols: Sequence[Symbol], at: int, step: int) -> int:
    """Where the bracket or bar at a place has its partner, going left or right; -1 where it has none."""
    heads = [head(symbol) for symbol in symbols]
    depth = 0
    place = at
    while 0 <= place < len(heads):
        sign = heads[place]
        if heads[at] in BARS:
            if place != at and not depth and sign == heads[at]:
                return place
        elif depth == 0 and place != at:
            return place - step
        depth += (bool(sign) and sign in OPENING) - (bool(sign) and sign in CLOSING)
        place += step
    return place - step if depth == 0 and heads[at] not in BARS else -1


def loose(symbol: Symbol) -> bool:
    """Whether a sign ends what a slash takes."""
    sign = head(symbol)[:1]
    if symbol == STOP:
        return True
    if not sign or sign in "∂∇∞∑∏∫¬∀∃":
        return False
    return unicodedata.category(sign) == "Sm" or sign in "·,;:/∗…⋯" or sign in OPENING + CLOSING


def numerator(done: Sequence[Item]) -> int:
    """Where the factors begin that touch a slash on its left."""
    symbols = [item.symbol for item in done]
    start = len(done)
    while start:
        place = start - 1
        if head(symbols[place]) and head(symbols[place]) in CLOSING + BARS:
            opens = head(symbols[place]) in BARS and done[place].apart
            place = partner(symbols, place, -1)
            if opens or place < 0:
                break
        elif loose(symbols[place]):
            break
        start = place
        if done[start].apart:
            break
    return start


def denominator(items: Sequence[Item], at: int, operators: str, *, greedy: bool) -> int:
    """Where the factors end that touch a slash on its right: all of them, or one with the bracket that follows it.

    ``operators`` are one factor with what they are applied to.
    """
    symbols = [item.symbol for item in items]
    stop = at
    taken = ""
    while stop < len(items) and not (items[stop].apart and stop > at):
        sign = head(symbols[stop])
        if sign and sign in OPENING + BARS:
            end = partner(symbols, stop, 1)
            closes = sign in BARS and (
                stop + 1 == len(items) or items[stop + 1].apart or not (taken + "x")[0].isalpha()
            )
            if end < 0 or closes or (taken and taken in CLOSING and not greedy):
                break
            stop, taken = end + 1, ")"
        elif loose(symbols[stop]):
            break
        elif (
            greedy
            or not taken
            or taken in operators
            or (symbols[stop - 1] == taken and taken.isalpha() and sign.isalpha())
        ):
            stop, taken = stop + 1, sign or "x"
        elif sign == "!" or (taken.isdigit() and sign.isdigit()) or (sign == "." or taken == "."):
            stop, taken = stop + 1, sign
        else:
            break
    return stop
