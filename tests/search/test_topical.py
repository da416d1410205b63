from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dltutor.bank.item import Item
from dltutor.bank.topics import bare_topic, from_paper, has_topic, with_assigned
from dltutor.errors import IndexProblem
from dltutor.search.build import build
from dltutor.search.generation import read_current
from dltutor.search.items_file import ITEMS, TOPICS, TOPICS_FOLDER, read_items, read_topics
from dltutor.search.topical import ENOUGH, TopicsOfItems, assigned

MakeItem = Callable[..., Item]
DOCUMENTS = {"nets.md": "1"}


def course(make_item: MakeItem) -> list[Item]:
    """Two topics with as many questions as are needed, and an exam that asks about each."""
    about = {"pooling": "max pooling windows of feature maps", "dropout": "units that dropout switches off"}
    items = [
        make_item(f"{topic}.md#{number}", f"What is fact {number} about {words}?", "It is so.", topic=topic)
        for topic, words in about.items()
        for number in range(ENOUGH // 2)
    ]
    exam = [
        make_item("exam.md#1", "How large is a feature map after max pooling?", "Half.", topic="exams"),
        make_item("exam.md#2", "Which units does dropout switch off?", "Random ones."),
    ]
    return [*items, *exam]


@pytest.mark.usefixtures("model")
def test_a_question_without_a_topic_gets_that_of_the_questions_nearest_to_it(
    make_item: MakeItem, tmp_path: Path
) -> None:
    build(course(make_item), DOCUMENTS, tmp_path, companions=[TopicsOfItems()])
    assert read_topics(read_current(tmp_path)) == {"exam/1": "pooling", "exam/2": "dropout"}


def test_nothing_is_encoded_where_all_have_topics_or_nearly_none(make_item: MakeItem) -> None:
    told = [item for item in course(make_item) if has_topic(item)]
    assert TopicsOfItems().texts(told) == []
    assert TopicsOfItems().texts(course(make_item)[-3:]) == []


def test_a_question_that_is_near_to_nothing_gets_no_topic(make_item: MakeItem) -> None:
    items = [make_item("a.md#1", "Known?", topic="nets"), make_item("b.md#1", "Unknown?")]
    near, far = np.array([[1, 0], [0.9, 0.4358899]], np.float32), np.array([[1, 0], [0, 1]], np.float32)
    assert assigned(items, near) == {"b/1": "nets"}
    assert assigned(items, far) == {}


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("damage", [None, "{", "[1]"])
def test_missing_or_damaged_topics_are_none(make_item: MakeItem, tmp_path: Path, damage: str | None) -> None:
    build(course(make_item)[:3], DOCUMENTS, tmp_path, companions=[TopicsOfItems()])
    generation = read_current(tmp_path)
    file = generation.folder / TOPICS_FOLDER / TOPICS
    if damage is None:
        file.unlink()
    else:
        file.write_text(damage, encoding="utf-8")
    assert read_topics(generation) == {}


@pytest.mark.usefixtures("model")
def test_items_are_read_as_they_were_written_and_damage_is_told(make_item: MakeItem, tmp_path: Path) -> None:
    items = course(make_item)[:3]
    build(items, DOCUMENTS, tmp_path)
    generation = read_current(tmp_path)
    assert read_items(generation) == tuple(items)
    (generation.folder / ITEMS).write_bytes(b"{}\n")
    with pytest.raises(IndexProblem):
        read_items(generation)


def test_an_assigned_topic_still_tells_that_the_question_comes_from_a_paper(make_item: MakeItem) -> None:
    asked = make_item("exam.md#1", "How large?", topic="exams")
    told = replace(asked, topic=with_assigned(asked, "pooling"))
    assert (from_paper(asked), has_topic(asked), bare_topic(asked)) == (True, False, "")
    assert (from_paper(told), has_topic(told), bare_topic(told)) == (True, True, "pooling")
    untold = make_item("notes.md#1", "How large?")
    assert with_assigned(untold, "pooling") == "pooling"
