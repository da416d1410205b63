"""How concepts relate to items: computed when an index is built, looked up when a message comes."""

import hashlib
import json
from dataclasses import asdict
from functools import cache

import numpy as np
import numpy.typing as npt

from dltutor.search.concepts import FILE, Concepts, Likely, load_concepts
from dltutor.search.lexicon import Lexicon
from dltutor.search.ranking import ROLES, FloatArray, Passages, best_of
from dltutor.search.weights import Ranking

TOGETHER = 32
"""Concepts compared with all passages at once: at 100,000 passages that takes 13 MB."""

WEIGHTS = Ranking(question=0.14, piece=0.26, context=0.31, words=0.1, coverage=0.19, concept=0.0, formula=0.0)
"""What each kind of evidence counts when a concept's plain question is the message. Not those of ``weights.json``: they
are fitted on what comes of these."""

OF_THE_FIELD = 0.4
"""What the nearest concept says for the middle item of documents about the field, at least: 0.6 to 0.8 were measured on
such documents, 0.2 on documents about cooking, travel and Linux."""

Relations = npt.NDArray[np.float16]


@cache
def relations_key(encoder: str) -> str:
    """What the relations of an index hang on besides its items, as one hash; "" for an encoder without concepts."""
    if load_concepts().encoder != encoder:
        return ""
    weights = json.dumps(asdict(WEIGHTS), sort_keys=True)
    return hashlib.sha256(FILE.read_bytes() + weights.encode()).hexdigest()


def relate(passages: Passages, lexicon: Lexicon) -> Relations | None:
    """Relate the packaged concepts to the items of an index (see :func:`relate_concepts`).

    None where most items are about something else: concepts would then only mislead.
    """
    relations = relate_concepts(load_concepts(), passages, lexicon, WEIGHTS)
    nearest = relations.max(axis=0)
    return relations if len(nearest) and np.median(nearest) >= OF_THE_FIELD else None


def relate_concepts(concepts: Concepts, passages: Passages, lexicon: Lexicon, weights: Ranking) -> Relations:
    """The evidence for each item if a concept's plain question were the message; shape (concepts, items), 0 to 1.

    It is the score of a message without its concepts: those would be known.
    """
    every = np.arange(len(passages.roles), dtype=np.int64)
    vectors = passages.vectors.take(every)
    relations = np.zeros((len(concepts.headings), len(passages.starts) - 1), dtype=np.float32)
    for start in range(0, len(relations), TOGETHER):
        rows = slice(start, start + TOGETHER)
        cosines = vectors @ concepts.heads[rows].T
        for kind in ROLES:
            best = best_of(cosines, passages.roles, kind, passages.starts[:-1])
            relations[rows] += getattr(weights, kind) * best.T
    for row, heading in enumerate(concepts.headings):
        words = lexicon.score(heading)
        relations[row] += weights.words * words.scores + weights.coverage * words.coverage
    relations /= 1.0 - weights.concept
    return relations.astype(np.float16)


def concept_evidence(likely: Likely, relations: Relations) -> FloatArray:
    """What the concepts that a message may be about say for each item, 0 to 1; shape (items,)."""
    evidence: FloatArray = likely.shares @ relations[likely.concepts].astype(np.float32)
    return evidence
