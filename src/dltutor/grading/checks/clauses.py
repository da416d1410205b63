"""The clauses of a sentence: what stands between commas, semicolons, brackets and the words that join statements."""

import re
from functools import lru_cache

LEAST_WORDS = 4

_JOINT = re.compile(
    r"""
    \s*[;:()]\s* | ,\s+(?=\w) | \s+(?:->|→|=>|⇒|--|[–—])\s+
    | \s+(?=(?:but|while|whereas|because|since|so|hence|thus|therefore|although|though|which|where|if|when|and)\s)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def clauses(sentence: str) -> tuple[str, ...]:
    """The clauses of at least four words; the sentence itself where it has but one."""
    parts = [part.strip() for part in _JOINT.split(sentence)]
    long_enough = tuple(part for part in parts if len(part.split()) >= LEAST_WORDS)
    return long_enough or (sentence,)
