"""What a message says of itself: whether it goes on from the one before, and what it wants done with the answer shown.

Read from function words (pronouns, connectives, ordinals) and from the few words in which people ask for a formula, an
example, more; nothing here knows any subject.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from dltutor.search.pointers import Ordinal, names_other, ordinal_of, points_back
from dltutor.search.reply import Action
from dltutor.search.tokens import terms

Bond = Literal["none", "loose", "tight"]
Again = Literal["", "again", "otherwise", "source"]

FEW = 2
"""Terms of a message that may be only the end of a thought: "which loss?"."""
SENTENCE = 5
"""Terms from which on a message with a pronoun says enough to be searched for as it stands."""


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words of a message tell.

    Attributes:
        text: The message without what people say before they ask ("ok, now please").
        bond: How it hangs on what was said before: not at all, loosely (it may), tightly (it says little alone).
        action: What is to be done with the answer shown; None for a question.
        about: What a request names before the action: "loss" in "the loss formula".
        target: What it names behind it: "L1" in "the formula for L1".
        asked: The expression whose meaning is asked for.
        meant: Whether that expression was said to be the tutor's ("what did you mean by …").
        ordinal: Which of several things is meant; None where none is told.
        definite: Whether it stands with "the", so that what was spoken of is likely to have it.
        again: Whether the answer is wanted once more: as it is, in other words, or only for its source.
        instead: What was meant rather than what was said: "L2" in "no, I meant L2".
        other: Whether it is the other one of two.
        back: The topic it returns to.
        next_topic: The thing it goes on to: "GloVe" in "and GloVe?".
        pointing: Whether a pronoun or an ordinal points to what was said before.
    """

    text: str
    bond: Bond = "none"
    action: Action | None = None
    about: str = ""
    target: str = ""
    asked: str = ""
    meant: bool = False
    definite: bool = False
    again: Again = ""
    instead: str = ""
    ordinal: Ordinal | None = None
    other: bool = False
    back: str = ""
    next_topic: str = ""
    pointing: bool = False


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern in which spaces between words are written as such, and line breaks mean nothing."""
    return re.compile("".join(line.strip() for line in text.splitlines()), re.IGNORECASE)


_OPENING = _pattern(
    r"""^(?:(?:ok(?:ay)?|oh|ah|hm+|well|thanks|thank you|great|cool|nice|got it|i see|al?right|right|yes|yeah|no|sorry|
    hi|hello|now|then|so|please|pls)\b[\s,.!:;–—-]*)+(?=\S)"""
)
_CONNECTIVE = _pattern(r"^(?:and|but|or|also|plus|what about|how about|what of|same for)\b[\s,:–—-]*")
_REQUEST = _pattern(
    r"""^(?:(?:(?:can|could|may|would) (?:i|we|you|u)|i(?:'d| would)? (?:like|want|need)|do you have|is there|are there|
    let me|what(?:'s| is| are| would be)|to|please|have|get|see|give|show|tell|write|state|put|print)\b\s*|
    (?:me|us|down|out|also|just|then)\b\s*)+"""
)
_ASKS = _pattern(r"^(?:why|how|which|where|when|who|what|does|do|did|is|are|was|were|can|could|should|would|if)\b")
_FORMULA = _pattern(r"\b(?:formula[se]?|equations?|(?:update|learning) rules?|maths?|mathematically|formally)\b")
_EXAMPLE = _pattern(
    r"""\b(?:examples?|illustrations?|illustrate)\b|\bfor instance\s*\W*$|\b(?:with|some) numbers\b|
    ^(?:like what|such as|e\.? ?g\.?|numbers)(?: please)?\W*$"""
)
_SOURCE = _pattern(
    r"""\b(?:an?other|other|different|second|alternative|further|more|else) (?:\w+ )?
    (?:sources?|documents?|references?|places?|books?|scripts?|lectures?|papers?|files?|answers?|explanations?)\b|
    \b(?:else|any|some)where else\b|\belsewhere\b|\bwh(?:ere|o) else\b"""
)
_MORE = _pattern(
    r"""^(?:(?:tell|give|show|say|explain|know|hear|read) )?(?:me |us )?(?:a (?:bit|little) |some |much |even )?
    (?:more|further)(?: (?:details?|information|info|explanation|depth))?
    (?: (?:please|(?:about|on|of)\b(?P<about>.*)))?\W*$|
    ^(?:is there |do you have )?(?:something|anything) (?:else|more)\b(?: (?:on|about|to)\b(?P<else>.*))?\W*$|
    ^(?:the )?next(?: one)?(?: please)?\W*$|
    ^(?:go on|continue|keep going|carry on|elaborate|expand|go deeper|details?|what else)\b
    (?: (?:on|about)\b(?P<on>.*))?(?: please)?\W*$|
    ^(?:(?P<before>.*?)[\s,;:–—-]+)?(?:in )?(?:more|further|greater|some) (?:details?|depth)(?: please)?\W*$"""
)
_MEANT = _pattern(
    r"""^(?:what )?(?:did|do|does) (?:you|they|it|the (?:answer|text)) mean (?:by|with|when you say) (?P<you>.+?)\W*$|
    ^(?:what(?:'s| is| was) meant by|(?:what(?:'s| is) )?(?:the )?meaning of|i (?:don't|do not) (?:understand|get))
    (?: )(?P<by>.+?)\W*$|
    ^what (?:does|do|did) (?P<it>.+?) (?:mean|stand for|refer to)(?: (?:here|there|in (?:this|that|it).*))?\W*$"""
)
_WHAT_IS = _pattern(
    r"""^(?:what(?:'s|s| is| are)|define|explain) (?:(?:an?|the|this|that|these|those) )?
    (?P<asked>\S+(?: \S+){0,2}?)(?: (?:here|there|exactly|again|anyway))*\W*$"""
)
_AGAIN: tuple[tuple[Again, re.Pattern[str]], ...] = (
    (
        "again",
        _pattern(
            r"""^(?:explain|say|repeat|show)(?: (?:me|it|that|this|the answer))*(?: (?:again|once more))\W*$|
            ^(?:repeat (?:it|that|this)|once more|again|
            i (?:don't|do not|didn't) (?:get|understand)(?: (?:it|that|this))?)
            (?: please)?\W*$"""
        ),
    ),
    (
        "otherwise",
        _pattern(
            r"""^(?:in |with |using )?(?:other|different|simpler?|plain|easier) (?:words?|terms)(?: please)?\W*$|
            ^(?:(?:explain|say|put|describe)(?: (?:me|it|that|this))* )?(?:(?:a bit )?(?:more )(?:simply|simple|easily)|
            simpler|easier|differently|in (?:a )?(?:other|another|different|simpler?|plain) (?:words?|terms|way))
            (?: please)?\W*$|^(?:eli5|tl;? ?dr)\W*$"""
        ),
    ),
    ("source", _pattern(r"^(?:the |your )?(?:sources?|reference|citation)(?: please| for (?:that|this|it))?\W*$")),
)
_INSTEAD = _pattern(
    r"^i (?:mean|meant|was asking (?:about|for)|am asking (?:about|for)|wanted)(?: to (?:ask|say))? (?P<this>.+?)\W*$"
)
_BACK = _pattern(
    r"""^(?:(?:let's|let us|can we|i want to) )?(?:(?:go|going|come|coming|get|getting) )?(?:back|return(?:ing)?)
    (?: to )(?P<to>[^,:;.?–—]+)(?:[,:;.?–—]+\s*(?P<rest>.*))?$|
    ^(?:about|(?:once more|again) about|regarding) (?P<about>[^,:;.?–—]+?) again\b[\s,:;.?–—]*(?P<later>.*)$|
    ^(?:once more|again),? about (?P<once>[^,:;.?–—]+)[,:;.?–—]*\s*(?P<after>.*)$"""
)
_PREPOSITION = _pattern(
    r"""^(?:in|at|on|for|with|without|during|by|to|from|of|when|if|why|how|what|which|where|is|are|do|does|can|compared|
    versus|vs)\b"""
)
_DONE = _pattern(r"^[a-z]+ed\b|^(?:and|but) |^numbers\b")
_COMPLETE = _pattern(
    r"""^(?:what|how|why|when|where|who)(?:'s| (?:is|are|was|were|does|do|did|can|should|would))\b|
    ^(?:explain|define|describe)\b"""
)
_WITHIN = _pattern(r"\b(?:in|of|from|behind|by|for|to)\b")
_KINDS: tuple[tuple[Action, re.Pattern[str]], ...] = (("example", _EXAMPLE), ("formula", _FORMULA))
_DEFINITE = _pattern(r"^\S+ (?:is |are )?the\b")
_LITTLE = frozenset(
    terms(
        "worked full exact actual concrete simple small numerical numeric numbers short practical practice explained "
        "described discussed covered mentioned treated found said stated answered question symbols"
    )
)
"""What people say of the formula, the example or the place that they ask for; it names no thing of the subject."""


def read(message: str) -> Cues:
    """Read a message that isn't the first of its conversation."""
    flat = " ".join(message.split())
    text = _OPENING.sub("", flat)
    back = _BACK.match(text)
    if back:
        return _returning(back)
    bare = _CONNECTIVE.sub("", text) or text
    return (
        _repeated(text, bare)
        or _meant(text, bare)
        or _wanted(text, bare)
        or _asked(text, bare)
        or _question(text, bare)
    )


def _returning(match: re.Match[str]) -> Cues:
    topic = (match["to"] or match["about"] or match["once"]).strip()
    rest = (match["rest"] or match["later"] or match["after"] or "").strip()
    return replace(read(rest), bond="tight", back=topic, pointing=True) if rest else Cues(topic, "tight", back=topic)


def _repeated(text: str, bare: str) -> Cues | None:
    """That the answer be given once more, or that of another topic in its place."""
    instead = _INSTEAD.match(bare)
    if instead and terms(instead["this"]):
        return Cues(text, "tight", instead=instead["this"])
    request = _REQUEST.sub("", bare)
    kinds = (kind for kind, pattern in _AGAIN if pattern.match(bare) or pattern.match(request))
    again: Again = next(kinds, "")
    return Cues(text, "tight", again=again) if again else None


def _meant(text: str, bare: str) -> Cues | None:
    """That an expression of the answer shown be explained: "what did you mean by X"."""
    match = _MEANT.match(bare)
    asked = next((group for group in match.groups() if group), "") if match else ""
    if not terms(asked) or _ASKS.match(asked):
        return None
    return Cues(text, "tight", "clarify", asked=asked, meant=True)


def _asked(text: str, bare: str) -> Cues | None:
    """The meaning of what may be an expression of the answer shown, or a question by itself: "what is X"."""
    match = _WHAT_IS.match(bare)
    if not match or not terms(match["asked"]) or points_back(bare) or ordinal_of(bare):
        return None
    asked = match["asked"].strip(" ?.!,;:")
    definite = bool(_DEFINITE.match(bare))
    return Cues(text, "loose", asked=asked, definite=definite, pointing=definite)


def _wanted(text: str, bare: str) -> Cues | None:
    """An action: it is the head of a request, so that "how is the formula derived" isn't one."""
    request = _REQUEST.sub("", bare)
    match = _MORE.match(request) or _MORE.match(bare)
    if match:
        before, *behind = match.group("before", "about", "on", "else")
        ordinal = ordinal_of(before or "")
        if ordinal:
            return Cues(text, "tight", "more", ordinal=replace(ordinal, rest=""), pointing=True)
        target = next((group.strip() for group in behind if group), "")
        return Cues(text, "tight", "more", _named(before or ""), _named(target))
    for action, pattern, wanted in (("other_source", _SOURCE, bare), *((kind, one, request) for kind, one in _KINDS)):
        match = pattern.search(wanted)
        if match and (action == "other_source" or _is_head(wanted, match)):
            return Cues(text, "tight", action, _named(wanted[: match.start()]), _named(wanted[match.end() :]))
    return None


def _is_head(request: str, match: re.Match[str]) -> bool:
    """Whether an action's word is what a request is for: not "why does the formula …", "gamma in the formula"."""
    if _ASKS.match(request):
        return False
    before = _WITHIN.search(request[: match.start()])
    return not (before and terms(request[: before.start()]))


def _named(text: str) -> str:
    """What a part of a request names: its words but for those that only describe the action."""
    return " ".join(word for word in text.split() if any(term not in _LITTLE for term in terms(word)))


def _question(text: str, bare: str) -> Cues:
    ordinal = ordinal_of(text)
    own = len(set(terms(bare if ordinal is None else ordinal.rest)))
    connected, pointing = bare != text, points_back(text)
    if own == 0 and not pointing and not ordinal and not _ASKS.match(bare):
        return Cues(text)
    few = FEW if _COMPLETE.match(bare) else FEW + 1
    tight = own == 0 or ordinal is not None or (pointing and own < SENTENCE) or (connected and own < few)
    loose = pointing or connected or (own <= FEW and not _COMPLETE.match(bare))
    names = connected and 0 < own <= FEW + 1 and not pointing and ordinal is None
    named = names and not _PREPOSITION.match(bare) and not _DONE.match(bare)
    return Cues(
        text,
        "tight" if tight else "loose" if loose else "none",
        ordinal=ordinal,
        other=names_other(text),
        next_topic=bare.strip(" ?.!") if named else "",
        pointing=pointing or ordinal is not None or (connected and not named),
    )
