import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from clocks import SetClock
from gradings import graded

from dltutor.errors import DltutorError, UsageError
from dltutor.study.attempt import Circumstances
from dltutor.study.backup import backup, restore
from dltutor.study.database import Database
from dltutor.study.history import History
from dltutor.study.schema import APPLICATION, MIGRATIONS


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "copy.sqlite3"


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    """A second tutor on the same history."""
    opened = Database(database.file)
    yield opened
    opened.close()


def answer(database: Database, *texts: str) -> None:
    history = History(database)
    for text in texts:
        history.decide(history.record(graded(0.7, answer=text), Circumstances(), None), graded(0.7), rating=3)


def answers(database: Database) -> list[str]:
    return [one.answer for one in History(database).attempts()]


def answers_in(file: Path) -> list[str]:
    database = Database(file)
    try:
        return answers(database)
    finally:
        database.close()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def raw(file: Path, *statements: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_a_backup_holds_everything_in_one_file(database: Database, copy: Path) -> None:
    answer(database, "first", "second")
    assert backup(database, copy) == copy

    assert names(copy.parent) == {"copy.sqlite3"}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert answers_in(copy) == ["first", "second"]


def test_a_folder_gets_a_file_with_a_dated_name(database: Database, tmp_path: Path, clock: SetClock) -> None:
    answer(database, "first")
    files = [backup(database, tmp_path, clock) for _ in range(2)]

    assert [file.name for file in files] == [
        "dltutor-history-2026-03-04-120000.sqlite3",
        "dltutor-history-2026-03-04-120000-2.sqlite3",
    ]
    assert [answers_in(file) for file in files] == [["first"], ["first"]]


def test_a_backup_may_replace_an_older_one(database: Database, copy: Path) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(database, "second")
    backup(database, copy)

    assert answers_in(copy) == ["first", "second"]


@pytest.mark.parametrize("content", [b"my thesis", b"x" * 100, b""])
def test_another_programs_file_is_never_overwritten(database: Database, copy: Path, content: bytes) -> None:
    answer(database, "first")
    copy.parent.mkdir()
    copy.write_bytes(content)

    with pytest.raises(UsageError, match="no history of dltutor's"):
        backup(database, copy)
    assert copy.read_bytes() == content
    assert names(copy.parent) == {"copy.sqlite3"}


def test_a_history_in_use_is_never_overwritten(database: Database, copy: Path) -> None:
    answer(database, "first")
    used = Database(copy)
    answer(used, "theirs")

    for target in (copy, database.file):
        with pytest.raises(UsageError, match=r"in use|the history itself"):
            backup(database, target)
    database.close()
    with pytest.raises(UsageError, match="the history itself"):
        backup(database, database.file)
    used.close()
    assert (answers(database), answers_in(copy)) == (["first"], ["theirs"])


def test_where_there_is_no_history_there_is_nothing_to_back_up(database: Database, copy: Path) -> None:
    with pytest.raises(UsageError, match="no history to back up"):
        backup(database, copy)
    assert not copy.parent.exists()
    assert not database.file.parent.exists()


def test_a_backup_can_be_made_while_another_tutor_writes(database: Database, other: Database, copy: Path) -> None:
    answer(database, "first")
    with other.writing() as connection:
        connection.execute("INSERT INTO cards (at) VALUES ('2026')")
        backup(database, copy)

    assert answers_in(copy) == ["first"]
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT count(*) FROM cards").fetchone() == (0,)


def test_a_damaged_history_is_told_of_and_makes_no_backup(database: Database, copy: Path) -> None:
    answer(database, *(f"{number}" * 2000 for number in range(20)))
    answer(database, "kept")
    database.close()
    content = bytearray(database.file.read_bytes())
    content[8192:20000] = b"?" * (20000 - 8192)
    database.file.write_bytes(content)

    with pytest.raises(DltutorError, match="damaged") as caught:
        backup(database, copy)
    assert str(database.file) in caught.value.message
    assert names(copy.parent) == set()


def test_a_place_that_can_not_be_written_is_named(database: Database, tmp_path: Path) -> None:
    answer(database, "first")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    for target in (tmp_path / "file" / "copy.sqlite3", Path("/proc/copy.sqlite3")):
        with pytest.raises(DltutorError, match="can't be opened or written") as caught:
            backup(database, target)
        assert str(target) in caught.value.message
    assert answers(database) == ["first"]


def test_what_was_restored_is_there_and_what_was_before_is_kept(
    database: Database, copy: Path, clock: SetClock
) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(database, "second")

    kept = restore(database, copy, clock)

    assert answers(database) == ["first"]
    assert kept == database.file.with_name("history-before-restore-2026-03-04-120000.sqlite3")
    assert answers_in(kept) == ["first", "second"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert answers_in(copy) == ["first"]


def test_restoring_twice_keeps_both(database: Database, copy: Path, clock: SetClock) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(database, "second")
    kept = restore(database, copy, clock)
    answer(database, "third")
    again = restore(database, copy, clock)

    assert kept is not None
    assert again is not None
    assert [answers_in(kept), answers_in(again)] == [["first", "second"], ["first", "third"]]
    restore(database, kept, clock)
    assert answers(database) == ["first", "second"]


def test_where_there_is_no_history_one_is_made(database: Database, copy: Path, tmp_path: Path) -> None:
    answer(database, "first")
    backup(database, copy)
    fresh = Database(tmp_path / "fresh" / "history.sqlite3")

    assert restore(fresh, copy) is None
    assert answers(fresh) == ["first"]
    fresh.close()
    assert names(fresh.file.parent) == {"history.sqlite3"}


def test_open_tutors_go_on_with_what_was_restored(database: Database, other: Database, copy: Path) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(other, "second")
    with other.reading() as connection:
        before = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
        restore(database, copy)
        after = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    assert (before, after) == (2, 2)  # one moment, whatever happens beside it

    assert answers(other) == ["first"]
    answer(other, "third")
    answer(database, "fourth")
    assert answers(database) == answers(other) == ["first", "third", "fourth"]
    with other.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_nothing_slips_between_what_is_kept_and_what_is_restored(
    database: Database, other: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(other, "second")
    monkeypatch.setattr("dltutor.study.database.PATIENCE", 0.05)
    late = Database(database.file)
    refused = []

    def backup_and_answer(history: Database, target: Path) -> None:
        backup(history, target)
        with pytest.raises(DltutorError, match="Another program"):
            answer(late, "too late")
        refused.append("too late")

    monkeypatch.setattr("dltutor.study.backup.backup", backup_and_answer)
    kept = restore(database, copy)
    late.close()

    assert refused == ["too late"]
    assert kept is not None
    assert (answers(database), answers_in(kept)) == (["first"], ["first", "second"])


def test_a_backup_by_an_older_dltutor_is_brought_up_to_date(
    database: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("dltutor.study.database.MIGRATIONS", MIGRATIONS[:1])
        old = Database(copy)
        with old.writing() as connection:
            connection.execute(
                "INSERT INTO attempts (at, question, answer, grading, version, bias) "
                "VALUES ('2026-03-04T12:00:00+00:00', 'q', 'old', ?, '1', 0)",
                ('{"score": 1, "verdict": "pass", "points": [], "flags": []}',),
            )
        old.close()
    before = copy.read_bytes()

    restore(database, copy)
    assert answers(database) == ["old"]
    answer(database, "new")
    assert copy.read_bytes() == before


def test_a_history_that_was_copied_by_hand_can_be_restored(database: Database, copy: Path) -> None:
    answer(database, "first", "second")
    copy.parent.mkdir()
    for path in database.file.parent.iterdir():
        (copy.parent / path.name.replace("history", "copy")).write_bytes(path.read_bytes())
    (copy.parent / "copy.sqlite3-shm").unlink()
    answer(database, "third")

    restore(database, copy)
    assert answers(database) == ["first", "second"]
    assert names(copy.parent) == {"copy.sqlite3", "copy.sqlite3-wal"}


def wrong_sources(copy: Path) -> dict[str, str]:
    raw(copy.with_name("foreign"), "CREATE TABLE theirs (id)")
    raw(
        copy.with_name("newer"),
        f"PRAGMA application_id = {APPLICATION}",
        "PRAGMA user_version = 99",
        "CREATE TABLE new (id)",
    )
    raw(
        copy.with_name("hollow"),
        f"PRAGMA application_id = {APPLICATION}",
        f"PRAGMA user_version = {len(MIGRATIONS)}",
        "CREATE TABLE new (id)",
    )
    copy.with_name("text").write_text("my thesis" * 1000, encoding="utf-8")
    copy.with_name("empty").touch()
    content = copy.read_bytes()
    copy.with_name("half").write_bytes(content[: len(content) // 2])
    return {
        "foreign": "not dltutor's",
        "newer": "newer dltutor",
        "hollow": "damaged",
        "text": "damaged",
        "empty": "not dltutor's",
        "half": "damaged",
        "missing": "There is no file",
        "": "There is no file",
    }


def test_what_can_not_be_restored_is_named_and_changes_nothing(database: Database, copy: Path) -> None:
    answer(database, *(f"{number}" * 2000 for number in range(20)))
    backup(database, copy)
    answer(database, "last")
    before = names(database.file.parent)

    for name, problem in wrong_sources(copy).items():
        with pytest.raises(DltutorError, match=problem) as caught:
            restore(database, copy.parent / name)
        assert str(copy.parent / name) in caught.value.message
        assert "Traceback" not in caught.value.hint
    assert answers(database)[-1] == "last"
    assert names(database.file.parent) == before


def damage_header(file: Path) -> None:
    file.write_bytes(b"not a database at all" * 1000)


def damage_half(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def damage_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:20000] = b"?" * (20000 - 8192)
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [damage_header, damage_half, damage_pages])
def test_a_damaged_history_can_be_restored_and_is_kept_as_it_is(
    database: Database, copy: Path, damage: Callable[[Path], None]
) -> None:
    answer(database, *(f"{number}" * 2000 for number in range(20)))
    backup(database, copy)
    database.close()
    damage(database.file)
    broken = database.file.read_bytes()

    kept = restore(database, copy)

    assert kept is not None
    assert kept.read_bytes() == broken
    assert len(answers(database)) == 20
    answer(database, "next")
    assert answers(database)[-1] == "next"
    with database.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_newer_or_foreign_history_is_never_restored_over(database: Database, copy: Path, tmp_path: Path) -> None:
    answer(database, "first")
    backup(database, copy)
    newer, foreign = tmp_path / "newer.sqlite3", tmp_path / "foreign.sqlite3"
    raw(newer, f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 99", "CREATE TABLE new (id)")
    raw(foreign, "CREATE TABLE theirs (id)")

    for file, problem in ((newer, "newer dltutor"), (foreign, "not dltutor's")):
        before = file.read_bytes()
        with pytest.raises(DltutorError, match=problem):
            restore(Database(file), copy)
        assert file.read_bytes() == before


def test_a_history_that_another_program_holds_is_left_as_it_is(
    database: Database, other: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(database, "first")
    backup(database, copy)
    answer(database, "second")
    monkeypatch.setattr("dltutor.study.database.PATIENCE", 0.05)

    with other.writing(), pytest.raises(DltutorError, match="Another program"):
        restore(database, copy)
    assert answers(database) == ["first", "second"]
    assert names(database.file.parent) <= {"history.sqlite3", "history.sqlite3-wal", "history.sqlite3-shm"}


def test_where_the_file_system_allows_no_log_it_works_as_well(
    database: Database, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dltutor.study.database._log_ahead", lambda connection: None)
    answer(database, "first")
    backup(database, copy)
    answer(database, "second")

    kept = restore(database, copy)
    assert kept is not None
    assert (answers(database), answers_in(kept)) == (["first"], ["first", "second"])
