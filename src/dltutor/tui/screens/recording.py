"""The chat's part in sessions: what is asked is kept, earlier sessions are gone on with, and written into files."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on

from dltutor.errors import DltutorError
from dltutor.tui.screens.reading import ReadingScreen
from dltutor.tui.sessions.recording import Recorder, corpus_of
from dltutor.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.tui.answers.exchange import Exchange
    from dltutor.tui.sessions.session import Session

NEWEST = 30
"""Answers of a resumed session that the conversation can go back to."""


class RecordingScreen(ReadingScreen):
    """A screen with answers that keeps them, one session after the other.

    Args:
        listed: How many neighbours an answer lists at first.
    """

    def __init__(self, listed: int) -> None:
        super().__init__(listed)
        self.recorder = Recorder(
            wanted=lambda: self.app.config.history,
            corpus=lambda: corpus_of(self.app.config),
            tell=lambda text: self.app.tell(text, severity="warning"),
        )
        self._gone: dict[str, str] = {}

    @on(Transcript.Answered)
    def keep(self, event: Transcript.Answered) -> None:
        """Keep the exchange with its session."""
        self.recorder.keep(event.exchange)

    async def action_new(self) -> None:
        """Begin a new session and a new conversation."""
        self.recorder.begin_anew()
        self.app.engine.forget()
        await self._restore(())
        self.app.tell("A new session.")

    # Going on with an earlier session

    def action_sessions(self) -> None:
        """Show earlier sessions."""
        from dltutor.tui.screens.sessions import SessionsScreen

        def go_on(session: Session | None) -> None:
            if session is not None:
                self.go_on(session)

        self.app.push_screen(SessionsScreen(), go_on)

    def go_on(self, session: Session) -> None:
        """Show a session again, with the items of the present index, and go on with it."""
        from dltutor.tui.sessions.rebuilding import Rebuilder

        corpus = corpus_of(self.app.config)

        async def show(rebuilder: Rebuilder) -> None:
            await self._show(session, [rebuilder.exchange(entry) for entry in session.entries])

        def fail(_message: str, _hint: str) -> None:  # no index: what was shown then can still be read
            self.call_next(show, Rebuilder(None, corpus))

        self.app.engine.study(
            lambda study: Rebuilder(study.items(), corpus),
            lambda rebuilder: self.call_next(show, rebuilder),
            fail,
        )

    async def _show(self, session: Session, exchanges: list[Exchange]) -> None:
        from dltutor.tui.sessions.rebuilding import gone

        shown = await self._restore(exchanges)
        self.recorder.go_on(session, [exchange.ticket for exchange in shown])
        self._gone = gone(shown)
        self.app.engine.forget()
        for exchange in shown[-NEWEST:]:
            if exchange.hit is not None:
                self.app.engine.pick(exchange.hit)
        self.app.tell(f"Going on with the session of {session.summary}.")

    async def _restore(self, exchanges: Sequence[Exchange]) -> list[Exchange]:
        """Show exchanges in place of those there are; as they are numbered here."""
        numbered = [replace(one, ticket=self.exchange(one.asked).ticket) for one in exchanges]
        await self.transcript.restore(numbered)
        self.prompt.focus()
        return numbered

    def action_try(self, words: str = "") -> None:
        """Let the person answer the question of the card, unless it is in the documents no more, or another one."""
        item = self._item()
        reason = self._gone.get(item.id) if item is not None and not words else None
        if reason:
            self.app.tell(reason)
        else:
            super().action_try(words)

    # Taking it elsewhere

    def action_export(self, name: str = "") -> None:
        """Write the session into a new file, or deliver it to the browser."""
        from dltutor.tui.sessions import exporting

        session = self.recorder.session
        if session is None:
            self.app.tell("There is nothing to export yet: ask a question first.")
            return
        try:
            if self.app.is_web:  # the folder there is none of the person's
                text, file = exporting.text(session, exporting.form_of(name)), exporting.file_name(session, name)
                self.app.deliver_text(io.StringIO(text), save_filename=file)
                self.app.tell(f"{file} goes to the downloads of your browser.")
            else:
                self.app.tell(f"Written to {exporting.write(session, name)}.")
        except DltutorError as error:
            self.app.tell(f"{error.message} {error.hint}".strip(), severity="error")
