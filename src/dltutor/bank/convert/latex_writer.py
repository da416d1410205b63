r"""Writes LaTeX's text commands and environments as Markdown; every newline of the source is written, none is added.

Questions of the exam class and of home-made commands become ``Q1: …`` and ``A: …``, options become a task list: the
notes layout reads both.
"""

import re
import unicodedata
from collections.abc import Callable

from dltutor.bank.convert.latex_syntax import (
    ACCENTS,
    ANSWER,
    AROUND,
    CARDS,
    FIELD,
    HEADINGS,
    LISTS,
    OPTIONS,
    QUESTION,
    SILENT,
    SILENT_ENVIRONMENTS,
    SYMBOLS,
    TOKEN,
    braced,
    optional,
    points,
)


class Writer:
    """Collects the Markdown in :attr:`text`. One writer for one document: it counts questions and open lists."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._newlines = 0
        self._environments: list[str] = []
        self._question = self._part = 0
        self._fields: list[str] = []
        self._chapters = False
        self._line_begins = True
        self._handlers = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys((*QUESTION, "titledquestion"), self._ask),
            **dict.fromkeys(("subpart", "subsubpart"), self._sub_question),
            **dict.fromkeys(ANSWER, self._answer),
            **dict.fromkeys(CARDS, self._card),
            **dict.fromkeys(("item", "choice", "CorrectChoice", "correctchoice"), self._item),
        }

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._out)

    def write(self, source: str) -> None:
        """Write a stretch of LaTeX; formulas and code have been set aside."""
        self._chapters = self._chapters or "\\chapter" in source
        position = 0
        while position < len(source):
            token = TOKEN.match(source, position)
            if token is None:  # pragma: no cover  the last alternative takes any character
                break
            due = self._newlines + source.count("\n", position, max(position, token.end()))
            end = self._token(token, source)
            # Arguments that were folded or dropped hold newlines too: the lines below must not move up.
            due += source.count("\n", token.end(), end)
            if due > self._newlines:
                self._emit("\n" * (due - self._newlines))
            position = end

    def _token(self, token: re.Match[str], source: str) -> int:
        """Write one token; return where reading goes on."""
        command, single = token.groups()
        if command is not None:
            return self._command(command.rstrip("*"), source, token.end())
        if single == "\n":
            self._emit("\n")
        elif single == "&":
            self._emit(" | ")
        elif single == "~":
            self._emit(" ")
        elif single is None:
            plain = {"``": "“", "''": "”", "---": "—", "--": "–"}.get(token.group(), token.group())
            self._emit(plain)
        return token.end()

    def _emit(self, text: str) -> None:
        if self._line_begins and text.strip("\n"):
            text = text.lstrip(" \t")
            if not text:
                return
            if text[0] != "\n":
                text = self._indent() + text
        self._put(text)

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._newlines += text.count("\n")
        self._line_begins = text.endswith("\n") if text else self._line_begins

    def _indent(self, *, less: int = 0) -> str:
        depth = sum(name in LISTS or name in OPTIONS for name in self._environments) - less
        return "   " * max(depth, 0)

    def _command(self, name: str, source: str, end: int) -> int:
        if name in {"begin", "end"}:
            environment, after = braced(source, end)
            if environment is None:
                return end
            return (self._begin if name == "begin" else self._end)(environment.strip(), source, after)
        handler = self._handler(name)
        if handler:
            return handler(name, source, end)
        return self._plain_command(name, source, end)

    def _handler(self, name: str) -> Callable[[str, str, int], int] | None:
        if name == "part" and "parts" in self._environments:
            return self._sub_question
        if name.removeprefix("x") in {"field", "plain"}:
            return self._field if self._fields else None
        return self._handlers.get(name)

    def _plain_command(self, name: str, source: str, end: int) -> int:
        if name in {"\\", "newline", "par", "n", "\n"}:
            return optional(source, end)[1] if name == "\\" else end
        if name in ACCENTS and (base := re.compile(r"\s*\{?([a-zA-Z])\}?").match(source, end)):
            self._emit(unicodedata.normalize("NFC", base.group(1) + ACCENTS[name]))
            return base.end()
        if len(name) == 1 and not name.isalpha():
            self._emit("\\$" if name == "$" else " " if name in ",;:! " else name)
            return end
        if name in SYMBOLS:
            self._emit(SYMBOLS[name])
            return end
        return self._with_arguments(name, source, end)

    def _with_arguments(self, name: str, source: str, end: int) -> int:
        """Emphasis, links, notes, and commands that aren't known, whose arguments are text to keep."""
        _, end = optional(source, end)
        argument, after = braced(source, end)
        if name in {"bf", "em", "it"} or argument is None:
            return end
        if name in SILENT:
            while argument is not None:
                end = after
                argument, after = braced(source, optional(source, end)[1])
            return end
        mark = AROUND.get(name, "")
        opening, closing = {
            "footnote": (" (", ")"),
            "url": ("<", ">"),
            "cite": ("[", "]"),
            "ref": ("", ""),
        }.get(name, (mark, mark))
        if name == "href":
            text, after = braced(source, after)
            opening, argument, closing = "[", text or argument, f"]({argument})"
        if name == "paragraph":
            opening, closing = "**", "** "
        self._emit(opening)
        self.write(argument)
        self._emit(closing)
        return after

    def _flat(self, source: str) -> str:
        """Text that must stand on one line."""
        inner = Writer()
        inner.write(source)
        return " ".join(inner.text.split())

    def _new_line(self) -> None:
        """A mark needs the start of a line: spaces are taken back, text before it stays and the mark comes after it."""
        while self._out and self._out[-1].strip(" \t") == "":
            self._out.pop()
        self._line_begins = not self._out or self._out[-1].endswith("\n")

    def _heading(self, name: str, source: str, end: int) -> int:
        title, after = braced(source, optional(source, end)[1])
        if title is None:
            return end
        self._new_line()
        level = HEADINGS[name] + (self._chapters and name.endswith("section"))
        self._put(f"{'#' * level} {self._flat(title)}")
        return after

    def _ask(self, name: str, source: str, end: int) -> int:
        r"""``\question[2] …``, ``\question{…}``, ``\begin{question}[2]``."""
        title, end = braced(source, end) if name == "titledquestion" else (None, end)
        given, end = optional(source, end)
        self._question, self._part = self._question + 1, 0
        self._mark(f"Q{self._question}: {points(given)}{title + ': ' if title else ''}")
        text, after = braced(source, end)
        if text is not None:
            self.write(text)
            return after
        return end

    def _sub_question(self, _name: str, source: str, end: int) -> int:
        given, end = optional(source, end)
        self._part += 1
        letter = chr(ord("a") + (self._part - 1) % 26)
        self._mark(f"Q{self._question}{letter}: {points(given)}")
        return end

    def _answer(self, _name: str, source: str, end: int) -> int:
        _, end = optional(source, end)
        text, after = braced(source, end)
        if text is None:
            return end
        self._mark("A: ")
        self.write(text)
        return after

    def _mark(self, mark: str) -> None:
        self._new_line()
        self._put(mark if self._line_begins or not mark else f" {mark}")

    def _item(self, name: str, source: str, end: int) -> int:
        kind = next((one for one in reversed(self._environments) if one in LISTS or one in OPTIONS), "itemize")
        term, end = optional(source, end)
        mark = LISTS.get(kind, "- ")
        if name != "item":
            mark = "- [ ] " if name == "choice" else "- [x] "
        self._new_line()
        self._put(self._indent(less=1) + mark + (f"**{self._flat(term)}** " if term else ""))
        while source[end : end + 1] in {" ", "\t"}:
            end += 1
        return end

    def _card(self, _name: str, source: str, end: int) -> int:
        r"""``\note{question}{answer}``, ``\begin{flashcard}{question} answer``."""
        question, middle = braced(source, end)
        answer, after = braced(source, middle)
        if question is None:
            return end
        self._question += 1
        self._mark(f"Q{self._question}: ")
        self.write(question)
        self._mark("A: ")
        if answer is None:
            return middle
        self.write(answer)
        return after

    def _field(self, name: str, source: str, end: int) -> int:
        """The next field of a card; its role was settled when the card began."""
        role = self._fields.pop(0)
        text, after = braced(source, end)
        if role != "skip":
            self._mark(role)
            if text is not None:
                self.write(text)
        elif text is None:
            closing = source.find(f"\\end{{{name}}}", end)
            return closing if closing >= 0 else end
        return after if text is not None else end

    def _begin(self, name: str, source: str, end: int) -> int:
        if name in SILENT_ENVIRONMENTS:
            closing = source.find(f"\\end{{{name}}}", end)
            return len(source) if closing < 0 else closing + len(f"\\end{{{name}}}")
        self._environments.append(name)
        if name == "parts":
            self._part = 0
        if name in QUESTION:
            return self._ask(name, source, end)
        if name in ANSWER:
            _, end = optional(source, end)
            self._mark("A: ")
            return end
        if name in CARDS:
            return self._begin_card(name, source, end)
        if name.removeprefix("x") in {"field", "plain"} and self._fields:
            return self._field(name, source, end)
        _, end = optional(source, end)
        return braced(source, end)[1] if name.startswith(("tabular", "array", "minipage", "multicols")) else end

    def _begin_card(self, name: str, source: str, end: int) -> int:
        after = optional(source, end)[1]
        closing = source.find(f"\\end{{{name}}}", end)
        kinds = [a or b for a, b in FIELD.findall(source[end : closing if closing >= 0 else len(source)])]
        if not kinds:
            return self._card(name, source, after)
        # A plain field before two others is the card's identity, which says nothing to a reader.
        identity = len(kinds) > 2 and kinds[0].endswith("plain")
        self._question += 1
        self._fields = ["skip"] * identity + [f"Q{self._question}: ", "A: "] + ["", ""] * len(kinds)
        return after

    def _end(self, name: str, source: str, end: int) -> int:  # noqa: ARG002  one shape for both ends of an environment
        if name in self._environments:
            while self._environments.pop() != name:
                pass
        if name in CARDS:
            self._fields = []
        return end
