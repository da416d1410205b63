"""A formula's text as tokens, the same ones for one line of Unicode (from LaTeX) and for what is typed."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dltutor.grading.exact.formula_tree import Unreadable
from dltutor.grading.exact.typed import EMPHASIS, HIGH, LOW, small, unicode_of
from dltutor.search.tokens import GREEK

MOST_TOKENS = 240

_SIGNS = str.maketrans({
    "−": "-", "–": "-", "·": "*", "⋅": "*", "∗": "*", "×": "*", "∘": "*", "⊙": "*", "⊗": "*", "@": "*", "∙": "*",
    "•": "*", "÷": "/", "⁄": "/", "∕": "/", "←": "=", "≔": "=", "≡": "=", "′": "'", "’": "'", "″": "''", "‴": "'''",
    "‖": "‖", "∥": "‖", "⊤": "T", "⊺": "T", "∞": " inf ", "∑": " sum ", "Σ": " Sigma ", "∏": " prod ", "√": " sqrt ",
    "ı": "i", "\u00a0": " ", "\u2009": " ", "\u2061": "", "\u2062": "", "∣": "|", "⟨": "(", "⟩": ")",
})  # fmt: skip
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u20d7": "", "\u0307": "dot"}
_WORDY: list[tuple[re.Pattern[str], str | None]] = [
    (EMPHASIS, r"\1"),
    (re.compile(r"`+|\$"), ""),
    (re.compile(r"\*\*"), "^"),
    (re.compile(r"\|\|"), "‖"),
    (re.compile(r"(?<!<)<-+|:="), "="),
    (re.compile(r"=="), "="),
    (re.compile(r"\b(?:hat|bar|tilde)[ (]?([A-Za-zͰ-Ͽ]|[a-z]+)\b\)?"), None),
    (re.compile(r"\blearning[ _]rate\b", re.IGNORECASE), "lr"),
    (re.compile(r"\b(?:the )?gradients?(?: of(?: the)?(?= ))?\b", re.IGNORECASE), "grad"),
    (re.compile(r"\barg (max|min)\b"), r"arg\1"),
    (re.compile(r"\bsquare root(?: of)?\b", re.IGNORECASE), "sqrt"),
    (re.compile(r"(?<=[\w)])\.T\b|(?<=[\w)])\^(?:top|transpose)\b"), "^T"),
]
_TOKEN = re.compile(
    r"""(?P<number>\d+(?:\.\d+)?(?:e-?\d+)?(?![\d.]))
      | (?P<word>[A-Za-z]+ | [Ͱ-Ͽ∇∂ℓ])
      | (?P<accent>[\u0302\u0303\u0304\u0305\u0307\u20d7])
      | (?P<relation><=|>=|!=|\+=|-=|[=<>≤≥≠≈∝~])
      | (?P<sign>[-+*/^_(),;|‖!\[\]{}'⌊⌋⌈⌉:])
      | (?P<space>\s+)""",
    re.VERBOSE,
)
_ENGLISH = {sign: name.strip() for sign, name in GREEK.items() if name.strip().isalpha() and sign.isalpha()}
_GREEK_NAMES = {name: name for name in _ENGLISH.values() if len(name) > 1} | {
    "eps": "epsilon", "lam": "lambda", "lamda": "lambda", "nabla": "∇", "grad": "∇", "partial": "∂",
    "varepsilon": "epsilon",
    "Delta": "Delta", "Gamma": "Gamma", "Lambda": "Lambda", "Theta": "Theta", "Phi": "Phi", "Psi": "Psi",
    "Omega": "Omega", "Sigma": "Sigma", "Pi": "Pi",
}  # fmt: skip
_CAPITALS = {sign.upper(): name.capitalize() for sign, name in _ENGLISH.items() if sign not in "ςϑϕı"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula.

    Attributes:
        kind: "number", "word", "accent", "relation" or "sign"; "end" behind the last.
        text: As it is read; Greek letters by name.
        tight: Whether it follows what is before without a space.
    """

    kind: str
    text: str
    tight: bool


END = Token("end", "", tight=False)


def tokens(formula: str) -> list[Token]:
    """The tokens of a formula. Raises Unreadable for signs that formulas don't have, and where there are too many."""
    found: list[Token] = []
    at, tight = 0, False
    text = _plain(formula)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or len(found) > MOST_TOKENS:
            raise Unreadable
        at = match.end()
        kind = str(match.lastgroup)
        if kind != "space":
            found.append(_token(kind, match[0], tight=tight))
        tight = kind != "space"
    return found


def _plain(formula: str) -> str:
    """One line with signs that keyboards have, scripts marked by ``^{…}`` and ``_{…}``, accents behind letters."""
    text = unicode_of(formula)
    text = HIGH.sub(lambda run: f"^{{{small(run[0])}}}", text)
    text = LOW.sub(lambda run: f"_{{{small(run[0])}}}", text)
    text = "".join(_lettered(text)).translate(_SIGNS)
    for pattern, written in _WORDY:
        text = pattern.sub(_accent_last if written is None else written, text)
    return text.strip().rstrip(".,;!?")


def _lettered(text: str) -> Iterator[str]:
    """Letters in other fonts as plain ones, accents after them; signs such as ‖ would be taken apart otherwise."""
    for sign in text:
        yield unicodedata.normalize("NFKD", sign) if sign.isalpha() else sign


def _accent_last(match: re.Match[str]) -> str:
    accent = match[0][: 5 if match[0].startswith("tilde") else 3]
    return f"{match[1]}_{accent}"


def _token(kind: str, text: str, *, tight: bool) -> Token:
    if kind == "accent":
        return Token(kind, _ACCENTS[text], tight=tight)
    if kind == "word":
        return Token(kind, _ENGLISH.get(text) or _CAPITALS.get(text) or _GREEK_NAMES.get(text, text), tight=tight)
    return Token(kind, text, tight=tight)


def greek(word: str) -> str | None:
    """The name that a Greek letter's English name stands for; None for other words."""
    return _GREEK_NAMES.get(word) or _GREEK_NAMES.get(word.lower())
