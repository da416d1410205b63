"""From a text to its words, and from words to search terms: the same way for documents and for questions."""

import re
import unicodedata
from functools import cache
from typing import Any

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ϑ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "∇": " grad ", "∂": " d ", "∑": " sum ", "√": " sqrt ", "∫": " integral ",
    "ı": "i", "’": "'",
}  # fmt: skip
"""Students type the names of what documents print as signs."""

_TRANSLATE = str.maketrans(GREEK)
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTRACTION = re.compile(r"(?<=[a-z])'(?:s|re|ve|ll|d|m|t)\b")
_BRITISH = re.compile(r"(?<=[a-z]{4})is(?=(?:ation|ations|e|es|ed|ing|er|ers)$)")

STOP_WORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being between both but by can
    cannot could d describe did do does doing done each either else etc explain few for from further get give had has
    have having he her here him his how i if in into is isn it its itself just let like ll m me might more most much
    must my name no nor not of off on once one only or other our out over own please pls re s same shall she should
    show so some such t tell than that the their them then there these they thing this those through to too under
    until up us use used using ve very was we were what when where whether which while who whom whose why will with
    would you your""".split()
)
"""Words that say nothing about what is asked; the ways of asking ("explain", "describe") among them."""


def plain(text: str) -> str:
    """Lower case, no accents, Greek letters by name, superscripts and subscripts as plain signs."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_TRANSLATE))
    folded = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return folded.translate(_TRANSLATE)


def words(text: str) -> list[str]:
    """The words of a text, plain, hyphenated ones whole; numbers and single letters included."""
    return _WORD.findall(_CONTRACTION.sub("", plain(text)))


def terms(text: str) -> list[str]:
    """The search terms of a text: stemmed, without stop words; "mini-batch" gives "mini", "batch" and "minibatch"."""
    found: list[str] = []
    for word in words(text):
        parts = word.split("-")
        found.extend(part for part in parts if part not in STOP_WORDS)
        if len(parts) > 1:
            found.append("".join(parts))
    return [stem(term) for term in found]


@cache
def stem(word: str) -> str:
    """The stem of one word (Snowball's English stemmer), after British endings in "-ise" became American ones."""
    stemmed: str = _stemmer().stemWord(_BRITISH.sub("iz", word))
    return stemmed


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
