r"""LaTeX → Markdown, each line on the line where it stood, so that the lines of items are those of the source.

Three steps: what must stay as it is (verbatim text, formulas) is set aside; commands and environments are written as
Markdown; what was set aside comes back. Formulas stay LaTeX, between ``$`` and ``$$``.
"""

import re

from dltutor.bank.convert.latex_writer import Writer

CODE = "verbatim|Verbatim|lstlisting|minted|alltt"
# One pattern for all three, since the one that begins first decides: a comment may hold code, and code a "%".
CODE_OR_COMMENT = re.compile(
    rf"\\begin\{{(?P<name>{CODE})\*?\}}(?:\[[^\]]*\])?(?:\{{(?P<language>\w+)\}})?(?P<block>.*?)\\end\{{(?P=name)\*?\}}"
    r"|\\(?:verb|lstinline|mintinline\{\w+\})\*?(?P<mark>[^\sa-zA-Z*{\[])(?P<inline>[^\n]+?)(?P=mark)"
    r"|(?P<kept>\\[\\%])|%[^\n]*",
    re.DOTALL,
)
ALIGNED = "align|alignat|flalign|eqnarray|multline|split|gather|equation|displaymath|math"
FORMULA = re.compile(
    rf"\\begin\{{({ALIGNED})(\*?)\}}(?:\{{\d+\}})?(.*?)\\end\{{\1\2\}}"
    r"|\\\[(.*?)\\\]|(?<!\\)\$\$(.*?)\$\$|\\\((.*?)\\\)|(?<!\\)\$((?:\\.|[^$\\\n]|\n(?![ \t]*\n))+)\$",
    re.DOTALL,
)
# A formula never runs over a blank line; a lone dollar would otherwise swallow half a document.
BLANK_LINE = re.compile(r"\n[ \t]*\n")
IN_FORMULA = re.compile(r"\\(?:label\{[^}]*\}|nonumber|notag)\s?")
HELD = re.compile("\ue000(\\d+)\ue001")


def to_markdown(source: str) -> tuple[str, str]:
    """The document's text in Markdown, with as many lines as the source, and its title ("" without one)."""
    source = re.sub("[\ue000\ue001]", "", source.replace("\r\n", "\n").replace("\r", "\n"))
    held: list[str] = []
    text = _without_comments(source, held)
    text, preamble = _body(text)
    text = FORMULA.sub(lambda match: _formula(match, held), text)
    writer = Writer()
    writer.write(text)
    title = _title(preamble or text)
    return _restored(writer.text, held), title


def _without_comments(source: str, held: list[str]) -> str:
    """Set code aside and drop comments; a ``%`` in code begins none."""

    def replaced(match: re.Match[str]) -> str:
        block, inline = match.group("block"), match.group("inline")
        if block is None and inline is None:
            return match.group("kept") or ""
        code = f"`{inline or block}`"
        if block is not None and "\n" in block:
            # The line of \\begin carries the fence, so that no line moves.
            first, _, rest = block.partition("\n")
            code = f"```{match.group('language') or ''}\n{first.strip()}{rest.rstrip(' ')}```"
        held.append(code)
        return f"\ue000{len(held) - 1}\ue001"

    return CODE_OR_COMMENT.sub(replaced, source)


def _body(text: str) -> tuple[str, str]:
    r"""What stands between ``\begin{document}`` and ``\end{document}``, at its place, and the preamble."""
    begin = text.find(r"\begin{document}")
    if begin < 0:
        return text, ""
    start = begin + len(r"\begin{document}")
    end = text.find(r"\end{document}", start)
    return "\n" * text[:start].count("\n") + text[start : end if end >= 0 else len(text)] + "\n" * (
        text[end:].count("\n") if end >= 0 else 0
    ), text[:start]


def _formula(match: re.Match[str], held: list[str]) -> str:
    environment, _, in_environment, bracketed, display, inline, dollars = match.groups()
    whole = match.group()
    if BLANK_LINE.search(whole):
        return whole
    if environment and environment not in {"equation", "displaymath", "math"}:
        formula = f"$$\\begin{{aligned}}{in_environment}\\end{{aligned}}$$"
    elif environment == "math" or inline is not None or dollars is not None:
        formula = f"${(in_environment or inline or dollars or '').strip(' ')}$"
    else:
        formula = f"$${in_environment or bracketed or display or ''}$$"
    held.append(IN_FORMULA.sub("", formula))
    return f"\ue000{len(held) - 1}\ue001"


def _restored(text: str, held: list[str]) -> str:
    """Put back what was set aside; a formula may itself hold code that was set aside before it."""
    while HELD.search(text):
        text = HELD.sub(lambda match: held[int(match.group(1))], text)
    return text


def _title(preamble: str) -> str:
    match = re.search(r"\\title(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}", preamble)
    if not match:
        return ""
    writer = Writer()
    writer.write(match.group(1))
    return " ".join(writer.text.split())
