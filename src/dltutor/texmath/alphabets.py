"""Letters in other shapes: fonts, superscripts, subscripts and accents. Code points are those of Unicode 15."""

import unicodedata

_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"


def _font(upper: int, lower: int = 0, digits: int = 0, greek: int = 0, odd: str = "") -> dict[int, str]:
    """A translation table from the first code points of each block; ``odd`` holds pairs that lie elsewhere."""
    table: dict[int, str] = {}
    for start, alphabet in ((upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (digits, "0123456789"), (greek, _GREEK)):
        if start:
            table |= {ord(letter): chr(start + index) for index, letter in enumerate(alphabet)}
    if lower:
        table |= {ord("a") + index: chr(lower + index) for index in range(26)}
    return table | {ord(letter): glyph for letter, glyph in zip(odd[::2], odd[1::2], strict=True)}


FONTS: dict[str, dict[int, str]] = {
    "plain": {},
    "bold": _font(0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8),
    "script": _font(0x1D49C, 0x1D4B6, odd="BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ"),
    "fraktur": _font(0x1D504, 0x1D51E, odd="CℭHℌIℑRℜZℨ"),
    "double": _font(0x1D538, 0x1D552, 0x1D7D8, odd="CℂHℍNℕPℙQℚRℝZℤ"),
    "sans": _font(0x1D5A0, 0x1D5BA, 0x1D7E2),
    "mono": _font(0x1D670, 0x1D68A, 0x1D7F6),
}
"""Translation tables for :meth:`str.translate`."""

FONT_COMMANDS: dict[str, str] = {
    **dict.fromkeys(("\\mathrm", "\\mathit", "\\mathnormal", "\\mathup", "\\symup", "\\symrm"), "plain"),
    **dict.fromkeys(("\\mathbf", "\\boldsymbol", "\\bm", "\\pmb", "\\bold", "\\mathbfit", "\\symbf", "\\vb"), "bold"),
    **dict.fromkeys(("\\mathcal", "\\mathscr", "\\symcal", "\\EuScript"), "script"),
    **dict.fromkeys(("\\mathbb", "\\mathbbm", "\\mathds", "\\Bbb", "\\symbb"), "double"),
    "\\mathfrak": "fraktur",
    "\\frak": "fraktur",
    "\\mathsf": "sans",
    "\\mathtt": "mono",
}
FONT_SWITCHES: dict[str, str] = {
    "\\rm": "plain",
    "\\it": "plain",
    "\\bf": "bold",
    "\\cal": "script",
    "\\sf": "sans",
    "\\tt": "mono",
}

_SUPERSCRIPTS = str.maketrans(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφϕχ′″‴⊤∘†‡",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡ′″‴ᵀ°†‡",
)
_SUBSCRIPTS = str.maketrans("0123456789+−=()aehijklmnoprstuvxβγρφϕχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ")

ACCENTS: dict[str, str] = {
    "hat": "\u0302",
    "tilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0304",
    "underline": "\u0332",
    "breve": "\u0306",
    "dot": "\u0307",
    "ddot": "\u0308",
    "ring": "\u030a",
    "check": "\u030c",
    "acute": "\u0301",
    "grave": "\u0300",
    "vec": "\u20d7",
    "leftvec": "\u20d6",
    "bivec": "\u20e1",
    "dddot": "\u20db",
    "ddddot": "\u20dc",
    "arc": "\u0311",
    "undertilde": "\u0330",
    "underarrow": "\u20ef",
    "cancel": "\u0336",
}
"""Combining marks by name."""

ACCENT_COMMANDS: dict[str, str] = {
    **{"\\" + name: name for name in ACCENTS if name not in {"ring", "leftvec", "bivec", "arc", "underarrow"}},
    "\\mathring": "ring",
    "\\widehat": "hat",
    "\\widetilde": "tilde",
    "\\widecheck": "check",
    "\\overrightarrow": "vec",
    "\\Vec": "vec",
    "\\overleftarrow": "leftvec",
    "\\overleftrightarrow": "bivec",
    "\\underrightarrow": "underarrow",
    "\\utilde": "undertilde",
    "\\underbar": "underline",
    "\\widebar": "bar",
    "\\bcancel": "cancel",
    "\\xcancel": "cancel",
    "\\sout": "cancel",
    **dict.fromkeys(("\\overparen", "\\wideparen", "\\overarc"), "arc"),
}


def raised(text: str) -> str | None:
    """The text in superscript glyphs, or None where one of its characters has none."""
    return _shifted(text, _SUPERSCRIPTS)


def lowered(text: str) -> str | None:
    """The text in subscript glyphs, or None where one of its characters has none."""
    return _shifted(text, _SUBSCRIPTS)


def _shifted(text: str, table: dict[int, int]) -> str | None:
    for sign in "+−=":  # these carry their own air in small type
        text = text.replace(f" {sign} ", sign)
    return text.translate(table) if all(ord(character) in table for character in text) else None


def accented(name: str, letter: str) -> str:
    """The letter under its mark, as one composed character where Unicode has it."""
    return unicodedata.normalize("NFC", letter + ACCENTS[name])


def negated(glyph: str) -> str:
    r"""The relation struck through, as ``\not`` does."""
    return unicodedata.normalize("NFC", glyph + "\u0338")
