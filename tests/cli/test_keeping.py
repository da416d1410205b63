"""``dltutor backup``, ``restore`` and ``cards``; and what a build tells of cards."""

import json
import shutil
from pathlib import Path

import pytest
from program import json_lines
from student import Student

from dltutor.study.database import history_file


def study(student: Student) -> None:
    """One answer in the history, of the item regularisation/dropout or regularisation/decay."""
    said = student.types("quiz", "--topic", "regularisation", "-n", "1", stdin="the squared norm\n\n2\nw\n")
    assert said.code == 0


# cards


def test_cards_are_put_into_review_suspended_resumed_and_marked_by_the_id_of_their_item(student: Student) -> None:
    def cards(*arguments: str) -> list[str]:
        said = student.types("cards", "--json", *arguments)
        assert said.code == 0, said.err
        return [str(card["item"]) for card in json_lines(said.out)]

    assert cards("--add", "dropout", "--suspend", "pooling/weights") == ["regularisation/dropout", "pooling/weights"]
    assert cards() == ["regularisation/dropout", "pooling/weights"]
    assert cards("--suspended") == ["pooling/weights"]
    cards("--resume", "pooling/weights", "--flag", "dropout")
    assert cards("--suspended") == []
    assert cards("--flagged") == ["regularisation/dropout"]
    cards("--unflag", "dropout")
    assert cards("--flagged") == []


def test_a_card_is_a_line_with_its_states(student: Student) -> None:
    said = student.types("cards", "--suspend", "dropout")
    assert said.out == "1  regularisation/dropout  What does dropout do while training?  (suspended)\n"


def test_a_card_is_an_object_with_these_names(student: Student) -> None:
    student.types("cards", "--add", "dropout")
    (card,) = json_lines(student.types("cards", "--json").out)
    names = "id item question document label gone answer_changed added suspended buried flagged"
    assert list(card) == names.split()


def test_a_suspended_question_is_not_asked(student: Student) -> None:
    student.types("cards", "--suspend", "dropout", "--suspend", "decay")
    said = student.types("quiz", "--topic", "regularisation")
    assert said.code == 2
    assert "suspended" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--suspend", "droput"), "regularisation/dropout"),
        (("--add", "dropout", "--flag", "nothing-like-it"), "There is no item 'nothing-like-it'"),
        (("--same", "7", "dropout"), "There is no card 7."),
        (("--drop", "7"), "There is no card 7."),
        (("--drop", "1", "--same", "1", "dropout"), "exclude each other"),
    ],
)
def test_unknown_cards_and_items_change_nothing(student: Student, arguments: tuple[str, ...], words: str) -> None:
    said = student.types("cards", *arguments)
    assert said.code == 2
    assert words in said.err
    assert student.types("cards").out == ""


def test_no_cards_are_told_apart_from_no_such_cards(student: Student) -> None:
    assert "they begin with your first answer" in student.types("cards").err
    student.types("cards", "--add", "dropout")
    assert "No such cards." in student.types("cards", "--flagged").err


# A build


@pytest.fixture
def own(student: Student, tmp_path: Path) -> Student:
    """A student whose documents change."""
    corpus, index = (Path(str(student.place[number])) for number in (1, 3))
    shutil.copytree(corpus, tmp_path / "corpus")
    shutil.copytree(index, tmp_path / "index")
    student.place = ("--corpus", tmp_path / "corpus", "--index", tmp_path / "index")
    return student


def edit(student: Student, old: str, new: str) -> None:
    file = Path(str(student.place[1])) / "regularisation.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_tells_what_became_of_cards_and_is_silent_where_nothing_did(own: Student) -> None:
    own.types("cards", "--add", "dropout", "--add", "decay")
    edit(own, "It switches units off at random", "It turns every unit off by chance")
    changed = own.types("index")
    assert changed.code == 0
    assert "your questions: kept 1 · answer changed 1" in changed.err
    edit(own, "## What does weight decay add", "\n## What does weight decay add")
    assert "your questions" not in own.types("index").err


def test_a_question_that_has_gone_is_kept_listed_and_comes_back(own: Student) -> None:
    own.types("cards", "--add", "decay")
    file = Path(str(own.place[1])) / "regularisation.md"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: whole.index("## What does weight decay")], encoding="utf-8")
    assert "gone 1" in own.types("index").err
    (gone,) = json_lines(own.types("cards", "--gone", "--json").out)
    assert (gone["item"], gone["gone"]) == ("regularisation/decay", True)
    file.write_text(whole, encoding="utf-8")
    assert "back 1" in own.types("index").err
    assert own.types("cards", "--gone", "--json").out == ""


def test_a_build_without_a_history_makes_none(own: Student) -> None:
    edit(own, "at random", "by chance")
    assert own.types("index").code == 0
    assert not history_file().exists()


def test_a_damaged_history_does_not_spoil_a_build(own: Student) -> None:
    own.types("cards", "--add", "dropout")
    history_file().write_bytes(b"not a database" * 999)
    for beside in history_file().parent.glob("history.sqlite3-*"):
        beside.unlink()
    edit(own, "at random", "by chance")
    said = own.types("index")
    assert said.code == 0
    assert "Your history" in said.err


# backup and restore


def test_a_history_is_backed_up_and_brought_back(student: Student, tmp_path: Path) -> None:
    study(student)
    kept = student.types("backup", tmp_path / "kept.sqlite3")
    assert kept.code == 0
    assert "kept.sqlite3" in kept.out
    study(student)
    said = student.types("restore", tmp_path / "kept.sqlite3")
    assert said.code == 0
    assert "What was there before is in" in said.err
    assert json.loads(student.types("stats", "--json").out)["answers"] == 1


def test_there_may_be_nothing_to_back_up_and_nothing_to_restore(student: Student, tmp_path: Path) -> None:
    assert student.types("backup", tmp_path / "kept.sqlite3").code == 2
    assert student.types("restore", tmp_path / "missing.sqlite3").code in {1, 2}
