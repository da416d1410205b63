"""Evidence that an answer holds a key point: the nearest statement's meaning, and the point's words.

The meaning is the largest cosine between the point's probes and the answer's windows. The words are the share of the
point's content stems that occur anywhere in the answer, rare ones counting more, slips of the finger allowed, and
without those that the question gives away (question demoting: Mohler, Bunescu, Mihalcea, 2011; Sultan et al., 2016).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from dltutor.grading.scheme import Point
from dltutor.grading.statements import windows
from dltutor.search.tokens import terms

LONG_ENOUGH = 5
"""Letters of a word in which a slip is recognised."""
LIKE = 84
"""rapidfuzz's ratio of two stems that are one word with a slip."""

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Frequencies:
    """In how many of the documents' items a stem occurs; without documents every word counts the same."""

    counts: Mapping[str, int] = field(default_factory=dict)
    items: int = 0

    def weight(self, stem: str) -> float:
        """The inverse document frequency, at least 0.5; a word that the documents don't know is in between."""
        if not self.items:
            return 1.0
        if stem not in self.counts:
            return 0.8 * log(self.items + 1)
        return log((self.items + 1) / (self.counts[stem] + 1)) + 0.5


@dataclass(frozen=True)
class Typed:
    """A typed answer, cut and encoded once for all key points.

    Attributes:
        text: As typed.
        windows: Statements and neighbouring pairs, as typed.
        mended: The same with slips of the finger mended, as they were encoded.
        vectors: Of the windows, unit length, shape (windows, dimension).
        stems: Its content stems.
    """

    text: str
    windows: tuple[str, ...]
    mended: tuple[str, ...]
    vectors: FloatArray
    stems: frozenset[str]


@dataclass(frozen=True)
class Evidence:
    """What speaks for one key point.

    Attributes:
        meaning: The largest cosine, -1..1.
        words: The share of words found, 0..1.
        window: The index of the window that is nearest in meaning.
        probe: The index of the alternative that the answer is nearest to.
    """

    meaning: float
    words: float
    window: int
    probe: int


def windows_of(answer: str) -> tuple[str, ...]:
    """The windows of an answer; at least one, so that even a lone sign is looked at."""
    return windows(answer) or (answer.strip() or "-",)


def gather(
    points: Sequence[Point], probes: Sequence[FloatArray], typed: Typed, question: str, frequencies: Frequencies
) -> list[Evidence]:
    """The evidence for each point.

    Args:
        points: The key points.
        probes: For each point the unit vectors of its probes, shape (probes, dimension).
        typed: The answer.
        question: What was asked; its words earn nothing.
        frequencies: What makes a word rare.
    """
    given = frozenset(terms(question))
    found = []
    for point, vectors in zip(points, probes, strict=True):
        cosines = vectors @ typed.vectors.T
        probe, window = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
        shares = [share_of_words(text, given, typed.stems, frequencies) for text in point.any_of]
        found.append(Evidence(float(cosines[probe, window]), max(shares), int(window), int(probe)))
    return found


def share_of_words(text: str, given: frozenset[str], stems: frozenset[str], frequencies: Frequencies) -> float:
    """The weighted share of a text's content stems that an answer holds, 0..1; those given by the question don't count.

    Where the question gives all of them, they count after all.
    """
    wanted = [stem for stem in dict.fromkeys(terms(text)) if stem not in given] or list(dict.fromkeys(terms(text)))
    total = sum(map(frequencies.weight, wanted))
    held = sum(frequencies.weight(stem) for stem in wanted if holds(stem, stems))
    return held / total if total else 0.0


@lru_cache(maxsize=8192)
def holds(stem: str, stems: frozenset[str]) -> bool:
    """Whether a stem is among others, perhaps with a slip of the finger."""
    if stem in stems:
        return True
    if len(stem) < LONG_ENOUGH:
        return False
    from rapidfuzz import fuzz

    return any(
        len(other) >= LONG_ENOUGH
        and other[0] == stem[0]
        and abs(len(other) - len(stem)) <= 2
        and fuzz.ratio(stem, other) >= LIKE
        for other in stems
    )
