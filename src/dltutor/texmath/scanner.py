"""A formula's source as tokens: commands, white space and single characters, with a cursor over them."""

import re
import unicodedata

from dltutor.texmath.tree import Unsupported

END = ""
_TOKEN = re.compile(r"\\[A-Za-z]+|\\[^A-Za-z]|\s+|[^\\]", re.DOTALL)


def tokens(tex: str) -> list[str]:
    """Cut a source into tokens; a letter keeps the combining marks that follow it.

    Raises :class:`Unsupported` for characters that have no place in a formula or no width that terminals agree on.
    """
    tex = unicodedata.normalize("NFC", tex)
    found = _TOKEN.findall(tex)
    if sum(map(len, found)) != len(tex):
        raise Unsupported("a lone backslash at the end")
    if tex.isascii() and tex.isprintable():
        return found
    return _joined(found)


def _joined(found: list[str]) -> list[str]:
    joined: list[str] = []
    for lexeme in found:
        category = unicodedata.category(lexeme[-1])
        if category.startswith("M"):
            if category == "Mc" or lexeme == "\ufe0f" or not joined or not joined[-1][0].isalnum():
                raise Unsupported("a combining mark without its letter, or one that takes a cell in some terminals")
            joined[-1] += lexeme
        elif (category.startswith("C") and not lexeme.isspace()) or _is_unsteady(lexeme[-1]):
            raise Unsupported("a character without a settled width")
        else:
            joined.append(lexeme)
    return joined


# Whose width depends on their neighbours, on the terminal, or on the version of Unicode that it follows.
_UNSTEADY = (
    ("\u1100", "\u11ff"),  # half syllables of Hangul
    ("\ud7b0", "\ud7ff"),
    ("\u3164", "\u3164"),
    ("\uffa0", "\uffa0"),
    ("\u2630", "\u2637"),  # trigrams, digrams, hexagrams, counting rods
    ("\u268a", "\u268f"),
    ("\u4dc0", "\u4dff"),
    ("\U0001d300", "\U0001d37f"),
    ("\U0001f000", "\U0001faff"),  # emoji
)


def _is_unsteady(character: str) -> bool:
    return any(first <= character <= last for first, last in _UNSTEADY)


class Scanner:
    """A cursor over tokens."""

    def __init__(self, tex: str) -> None:
        self._tokens = [*tokens(tex), END]
        self._at = 0

    def peek(self) -> str:
        """The next lexeme that isn't white space; :data:`END` after the last."""
        lexeme = self._tokens[self._at]
        while lexeme.isspace():
            self._at += 1
            lexeme = self._tokens[self._at]
        return lexeme

    def take(self) -> str:
        """The next lexeme that isn't white space, moving past it."""
        lexeme = self.peek()
        if lexeme != END:
            self._at += 1
        return lexeme

    def taken(self, lexeme: str) -> bool:
        """Whether the next lexeme is this one; moves past it if so."""
        if self.peek() != lexeme:
            return False
        self._at += 1
        return True

    def expect(self, lexeme: str) -> None:
        """Move past a lexeme that has to come next."""
        if not self.taken(lexeme):
            raise Unsupported(f"{lexeme} is missing")

    def adjacent(self) -> str:
        """The next lexeme, white space included."""
        return self._tokens[self._at]

    def raw(self) -> str:
        """The source of a group in braces, without them, spaces as they stand."""
        self.expect("{")
        start, depth = self._at, 1
        while depth:
            lexeme = self._tokens[self._at]
            if lexeme == END:
                raise Unsupported("a brace isn't closed")
            depth += (lexeme == "{") - (lexeme == "}")
            self._at += 1
        return "".join(self._tokens[start : self._at - 1])

    def optional(self) -> str | None:
        """The source of a following ``[…]`` without its brackets, or None where there is none."""
        if not self.taken("["):
            return None
        start, depth = self._at, 0
        while depth or self._tokens[self._at] != "]":
            lexeme = self._tokens[self._at]
            if lexeme == END:
                raise Unsupported("a bracket isn't closed")
            depth += (lexeme == "{") - (lexeme == "}")
            self._at += 1
        self._at += 1
        return "".join(self._tokens[start : self._at - 1])
