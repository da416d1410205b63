"""Sessions line by line: kept as they go, listed, gone on with, and written into files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dltutor.errors import DltutorError
from dltutor.tui import describe
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.sessions import exporting, store
from dltutor.tui.sessions.finding import Searchable
from dltutor.tui.sessions.recording import Recorder, corpus_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.config import Config
    from dltutor.studying import Studying
    from dltutor.tui.plain.console import Console
    from dltutor.tui.plain.talk import Talk
    from dltutor.tui.sessions.finding import Found
    from dltutor.tui.sessions.session import Session
    from dltutor.tutor import Hit, Reply

SAID_AGAIN = 5
"""Answers of a resumed session that are said again at most."""
FIRST = 80
"""Characters of a session's first question in the list."""


class PlainSessions:
    """The session under way, and those before it.

    Args:
        config: The configuration in force.
        console: Where it is told.
    """

    def __init__(self, config: Callable[[], Config], console: Console) -> None:
        self._config = config
        self._console = console
        self._tickets = 0
        self.reply: Reply | None = None
        """Whose list the numbers are about."""
        self.gone: dict[str, str] = {}
        """Why nothing but reading can be done with some items of a resumed session, by their ids."""
        self.exchanges: list[Exchange] = []
        """What was asked and opened, oldest first."""
        self.recorder = Recorder(lambda: config().history, lambda: corpus_of(config()), console.say)

    @property
    def last(self) -> Exchange | None:
        """The question that was asked last."""
        return next((one for one in reversed(self.exchanges) if not one.picked), None)

    # The session under way

    def answered(self, asked: str, ask: Callable[[], Reply]) -> Reply:
        """The reply to a question, which is kept; so is a failure. Raises what asking raises."""
        exchange = self._exchange(asked)
        try:
            reply = ask()
        except DltutorError as error:
            self._keep(exchange.failed(error.message, error.hint))
            raise
        self._keep(exchange.answered(reply, final=True))
        if not describe.is_remark(reply):
            self.reply = reply
        return reply

    def picked(self, hit: Hit) -> None:
        """Keep that the person picked a question of the list."""
        exchange = self._exchange(describe.title(hit.item))
        self._keep(replace(exchange, reply=self.reply, hit=hit, final=True, picked=True))

    def begin_anew(self) -> None:
        """What follows is another session."""
        self.exchanges, self.reply = [], None
        self.recorder.begin_anew()

    def export(self, name: str) -> None:
        """Write the session into a new file."""
        session = self.recorder.session
        if session is None:
            self._console.say("There is nothing to export yet: ask a question first.")
        else:
            self._console.say(f"Written to {exporting.write(session, name)}.")

    def _exchange(self, asked: str) -> Exchange:
        self._tickets += 1
        return Exchange(self._tickets, asked, listed=self._config().top)

    def _keep(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)
        self.recorder.keep(exchange)

    # Those before it

    def tell(self, words: str = "") -> None:
        """List the sessions, or those that hold the words; the one used last first."""
        found = [(number, one) for number, session in enumerate(store.every(), 1) if (one := _found(session, words))]
        for number, one in found:
            where = f"; found at: {describe.shortened(one.where, FIRST)}" if one.where else ""
            self._console.say(f"{number}. {describe.shortened(one.first, FIRST)} ({one.session.summary}{where})")
        nothing = "No session holds all these words." if words else "No session is kept yet."
        self._console.say("Type resume and a number to go on with one, delete to delete it." if found else nothing)

    def delete(self, name: str) -> None:
        """Delete a session, if the person says so again. Raises Ended at the input's end."""
        session = store.find(name)
        if not self._console.agreed(f"Delete the session of {session.summary} for good?"):
            return
        try:
            store.delete(session.id)
        except OSError as error:
            raise DltutorError(f"It can't be deleted: {error.strerror}.", hint=f"See {store.folder()}.") from None
        self.recorder.forget(session.id)
        self._console.say("Deleted.")

    def resume(self, session: Session, study: Studying) -> list[Exchange]:
        """Go on with a session: say again what was asked and answered."""
        from dltutor.tui.sessions.rebuilding import Rebuilder, gone

        try:
            items = study.items()
        except DltutorError:  # no index: what was shown then can still be read
            items = None
        rebuilder = Rebuilder(items, corpus_of(self._config()))
        shown = [replace(rebuilder.exchange(one), ticket=self._exchange("").ticket) for one in session.entries]
        self.recorder.go_on(session, [exchange.ticket for exchange in shown])
        replies = [one.reply for one in shown if one.reply is not None and one.reply.hits and not one.picked]
        self.reply, self.gone, self.exchanges = next(reversed(replies), None), gone(shown), [*shown]
        self._console.say(f"Going on with the session of {session.summary}.")
        if len(shown) > SAID_AGAIN:
            self._console.say(f"These are its last {SAID_AGAIN}; dltutor transcripts show prints all.")
        for exchange in shown[-SAID_AGAIN:]:
            self._console.say("", said_again(exchange))
        return shown


def said_again(exchange: Exchange, shown: Callable[[str], str] = describe.prose) -> str:
    """An exchange again, as plain text; the document's own as ``shown`` puts it."""
    lines = [("You opened: " if exchange.picked else "You asked: ") + exchange.asked]
    lines += [exchange.became] if exchange.became else []
    if exchange.reply is None:
        lines += filter(None, exchange.error or ())
    elif exchange.picked and exchange.hit is not None:
        lines += [exchange.verdict, "", describe.item_text(exchange.hit.item, exchange.hit.sources, shown=shown)]
    elif exchange.became and exchange.hit is None:
        lines.append(exchange.verdict)
    else:
        lines.append(describe.reply_text(exchange.reply, exchange.listed, shown))
    return "\n".join(lines)


def _found(session: Session, words: str) -> Found | None:
    return Searchable.of(session).search(words)


# The words


def new(talk: Talk) -> None:
    """Begin a new session."""
    talk.conversation.clear()
    talk.sessions.begin_anew()
    talk.take_up(None)
    talk.say("A new session.")


def sessions(talk: Talk, rest: str) -> None:
    """List the sessions."""
    talk.sessions.tell(rest)


def resume(talk: Talk, rest: str) -> None:
    """Go on with a session."""
    go_on(talk, store.find(rest or store.LAST))


def go_on(talk: Talk, session: Session) -> None:
    """Go on with this session."""
    shown = talk.sessions.resume(session, talk.tutor.study)
    talk.conversation.clear()
    for exchange in shown:
        if exchange.hit is not None:
            talk.conversation.pick(exchange.hit)
    talk.take_up(talk.sessions.reply)
    talk.hit = shown[-1].hit


def export(talk: Talk, rest: str) -> None:
    """Write the session into a file."""
    talk.sessions.export(rest)


def delete(talk: Talk, rest: str) -> None:
    """Delete a session."""
    if rest:
        talk.sessions.delete(rest)
    else:
        talk.say("Which one? sessions lists them; type delete and a number.")
