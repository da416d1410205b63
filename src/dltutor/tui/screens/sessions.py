"""Earlier sessions: found by their words, and gone on with."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from dltutor.errors import DltutorError
from dltutor.tui.commands import bindings
from dltutor.tui.sessions import store
from dltutor.tui.sessions.finding import Found, Searchable
from dltutor.tui.text import content
from dltutor.tui.widgets.footer import Footer
from dltutor.tui.widgets.typing import do_in_order

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from dltutor.tui.app import TutorApp
    from dltutor.tui.sessions.session import Session

FIRST = 20
"""Sessions after which the list is shown for the first time, before all are read."""
READING = "Reading your sessions…"
NONE = "No session is kept yet: they begin with your first question."
NOT_KEPT = "Nothing is kept: your settings say history = false."
NO_MATCH = "No session holds all of these words."
ASK = "The session of {} can't be brought back. y deletes it, n keeps it."


class WordsLine(Input):
    """Where the words are typed that a session is to hold."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sessions", focus="sessions")

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to in the order of typing: Enter goes by all of the words."""
        await do_in_order(self, event)


class SessionsScreen(Screen["Session | None"]):
    """All sessions, the one used last first; gives back the one to go on with."""

    SCOPE = "sessions"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sessions", focus="sessions")
    DEFAULT_CSS = """
    SessionsScreen { align-horizontal: center; }
    SessionsScreen > * { width: 100%; max-width: $reading-column; }
    SessionsScreen .heading { height: auto; padding: 0 1; text-style: bold; color: $text-primary; }
    SessionsScreen Input { background: transparent; padding: 0 1; }
    SessionsScreen Input, SessionsScreen Input:focus { border: round $border; }
    SessionsScreen OptionList { height: 1fr; background: transparent; padding: 0 1; }
    SessionsScreen OptionList, SessionsScreen OptionList:focus { border: none; }
    SessionsScreen Footer { max-width: 100%; }
    """

    app: TutorApp

    def __init__(self) -> None:
        super().__init__()
        self._sessions: list[Searchable] = []
        self._found: list[Found] = []
        self._reading = True

    def compose(self) -> ComposeResult:
        """A line to type words into, and the list."""
        yield Static(content(READING), classes="heading")
        yield WordsLine(placeholder="Words of a question or an answer")
        yield OptionList()
        yield Footer()

    def on_mount(self) -> None:
        """Read the sessions, file by file, so that keys are answered meanwhile."""
        self.run_worker(self._read(), exclusive=True)

    async def _read(self) -> None:
        for file in store.files():
            session = store.read(file)
            if session is not None:
                self._sessions.append(Searchable.of(session))
                if len(self._sessions) == FIRST:
                    self._show()
            await asyncio.sleep(0)
        self._reading = False
        self._show()

    @on(Input.Changed)
    def typed(self) -> None:
        """List what holds the words."""
        self._show()

    def _show(self) -> None:
        words, chosen = self.query_one(Input).value, self._chosen
        self._found = [found for one in self._sessions if (found := one.search(words)) is not None]
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(_row(found)) for found in self._found)
        stays = [at for at, found in enumerate(self._found) if chosen is not None and found.session.id == chosen.id]
        rows.highlighted = next(iter(stays), 0) if self._found else None
        self.query_one(".heading", Static).update(content(self._heading()))

    def _heading(self) -> str:
        if self._reading:
            return READING
        if not self._sessions:
            return NONE if self.app.config.history else NOT_KEPT
        if not self._found:
            return NO_MATCH
        count = len(self._found)
        told = "" if self.app.config.history else f" · {NOT_KEPT}"
        return f"{count} session{'s' if count > 1 else ''}{told}"

    @property
    def _chosen(self) -> Session | None:
        at = self.query_one(OptionList).highlighted
        return self._found[at].session if at is not None and at < len(self._found) else None

    @on(OptionList.OptionSelected)
    def action_resume(self) -> None:
        """Give the chosen session back."""
        self._show()  # a key may be quicker than the message of what was typed before it
        if self._chosen is not None:
            self.dismiss(self._chosen)

    def action_choose(self, by: int) -> None:
        """Choose the session above or below."""
        self._show()
        rows = self.query_one(OptionList)
        (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def action_delete_session(self) -> None:
        """Delete the chosen session, if the person says so again."""
        from dltutor.tui.screens.confirm import ConfirmScreen

        self._show()
        session = self._chosen
        if session is None:
            self.app.tell("There is no session to delete here.")
            return

        def said(yes: bool | None) -> None:  # noqa: FBT001  what a dialog gives back
            if yes:
                self._delete(session)

        self.app.push_screen(ConfirmScreen("Delete a session", ASK.format(session.summary)), said)

    def _delete(self, session: Session) -> None:
        try:
            store.delete(session.id)
        except (DltutorError, OSError) as error:
            self.app.tell(str(error), severity="error")
            return
        self.app.chat.recorder.forget(session.id)
        self._sessions = [one for one in self._sessions if one.session.id != session.id]
        self._show()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _row(found: Found) -> Content:
    """A session's first question, its date, and the question with which the words are found."""
    lines = [content(found.first, "bold"), content(f"\n  {found.session.summary}", "dim")]
    if found.where:
        lines.append(content(f"\n  found at: {found.where}", "dim"))
    return Content.assemble(*lines)
