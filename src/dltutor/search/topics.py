"""The topic of a message: the noun phrase in it, for "it" to mean afterwards and for a person to read."""

import re

from dltutor.search.tokens import STOP_WORDS, terms

_SUBJECT = r"(?:i|we|you|they|people|somebody|someone)"
_AUXILIARY = r"(?:do|does|did|can|could|should|would|will|must|may|might|is|are|was|were)"
_SPACE = r"(?: (?:not|really|actually|simply|even|ever|best|usually|also|just|all|already))*"
_VERB = r"(?!(?:not|an?|the|my|its?|this|that|these|those)\b)[a-z]+"
_VERB = r"(?!(?:not|an?|the|my|its?|this|that|these|those)\b)[a-z]+"
_FRAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"^how (?:many|much) ", ""),
        (r"^(?:compare|contrast|distinguish(?: between)?|derive|prove|show|define|compute|calculate|discuss) ", ""),
        (r"\bhow come\b|\b(?:are|is|was|were) there\b", ""),
        (r"^who [a-z]+ed |\b(?:good|bad|special|wrong) (?:about|with) | a problem\b", " "),
        (r"\bdiffer(?:s|ent)? (?:from|to) ", "and "),
        (r"^what happens (?:to|with|if|when|in|during) ", ""),
        (rf"\b(?:how|want|like|need|try|able|have) to {_VERB}\b", " "),
        # What people do with the topic is not the topic: "how do I compute X", "which layers do I freeze".
        (
            rf"\b(?:{_AUXILIARY}(?:n't)?{_SPACE} )?{_SUBJECT}(?: (?:don't|{_AUXILIARY}))?{_SPACE} {_VERB}\b",
            " ",
        ),
        (r"\b(?:be|been|being) [a-z]+(?:ed|en|own|ilt|nt)\b", " "),
        (r"\b(?:used|needed|called|meant|applied)\b", " "),
    )
)
_LAST_VERB = re.compile(
    r"(?<=\s)(?:works?|helps?|differ|mean|happens?|matters?|looks? like|needed|fails?|come from|arise|occur|perform"
    r"|learn|behave|compute|cost|say|require|made|done|[a-z]{2,}(?<!bas)(?<!supervis)(?<!weight)ed)\W*$",
    re.IGNORECASE,
)
"""Verbs that end a question: "how does X work", "how is X trained"."""
_LAST_WORDS = frozenset("exactly actually then here there anyway though bad good useful important necessary".split())
LONGEST = 100
"""Words of a message that its topic is looked for in: what was pasted whole has none that a person could read."""
_ASKED = re.compile(rf"^(?:\w+ )?(?:how|why|when|where|what|which|{_AUXILIARY})\b", re.IGNORECASE)


def topic_of(text: str) -> str:
    """What a message is about: all from its first to its last word of content, without the verbs of asking."""
    asked = bool(_ASKED.match(text))
    short = " ".join(text.split()[:LONGEST])
    for pattern, meaning in _FRAMES:
        shorter = " ".join(pattern.sub(meaning, short).split())
        short = shorter if terms(shorter) else short
    while asked:
        shorter = _without_last(short)
        if shorter == short or not terms(shorter):
            break
        short = shorter
    return _phrase(short)


def _without_last(text: str) -> str:
    """The text without a verb or an adverb at its end."""
    *before, last = text.split() or [""]
    bare = last.strip(" ?.!,;:").lower()
    return " ".join(before) if bare in _LAST_WORDS else _LAST_VERB.sub("", text).strip()


def _phrase(text: str) -> str:
    """From the first to the last word that has a term; "no" before it belongs to a name behind an article."""
    found = [word for word in text.split() if word.lower() not in {"do", "does", "did"}]
    places = [place for place, word in enumerate(found) if terms(word)]
    if not places:
        return ""
    start = places[0]
    if start > 1 and found[start - 1].lower() == "no" and found[start - 2].lower() in STOP_WORDS:
        start -= 1
    return " ".join(found[start : places[-1] + 1]).strip(" ?.!,;:")
