"""The searcher: from a message to a reply, over one generation of an index."""

from pathlib import Path

import numpy as np

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.search import confidence
from dltutor.search.candidates import Candidate, candidates, first_answer, signals
from dltutor.search.confidence import Certainty
from dltutor.search.contents import Opened
from dltutor.search.encoder import Encoder
from dltutor.search.generation import REBUILD_HINT, Generation, read_current
from dltutor.search.lexicon import Words
from dltutor.search.matching import match_of
from dltutor.search.model import ModelIdentity
from dltutor.search.ranking import Evidence, gather, gather_words
from dltutor.search.reply import Hit, Reply, Status
from dltutor.search.weights import Calibration, Weights, load_weights

MOST_LETTERS = 1500
HEAD = 600
"""A longer message is cut in its middle: people ask in their first or in their last sentence."""
SURE = Certainty(0.98, 0.98)
"""Confidence in an answer to a question that a document asks in the same words."""
BEHIND = 0.1
"""How much nearer a question without an answer must be to stand before one with an answer."""


class Searcher:
    """Answers messages from one generation, also after a later build has replaced it.

    Not to be used by several threads at once.
    """

    def __init__(self, generation: Generation, weights: Weights | None = None) -> None:
        self.generation = generation
        self._opened = Opened(generation)
        self.weights = weights or load_weights(self._opened.kind)
        self._encoder: Encoder | None = None

    @classmethod
    def open(cls, index_dir: Path) -> "Searcher":
        """Open the current generation for search by words; :meth:`attach` an encoder for the rest.

        Raises:
            IndexProblem: There is no index, or it is damaged.
        """
        return cls(read_current(index_dir))

    @property
    def ready(self) -> bool:
        """Whether an encoder is attached."""
        return self._encoder is not None

    def attach(self, encoder: Encoder) -> None:
        """Search by vectors, too, from now on.

        Raises:
            IndexProblem: The encoder isn't the one that the index was made with, or the vectors are damaged.
        """
        made_by, given = self.generation.manifest.model, encoder.identity
        if (made_by.hash, made_by.precision) != (given.hash, given.precision):
            raise IndexProblem(
                f"The index was made by {_describe(made_by)}, and the encoder in use is {_describe(given)}.",
                hint=REBUILD_HINT,
            )
        self._opened.open_passages()
        self._encoder = encoder

    def ask(self, query: str, top: int = 3) -> Reply:
        """The reply to a message, from vectors and words.

        Raises:
            IndexProblem: No encoder is attached.
        """
        repaired, evidence = self.evidence(query)
        return self._reply(query, repaired, evidence, self.weights.full, top)

    def ask_by_words(self, query: str, top: int = 3) -> Reply:
        """The reply that words alone give: at once, and provisional."""
        repaired, evidence = self.evidence_of_words(query)
        return self._reply(query, repaired, evidence, self.weights.words, top)

    def evidence(self, query: str) -> tuple[str, Evidence]:
        """The message as searched for, and what speaks for each item that either kind of search proposes."""
        if self._encoder is None:
            raise IndexProblem("No encoder is attached to the index.", hint="Attach one, or ask by words.")
        repaired, expanded, words = self._words(query)
        return repaired, gather(self._encoder.encode_query(expanded), words, self._opened.passages)

    def evidence_of_words(self, query: str) -> tuple[str, Evidence]:
        """The same from words alone."""
        repaired, _, words = self._words(query)
        return repaired, gather_words(words)

    def candidates(self, query: str, evidence: Evidence) -> list[Candidate]:
        """The distinct candidates, best first."""
        return candidates(query, evidence, self.weights.ranking, self._opened)

    def item(self, row: int) -> Item:
        """The item of a row."""
        return self._opened.items[row]

    def members(self, candidate: Candidate) -> list[int]:
        """The row of a candidate's item, then those of its twins."""
        twins: list[int] = np.flatnonzero(self._opened.twins == candidate.group).tolist()
        return [candidate.row, *(row for row in twins if row != candidate.row)]

    def suggest(self, prefix: str, limit: int = 5) -> tuple[str, ...]:
        """Known questions that go on from what is typed, then those that hold all its words, in their order."""
        typed = prefix.casefold().split()
        if not typed:
            return ()
        flat = dict.fromkeys(wording for item in self._opened.wordings for wording in item)
        wordings = [(wording, wording.casefold()) for wording in flat]
        starting = [wording for wording, folded in wordings if folded.startswith(" ".join(typed))]
        holding = (wording for wording, folded in wordings if all(word in folded for word in typed))
        known = starting if len(starting) >= limit else dict.fromkeys([*starting, *holding])
        return tuple(known)[:limit]

    def _words(self, query: str) -> tuple[str, str, Words]:
        """The message repaired; with acronyms expanded; and the evidence of its words, the better of the two."""
        repaired = self._opened.speller.repair(_shorten(query))
        expanded = self._opened.acronyms.expand(repaired)
        words = self._opened.lexicon.score(repaired)
        if expanded != repaired:
            words = words.best_of(self._opened.lexicon.score(expanded))
        return repaired, expanded, words

    def _reply(self, query: str, repaired: str, evidence: Evidence, calibration: Calibration, top: int) -> Reply:
        found = self.candidates(repaired, evidence)
        first = first_answer(found)
        certainty = Certainty(0.0, 0.0)
        if first is not None and first.exact:
            certainty = SURE
        elif first is not None:
            certainty = confidence.certainty(signals(found, first, evidence), calibration)
        status = confidence.status(certainty, calibration)
        ordered = _order(found, first, status)[:top]
        return Reply(
            query=query,
            status=status,
            confidence=certainty.right,
            hits=tuple(self._hit(candidate, evidence) for candidate in ordered),
            searched_for="" if repaired == _shorten(query) else repaired,
            provisional=not evidence.vectors,
        )

    def _hit(self, candidate: Candidate, evidence: Evidence) -> Hit:
        match = match_of(
            exact=candidate.exact,
            cosine=float(evidence.question[candidate.place]),
            coverage=float(evidence.coverage[candidate.place]),
        )
        items = [self._opened.items[row] for row in self.members(candidate)]
        return Hit(items[0], candidate.score, match, tuple(item.source for item in items))


def _order(found: list[Candidate], first: Candidate | None, status: Status) -> list[Candidate]:
    """Best first; a question without an answer never comes first where the reply is an answer."""
    if first is None or status == "not_covered":
        return found
    others = [candidate for candidate in found if candidate is not first]
    others.sort(key=lambda candidate: -candidate.score + (0.0 if candidate.answered else BEHIND))
    return [first, *others]


def _shorten(query: str) -> str:
    """A message of bearable length, single spaces, and characters that can be encoded: half surrogates can't."""
    query = " ".join(query.encode("utf-8", "replace").decode("utf-8").split())
    if len(query) <= MOST_LETTERS:
        return query
    return f"{query[:HEAD].rsplit(maxsplit=1)[0]} … {query[HEAD - MOST_LETTERS :].split(maxsplit=1)[-1]}"


def _describe(model: ModelIdentity) -> str:
    return f"{model.name!r} ({model.hash[:8]}, {model.precision})"
