"""Long messages: the sentences in which a question may hide among greetings, moods and stories."""

import re

import numpy as np
import numpy.typing as npt

from dltutor.search.tokens import terms

LONG = 25
"""Words from which on a message is looked at sentence by sentence, too."""
LEAST_TERMS = 2
MOST_SENTENCES = 3
OF_THE_WHOLE = 0.5
"""The share of the whole message; a question often spreads over its sentences."""
SHARPNESS = 0.1
"""How much less cosine to the field makes a sentence count less by a factor of e: chatter is far from every concept."""

_END = re.compile(r"(?<=[.!?…])\s+|(?<=[a-z])\s*[:;]\s+|\s+[-–—]\s+")


def sentences(message: str) -> list[str]:
    """The sentences of a long message that say something, in their order, the fullest if they are many; else none."""
    if len(message.split()) < LONG:
        return []
    found = [part for part in _END.split(message) if len(terms(part)) >= LEAST_TERMS]
    fullest = sorted(found, key=lambda part: -len(terms(part)))[:MOST_SENTENCES]
    return [part for part in found if part in fullest] if len(found) > 1 else []


def shares(fields: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """What the whole message and then each of its sentences count, by the cosine of each to the nearest concept."""
    if len(fields) == 1:
        return np.ones(1, dtype=np.float32)
    odds = np.exp((fields[1:] - fields[1:].max()) / SHARPNESS)
    of_sentences = (1.0 - OF_THE_WHOLE) * odds / odds.sum()
    return np.concatenate(([OF_THE_WHOLE], of_sentences)).astype(np.float32)
