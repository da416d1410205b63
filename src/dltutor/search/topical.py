"""The topics of items whose document names none: such a question is about what those nearest to it are about.

Made with an index and kept beside it. Of the shipped course's own items 73 % get their own topic in this way from the
others (18 topics that border on each other; ``evals/topics.py``).
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dltutor.bank.item import Item
from dltutor.bank.topics import has_topic
from dltutor.search.items_file import TOPICS, TOPICS_FOLDER
from dltutor.search.texts import readable

FORMAT = "1"
NEAREST = 5
"""Items that vote, each by the square of its cosine."""
NEAR = 0.3
"""Cosine of the nearest item below which a question is about something else altogether."""
ENOUGH = 20
"""Items with a topic below which there is nobody to ask."""
LONGEST = 500
STEM = 300

FloatArray = npt.NDArray[np.float32]


class TopicsOfItems:
    """The companion of an index that holds the topics of items that have none of their own."""

    name = TOPICS_FOLDER
    key = FORMAT

    def texts(self, items: Sequence[Item]) -> list[str]:
        """What is asked in each item; nothing where no item lacks a topic, or too few have one."""
        having = sum(map(has_topic, items))
        return [asked_in(item) for item in items] if ENOUGH <= having < len(items) else []

    def write(self, folder: Path, items: Sequence[Item], vectors: FloatArray) -> None:
        """Write what :func:`dltutor.search.items_file.read_topics` reads."""
        found = assigned(items, vectors) if len(vectors) else {}
        (folder / TOPICS).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def assigned(items: Sequence[Item], vectors: FloatArray) -> dict[str, str]:
    """A topic for each item that has none, by its id; none for those that are near to nothing.

    Args:
        items: With and without topics.
        vectors: Unit vectors of what they ask, shape (items, dimension).
    """
    having = [row for row, item in enumerate(items) if has_topic(item)]
    lacking = [row for row, item in enumerate(items) if not has_topic(item)]
    cosines = vectors[lacking] @ vectors[having].T
    found = {}
    topics = [items[row].topic for row in having]
    for row, near in zip(lacking, cosines, strict=True):
        if near.max() >= NEAR:
            found[items[row].id] = vote(near, topics)
    return found


def vote(cosines: FloatArray, topics: Sequence[str]) -> str:
    """The topic that the nearest items vote for, each by the square of its cosine.

    Args:
        cosines: To items with a topic, shape (items,).
        topics: Theirs.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for place in np.argsort(-cosines, kind="stable")[:NEAREST]:
        votes[topics[place]] += max(0.0, float(cosines[place])) ** 2
    return max(votes, key=lambda topic: (votes[topic], topic))


def asked_in(item: Item) -> str:
    """What an item asks, with its stem and options, as it is embedded."""
    options = " ".join(option.text for option in item.options)
    return readable("\n".join(part for part in (item.stem[:STEM], item.question, options) if part))[:LONGEST] or item.id
