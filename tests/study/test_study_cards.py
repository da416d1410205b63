import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from edits import CHOICE, COURSE, PADDING, POOLING, STRIDE, TODAY, Desk

from dltutor.errors import UsageError
from dltutor.study.card import ActionKind
from dltutor.study.cards import Cards
from dltutor.study.database import Database
from dltutor.study.day import study_day

NEW_TUTOR = """
import sys
from pathlib import Path
from dltutor.bank.bank import read_corpus
from dltutor.study.cards import Cards
from dltutor.study.database import Database
items = read_corpus(Path(sys.argv[1])).items
cards = Cards(Database(Path(sys.argv[2])))
print("ready", flush=True)
sys.stdin.readline()
print(*(cards.card_of(item) for item in items), cards.recognise(items).kept)
"""

WORDS = [*enumerate("epochs batches weights biases gates kernels".split())]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.write(*COURSE)
    return made


@pytest.fixture
def studied(desk: Desk) -> Desk:
    desk.study()
    return desk


def history(desk: Desk) -> Path:
    return desk.corpus.parent / "data" / "history.sqlite3"


def links(desk: Desk) -> list[str]:
    with Database(history(desk)).reading() as connection:
        return [row["reason"] for row in connection.execute("SELECT reason FROM links ORDER BY id")]


# Cards


def test_looking_makes_no_file(desk: Desk) -> None:
    assert desk.cards.all() == desk.cards.orphans() == ()
    assert desk.cards.by_item() == {}
    assert str(desk.recognise()) == "kept 0"
    assert not history(desk).exists()


def test_an_item_gets_one_card_and_keeps_it(desk: Desk) -> None:
    first, again = desk.study(), desk.study()

    assert first == again
    assert len(set(first.values())) == 4
    assert links(desk) == ["first"] * 4


def test_a_card_knows_its_item(studied: Desk) -> None:
    card = studied.cards.by_item()["cnn/2"]

    assert (card.item, card.document, card.label, card.gone) == ("cnn/2", "cnn.md", "2", False)
    assert card.question == "Why are images padded with zeros before a convolution?"


def test_every_kind_of_item_gets_a_card(desk: Desk, documents: Path) -> None:
    for document in documents.iterdir():
        (desk.corpus / document.name).write_bytes(document.read_bytes())
    items = desk.items()
    cards = {item.id: desk.cards.card_of(item) for item in items}

    assert {name: card.id for name, card in desk.cards.by_item().items()} == cards
    assert len(set(cards.values())) == len(items)
    assert desk.recognise().kept == len(items)


def test_a_card_outlives_the_program(studied: Desk) -> None:
    assert Cards(Database(history(studied))).all() == studied.cards.all()


def test_nothing_is_written_where_nothing_changed(studied: Desk) -> None:
    studied.recognise()
    studied.recognise()

    assert links(studied) == ["first"] * 4


def test_half_a_character_does_no_harm(desk: Desk) -> None:
    broken = replace(desk.items()[0], question="\ud83d?", answer="\ud83d")
    number = desk.cards.card_of(broken)

    assert desk.cards.card_of(broken) == number
    assert desk.cards.recognise([broken]).kept == 1


# Actions


def state(desk: Desk, *kinds: ActionKind) -> tuple[bool, bool, int | None, bool]:
    number = desk.cards.by_item()["cnn/1"].id
    for kind in kinds:
        desk.cards.act(number, kind)
    card = desk.card(number)
    return card.added, card.suspended, card.buried, card.flagged


def test_the_last_action_of_a_kind_counts(studied: Desk) -> None:
    today = study_day(TODAY)

    assert state(studied) == (False, False, None, False)
    assert state(studied, "add") == (True, False, None, False)
    assert state(studied, "suspend", "flag") == (True, True, None, True)
    assert state(studied, "resume", "bury") == (True, False, today, True)
    assert state(studied, "unflag") == (True, False, today, False)


def test_what_is_added_again_is_no_longer_suspended(studied: Desk) -> None:
    assert state(studied, "suspend", "add") == (True, False, None, False)


def test_burying_again_puts_off_from_that_day(studied: Desk) -> None:
    state(studied, "bury")
    studied.today += timedelta(days=3)

    assert state(studied, "bury")[2] == study_day(TODAY) + 3


def test_an_action_concerns_its_card_alone(studied: Desk) -> None:
    state(studied, "suspend", "flag")

    assert [card.item for card in studied.cards.all() if card.suspended or card.flagged] == ["cnn/1"]


