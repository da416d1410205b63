"""The searcher: from a message to a reply, over one generation of an index."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.search import confidence
from dltutor.search.candidates import Candidate, candidates, first_answer, signals
from dltutor.search.concepts import load_concepts
from dltutor.search.confidence import Certainty
from dltutor.search.contents import Opened
from dltutor.search.encoder import Encoder
from dltutor.search.formulas import formula_terms
from dltutor.search.generation import REBUILD_HINT, Generation, read_current
from dltutor.search.highlight import pointed
from dltutor.search.languages import LEAST_KNOWN, Translated, translate
from dltutor.search.lexicon import Words
from dltutor.search.manners import remark, without_courtesies
from dltutor.search.matching import match_of
from dltutor.search.messages import sentences, shares
from dltutor.search.model import ModelIdentity
from dltutor.search.network import FloatArray
from dltutor.search.ranking import Asked, Evidence, gather, gather_words
from dltutor.search.relating import concept_evidence
from dltutor.search.reply import Hit, Reply, Status
from dltutor.search.suggestions import Suggestions
from dltutor.search.weights import Calibration, Ranking, Weights, load_weights

if TYPE_CHECKING:
    from dltutor.search.reranker import Reranker

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
        self._reranker: Reranker | None = None
        # Asked for three times on the way to one answer.
        self._in_english = lru_cache(maxsize=4)(self._put_into_english)

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

    def rerank_with(self, reranker: "Reranker") -> None:
        """Have the best candidates read and ordered anew from now on; what words alone give stays as it is."""
        self._reranker = reranker

    def ask(self, query: str, top: int = 3) -> Reply:
        """The reply to a message, from vectors and words.

        Raises:
            IndexProblem: No encoder is attached.
        """
        at_once = self.at_once(query)
        if at_once is not None:
            return at_once
        repaired, evidence = self.evidence(query)
        return pointed(self._reply(query, repaired, evidence, self.weights.full, top))

    def ask_by_words(self, query: str, top: int = 3) -> Reply:
        """The reply that words alone give: at once, and provisional."""
        at_once = self.at_once(query)
        if at_once is not None:
            return at_once
        repaired, evidence = self.evidence_of_words(query)
        return pointed(self._reply(query, repaired, evidence, self.weights.words, top))

    def evidence(self, query: str) -> tuple[str, Evidence]:
        """The message as searched for, and what speaks for each item that either kind of search proposes."""
        if self._encoder is None:
            raise IndexProblem("No encoder is attached to the index.", hint="Attach one, or ask by words.")
        repaired, expanded, words = self._words(query)
        asked = [self._asked(self._encoder, expanded, words)]
        if asked[0].field:  # without concepts, nothing tells a sentence that asks from one that chats
            score = self._opened.lexicon.score
            asked += [self._asked(self._encoder, sentence, score(sentence)) for sentence in sentences(expanded)]
        fields = np.array([one.field for one in asked], dtype=np.float32)
        return repaired, gather(asked, shares(fields), self._opened.passages, self._formulas(query))

    def evidence_of_words(self, query: str) -> tuple[str, Evidence]:
        """The same from words alone."""
        repaired, _, words = self._words(query)
        return repaired, gather_words(words, self._formulas(query))

    def candidates(self, query: str, evidence: Evidence, ranking: Ranking | None = None) -> list[Candidate]:
        """The distinct candidates, best first; by another ranking than the packaged one where one is given."""
        return candidates(query, evidence, ranking or self.weights.ranking, self._opened)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words that the documents or the encoder know: none of them is a slip of the finger."""
        speller = self._opened.speller
        return frozenset(speller.known) | speller.frequencies.keys()

    def item(self, row: int) -> Item:
        """The item of a row."""
        return self._opened.items[row]

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors of texts such as documents hold, shape (texts, dimension).

        Raises:
            IndexProblem: No encoder is attached.
        """
        if self._encoder is None:
            raise IndexProblem("No encoder is attached to the index.", hint="Attach one first.")
        return self._encoder.encode([self._encoder.identity.document_prompt + text for text in texts])

    def nearest(self, vector: FloatArray, limit: int) -> list[tuple[int, float]]:
        """The items whose passages are nearest to a vector, by row, with their cosines, best first, no two twins."""
        held = self._opened.passages
        passages, cosines = held.vectors.search(vector, limit)
        found: dict[int, float] = {}
        for row, cosine in zip(held.owners(passages).tolist(), cosines.tolist(), strict=True):
            found.setdefault(int(self._opened.twins[row]), cosine)
        return list(found.items())

    def members(self, candidate: Candidate) -> list[int]:
        """The row of a candidate's item, then those of its twins."""
        twins: list[int] = np.flatnonzero(self._opened.twins == candidate.group).tolist()
        return [candidate.row, *(row for row in twins if row != candidate.row)]

    def english(self, query: str) -> str:
        """The message in English, if it is in a language that is known."""
        translated = self._in_english(query)
        return translated.text if translated.language else query

    def suggest(self, prefix: str, limit: int = 5) -> tuple[str, ...]:
        """Known questions that go on from what is typed, out of :class:`Suggestions`; the first call makes it."""
        return self._suggestions.best(prefix, limit)

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self._opened.wordings, self._opened.twins)

    def _asked(self, encoder: Encoder, text: str, words: Words) -> Asked:
        """A text with its vector and what its concepts say; nought where the index has no concepts."""
        vector = encoder.encode_query(text)
        relations = self._opened.relations
        if relations is None:
            return Asked(vector, words, np.zeros(len(self._opened.items), dtype=np.float32), 0.0)
        likely = load_concepts().likely(vector)
        return Asked(vector, words, concept_evidence(likely, relations), likely.cosine)

    def at_once(self, query: str) -> Reply | None:
        """The reply to what asks nothing of the documents, or in a language of which too few words are known."""
        said = remark(_shorten(query), self._knows)
        if said is None:
            asked = self._in_english(query)
            said = asked.hint if asked.known < LEAST_KNOWN else None
        return None if said is None else Reply(query, "not_covered", 0.0, note=said)

    def _knows(self, word: str) -> bool:
        """Whether the documents hold a word, or one of which it may be a slip."""
        speller = self._opened.speller
        return word in speller.frequencies or speller.repair(word) != word

    def _put_into_english(self, query: str) -> Translated:
        """What the message asks, without courtesies."""
        return translate(without_courtesies(_shorten(query)), self._opened.speller.frequencies)

    def _words(self, query: str) -> tuple[str, str, Words]:
        """The message in English, repaired; with acronyms expanded; and the better evidence of both wordings."""
        repaired = self._opened.speller.repair(self._in_english(query).text)
        expanded = self._opened.acronyms.expand(repaired)
        words = self._opened.lexicon.score(repaired)
        if expanded != repaired:
            words = words.best_of(self._opened.lexicon.score(expanded))
        return repaired, expanded, words

    def _formulas(self, query: str) -> Words:
        """The evidence of the message's formulas, as they were typed: what looks like a slip may be a symbol."""
        return self._opened.formulas.score_terms(formula_terms(_shorten(query)))

    def _reply(self, query: str, repaired: str, evidence: Evidence, calibration: Calibration, top: int) -> Reply:
        found = self.candidates(repaired, evidence)
        first = first_answer(found)
        certainty = Certainty(0.0, 0.0)
        if first is not None and first.exact:
            certainty = SURE
        elif first is not None:
            certainty = confidence.certainty(signals(found, first, evidence), calibration)
        status = confidence.status(certainty, calibration)
        if self._reranker is not None and evidence.vectors:
            # Status and confidence stay what the ranking's own scores say: on those they were calibrated.
            from dltutor.search.reranker import reordered

            found = reordered(repaired, found, self.item, self._reranker)
            first = first_answer(found)
        ordered = _order(found, first, status)[:top]
        return Reply(
            query=query,
            status=status,
            confidence=certainty.right,
            hits=tuple(self._hit(candidate, evidence) for candidate in ordered),
            searched_for="" if repaired == without_courtesies(_shorten(query)) else repaired,
            provisional=not evidence.vectors,
            note=self._in_english(query).hint if status == "not_covered" else "",
        )

    def _hit(self, candidate: Candidate, evidence: Evidence) -> Hit:
        coverage = float(evidence.coverage[candidate.place])
        cosine = float(evidence.question[candidate.place])
        match = match_of(exact=candidate.exact, cosine=cosine, coverage=coverage)
        items = [self._opened.items[row] for row in self.members(candidate)]
        return Hit(items[0], candidate.score, match, tuple(item.source for item in items), coverage)


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
