r"""LaTeX's commands as far as documents with questions use them, and how their arguments are read."""

import re

HEADINGS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "frametitle": 3}
AROUND = {
    "textbf": "**", "bf": "**", "emph": "*", "textit": "*", "textsl": "*", "underline": "*", "texttt": "`",
    "alert": "**",
}  # fmt: skip
SYMBOLS = {
    "ldots": "…", "dots": "…", "textellipsis": "…", "LaTeX": "LaTeX", "TeX": "TeX", "ss": "ß", "o": "ø", "O": "Ø",
    "ae": "æ", "aa": "å", "i": "i", "textendash": "–", "textemdash": "—", "S": "§", "copyright": "©",
    "textbackslash": "\\", "quad": " ", "qquad": " ", "textasciitilde": "~", "textgreater": ">", "textless": "<",
    "times": "×",
}  # fmt: skip
ACCENTS = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "c": "\u0327",
    "v": "\u030c",
    "=": "\u0304",
}
# With their arguments these say nothing to a reader.
SILENT = frozenset(
    "label vspace hspace includegraphics usepackage documentclass bibliography bibliographystyle pagestyle setlength "
    "thispagestyle setcounter addtocounter newcommand renewcommand newenvironment def input include graphicspath color "
    "tags title author date geometry hypersetup pointsinmargin fontsize selectlanguage vskip hskip fillwithlines "
    "makeemptybox fillwithdottedlines addpoints noaddpoints cline hline newtheorem theoremstyle lstset".split()
)
SILENT_ENVIRONMENTS = frozenset({"figure", "figure*", "tikzpicture", "thebibliography", "comment"})
QUESTION = frozenset({"question", "exercise", "problem"})
ANSWER = frozenset({"solution", "answer", "solutionorbox", "solutionorlines", "sol", "ans"})
CARDS = frozenset({"note", "card", "flashcard", "qa"})
FIELD = re.compile(r"\\(?:begin\{(x?(?:field|plain))\}|(x?(?:field|plain))\b)")
LISTS = {"itemize": "- ", "enumerate": "1. ", "description": "- ", "compactitem": "- ", "compactenum": "1. "}
OPTIONS = frozenset({"choices", "checkboxes", "oneparchoices", "oneparcheckboxes"})
TOKEN = re.compile(r"\\([a-zA-Z]+\*?|.|\n)|([{}~&\n])|``|''|---?|[^\\{}~&\n`'\-]+|.", re.DOTALL)
POINTS = re.compile(r"^\s*(\d+(?:[.,]\d+)?|\\half)\s*(?:p|pts?|points?|credits?)?\s*$")


def points(argument: str | None) -> str:
    """The credits in a question's optional argument, as "(2p) "; "" where it holds none."""
    match = POINTS.match(argument or "")
    return f"({match.group(1).replace(chr(92) + 'half', '0.5')}p) " if match else ""


def optional(source: str, position: int) -> tuple[str | None, int]:
    """The ``[…]`` argument at a position, if there is one, and where it ends."""
    match = re.compile(r"[ \t]*\[([^\]\n]*)\]").match(source, position)
    return (match.group(1), match.end()) if match else (None, position)


def braced(source: str, position: int) -> tuple[str | None, int]:
    """The ``{…}`` argument at a position, with the braces in it balanced, and where it ends."""
    opening = re.compile(r"[ \t]*(?:\n[ \t]*)?\{").match(source, position)
    if not opening:
        return None, position
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, opening.end()):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return source[opening.end() : match.start()], match.end()
    return None, position
