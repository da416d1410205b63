"""Code and drawn formulas: what must not wrap, and scrolls sideways where it is too wide."""

from markdown_it.token import Token
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownFence

from dltutor.tui.answers.parsing import FORMULA, drawn

INDENT = 2
"""Cells on either side of a formula."""


class Fence(MarkdownFence):
    """Code, or a drawn formula; wide ones scroll sideways, since a wrapped formula is no formula.

    A formula that is too wide in two dimensions is shown on one line, if that fits.
    """

    DEFAULT_CSS = f"""
    Fence {{
        overflow: auto hidden;
        scrollbar-size-horizontal: 1;
        & > Label {{ width: auto; min-width: 100%; }}
        &.-formula {{ background: transparent; margin: 0 0 1 0; color: $foreground; }}
        &.-formula > Label {{ padding: 0 {INDENT}; }}
    }}
    """

    def __init__(self, markdown: Markdown, token: Token, code: str) -> None:
        super().__init__(markdown, token, code)
        self._colours = self._colours_now
        self._tex: str = token.meta["tex"] if token.meta.get("math") == "2d" else ""
        self.set_class(token.info == FORMULA, "-formula")

    @classmethod
    def highlight(cls, code: str, language: str, ansi: bool = False, dark: bool = False) -> Content:  # noqa: FBT001, FBT002  Textual's signature
        """The text in colours; a formula, and code in no named language, as it is.

        Guessing the language would import every lexer there is.
        """
        named = language.split(maxsplit=1)[0] if language.strip() else ""
        if named in {"", FORMULA}:
            return Content(code)
        return super().highlight(code, named, ansi, dark)

    @property
    def _colours_now(self) -> tuple[bool, bool]:
        return self.app.native_ansi_color, self.app.current_theme.dark

    def notify_style_update(self) -> None:
        """Colour the code anew when the theme changes; not at every change of focus, which would take marks away."""
        if self._colours != self._colours_now:
            self._colours = self._colours_now
            super().notify_style_update()
        else:
            Widget.notify_style_update(self)

    def on_resize(self, event: events.Resize) -> None:
        """Draw a formula so that it fits, if it can."""
        if self._tex:
            self._show(self._fitting(event.size.width - 2 * INDENT))

    def _fitting(self, width: int) -> str:
        box = drawn(self._tex, "2d")
        if max(map(cell_len, box.splitlines()), default=0) <= width:
            return box
        line = drawn(self._tex, "line")
        return line if "\n" not in line and cell_len(line) <= width else box

    def _show(self, code: str) -> None:
        if code != self.code.rstrip("\n"):
            self.code, self._highlighted_code = code, Content(code)
            self.set_content(self._highlighted_code)
