"""The items of a generation and the topics that were assigned to them, read without numpy: a shell prompt waits."""

import json
from collections.abc import Mapping

from dltutor.bank.item import Item
from dltutor.search.generation import Generation, damaged

ITEMS = "items.jsonl"
TOPICS_FOLDER, TOPICS = "topics", "topics.json"


def read_items(generation: Generation) -> tuple[Item, ...]:
    """All items, in the corpus's order. Raises IndexProblem if the file is damaged or of another version."""
    try:
        lines = (generation.folder / ITEMS).read_bytes().splitlines()
        return tuple(Item.from_json(json.loads(line)) for line in lines)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(generation.folder, error) from error


def read_topics(generation: Generation) -> Mapping[str, str]:
    """The topics that were assigned, by item id; none where the index was made by an older version."""
    file = generation.folder / TOPICS_FOLDER / TOPICS
    try:
        topics = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(topic) for name, topic in topics.items()} if isinstance(topics, dict) else {}
