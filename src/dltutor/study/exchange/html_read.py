r"""The HTML of flash cards and quizzes → Markdown, formulas between dollars, pictures told by their description."""

import re
from functools import partial
from html.parser import HTMLParser

from dltutor.study.exchange.texts import printable

BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 blockquote section article center dl dd dt figure table ul ol pre".split())
STRONG = frozenset("b strong h1 h2 h3 h4 h5 h6 th".split())
EMPHASIS = frozenset("i em cite".split())
SILENT = frozenset("script style head title template object svg".split())
VOID = frozenset("br hr img input wbr meta link source".split())
NO_PICTURE = "[a picture was left out]"
SOUND = re.compile(r"\[sound:[^\]]*\]")
FORMULAS = (
    (re.compile(r"\\\[(.+?)\\\]|\[\$\$\](.+?)\[/\$\$\]", re.DOTALL), "$$"),
    (re.compile(r"\\\((.+?)\\\)|\[\$\](.+?)\[/\$\]", re.DOTALL), "$"),
    (re.compile(r"\[latex\](.+?)\[/latex\]", re.DOTALL | re.IGNORECASE), ""),
)
LANGUAGE = re.compile(r"\blanguage-([\w+#-]+)")
BARE_TEX = re.compile(r"(?:\$\$?|\\\(|\\\[)(.+?)(?:\$\$?|\\\)|\\\])", re.DOTALL)
LOOKS_LIKE_HTML = re.compile(
    r"</?(?:a|b|br|code|div|em|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|sub|sup|table|td|tr|u|ul|anki-mathjax)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=]+))*\s*/?>",
    re.IGNORECASE,
)


def is_html(text: str) -> bool:
    """Whether a text holds tags that HTML has; ``a<b`` is none."""
    return LOOKS_LIKE_HTML.search(text) is not None


def to_markdown(text: str) -> str:
    """HTML as Markdown. Whatever isn't closed is taken as far as it goes."""
    reader = _Reader()
    # A stray "<!" that begins no comment would end the parser.
    reader.feed(_escaped_formulas(SOUND.sub("", re.sub(r"<!(?!--)", "&lt;!", printable(text)))))
    reader.close()
    return reader.markdown()


def _escaped_formulas(text: str) -> str:
    r"""Formulas as ``<anki-mathjax>`` with their ``<`` kept as text: ``\(a<b\)`` holds no tag."""
    for pattern, mark in FORMULAS:
        text = pattern.sub(partial(_element, mark), text)
    return text


def _element(mark: str, match: re.Match[str]) -> str:
    tex = next((group for group in match.groups() if group), "")
    if not mark:
        bare = BARE_TEX.fullmatch(tex.strip())
        mark = "$$" if tex.strip().startswith(("$$", "\\[")) else "$"
        tex = bare.group(1) if bare else tex
    tex = re.sub(r"<(?:br\s*/?|/?div|/?span[^<>]*)>|&nbsp;", " ", tex, flags=re.IGNORECASE)
    tex = re.sub(r"<(?![!/a-zA-Z])|<(?=\w)", "&lt;", tex)
    block = ' block="true"' if mark == "$$" else ""
    return f"<anki-mathjax{block}>{tex}</anki-mathjax>"


