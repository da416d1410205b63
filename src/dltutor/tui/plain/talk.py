"""What a session line by line knows: its console, what was asked last, and what its list holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dltutor import paths
from dltutor.tui import describe
from dltutor.tui.history import PromptHistory
from dltutor.tui.plain import formulas
from dltutor.tui.plain.sessions import PlainSessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.config import Config
    from dltutor.study.sitting import Sitting
    from dltutor.tui.answers.parsing import Math
    from dltutor.tui.plain.console import Console
    from dltutor.tui.plain.sitting import PlainSitting
    from dltutor.tui.rounds import Round
    from dltutor.tutor import Hit, Item, Reply, Tutor

NO_INDEX = "There is no index of your documents yet. Type rebuild to build it."


class Talk:
    """A session line by line, as far as its words share it.

    Args:
        tutor: What answers.
        config: The settings; ``settings`` puts others in their place.
        console: Where it is said.

    Attributes:
        hit: The item that was answered with or picked last.
        others: What the last list holds, of which ``listed`` were said.
        math: How formulas are said.
        damaged: Whether the index must be built from nothing.
        waiting: The quiz or review that was left for a while.
        finished: The one that ended last.
    """

    def __init__(self, tutor: Tutor, config: Config, console: Console) -> None:
        from dltutor.tutor import Conversation

        self.tutor = tutor
        self.config = config
        self.console = console
        self.say = console.say
        self.sessions = PlainSessions(lambda: self.config, console)
        self.conversation = Conversation()
        self.prompts = PromptHistory(paths.state_dir() / "history.jsonl", lambda: self.config.history)
        self.hit: Hit | None = None
        self.others: tuple[Hit, ...] = ()
        self.listed = 0
        self.math: Math = "line"
        self.damaged = False
        self.waiting: Round | None = None
        self.finished: Round | None = None
        self._told = ""

    @property
    def shown(self) -> Callable[[str], str]:
        """How a document's text is said."""
        return partial(formulas.prose, math=self.math)

    @property
    def item(self) -> Item | None:
        """The item that words without more are about."""
        hit = self.hit or next(iter(self.others), None)
        return hit.item if hit is not None else None

    def is_ready(self) -> bool:
        """Whether questions can be answered; says so where they can't."""
        if not self.tutor.ready:
            if not self.tutor.load():
                self.say(NO_INDEX)
                return False
            self.tutor.warm()
        return True

    def load(self) -> None:
        """Read the index, and say what there is to say about it."""
        if self.tutor.load():
            self.look()
        else:
            self.say(NO_INDEX)

    def look(self) -> None:
        """Offer a rebuild where the documents have changed, once for each change."""
        stale = self.tutor.stale()
        if stale and str(stale) != self._told:
            self.say(f"The index is behind: {stale}. Type rebuild to bring it up to date.")
        self._told = str(stale) if stale else ""

    def take_up(self, reply: Reply | None) -> bool:
        """Make a reply the one that numbers and words are about; whether it is an answer."""
        answered = reply is not None and reply.status == "answered" and bool(reply.hits)
        hits = reply.hits if reply is not None else ()
        self.hit = hits[0] if answered else None
        self.others = hits[answered:][: describe.LISTABLE]
        self.listed = min(self.config.top, len(self.others))
        return answered

    def turn_to(self, item: Item) -> None:
        """Make an item what words are about, and what the conversation goes on from."""
        from dltutor.tutor import Hit

        self.hit = Hit(item, 1.0, "exact", (item.source,))
        self.conversation.pick(self.hit)

    # Sittings

    def sit(self, sitting: Sitting | Round) -> None:
        """Ask the questions of a sitting, or go on with one that waited."""
        from dltutor.tui.plain.sitting import PlainSitting

        asking = PlainSitting(self.tutor.study, self.console, sitting, in_talk=True)
        if self.waiting is asking.round or asking.round.mode != "try":
            self.waiting = self.finished = None
        try:
            asking.run()
        finally:
            self._leave(asking)

    def _leave(self, asking: PlainSitting) -> None:
        """Keep what waits, and let words be about what it was about."""
        round_ = asking.round
        if asking.paused:
            self.waiting = self.waiting or round_  # a question that is tried makes no quiz go
            if round_.asked is not None:
                self.turn_to(round_.asked.wanted.item)
        elif round_.mode != "try":
            self.finished = round_
            if asking.to_read is not None:
                self.turn_to(asking.to_read)

    def may_begin(self) -> bool:
        """Whether another quiz or review may take the place of one that waits. Raises Ended at the input's end."""
        if self.waiting is None:
            return True
        name = {"quiz": "quiz", "review": "review"}.get(self.waiting.mode, "question")
        ask = f"A {name} waits; continue goes on with it. Begin another one and leave it (its answers are kept)?"
        return self.console.agreed(ask)
