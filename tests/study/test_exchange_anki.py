import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from questions import CHOICE, NO_KEY, NONE_RIGHT, OPEN, UNANSWERED

from dltutor.bank.item import Item
from dltutor.errors import DocumentError
from dltutor.study import exchange
from dltutor.study.exchange.apkg_read import notes
from dltutor.study.exchange.texts import explanation

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
Anki = Callable[[], Any]


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    """Opens empty collections in Anki's own engine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the engine's own imports
        from anki.collection import Collection

    opened: list[Any] = []

    def start() -> Any:
        collection = Collection(str(tmp_path / f"collection{len(opened)}.anki2"))
        opened.append(collection)
        return collection

    yield start
    for collection in opened:
        collection.close()


def exported(items: tuple[Item, ...], file: Path, *, day: int = 0) -> Path:
    exchange.export(items, "apkg", file, force=True, clock=lambda: MORNING + timedelta(days=day))
    return file


def bring_into(collection: Any, file: Path) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions()))


def in_one_line(text: str) -> str:
    """Display formulas as cards hold them."""
    return re.sub(r"\$\$\n(.+)\n\$\$", r"$$\1$$", text)


def field(collection: Any, name: str) -> list[str]:
    return [collection.get_note(one)[name] for one in collection.find_notes("")]


def give_out(collection: Any, file: Path, *, legacy: bool) -> Path:
    from anki.collection import ExportAnkiPackageOptions

    collection.export_anki_package(
        out_path=str(file), options=ExportAnkiPackageOptions(legacy=legacy, with_deck_configs=False), limit=None
    )
    return file


def add(collection: Any, kind: str, *fields: str, deck: str = "Exam::Nets", tags: tuple[str, ...] = ()) -> None:
    note = collection.new_note(collection.models.by_name(kind))
    for place, text in enumerate(fields):
        note.fields[place] = text
    note.tags = list(tags)
    collection.add_note(note, collection.decks.id(deck))


def test_anki_imports_the_questions_with_their_fields_decks_and_tags(anki: Anki, tmp_path: Path) -> None:
    collection = anki()

    bring_into(collection, exported((OPEN, CHOICE), tmp_path / "a.apkg"))

    assert collection.note_count() == 2
    assert field(collection, "Id") == [OPEN.id, CHOICE.id]
    assert field(collection, "Source")[0] == "optimisation.md · Optimisation › Steps · 2"
    decks = {collection.decks.name(collection.get_card(one).did) for one in collection.find_cards("")}
    assert decks == {"dltutor::optimisation", "dltutor::convolution::pooling"}
    assert collection.tags.all() == ["convolution", "optimisation"]


def test_formulas_become_mathjax_and_prices_stay(anki: Anki, tmp_path: Path) -> None:
    collection = anki()

    bring_into(collection, exported((OPEN,), tmp_path / "a.apkg"))

    (answer,) = field(collection, "Answer")
    assert r"\(m_t = \beta m_{t-1} + (1-\beta) g_t\)" in answer
    assert r"\(0 &lt; \beta &lt; 1\) &amp; more" in answer
    assert "it costs $5 or $6" in answer
    assert r"\[\theta \leftarrow \theta - \alpha m_t\]" in answer
    assert "<em>oscillations</em>" in answer


def test_importing_twice_makes_no_duplicates_and_a_changed_answer_updates(anki: Anki, tmp_path: Path) -> None:
    collection = anki()
    bring_into(collection, exported((OPEN, CHOICE), tmp_path / "a.apkg"))

    bring_into(collection, exported((OPEN, CHOICE), tmp_path / "a.apkg", day=1))
    bring_into(collection, exported((replace(OPEN, answer="Inertia."), CHOICE), tmp_path / "a.apkg", day=2))

    assert collection.note_count() == 2
    assert field(collection, "Answer")[0] == "<p>Inertia.</p>"


def test_a_choice_shows_its_options_and_its_answer_the_key_with_reasons(anki: Anki, tmp_path: Path) -> None:
    collection = anki()

    bring_into(collection, exported((CHOICE,), tmp_path / "a.apkg"))

    (question,), (answer,) = field(collection, "Question"), field(collection, "Answer")
    assert question.count("<li>") == 3
    assert "<b>a, c</b>" in answer
    assert "✗ max pooling — it only compares" in answer
    assert "Pooling only compares." in answer


def test_what_has_no_answer_is_left_out_and_told(tmp_path: Path) -> None:
    report = exchange.export((OPEN, UNANSWERED, NO_KEY), "apkg", tmp_path / "a.apkg")

    assert report.exported == 1
    assert report.skipped == ("notes/3: it has no answer", "notes/4: its options have no key")


@pytest.mark.parametrize("item", [OPEN, CHOICE, NONE_RIGHT])
def test_an_own_package_reads_back_to_the_question_the_options_and_the_answer(item: Item, tmp_path: Path) -> None:
    (after,) = exchange.read(exported((item,), tmp_path / "a.apkg")).items

    assert after.id == item.id.replace("/", "-")
    assert (after.kind, after.question, after.topic) == (item.kind, item.question, item.topic)
    assert after.options == item.options
    assert explanation(after) == in_one_line(explanation(item))
    # A card has no place for these:
    assert (after.key_points, after.aliases, after.hints, after.misconceptions) == ((), (), (), ())


@pytest.mark.parametrize("legacy", [True, False])
def test_packages_of_anki_itself_are_read_in_both_formats(anki: Anki, tmp_path: Path, *, legacy: bool) -> None:
    collection = anki()
    add(collection, "Basic", "What is <b>dropout</b>?", r"Units fall out with \(p &lt; 1\).", tags=("reg::drop",))
    add(collection, "Basic (type in the answer)", "What does ReLU stand for?", "rectified linear unit")
    package = give_out(collection, tmp_path / "deck.apkg", legacy=legacy)

    found = exchange.read(package)

    names = set(zipfile.ZipFile(package).namelist())
    assert ("collection.anki21b" in names) is not legacy
    assert [(item.question, item.answer) for item in found.items] == [
        ("What is **dropout**?", "Units fall out with $p < 1$."),
        ("What does ReLU stand for?", "rectified linear unit"),
    ]
    assert found.items[0].source.section == ("Exam", "Nets")
    assert [item.topic for item in found.items] == ["drop", "Nets"]


def test_the_decoy_in_a_new_package_is_never_read(anki: Anki, tmp_path: Path) -> None:
    collection = anki()
    add(collection, "Basic", "What is a kernel?", "A small matrix.")
    package = give_out(collection, tmp_path / "deck.apkg", legacy=False)
    without = tmp_path / "cut.apkg"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(without, "w") as new:
        assert "collection.anki2" in old.namelist()
        for name in old.namelist():
            if name != "collection.anki21b":
                new.writestr(name, old.read(name))

    assert [item.question for item in exchange.read(package).items] == ["What is a kernel?"]
    with pytest.raises(DocumentError, match="anki21b is missing"):
        exchange.read(without)


@pytest.mark.parametrize("legacy", [True, False])
def test_each_number_of_gap_is_a_question_and_the_others_are_filled(
    anki: Anki, tmp_path: Path, *, legacy: bool
) -> None:
    collection = anki()
    add(collection, "Cloze", "{{c1::Adam}} adds {{c2::bias correction::what?}} to {{c1::RMSProp}}.", "From 2014.")

    first, second = exchange.read(give_out(collection, tmp_path / "c.apkg", legacy=legacy)).items

    assert first.question == "Fill in the gap: […] adds bias correction to […]."
    assert first.answer == "Adam; RMSProp\n\nFrom 2014."
    assert second.question == "Fill in the gap: Adam adds [what?] to RMSProp."
    assert second.answer == "bias correction\n\nFrom 2014."
    assert first.id != second.id


@pytest.mark.parametrize("legacy", [True, False])
def test_a_reversed_card_is_a_question_of_its_own_where_there_is_one(
    anki: Anki, tmp_path: Path, *, legacy: bool
) -> None:
    collection = anki()
    add(collection, "Basic (and reversed card)", "SGD", "stochastic gradient descent")
    add(collection, "Basic (optional reversed card)", "GRU", "gated recurrent unit")

    items = exchange.read(give_out(collection, tmp_path / "r.apkg", legacy=legacy)).items

    assert [(item.question, item.answer) for item in items] == [
        ("SGD", "stochastic gradient descent"),
        ("stochastic gradient descent", "SGD"),
        ("GRU", "gated recurrent unit"),
    ]


def test_pictures_are_told_by_their_description_and_what_is_only_a_picture_is_left_out(
    anki: Anki, tmp_path: Path
) -> None:
    collection = anki()
    add(
        collection, "Basic", 'What is this? <img src="net.png" alt="a small network">[sound:a.mp3]', "A <img src=b.png>"
    )
    add(collection, "Image Occlusion", "{{c1::image-occlusion:rect:left=.1:top=.2}}", '<img src="net.png">')

    found = exchange.read(give_out(collection, tmp_path / "p.apkg", legacy=False))

    assert [item.question for item in found.items] == ["What is this? [a picture was left out: a small network]"]
    assert found.items[0].answer == "A [a picture was left out]"
    assert found.notes == (
        "3 pictures are told by their description only",
        "1 sounds were left out",
        "1 notes whose question is a picture (image occlusion) were left out",
    )


def test_identities_stay_when_a_note_changes(anki: Anki, tmp_path: Path) -> None:
    collection = anki()
    add(collection, "Basic", "What is a kernel?", "A small matrix.")
    before = exchange.read(give_out(collection, tmp_path / "1.apkg", legacy=False)).items
    note = collection.get_note(collection.find_notes("")[0])
    note.fields[0] = "What is a kernel of a convolution?"
    collection.update_note(note)

    after = exchange.read(give_out(collection, tmp_path / "2.apkg", legacy=True)).items

    assert [item.id for item in before] == [item.id for item in after]


def test_the_history_is_not_in_an_export(tmp_path: Path) -> None:
    package = exported((OPEN,), tmp_path / "a.apkg")

    database = sqlite3.connect(":memory:")
    database.deserialize(zipfile.ZipFile(package).read("collection.anki2"))

    assert database.execute("SELECT count(*) FROM revlog").fetchone() == (0,)
    assert json.loads(zipfile.ZipFile(package).read("media")) == {}
    assert len(notes(package)) == 1
    database.close()
