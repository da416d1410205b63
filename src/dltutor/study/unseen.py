"""In which order questions are begun that were never asked."""

from collections.abc import Callable, Iterable, Sequence

from dltutor.bank.item import Item
from dltutor.bank.topics import from_paper
from dltutor.study.mixing import in_turn
from dltutor.study.topics import topic_of


def begin_order(items: Iterable[Item], urgency: Callable[[str], float]) -> list[Item]:
    """Each topic in turn, and open questions and choices in turn, in topics and from topic to topic.

    Questions of exam papers come after all others, since a paper whose questions are known is no rehearsal any more;
    those without an answer come last.

    Args:
        items: Within topic and kind they keep their order.
        urgency: Of a topic; those with the smallest come first.
    """
    topics: dict[str, list[Item]] = {}
    for item in items:
        topics.setdefault(topic_of(item), []).append(item)
    names = sorted(topics, key=urgency)
    ordered = in_turn([_kinds_in_turn(topics[name], choices_first=place % 2 > 0) for place, name in enumerate(names)])
    return sorted(ordered, key=lambda item: (not item.answered, from_paper(item)))


def _kinds_in_turn(items: Sequence[Item], *, choices_first: bool) -> list[Item]:
    groups: list[list[Item]] = [[], []]
    for item in items:
        groups[(item.kind == "choice") != choices_first].append(item)
    return in_turn(groups)
