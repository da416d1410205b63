"""Ways of scoring: the grader, its head alone, plain baselines, and the grader with a part left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dltutor.grading.head import Head, shipped
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.fitting import Pool, fit
from dltutor.grading.measuring.looks import BASELINES, KINDS, Looked, look_at
from dltutor.grading.measuring.marked import GATES, VALUES, Marked
from dltutor.grading.result import CONTRADICTIONS, FlagKind
from dltutor.progress import Report, silent


@dataclass(frozen=True, slots=True)
class Variant:
    """The grader, perhaps with a part left out.

    Attributes:
        name: Of the row.
        kinds: The evidence that counts; the head is fitted with it.
        demote: Whether words that the question gives earn nothing.
        expand: Whether terse points are compared with what their terms mean.
        without: The kinds of flags that are not raised.
    """

    name: str
    kinds: tuple[str, ...] = KINDS
    demote: bool = True
    expand: bool = True
    without: frozenset[FlagKind] = frozenset()

    @property
    def refitted(self) -> bool:
        """Whether its head is another one than the grader's."""
        return not (self.demote and self.expand and self.kinds == KINDS)


WHOLE = Variant("grader")
LEFT_OUT = (
    Variant("without words", kinds=("meaning",)),
    Variant("without meaning", kinds=("words",)),
    Variant("without question demoting", demote=False),
    Variant("without the meanings of terms", expand=False),
    Variant("without contradiction rules", without=CONTRADICTIONS),
    Variant("without numbers and formulas", without=VALUES),
    Variant("without echo and stuffing", without=GATES),
)


class Evidence:
    """The looks of several sets of answers, with and without parts of the evidence, and heads fitted on them."""

    def __init__(self, bench: Bench, sets: Sequence[Sequence[Answer]], report: Report = silent) -> None:
        self.bench, self.report = bench, report
        self._sets = sets
        self._looks: dict[tuple[int, bool, bool], list[Looked]] = {}

    def looks(self, place: int, variant: Variant = WHOLE) -> list[Looked]:
        """Those of one set."""
        key = (place, variant.demote, variant.expand)
        if key not in self._looks:
            self._looks[key] = look_at(
                self.bench, self._sets[place], demote=variant.demote, expand=variant.expand, report=self.report
            )
        return self._looks[key]

    def head(self, places: Sequence[int], variant: Variant = WHOLE) -> Head:
        """A head fitted on some of the sets; the shipped one where there are none."""
        if not places:
            return shipped()
        return fit(Pool.of([self.looks(place, variant) for place in places]), shipped(), variant.kinds)


Scored = list[float | None]


def left_out(
    evidence: Evidence, place: int, others: Sequence[int], marked: Sequence[Marked]
) -> Iterator[tuple[str, Scored]]:
    """What the grader without one of its parts gives to each answer of a set.

    Args:
        evidence: Of all sets.
        place: The set that is graded.
        others: The sets that heads are fitted on. Without them no head can be fitted, and rows that need one are left
            out.
        marked: The set's answers, as the whole grader marks them.
    """
    for variant in LEFT_OUT:
        if variant.refitted and not others:
            continue
        head = evidence.head(others, variant)
        looks = evidence.looks(place, variant)
        scored = [one.without(variant.without, look, head) for one, look in zip(marked, looks, strict=True)]
        yield variant.name, scored


def plain(marked: Sequence[Marked]) -> Iterator[tuple[str, Scored]]:
    """What the head gives without any check, and what is scored without fitted numbers."""
    yield "head alone, no checks", [one.looked.score(one.head) for one in marked]
    for name, score in BASELINES.items():
        yield name, [score(one.looked) for one in marked]
