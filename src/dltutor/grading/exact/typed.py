"""Documents' and students' notations of one thing as one: LaTeX, Unicode and what keyboards have."""

import re
from functools import lru_cache

from dltutor.search.texts import readable
from dltutor.texmath import line, understood

LONGEST = 1200
"""Characters of an answer that are read: of a longer one its beginning and its end, where results stand."""

_SMALL = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()", strict=True)),
    **dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()", strict=True)),
    **dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True)),
    **dict(zip("ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ", "ABDEGHIJKLMNOPRTUVW", strict=True)),
    **dict(zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx", strict=True)),
    **dict(zip("ᵝᵞᵟᶿᵠᵡᵦᵧᵨᵩᵪ", "βγδθφχβγρφχ", strict=True)),
}
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ"
HIGH = re.compile(f"[{_RAISED}]+")
LOW = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ]+")
_MIXED = re.compile(r"(?<=\d)(?=[½⅓¼⅕⅙⅛⅔¾⅖⅗⅘⅚⅜⅝⅞])")
_SIGNS = {
    "½": "1/2", "⅓": "1/3", "¼": "1/4", "⅕": "1/5", "⅙": "1/6", "⅛": "1/8", "⅔": "2/3", "¾": "3/4", "⅖": "2/5",
    "⅗": "3/5", "⅘": "4/5", "⅚": "5/6", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
    "−": "-", "‒": "-", "–": "-", "‐": "-", "‑": "-", "—": " , ", "×": " x ", "✕": " x ", "⋅": "*", "·": "*", "∙": "*",
    "•": "*", "∗": "*", "⨯": " x ", "÷": "/", "⁄": "/", "∕": "/", "√": "sqrt", "→": "->", "⟶": "->", "↦": "->",
    "⇒": "=>", "⟹": "=>", "∴": "=>", "←": "<-", "≔": "=", "≈": "~", "≃": "~", "≅": "~", "∼": "~", "≤": "<=", "⩽": "<=",
    "≥": ">=", "⩾": ">=", "≠": "!=", "≡": "=", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ",
    "\u2061": "", "\u2062": "", "\u200b": "", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "⋯": "...",
}  # fmt: skip
_TRANSLATE = str.maketrans(_SIGNS)
EMPHASIS = re.compile(r"(?<![\w)\]*])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_MARKS = re.compile(r"`+|\$")
_BULLET = re.compile(r"^[ \t]*[-*+•](?=\s)\s*", re.MULTILINE)


def unicode_of(text: str) -> str:
    """LaTeX as one line of Unicode; a text without any as it stands."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    if not ("\\" in text or "$" in text):
        return text
    if "$" not in text and "\\(" not in text and "\\[" not in text and understood(text) and not _prose(text):
        return line(text)
    return readable(text)


def _prose(text: str) -> bool:
    """Whether words stand among a text's formulas."""
    return bool(re.search(r"(?<![\\{A-Za-z])[A-Za-z]{2,}\s+[A-Za-z\\]", re.sub(r"\\[A-Za-z]+", " ", text)))


def typed(text: str) -> str:
    """A text in ASCII where a keyboard has a way to say it: ``×`` is ``x``, ``·`` is ``*``, ``10⁻³`` is ``10^(-3)``.

    Emphasis, code marks and list bullets go; letters and line breaks stay.
    """
    plain = _BULLET.sub("", unicode_of(text))
    plain = _MIXED.sub(" ", plain)
    plain = HIGH.sub(lambda run: f"^({small(run[0])})", plain)
    plain = LOW.sub(lambda run: f"_{small(run[0])}", plain)
    plain = _MARKS.sub("", EMPHASIS.sub(r"\1", plain)).translate(_TRANSLATE)
    return plain.replace("\\%", "%").replace("\\,", " ").replace("{,}", ",")


def small(run: str) -> str:
    """Superscripts or subscripts as ordinary signs."""
    return "".join(_SMALL.get(sign, sign) for sign in run)


def quoted(answer: str, piece: str) -> str:
    """A piece of the typed text as the student wrote it; the piece itself where it can't be found."""
    signs, places = _located(answer)
    wanted = "".join(piece.split())
    at = signs.find(wanted) if wanted else -1
    if at < 0:
        return quoted(answer, piece[1:]) if piece.startswith("-") else piece
    return answer[places[at] : places[at + len(wanted) - 1] + 1]


@lru_cache(maxsize=4)  # an answer is quoted once for each of its values
def _located(answer: str) -> tuple[str, tuple[int, ...]]:
    """An answer as it is typed, without spaces, and the place in it of each sign."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(answer):
        plain = "".join(_in_ascii(answer, place, sign).split())
        signs += plain
        places += [place] * len(plain)
    return "".join(signs), tuple(places)


def _in_ascii(text: str, place: int, sign: str) -> str:
    """One sign as :func:`typed` writes it, with the bracket that it opens or closes as a superscript."""
    if not HIGH.match(sign):
        return _SIGNS.get(sign, sign)
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return ("" if HIGH.match(before) else "^(") + small(sign) + ("" if HIGH.match(after) else ")")
