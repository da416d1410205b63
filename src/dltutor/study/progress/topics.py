"""What is known by topic: how much of it was asked, what of that is remembered today, and where it is going."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from dltutor.study.attempt import Attempt
from dltutor.study.figures import counted, rounded
from dltutor.study.progress.lines import ROOM, fitted, share_bar, wrapped
from dltutor.study.progress.outcome import was_right
from dltutor.study.progress.recall import known_on
from dltutor.study.progress.section import Figure, Known
from dltutor.study.topics import topic_of

if TYPE_CHECKING:
    from dltutor.bank.item import Item

Level = Literal["", "Attempted", "Familiar", "Proficient", "Mastered"]
LEVELS: tuple[tuple[float, Level], ...] = ((0.85, "Mastered"), (0.6, "Proficient"), (0.35, "Familiar"))
"""From which share of a topic's questions that you would know today (recall of those asked × share asked) on a level is
reached; below the lowest, a topic that was begun is Attempted. With a recall of 90 % they are reached once 39, 67 and
95 % of the questions were asked: nobody masters a topic by a few of its questions."""
Trend = Literal["", "better", "steady", "worse"]
TREND_DAYS = 14
TREND_ANSWERS = 5
"""Answers on either side of the last two weeks' beginning below which no trend is told."""
TREND_STEP = 0.1
WEAKEST = 5
NAMES = 44
"""Cells of a name at most."""
_COLUMNS = 37
"""Cells that the columns take, without name and bar."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    Attributes:
        name: See :func:`dltutor.study.topics.topic_of`.
        items: Its questions.
        seen: Of these, those that were ever rated.
        recall: The mean probability that one that was seen is known today, 0 for one that was wrong the last time; None
            where none was seen.
        level: By recall × seen / items; empty before the first.
        trend: The share of right answers in the last two weeks against the time before; empty where too few are known.
    """

    name: str
    items: int
    seen: int
    recall: float | None
    level: Level
    trend: Trend


@dataclass(frozen=True, slots=True)
class Topics:
    """All topics, those that were begun first, the weakest on top."""

    topics: tuple[Topic, ...]

    @property
    def begun(self) -> tuple[Topic, ...]:
        """Topics of which anything was asked, lowest recall first."""
        return tuple(topic for topic in self.topics if topic.seen)

    @property
    def weakest(self) -> tuple[Topic, ...]:
        """Those to work at: of the topics that were begun and aren't mastered, the five with the lowest recall."""
        return tuple(topic for topic in self.begun if topic.level != "Mastered")[:WEAKEST]

    @property
    def finding(self) -> str:
        """What it comes to, in one sentence."""
        begun, count = self.begun, len(self.topics)
        if not count:
            return "There are no questions in your documents yet: `dltutor add` takes them in."
        if not begun:
            return f"None of {counted(count, 'topic')} is begun."
        mastered = sum(topic.level == "Mastered" for topic in begun)
        first = f"{len(begun)} of {counted(count, 'topic')} {'is' if len(begun) == 1 else 'are'} begun"
        told = first + (f", {mastered} of them mastered" if mastered else "")
        weak = "; ".join(topic.name for topic in self.weakest)
        return f"{told}; weakest: {weak}." if weak else f"{told}."

    def text(self, width: int) -> list[str]:
        """A row a topic that was begun; the others are counted."""
        rest = [topic for topic in self.topics if not topic.seen]
        left = sum(topic.items for topic in rest)
        lines = []
        if self.begun:
            names = min(NAMES, width - _COLUMNS - (10 if width >= ROOM else 0))
            bar = min(30, width - _COLUMNS - names) if width >= ROOM else 0
            known = "known today" if bar else "known"
            lines = [f"{fitted('topic', names)} {'asked':>9}  {known:<{bar + 5}}  {'level':<10}  trend"]
            lines += [_row(topic, names, bar) for topic in self.begun]
            levels = ", ".join(f"{name} from {share:.0%}" for share, name in reversed(LEVELS))
            lines += ["", *wrapped(f"Level: known today × share asked; {levels}.", width)]
        if rest and self.begun:
            lines.append(f"Not begun: {counted(len(rest), 'topic')} with {counted(left, 'question')}.")
        return lines

    def to_json(self) -> dict[str, Any]:
        """Plain data, the finding among it."""
        return {"finding": self.finding, **rounded(asdict(self)), "weakest": [topic.name for topic in self.weakest]}

    def figures(self) -> Iterator[Figure]:
        """All columns of the table."""
        for topic in self.topics:
            yield Figure(topic.name, "questions", topic.items)
            yield Figure(topic.name, "asked", topic.seen)
            yield Figure(topic.name, "recall", topic.recall)
            yield Figure(topic.name, "level", topic.level)
            yield Figure(topic.name, "trend", topic.trend)


def topics(known: Known) -> Topics:
    """Sort the questions by topic, and look at what is remembered of each. Names that differ by capitals are one."""
    groups: dict[str, list[Item]] = {}
    for item in known.questions:
        groups.setdefault(topic_of(item).casefold(), []).append(item)
    memories = known.remembered()
    answers = _answers(known)
    found = []
    for items in groups.values():
        recalls = [known_on(memories[item.id], known.today) for item in items if item.id in memories]
        recall = sum(recalls) / len(recalls) if recalls else None
        given = [one for item in items for one in answers.get(item.id, ())]
        level = _level(sum(recalls) / len(items), begun=bool(recalls))
        found.append(Topic(topic_of(items[0]), len(items), len(recalls), recall, level, _trend(given, known.today)))
    return Topics(tuple(sorted(found, key=_order)))


def _order(topic: Topic) -> tuple[bool, float, float, str]:
    return not topic.seen, topic.recall or 0.0, topic.seen / topic.items, topic.name


def _level(strength: float, *, begun: bool) -> Level:
    if not begun:
        return ""
    return next((name for share, name in LEVELS if strength >= share), "Attempted")


def _answers(known: Known) -> dict[str, list[Attempt]]:
    """The attempts that count, by the id that their item has now."""
    found: dict[str, list[Attempt]] = {}
    for one in known.attempts:
        if one.counts and one.card is not None and one.card in known.cards:
            found.setdefault(known.cards[one.card].item, []).append(one)
    return found


def _trend(answers: Sequence[Attempt], today: int) -> Trend:
    sides: tuple[list[bool], list[bool]] = ([], [])
    for one in answers:
        right = was_right(one)
        if right is not None:
            sides[one.day > today - TREND_DAYS].append(right)
    before, lately = sides
    if min(len(before), len(lately)) < TREND_ANSWERS:
        return ""
    change = sum(lately) / len(lately) - sum(before) / len(before)
    return "better" if change >= TREND_STEP else "worse" if change <= -TREND_STEP else "steady"


def _row(topic: Topic, names: int, bar: int) -> str:
    asked = f"{topic.seen}/{topic.items}"
    recall = topic.recall or 0.0
    return (
        f"{fitted(topic.name, names)} {asked:>9}  {share_bar(recall, bar)} {recall:>4.0%}  "
        f"{topic.level:<10}  {topic.trend}"
    ).rstrip()
