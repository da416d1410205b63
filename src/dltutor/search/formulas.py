"""Formulas as search terms: the same ones from what documents print and from what students type.

Words don't match them: "softmax(QK^T/sqrt(dk))V" and the same in LaTeX have hardly a word in common. Here both become
one sequence of symbols. Brackets, spaces, signs of multiplication and the height of scripts are left out, because
typists leave them out or put them elsewhere; letters stay as they are, Greek ones by name. Runs of up to three symbols
are the terms, so that a part of a formula finds the whole (formulas as text: Miller and Youssef, "Technical aspects of
the Digital Library of Mathematical Functions", 2003; n-grams: Manning et al., "Introduction to Information Retrieval",
2008, chapter 3).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dltutor.search.texts import readable
from dltutor.search.tokens import GREEK, STOP_WORDS

LONGEST = 3
"""Symbols in the longest term; longer ones find no more."""

_SMALL = "²³¹ʰ-ʸˠ-ˤᴬ-ᵪ⁰-₎ₐ-ₜⱼⱽ"
_SIGN = re.compile(rf"[=^_+*~|<>\u0302-\u0305Ͱ-Ͽ←-⋿{_SMALL}]|\w\(|(?<![A-Za-z]{{3}})[-/]|[-/](?![A-Za-z]{{3}})")
"""Without one of these, a text holds no formula; looking for them takes a fraction of the time of reading symbols."""
_CLAUSE_END = re.compile(r"(?<=[a-z]{3})[.,;:?!]\s")
_RAISED = re.compile(f"[{_SMALL}]+")
_TOKEN = re.compile(
    r"""
    (?P<accent>[\u0302\u0303\u0304\u0305] | (?<=[A-Za-z])~(?![A-Za-z\d(]))    # x̂; A~ as it is typed
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<operator>[=≠!<>:]= | [=≠≤≥≈∼~∝≡∈·×⋅⊙∘⊗∗@+^_±←‖] | \|\|
        | (?<=[\w)\]\u2062])\*{1,2}(?=[\w(\[])                                  # not Markdown's asterisks
        | (?<=[\w)\]\u2062]\ )\*(?=\ [\w(\[])
        | (?<=[\w)\]\u2062])\ ?[<>](?=\ ?[\w(-])
        | (?<=\d)\ ?x(?=\ ?\d))                                                 # 28 x 28
    | (?P<word>[A-Za-z]+ | [Ͱ-Ͽ∇∂∑∏√∞⊤⊺])
    | (?P<possessive>'s\b)
    | (?P<joint>-> | \.\.\. | [-−/⁄\u2062|,()\[\]{}⌊⌋⌈⌉⟨⟩'′…→] | (?<=\w)\.(?=\w))  # stands in prose as well
    | (?P<other>[^\s\u0300-\u036f])
    """,
    re.VERBOSE,
)

_SPELLINGS = """
sum Σ Sigma | prod ∏ Π | sqrt | inf ∞ infty | grad nabla | d partial | e exp | log ln | sigma sigmoid | T ⊤ ⊺ transpose
| epsilon eps varepsilon | lambda lam | P Pr | Delta Δ | Gamma Γ | Lambda Λ | Theta Θ | Phi Φ | Psi Ψ | Omega Ω
| softmax | tanh | sin | cos | det | diag | tr | cov | var | min | max | argmax | argmin | hat | bar | tilde
"""
_NAMES = {
    **{sign: name.strip() for sign, name in GREEK.items() if name.strip().isalpha()},
    **{name: name for name in GREEK.values() if len(name) > 1 and name.isalpha()},
    **{spelling: line.split()[0] for line in _SPELLINGS.split("|") for spelling in line.split()},
}
"""Names and signs that are one symbol, to what they are read as."""
_WORDS = {"gradient": "grad", "logistic": "sigma", "infinity": "inf"}
"""Words of prose, to the symbol that they are where they stand in a formula."""
_PROSE = STOP_WORDS | {"vs", "wrt", "eg", "ie", "etc"}
"""What stands between formulas rather than in one."""
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "~": "tilde", "\u0304": "bar", "\u0305": "bar"}
_ACCENTED = re.compile(r"(.+)(hat|bar|tilde)$")
_SEVERAL = re.compile(
    r"[A-Za-z]{2}$ | [A-Za-z]{1,2}[A-Z]$ | [A-Za-z][A-Z][a-z]$ | [A-Za-z](?:i[ijk]|j[ijk]|k[ijl])$ | [^aeiou]{3}$",
    re.VERBOSE,
)
"""Letters that stand for as many symbols: QK, dk, Whh, aij."""
_OPERATORS = {
    "−": "-", "⁄": "/", "‖": "|", "||": "|", "∼": "~", "<=": "≤", ">=": "≥", "==": "=", ":=": "=", "←": "=", "≡": "=",
    "!=": "≠",
}  # fmt: skip
_HEARD = frozenset("=≠≤≥≈~∝∈±+-/|<>")
"""Operators that are symbols of the sequence; the others only tell where a formula is."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a text.

    Attributes:
        kind: "symbol", "word" (of prose, unless an operator touches it), "operator", "joint" (in formulas and prose
            alike) or "other".
        text: As it stands.
        symbols: As it is read.
        tight: Whether it follows without a space.
    """

    kind: str
    text: str
    symbols: tuple[str, ...]
    tight: bool


def formula_terms(text: str) -> list[str]:
    """The search terms of all formulas in a text, marked as LaTeX or bare; none where there is no formula."""
    return [
        " ".join(symbols[start : start + length])
        for symbols in _formulas(text)
        for length in range(1, LONGEST + 1)
        for start in range(len(symbols) - length + 1)
        if not _HEARD.issuperset(symbols[start : start + length])
    ]


def _formulas(text: str) -> Iterator[list[str]]:
    """The symbols of each formula."""
    for clause in _CLAUSE_END.split(readable(text)):
        if _SIGN.search(clause):
            for run in _runs(list(_tokens(clause))):
                if _is_formula(run):
                    yield _symbols(run)


def _tokens(text: str) -> Iterator[_Token]:
    # Scripts are set apart by a sign, and by one that nobody sees: 10² would become 102 otherwise.
    apart = _RAISED.sub(lambda small: f"_{small[0]}\u2062", text).replace("_(", "_")
    end = 0
    plain = unicodedata.normalize("NFKD", apart)
    for found in _TOKEN.finditer(plain):
        written = found[0].strip()
        kind, symbols = _read(str(found.lastgroup), written)
        yield _Token(kind, written, symbols, tight=found.start() == end)
        end = found.end()


def _read(group: str, written: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a token, and its symbols."""
    if group == "accent":
        return "symbol", (_ACCENTS[written],)
    if group == "number":
        return "symbol", (written,)
    if group == "word":
        symbols = _letters(written)
        return ("symbol", symbols) if symbols else ("word", (_WORDS.get(written.lower(), written.lower()),))
    operator = _OPERATORS.get(written, written)
    return group, (operator,) if operator in _HEARD else ()


def _letters(word: str) -> tuple[str, ...]:
    """The symbols that a run of letters stands for; none for a word of prose."""
    if word in _NAMES or len(word) == 1:
        return (_NAMES.get(word, word),)
    lower = word.lower()
    if lower in _PROSE:
        return ()
    if lower in _NAMES:
        return (_NAMES[lower],)
    accented = _ACCENTED.match(word)
    if accented and (len(accented[1]) == 1 or accented[1] in _NAMES):
        return (*_letters(accented[1]), accented[2])
    return tuple(word) if _SEVERAL.match(word) else ()


def _runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Stretches that may be formulas: symbols, operators, and the words that these touch."""
    run: list[_Token] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind == "word":
            inside = _touched(before, token, after)
        elif token.text == "a":  # the article, unless something joins it to a formula
            inside = any(side is not None and _joins(side) for side in (before, after))
        else:
            inside = token.kind in {"symbol", "operator", "joint"} and not _hyphen(before, token, after)
        if inside:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _touched(before: _Token | None, word: _Token, after: _Token | None) -> bool:
    """Whether a word belongs to a formula: it is a subscript, an operator is next to it, or it is called."""
    if before is not None and before.text == "_":
        return True
    if word.text.lower() in _PROSE:
        return False
    if before is not None and before.kind == "operator":
        return True
    return after is not None and (after.kind == "operator" or (after.tight and after.text == "("))


def _joins(token: _Token) -> bool:
    """Whether a token ties what is beside it to a formula."""
    return token.kind == "operator" or (token.kind == "joint" and token.text not in {",", ".", "'"})


def _hyphen(before: _Token | None, token: _Token, after: _Token | None) -> bool:
    """Whether a dash joins two words rather than takes one from the other."""
    if token.text != "-" or before is None or after is None or not (token.tight and after.tight):
        return False
    return all(len(side.text) > 1 and side.text.isalpha() for side in (before, after))


def _is_formula(run: Sequence[_Token]) -> bool:
    """Whether a stretch says enough: two things at least, one of them a symbol, and what joins them."""
    read = [token for token in run if token.kind in {"symbol", "word"}]
    symbols = [token for token in read if token.kind == "symbol"]
    if not symbols or len(read) < 2:
        return False
    joined = {token.text for token in run if token.kind == "operator"}
    if joined == {"_"} and len(symbols) < len(read):
        return False  # the name of a variable in a program
    if joined:
        return True
    if all(token.text[0].isdigit() for token in symbols):
        return False  # a range or a date
    return any(
        first.kind == "symbol" and (then.text in {"/", "-", "−"} or (then.text == "(" and then.tight))
        for first, then in pairwise(run)
    )


def _symbols(run: Sequence[_Token]) -> list[str]:
    symbols = [symbol for token in run for symbol in token.symbols]
    while symbols[-1] in _HEARD:  # "= ?"
        symbols.pop()
    return symbols