def test_what_a_student_did_outlives_an_edit(studied: Desk) -> None:
    state(studied, "flag")
    studied.write(PADDING, STRIDE.replace("larger", "bigger"), POOLING, CHOICE)
    studied.recognise()

    assert [card.item for card in studied.cards.all() if card.flagged] == ["cnn/2"]


@pytest.mark.parametrize("exists", [True, False])
def test_there_is_no_acting_on_a_card_that_is_not_there(desk: Desk, exists: bool) -> None:  # noqa: FBT001
    if exists:
        desk.study()
    with pytest.raises(UsageError, match="no card 99"):
        desk.cards.act(99, "flag")


def test_there_is_no_action_that_is_not_known(studied: Desk) -> None:
    with pytest.raises(UsageError, match="Nothing is called burn"):
        studied.cards.act(1, "burn")  # type: ignore[arg-type]


# Answers


def test_a_number_that_changes_in_an_answer_is_noticed_on_that_day(studied: Desk) -> None:
    studied.write(STRIDE.replace("stride 2", "stride 3"), PADDING, POOLING, CHOICE)
    recognised = studied.recognise(days=2)

    assert str(recognised) == "kept 3 · answer changed 1"
    assert [card.answer_changed for card in recognised.changed] == [study_day(TODAY) + 2]
    assert studied.recognise().changed == ()
    assert studied.cards.by_item()["cnn/1"].answer_changed == study_day(TODAY) + 2


def test_another_key_is_another_answer(studied: Desk) -> None:
    studied.write(STRIDE, PADDING, POOLING, CHOICE.replace("- [ ]", "- [x]"))

    assert [card.item for card in studied.recognise().changed] == ["cnn/4"]


def test_formatting_and_slips_are_no_change_of_an_answer(studied: Desk) -> None:
    studied.write(STRIDE.replace("halved", "**halved**"), PADDING, POOLING.replace("largest", "lagest"), CHOICE)

    assert str(studied.recognise()) == "kept 4"


def test_small_changes_add_up(desk: Desk) -> None:
    steps = [f"In step {number} of {word} the loss goes down a little more." for number, word in WORDS]
    noticed = []
    for day in range(len(steps)):
        changed = [step.replace("little", "bit") if at < day else step for at, step in enumerate(steps)]
        desk.write("## How does training go on?\n", *changed)
        desk.study()
        desk.recognise()
        noticed.append(desk.cards.by_item()["cnn/1"].answer_changed is not None)

    assert not any(noticed[:3])
    assert noticed[-1]


def test_an_answer_that_is_lost_and_found_is_no_other(studied: Desk) -> None:
    studied.write(STRIDE, PADDING, POOLING.split("\n", maxsplit=1)[0] + "\n", CHOICE)
    studied.recognise()
    studied.write(*COURSE)
    studied.recognise()

    assert studied.cards.by_item()["cnn/3"].answer_changed is None


def test_an_answer_that_changes_while_its_question_is_away_is_noticed(studied: Desk) -> None:
    studied.write(STRIDE, PADDING)
    studied.recognise()
    studied.write(STRIDE, PADDING, POOLING.replace("largest", "smallest"))

    assert [card.item for card in studied.recognise().changed] == ["cnn/3"]


# What the student says


def test_an_item_that_the_student_names_takes_the_card_over(studied: Desk) -> None:
    number = studied.cards.by_item()["cnn/3"].id
    studied.write(STRIDE, PADDING, "## Wozu dient Max-Pooling?\n\nEs gibt den größten Wert weiter.\n", CHOICE)
    assert str(studied.recognise()) == "kept 3 · gone 1"
    studied.cards.say_same(number, studied.items()[2])

    card = studied.cards.by_item()["cnn/3"]
    assert (card.id, card.question) == (number, "Wozu dient Max-Pooling?")
    assert card.answer_changed == study_day(studied.today)
    assert str(studied.recognise()) == "kept 4"


def test_no_item_gets_two_cards(studied: Desk) -> None:
    studied.write(STRIDE, PADDING, CHOICE)
    studied.recognise()
    gone = studied.cards.orphans()[0]

    with pytest.raises(UsageError, match="cnn/1 has been studied on its own already"):
        studied.cards.say_same(gone.id, studied.items()[0])
    assert studied.cards.orphans() == (gone,)


