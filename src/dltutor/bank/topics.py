"""Which topics say what a question is about, and which only where it comes from."""

from dltutor.bank.item import Item

PAPERS = "exams"
"""The topic of exam papers: it tells what a document is, and not what its questions are about."""
WITHIN = "/"
"""Stands between that and the topic that an index assigned to a paper's question."""


def has_topic(item: Item) -> bool:
    """Whether it is said what an item is about."""
    return item.topic.strip().casefold() not in {"", PAPERS}


def from_paper(item: Item) -> bool:
    """Whether its topic says that an item comes from an exam paper."""
    return item.topic.strip().casefold().partition(WITHIN)[0] == PAPERS


def with_assigned(item: Item, topic: str) -> str:
    """The topic of an item that has none of its own, as the index assigned it; where it comes from stays told."""
    return f"{PAPERS}{WITHIN}{topic}" if from_paper(item) else topic


def bare_topic(item: Item) -> str:
    """What an item is about, without where it comes from; empty where nothing says it."""
    if not has_topic(item):
        return ""
    return item.topic.strip().partition(WITHIN)[2] if from_paper(item) else item.topic.strip()
