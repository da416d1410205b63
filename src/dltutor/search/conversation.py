"""A conversation: what was asked and shown, kept by whoever holds it. Plain data, safe to import anywhere."""

from dataclasses import dataclass, field

from dltutor.search.reply import Action, Hit, Reply
from dltutor.search.tokens import terms
from dltutor.search.topics import topic_of

KEPT = 30
"""Turns that can be gone back to."""
KNOWN = 0.5
"""Part of a refused message's terms that some item must hold for its topic to be remembered."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message that was answered, or for which the closest questions were listed.

    Attributes:
        message: As typed; the question, where one was picked from a list.
        topic: What it is about, in a few words: "dropout", also in "how is it done at test time?".
        shown: The answer shown, else the first of the closest questions.
        confidence: Of the reply; 1 where the person picked it.
        action: What was done with the answer shown before, if that was asked for.
        parts: The things that "the second one" can mean, where the turn went on from one that named them.
    """

    message: str
    topic: str
    shown: Hit
    confidence: float = 1.0
    action: Action | None = None
    parts: tuple[str, ...] = ()


@dataclass(slots=True)
class Conversation:
    """What was said and shown; empty at its beginning.

    Attributes:
        turns: The turns so far, oldest first.
        listed: The questions listed last, in their order.
        refused: The topic of a first message that found nothing; "" after one that did.
    """

    turns: list[Turn] = field(default_factory=list)
    listed: tuple[Hit, ...] = ()
    refused: str = ""

    @property
    def last(self) -> Turn | None:
        """The newest turn; None before the first."""
        return self.turns[-1] if self.turns else None

    @property
    def seen(self) -> set[tuple[str, str]]:
        """The places of all answers shown."""
        return {place_of(turn.shown) for turn in self.turns}

    def add(self, message: str, topic: str, reply: Reply, parts: tuple[str, ...] = ()) -> None:
        """Remember a reply, whose hits the person sees; of a mere remark, nothing.

        Of one that found nothing, only what was listed, and the topic if it is the first and the documents know it.
        """
        if not reply.hits:
            return
        self.listed = reply.hits[reply.status == "answered" :]
        if reply.action and reply.note and reply.status == "unsure" and self.last is not None:
            return  # the note says that it isn't what was asked for: "it" stays what was shown
        if reply.status != "not_covered":
            self.refused = ""
            self._keep(Turn(message, topic, reply.hits[0], reply.confidence, reply.action, parts))
        elif self.last is None and max(hit.coverage for hit in reply.hits) >= KNOWN:
            self.refused = topic

    def pick(self, hit: Hit) -> None:
        """Remember that the person opened a listed question: "it" is this one from now on."""
        title = hit.item.question or hit.item.answer
        self._keep(Turn(title, topic_of(title), hit))

    def clear(self) -> None:
        """Begin anew."""
        self.turns.clear()
        self.listed, self.refused = (), ""

    def copy(self) -> "Conversation":
        """The conversation as it is now, for a reply that it is not to remember."""
        return Conversation([*self.turns], self.listed, self.refused)

    def about(self, topic: str) -> Turn | None:
        """The newest turn about a topic: first by what was asked, then by what the answer's question says."""
        wanted = set(terms(topic))
        for turn in reversed(self.turns):
            if wanted and wanted <= set(terms(f"{turn.topic} {turn.message}")):
                return turn
        asked = ((turn, set(terms(turn.shown.item.question))) for turn in reversed(self.turns))
        return next((turn for turn, question in asked if wanted and wanted <= question), None)

    def _keep(self, turn: Turn) -> None:
        self.turns.append(turn)
        del self.turns[:-KEPT]


def place_of(hit: Hit) -> tuple[str, str]:
    """What tells two hits apart, whichever of its twins stands for each: the first of its places."""
    return min((source.document, source.label) for source in hit.sources)
