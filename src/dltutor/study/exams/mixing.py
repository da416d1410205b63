"""A paper mixed out of others: whole problems, sized like those of a real paper."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from dltutor.bank.text import folded
from dltutor.errors import UsageError
from dltutor.study.exams.numbering import bare, problems_of
from dltutor.study.exams.paper import Paper, Part
from dltutor.study.exams.papers import MIX
from dltutor.study.topics import topic_of

DRAWS = 60
"""How many mixtures are drawn, of which the best is taken."""
ALIKE = 92.0
"""Likeness (0..100) from which two questions are the same one in two papers."""
_NUMBERS = re.compile(r"\d+")
_OFF, _SAME_TOPIC, _SAME_PAPER, _LUCK = 10.0, 3.0, 1.0, 3.0
"""What weighs against a draw: a credit more or less than asked for, a topic twice, a paper once more; and chance."""


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """What is drawn whole: a problem, or a choice that stands by itself.

    Attributes:
        paper: Which of the papers it is from.
        parts: In their order.
        choice: Whether it is such a choice.
        topic: What it is about.
    """

    paper: int
    parts: tuple[Part, ...]
    choice: bool
    topic: str

    @property
    def credits(self) -> float:
        return sum(part.credits for part in self.parts)


@dataclass(slots=True)
class _Wish:
    """What is wanted: credits in all and of choices, and the sizes of problems."""

    credits: float
    choices: float
    sizes: list[float]


def mix(papers: Sequence[Paper], credits: float, seed: int) -> Paper:
    """Mix a paper of about so many credits, to the profile of one of the papers; the same seed gives the same paper.

    That paper says which share falls on choices and how large the problems are. Problems are drawn whole, with their
    stem, none twice, and no question that another one repeats; topics and papers vary as far as they can. The total
    is off by no more than a part's credits.

    Raises:
        UsageError: There is no paper, or their problems don't make up such a sum.
    """
    if not papers:
        raise UsageError("There is no exam paper among your documents to mix.", hint="Add one with: dltutor add FILE")
    if not (math.isfinite(credits) and credits > 0):
        raise UsageError(f"A paper worth {credits:g} can't be mixed.", hint="Ask for a number above 0, such as 60.")
    random = Random(seed)  # noqa: S311  a paper, not a secret
    units = _units(papers)
    clashes = _clashes(units)
    total = sum(unit.credits for unit in units)
    if credits > total:
        raise UsageError(f"Your papers hold {total:g} credits in all.", hint=f"Ask for no more than {total:g}.")
    template = random.choice([paper for paper in papers if paper.out_of > 0] or list(papers))
    wish = _wish(template, units, credits)
    draws = [_draw(units, clashes, wish, random) for _ in range(DRAWS)]
    best = min(draws, key=lambda drawn: _badness(drawn, wish))
    reached = sum(unit.credits for unit in best)
    tolerance = median(part.credits for unit in units for part in unit.parts)
    if not best or abs(reached - credits) > tolerance:
        near = reached or min(unit.credits for unit in units)
        raise UsageError(
            f"Whole problems of your papers don't make a paper worth {credits:g}.", hint=f"Near it: {near:g} credits."
        )
    return _paper(best, _minutes(papers, reached))


def _units(papers: Sequence[Paper]) -> list[_Unit]:
    units: list[_Unit] = []
    for number, paper in enumerate(papers):
        for parts in problems_of(paper):
            alone = all(part.item.options and not part.item.stem for part in parts)
            wholes = [(part,) for part in parts] if alone else [parts]
            units.extend(_Unit(number, whole, alone, topic_of(whole[0].item)) for whole in wholes)
    return [unit for unit in units if unit.credits > 0]


def _clashes(units: Sequence[_Unit]) -> dict[_Unit, set[_Unit]]:
    """For each unit those that hold one of its questions, too: nearly the same words, and the same numbers."""
    from rapidfuzz import fuzz

    found: dict[_Unit, set[_Unit]] = {unit: set() for unit in units}
    texts = sorted(((_wording(part), unit) for unit in units for part in unit.parts), key=lambda pair: len(pair[0]))
    by_numbers: dict[tuple[str, ...], list[tuple[str, _Unit]]] = defaultdict(list)
    for text, unit in texts:
        shorter = by_numbers[tuple(_NUMBERS.findall(text))]
        for other_text, other in reversed(shorter):
            if len(other_text) < len(text) * ALIKE / (200 - ALIKE):  # too short to be as like as that
                break
            if other is not unit and fuzz.ratio(text, other_text, score_cutoff=ALIKE):
                found[unit].add(other)
                found[other].add(unit)
        shorter.append((text, unit))
    return found


def _wording(part: Part) -> str:
    return folded(" ".join((part.item.stem, part.item.question, *(option.text for option in part.item.options))))


def _wish(template: Paper, units: Sequence[_Unit], credits: float) -> _Wish:
    own = _units([template])
    share = sum(unit.credits for unit in own if unit.choice) / sum(unit.credits for unit in own)
    most = sum(unit.credits for unit in units if unit.choice)
    sizes = [unit.credits for unit in own if not unit.choice]
    return _Wish(credits, min(credits * share, most), sizes)


def _draw(units: Sequence[_Unit], clashes: dict[_Unit, set[_Unit]], wish: _Wish, random: Random) -> list[_Unit]:
    """One mixture: problems to the wished sizes first, then choices, which are small, for what is left."""
    sizes = random.sample(wish.sizes, len(wish.sizes)) or [wish.credits]
    drawn: list[_Unit] = []
    barred: set[_Unit] = set()
    for choice, upto in ((False, wish.credits - wish.choices), (True, wish.credits)):
        while True:
            left = upto - sum(unit.credits for unit in drawn)
            wanted = min(left, sizes[len(drawn) % len(sizes)])
            fitting = [
                unit
                for unit in units
                if unit.choice == choice and unit not in barred and abs(left - unit.credits) < left
            ]
            if not fitting:
                break
            unit = _pick(fitting, drawn, 0.0 if choice else wanted, random)
            drawn.append(unit)
            barred |= {unit, *clashes[unit]}
    return drawn


def _pick(fitting: Sequence[_Unit], drawn: Sequence[_Unit], wanted: float, random: Random) -> _Unit:
    papers = Counter(unit.paper for unit in drawn)
    topics = {unit.topic for unit in drawn if not unit.choice}

    def against(unit: _Unit) -> float:
        size = abs(unit.credits - wanted) if wanted else 0.0
        known = _SAME_TOPIC * (unit.topic in topics) + _SAME_PAPER * papers[unit.paper]
        return size + known + _LUCK * random.random()

    return min(fitting, key=against)


def _badness(drawn: Sequence[_Unit], wish: _Wish) -> float:
    """How far a mixture is from what was wanted."""
    off = abs(sum(unit.credits for unit in drawn) - wish.credits)
    choices = abs(sum(unit.credits for unit in drawn if unit.choice) - wish.choices)
    problems = [unit for unit in drawn if not unit.choice]
    repeated = len(problems) - len({unit.topic for unit in problems})
    spread = max(Counter(unit.paper for unit in drawn).values(), default=0) / max(1, len(drawn))
    return _OFF * off + choices + _SAME_TOPIC * repeated + spread


def _minutes(papers: Sequence[Paper], credits: float) -> float | None:
    """Time in proportion to credits, as the papers have it; None where none of them says."""
    rates = [paper.minutes / paper.out_of for paper in papers if paper.minutes and paper.out_of]
    return float(round(median(rates) * credits)) if rates else None


def _paper(drawn: Sequence[_Unit], minutes: float | None) -> Paper:
    """The mixture as a paper: the choices are its first problem, and problems are counted anew."""
    choices = [part for unit in drawn if unit.choice for part in unit.parts]
    problems = [("Multiple choice", choices)] if choices else []
    problems += [(bare(unit.parts[0].problem), list(unit.parts)) for unit in drawn if not unit.choice]
    parts = [
        Part(part.item, part.credits, f"Problem {number}: {name}" if name else f"Problem {number}")
        for number, (name, members) in enumerate(problems, start=1)
        for part in members
    ]
    credits = sum(part.credits for part in parts)
    return Paper(MIX, f"Mixed paper of {credits:g} credits", "", tuple(parts), minutes)
