"""How alike two normalised texts are, and whether what differs changes what they say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dltutor.search.tokens import STOP_WORDS

Difference = Literal["none", "small", "words", "sense"]
"""The same but for spaces; slips and words that say nothing; other words; a number, a sign, a negation or an opposite
among them."""

SAME = 0.97
"""Answers as similar as this say the same, unless what differs turns the sense."""
TELLING = 20
"""Letters of an answer that hardly two questions have in common; "yes" tells nothing."""

_UNLIKE = 0.6
_NEGATORS = frozenset("not no never none neither nothing nor without except hardly".split())
_FILLERS = frozenset(
    """a an the is are was were be been of in on at to for and that this these those it its do does did can could would
    should please you your we our with by as from has have had here there also so""".split()
)
_SHORTEST_SLIP = 4


def ratio(one: str, other: str, cutoff: float = 0.0) -> float:
    """The share of letters that two texts have in common, in order (Indel similarity); 0 where it is below a cutoff."""
    from rapidfuzz.distance import Indel

    return 1.0 if one == other else Indel.normalized_similarity(one, other, score_cutoff=cutoff)


def difference(one: str, other: str) -> Difference:
    """What the difference between two normalised texts amounts to."""
    worst: Difference = "none"
    for left, right in _regions(one.split(), other.split()):
        if _turns(left, right):
            return "sense"
        if not _slips(left, right):
            worst = "words"
        elif worst == "none":
            worst = "small"
    return worst


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts differ by no more than formatting, slips, or a few words that leave the sense alone."""
    if one == other:
        return True
    alike = ratio(one, other, _UNLIKE)
    if not alike:
        return False
    found = difference(one, other)
    return found in {"none", "small"} or (found == "words" and alike >= SAME)


def answer_changed(old: str, new: str) -> bool:
    """Whether an answer (see :func:`dltutor.study.wording.answer`) became another one. One that is lost has not."""
    if not new or old == new:
        return False
    before, after = _sorted_out(old), _sorted_out(new)
    if not says_the_same(before[""][0], after[""][0]) or not _same_lines(before["+"], after["+"]):
        return True
    # Key points that are put beside an answer which stays as it is explain it; between two sets of them, all count.
    return bool(before["*"] and after["*"]) and not _same_lines(before["*"], after["*"])


def answers_alike(one: str, other: str, cutoff: float = 0.0) -> float:
    """How alike two answers are, 0..1; 0 below a cutoff, and where either is too short to tell anything."""
    return 0.0 if min(len(one), len(other)) < TELLING else ratio(one, other, cutoff)


def holds(whole: str, part: str) -> bool:
    """Whether nearly all words of one text stand in the other: a part of what was split."""
    words = frozenset(part.split()) - _FILLERS
    return len(words) >= 6 and len(words & frozenset(whole.split())) >= 0.85 * len(words)


def share_words(one: str, other: str) -> bool:
    """Whether at least half of what two questions are about is the same; "what is" tells nothing."""
    some, others = ({*text.split()} - STOP_WORDS for text in (one, other))
    return 2 * len(some & others) >= max(len(some), len(others), 1)


def _regions(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The stretches of words that differ, but for those that only spaces tell apart ("data set", "dataset")."""
    from rapidfuzz.distance import Levenshtein

    merged: list[list[int]] = []
    for edit in Levenshtein.opcodes(one, other):
        if edit.tag == "equal":
            continue
        if merged and merged[-1][1] == edit.src_start and merged[-1][3] == edit.dest_start:
            merged[-1][1], merged[-1][3] = edit.src_end, edit.dest_end
        else:
            merged.append([edit.src_start, edit.src_end, edit.dest_start, edit.dest_end])
    for start, end, begin, stop in merged:
        if "".join(one[start:end]) != "".join(other[begin:stop]):
            yield one[start:end], other[begin:stop]


def _turns(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether numbers, signs or negations differ, or a word stands against its opposite."""
    from dltutor.grading.checks.polarity import opposed, opposite_forms, poles_of

    if Counter(filter(_tells, left)) != Counter(filter(_tells, right)):
        return True
    return any(
        one != other and (opposite_forms(one, other) or opposed(poles_of(one), poles_of(other)) is not None)
        for one in left
        for other in right
    )


def _tells(word: str) -> bool:
    return word in _NEGATORS or not word.isalpha()


def _slips(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the words pair up as slips of each other, those that say nothing aside."""
    ones = [word for word in left if word not in _FILLERS]
    others = [word for word in right if word not in _FILLERS]
    return len(ones) == len(others) and all(map(_slip, ones, others))


def _slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= _SHORTEST_SLIP
    return long_enough and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) <= 1


def _sorted_out(answer: str) -> dict[str, list[str]]:
    """An answer's lines by what they are; the first is always the prose, which may itself begin with a sign."""
    prose, *rest = answer.split("\n")
    return {"": [prose], **{mark: [line[1:] for line in rest if line[0] == mark] for mark in "+*"}}


def _same_lines(some: Sequence[str], others: Iterable[str]) -> bool:
    """Whether two lists hold the same, in any order; each line may have its slips."""
    left = list(others)
    if len(left) != len(some):
        return False
    for line in some:
        match = next((other for other in left if line == other), None)
        match = match if match is not None else next((other for other in left if says_the_same(line, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True
