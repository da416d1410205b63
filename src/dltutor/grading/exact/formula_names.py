"""What letters and words of a formula stand for."""

import re
from collections.abc import Collection

from dltutor.grading.exact.formula_tokens import greek
from dltutor.grading.exact.formula_tree import Name

FUNCTIONS = {
    name: name
    for name in "exp log sqrt tanh sin cos tan max min softmax argmax argmin det diag norm abs floor ceil sign "
    "inv relu elu gelu swish var cov trace concat mean dim rank median std".split()
} | {
    "ln": "log", "sigmoid": "sigma", "logistic": "sigma", "tr": "trace", "Var": "var", "ReLU": "relu",
    "sgn": "sign", "inverse": "inv", "pr": "P", "softplus": "softplus", "average": "mean", "kl": "KL", "avg": "mean",
}  # fmt: skip
"""Names that are functions wherever they have an argument, to the one name that each is known by."""

OPAQUE = frozenset("f g h p q P Q J L l E D G V H N KL sigma phi psi Phi F R T u v pi mu kappa ell loss".split()) - set(
    "h N T R"
)
"""Letters that a bracket right behind them makes functions."""

_ACRONYMS = frozenset("lr kl tp fp fn tn wd bs mb iou mse mae bce ce nll acc".split())
_WHOLE = re.compile(r"[A-Za-z]{3,}$")
_INDEX_LETTERS = re.compile(r"[ijklmnt]{2}$")


def accented(base: str, accent: str) -> str:
    """A letter's name with its accent."""
    return f"{base}.{accent}" if accent else base


def indices(text: str) -> tuple[str, ...]:
    """The indices of a subscript: ``i,j`` and ``ij`` alike, ``t+1`` as one."""
    parts = [re.sub(r"[{}()\s]", "", part) for part in text.split(",")]
    found: list[str] = []
    for part in parts:
        found += list(part) if _INDEX_LETTERS.match(part) else [part]
    return tuple(part for part in found if part)


def flat(name: Name) -> str:
    """A name as it is typed by who leaves the underscore out."""
    return name.base.replace(".", "") + "".join(name.index)


def segmented(word: str, vocabulary: Collection[Name]) -> list[str]:
    """The symbols that a run of letters stands for, given the names of the formula that it is compared with."""
    known = {flat(name): name for name in vocabulary}
    if len(word) == 1 or word in known:
        return [word]
    named = greek(word)
    if named:
        return [named]
    accent = re.match(r"(.+?)_?(hat|bar|tilde)$", word)
    if accent and len(segmented(accent[1], vocabulary)) == 1:
        return [f"{segmented(accent[1], vocabulary)[0]}.{accent[2]}"]
    cut = _cut(word, sorted({*known, *(name.base for name in vocabulary)}, key=len, reverse=True))
    if cut:
        return cut
    if word.lower() in _ACRONYMS or _WHOLE.match(word):
        return [word]
    return list(word)


def _cut(word: str, names: list[str]) -> list[str]:
    """The word as a sequence of known names; empty where it is none."""
    if not word:
        return []
    for name in names:
        if name and name.isalpha() and word.startswith(name):
            rest = _cut(word[len(name) :], names)
            if rest or len(word) == len(name):
                return [name, *rest]
    return []