class _Reader(HTMLParser):
    """Walks over tags and text, and writes Markdown on the way."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._lists: list[int | None] = []
        self._silent = 0
        self._formula: tuple[str, list[str]] | None = None
        self._code = self._fence = False
        self._cells: list[str] | None = None
        self._rows = 0

    def markdown(self) -> str:
        """What was read."""
        if self._formula:
            self._end_formula()
        if self._fence:
            self._end_fence()
        text = "".join(self._out).replace("\xa0", " ")
        lines = [line.rstrip() for line in text.split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag opens."""
        given = {name: value or "" for name, value in attrs}
        if tag == "anki-mathjax":
            self._formula = ("$$" if given.get("block", "false") not in {"false", ""} else "$", [])
        elif tag == "script" and given.get("type", "").startswith("math/tex"):
            self._formula = ("$$" if "display" in given["type"] else "$", [])
        elif tag in SILENT:
            self._silent += 1
        elif not self._silent:
            self._open(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """One tag closes."""
        if self._formula and tag in {"anki-mathjax", "script"}:
            self._end_formula()
        elif tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._silent and tag not in VOID:
            self._close(tag)

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self._formula:
            self._formula[1].append(data)
        elif not self._silent:
            self._write(data if self._fence or self._code else re.sub(r"[ \t\n]+", " ", data))

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._line_break()
        elif tag == "hr":
            self._block()
        elif tag == "img":
            self._write(_picture(given))
        elif tag in {"ul", "ol"}:
            self._block() if not self._lists else self._out.append("\n")
            start = given.get("start", "1")
            self._lists.append((int(start) if start.isdecimal() and len(start) < 4 else 1) if tag == "ol" else None)
        elif tag == "li":
            self._entry()
        elif tag == "tr":
            self._cells = []
        elif tag in {"pre", "code"}:
            self._open_code(tag, given)
        if tag in {"td", "th"} and self._cells is not None:
            self._cells.append("")
        elif tag in BLOCKS and tag not in {"ul", "ol", "pre"} and not (self._lists or self._cells is not None):
            self._block()
        self._mark(tag)

    def _open_code(self, tag: str, given: dict[str, str]) -> None:
        language = LANGUAGE.search(given.get("class", ""))
        if self._fence and language and self._out[-1] == "```\n":
            self._out[-1] = f"```{language.group(1)}\n"
        elif tag == "pre":
            self._block()
            self._out.append("```\n")
            self._fence = True
        elif not self._fence:
            self._write("`")
            self._code = True

    def _close(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            if not self._lists:
                self._block()
        elif tag == "tr" and self._cells is not None:
            self._row()
        elif tag == "table":
            self._rows = 0
            self._block()
        elif tag == "pre" and self._fence:
            self._end_fence()
        elif tag == "code" and self._code:
            self._code = False
            self._write("`")
        else:
            self._mark(tag, closing=True)
            if tag in BLOCKS and not (self._lists or self._cells is not None):
                self._block()

    def _mark(self, tag: str, *, closing: bool = False) -> None:
        """Emphasis; spaces inside it go outside, and empty emphasis goes away."""
        mark = "**" if tag in STRONG and tag != "th" else "*" if tag in EMPHASIS else ""
        if not mark or self._code or self._fence:
            return
        target = self._target()
        if closing and target and target[-1] == mark:
            target.pop()
        elif closing and mark not in target:
            return
        elif closing and target[-1] != target[-1].rstrip():
            target[-1] = target[-1].rstrip()
            target.extend([mark, " "])
        else:
            target.append(mark)
        self._store(target)

    def _target(self) -> list[str]:
        return self._out if self._cells is None or not self._cells else [self._cells[-1]]

    def _store(self, target: list[str]) -> None:
        if self._cells:
            self._cells[-1] = "".join(target)

    def _write(self, text: str) -> None:
        if self._cells is not None:
            if self._cells:
                self._cells[-1] += text.replace("|", r"\|")
            return
        at_start = not self._out or self._out[-1].endswith(("\n", " "))
        text = text.lstrip(" ") if at_start and not self._fence and not self._code else text
        if text:
            self._out.append(text)

    def _block(self) -> None:
        if self._out:
            self._out.append("\n\n")

    def _line_break(self) -> None:
        """A new line; a paragraph of its own where Markdown would join the lines."""
        if self._cells is not None:
            self._write(" ")
        else:
            self._out.append("\n" if self._fence or self._lists else "\n\n")

    def _entry(self) -> None:
        depth = max(len(self._lists) - 1, 0)
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        if self._out and not self._out[-1].endswith("\n"):
            self._out.append("\n")
        self._out.append(f"{'   ' * depth}{'-' if number is None else f'{number}.'} ")

    def _row(self) -> None:
        cells = [" ".join(cell.split()) for cell in self._cells or []]
        self._cells = None
        if not cells:
            return
        self._out.append(f"| {' | '.join(cells)} |\n")
        if not self._rows:
            self._out.append(f"|{'---|' * len(cells)}\n")
        self._rows += 1

    def _end_formula(self) -> None:
        mark, parts = self._formula or ("$", [])
        self._formula = None
        tex = " ".join("".join(parts).split())
        self._write(f"{mark}{tex}{mark}" if tex else "")

    def _end_fence(self) -> None:
        self._fence = False
        if self._out and not self._out[-1].endswith("\n"):
            self._out.append("\n")
        self._out.append("```\n\n")


def _picture(given: dict[str, str]) -> str:
    said = " ".join(given.get("alt", "").split())
    return f"[a picture was left out: {said}]" if said else NO_PICTURE
