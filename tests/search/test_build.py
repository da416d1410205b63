import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dltutor import paths
from dltutor.bank.item import Item
from dltutor.errors import IndexProblem, Stopped
from dltutor.search.build import Outcome, build, holds_answer
from dltutor.search.encoder import Encoder
from dltutor.search.generation import read_current
from dltutor.search.lock import building
from dltutor.search.searcher import Searcher

DOCUMENTS = {"nets.md": "1"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.mark.usefixtures("model")
def test_a_build_says_what_it_kept_and_what_it_found_edited_new_and_gone(items: tuple[Item, ...], place: Path) -> None:
    first = build(items[:4], DOCUMENTS, place)
    assert (first.kept, first.edited, first.new, first.gone) == (0, 0, 4, 0)
    assert first.encoded > 0
    edited = replace(items[1], answer=items[1].answer + " It can generate.")
    second = build([items[0], edited, items[4], items[5]], DOCUMENTS, place)
    assert (second.kept, second.edited, second.new, second.gone) == (1, 1, 2, 2)


@pytest.mark.usefixtures("model")
def test_nothing_changed_means_nothing_is_encoded_or_written(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place)
    before = read_current(place)
    assert build(items[:3], DOCUMENTS, place) == Outcome(kept=3, edited=0, new=0, gone=0, unchanged=True)
    assert read_current(place) == before


@pytest.mark.usefixtures("model")
def test_an_item_that_moved_gets_its_new_place_without_being_encoded(items: tuple[Item, ...], place: Path) -> None:
    build(items[:3], DOCUMENTS, place)
    moved = replace(items[0], source=replace(items[0].source, line=99))
    outcome = build([moved, *items[1:3]], DOCUMENTS, place)
    assert (outcome.kept, outcome.encoded, outcome.unchanged) == (3, 0, False)
    assert Searcher.open(place).item(0).source.line == 99


@pytest.mark.usefixtures("model")
def test_an_edit_encodes_only_what_changed_and_a_rebuild_everything(items: tuple[Item, ...], place: Path) -> None:
    everything = build(items, DOCUMENTS, place).encoded
    edited = replace(items[0], aliases=("what is switching units off good for",))
    assert build([edited, *items[1:]], DOCUMENTS, place).encoded == 1
    assert build(items, DOCUMENTS, place, rebuild=True).encoded == everything


@pytest.mark.usefixtures("model")
def test_a_stopped_build_leaves_the_old_index_and_keeps_what_it_has_encoded(
    items: tuple[Item, ...], place: Path
) -> None:
    build(items[:2], DOCUMENTS, place)
    before = read_current(place)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        build(items, DOCUMENTS, place, stop=stop)
    assert read_current(place) == before


@pytest.mark.usefixtures("model")
def test_progress_runs_up_to_the_number_of_texts(items: tuple[Item, ...], place: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    outcome = build(items, DOCUMENTS, place, report=lambda now: seen.append((now.stage, now.done, now.total)))
    assert seen[-1] == ("encoding", outcome.encoded, outcome.encoded)


KILLED = """
import os, signal, sys
from pathlib import Path
from dltutor.bank.item import Item, Source
from dltutor.search import build as module

def die(*_): os.kill(os.getpid(), signal.SIGKILL)

items = [
    Item(f"other/{n}", "open", f"Which question has the number {n}?", "This.", "official", Source("other.md", str(n)))
    for n in range(40)
]
report = lambda progress: die() if sys.argv[2] == "encoding" and progress.stage == "encoding" else None
if sys.argv[2] == "writing":
    write = module.write_contents
    module.write_contents = lambda *given: (write(*given), die())
module.build(items, {}, Path(sys.argv[1]), report=report)
"""


@pytest.mark.usefixtures("model")
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", ["encoding", "writing"])
def test_a_killed_build_leaves_the_old_index_answering_and_the_next_build_free(
    items: tuple[Item, ...], encoder: Encoder, place: Path, moment: str
) -> None:
    build(items, DOCUMENTS, place)
    before = read_current(place)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(place), moment], check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    assert read_current(place) == before
    searcher = Searcher.open(place)
    searcher.attach(encoder)
    assert searcher.ask("why do gradients vanish").hits[0].item.id == "nets/3"
    assert build(items[:5], DOCUMENTS, place).gone == len(items) - 5
    assert not list((place / "generations").glob("*.tmp"))


@pytest.mark.usefixtures("model")
def test_who_has_an_index_open_keeps_it_when_later_builds_replace_it(
    items: tuple[Item, ...], encoder: Encoder, place: Path
) -> None:
    build(items, DOCUMENTS, place)
    searcher = Searcher.open(place)
    searcher.attach(encoder)
    for number in range(3, 6):
        build(items[:number], DOCUMENTS, place)
    assert searcher.ask("what does max pooling compute").hits[0].item.id == "nets/6"
    assert len(list((place / "generations").iterdir())) == 2


def test_a_second_build_at_the_same_time_is_refused(items: tuple[Item, ...], place: Path) -> None:
    place.mkdir()
    with building(place), pytest.raises(IndexProblem, match="Another build"):
        build(items, DOCUMENTS, place)


def test_an_index_that_cannot_be_written_is_a_clear_error(items: tuple[Item, ...], tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", encoding="utf-8")
    with pytest.raises(IndexProblem, match="can't be written"):
        build(items, DOCUMENTS, tmp_path / "index")


@pytest.mark.usefixtures("model")
def test_a_damaged_index_is_replaced_by_the_next_build(items: tuple[Item, ...], place: Path) -> None:
    build(items[:2], DOCUMENTS, place)
    (read_current(place).folder / "vectors.faiss").unlink()
    assert build(items[:2], DOCUMENTS, place).new == 2
    assert Searcher.open(place).generation.manifest.counts["items"] == 2


@pytest.mark.usefixtures("model")
def test_nothing_at_all_makes_an_index_that_finds_nothing(encoder: Encoder, place: Path) -> None:
    build([], {}, place)
    searcher = Searcher.open(place)
    searcher.attach(encoder)
    for reply in (searcher.ask("dropout"), searcher.ask_by_words("dropout")):
        assert (reply.status, reply.hits) == ("not_covered", ())
    assert searcher.suggest("what") == ()


@pytest.mark.usefixtures("model")
def test_deleting_the_cache_of_vectors_changes_no_vector(items: tuple[Item, ...], place: Path, tmp_path: Path) -> None:
    build(items, DOCUMENTS, place)
    for file in (paths.cache_dir() / "vectors").iterdir():
        file.unlink()
    build(items, DOCUMENTS, tmp_path / "other")
    files = [read_current(folder).folder / "vectors.faiss" for folder in (place, tmp_path / "other")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_key_or_an_answer_is_something_to_quote(items: tuple[Item, ...]) -> None:
    held = {item.id: holds_answer(item) for item in items}
    assert held["nets/7"]
    assert held["script/1"]
    assert not held["exam/1b"]