def test_a_question_that_is_there_is_not_said_to_be_gone(studied: Desk) -> None:
    with pytest.raises(UsageError, match="still in your documents"):
        studied.cards.say_gone(1)


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_said_about_a_card_that_is_not_there(desk: Desk, exists: bool) -> None:  # noqa: FBT001
    if exists:
        desk.study()
    with pytest.raises(UsageError, match="no card 99"):
        desk.cards.say_gone(99)
    with pytest.raises(UsageError, match="no card 99"):
        desk.cards.say_same(99, desk.items()[0])


def test_what_was_refused_stays_refused_through_later_edits(studied: Desk) -> None:
    other = PADDING.replace("Why are images padded with zeros", "What are zeros good for")
    for edited in (PADDING, PADDING.replace("images", "imagess")):
        studied.write(STRIDE, edited, POOLING, CHOICE)
        studied.recognise()
        studied.write(STRIDE, other, POOLING, CHOICE)
        for ask in studied.recognise().asks:
            assert edited == PADDING
            studied.cards.say_gone(ask.card.id)

    assert str(studied.recognise()) == "kept 3"


def test_a_number_that_shifts_costs_no_second_copy_of_the_text(studied: Desk) -> None:
    studied.write(*COURSE[::-1])
    studied.recognise()

    with Database(history(studied)).reading() as connection:
        rows = connection.execute("SELECT question || wording || answer AS text FROM links ORDER BY id").fetchall()
    assert [bool(row["text"]) for row in rows] == [True] * 4 + [False] * 4


# Two tutors at once


def test_a_tutor_that_still_has_the_old_documents_open_hits_the_right_card(studied: Desk) -> None:
    old, cards = studied.items(), studied.study()
    studied.write(*COURSE[::-1])
    studied.recognise()

    assert {item.question: studied.cards.card_of(item) for item in old} == cards
    assert studied.study() == cards


def test_an_old_question_whose_number_another_has_now_leaves_that_one_alone(studied: Desk) -> None:
    old, cards = studied.items()[0], studied.study()
    studied.write(PADDING, POOLING, CHOICE)
    studied.recognise()
    number = studied.cards.card_of(old)

    assert number == cards[old.question]
    assert studied.card(number).gone
    assert studied.cards.by_item()["cnn/1"].id == cards["Why are images padded with zeros before a convolution?"]


def test_a_named_question_in_other_words_has_its_card_before_anybody_looks(desk: Desk) -> None:
    desk.write(STRIDE.replace("?\n", "? {#stride}\n", 1))
    number = desk.cards.card_of(desk.items()[0])
    desk.write("## What for are positions skipped? {#stride}\n\nTo save time.\n")

    assert desk.cards.card_of(desk.items()[0]) == number
    assert len(desk.cards.all()) == 1


def test_an_item_that_comes_back_gets_its_card_before_anybody_looks(studied: Desk) -> None:
    cards = studied.study()
    studied.write(STRIDE)
    studied.recognise()
    studied.write(STRIDE, CHOICE, POOLING, PADDING)

    assert studied.study() == cards
    assert studied.recognise().kept == 4


def test_an_item_that_only_got_the_number_of_another_gets_a_card_of_its_own(studied: Desk) -> None:
    studied.write("## What is a feature map?\n\nThe output of one filter.\n", *COURSE)
    number = studied.cards.card_of(studied.items()[0])
    recognised = studied.recognise()

    assert list(studied.study().values()).count(number) == 1
    assert str(recognised) == "kept 5"
    assert studied.where()[number] == "What is a feature map?"


def test_two_tutors_that_begin_at_once_make_one_card_an_item(desk: Desk) -> None:
    command = [sys.executable, "-c", NEW_TUTOR, str(desk.corpus), str(history(desk))]
    tutors = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for tutor in tutors:
        assert tutor.stdout is not None
        assert tutor.stdout.readline() == "ready\n"
    said = {tutor.communicate("\n")[0] for tutor in tutors}

    assert len(said) == 1
    assert len(desk.cards.all()) == 4


def test_what_another_tutor_wrote_meanwhile_is_taken_into_account(
    studied: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dltutor.study.cards as module

    other = Cards(Database(history(studied)))
    studied.write(STRIDE, PADDING, POOLING.replace("treat", "treats"), CHOICE)
    compare = module.match
    turns = iter([lambda: other.card_of(studied.items()[3]), lambda: other.recognise(studied.items())])

    def meanwhile(*sides: object) -> object:
        found = compare(*sides)  # type: ignore[arg-type]
        for turn in turns:
            turn()
        return found

    monkeypatch.setattr(module, "match", meanwhile)
    studied.recognise()

    assert links(studied) == ["first"] * 4 + ["same place"]
