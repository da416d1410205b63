import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from dltutor.errors import DltutorError
from dltutor.study.database import Database, history_file
from dltutor.study.schema import APPLICATION, MIGRATIONS

ATTEMPT = (
    "INSERT INTO attempts (at, question, answer, grading, version, bias) VALUES ('2026-01-01', 'q', ?, '{}', '1', 0)"
)

WRITER = f"""
import sys
from pathlib import Path
from dltutor.study.database import Database
database = Database(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    with database.writing() as connection:
        connection.execute({ATTEMPT!r}, (f"{{sys.argv[2]}} {{number}}",))
    print(number, flush=True)
"""


def add(database: Database, answer: str) -> None:
    with database.writing() as connection:
        connection.execute(ATTEMPT, (answer,))


def answers(database: Database) -> list[str]:
    with database.reading() as connection:
        return [row["answer"] for row in connection.execute("SELECT answer FROM attempts ORDER BY id")]


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def go(processes: Sequence[subprocess.Popen[str]]) -> None:
    """Let them begin at the same moment."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def raw(file: Path, *statements: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_the_history_lies_in_the_data_folder(tmp_path: Path) -> None:
    assert history_file() == tmp_path / "home" / "data" / "history.sqlite3"


def test_nothing_is_made_before_something_is_kept(database: Database) -> None:
    assert not database.exists
    assert not database.file.parent.exists()


def test_what_was_kept_is_there_when_opened_again(database: Database) -> None:
    add(database, "first")
    database.close()

    assert answers(database) == ["first"]
    assert answers(Database(database.file)) == ["first"]


def test_answers_are_for_their_owner_alone(database: Database) -> None:
    add(database, "mine")

    modes = {stat.S_IMODE(path.stat().st_mode) for path in database.file.parent.iterdir()}
    assert modes == {0o600}


def test_a_block_that_fails_keeps_nothing(database: Database) -> None:
    def interrupted() -> None:
        with database.writing() as connection:
            connection.execute(ATTEMPT, ("half",))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    add(database, "whole")
    assert answers(database) == ["whole"]


def test_a_reader_sees_one_moment_while_another_writes(database: Database) -> None:
    add(database, "first")
    other = Database(database.file)

    with database.reading() as connection:
        before = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
        add(other, "second")
        after = connection.execute("SELECT count(*) FROM attempts").fetchone()[0]
    other.close()

    assert (before, after) == (1, 1)
    assert answers(database) == ["first", "second"]


def test_each_thread_may_use_it(database: Database) -> None:
    add(database, "main")
    threads = [threading.Thread(target=add, args=(database, f"thread {number}")) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers(database)) == ["main", *(f"thread {number}" for number in range(4))]


def test_processes_that_start_at_once_lose_nothing(file: Path) -> None:
    processes = [start(file, name, 25) for name in "abcd"]
    go(processes)

    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 4
    assert sorted(answers(Database(file))) == sorted(f"{name} {number}" for name in "abcd" for number in range(25))


def test_what_was_said_to_be_kept_outlives_a_kill(file: Path) -> None:
    process = start(file, "a", 100_000)
    go([process])
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(5)]
    os.kill(process.pid, signal.SIGKILL)
    told += process.stdout.read().splitlines()
    process.communicate()

    kept = answers(Database(file))
    assert len(kept) >= len([line for line in told if line.strip()])
    assert kept == [f"a {number}" for number in range(len(kept))]


@pytest.mark.parametrize("statement", ["UPDATE attempts SET answer = 'better'", "DELETE FROM attempts"])
def test_attempts_can_only_be_added(database: Database, statement: str) -> None:
    add(database, "as it was")

    with pytest.raises(sqlite3.IntegrityError, match="only added to"), database.writing() as connection:
        connection.execute(statement)
    assert answers(database) == ["as it was"]


def test_a_decision_needs_its_attempt(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
        connection.execute("INSERT INTO decisions (attempt, at, points, confirmed) VALUES (9, '', '{}', 1)")


def test_a_later_migration_keeps_what_is_there(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    add(database, "before")
    database.close()
    later = (*MIGRATIONS, ("CREATE TABLE later (id INTEGER PRIMARY KEY)", "INSERT INTO later VALUES (5)"))
    monkeypatch.setattr("dltutor.study.database.MIGRATIONS", later)

    assert answers(database) == ["before"]
    with database.reading() as connection:
        assert connection.execute("SELECT id FROM later").fetchone()["id"] == 5


def test_a_migration_that_fails_leaves_the_version_before(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    add(database, "before")
    database.close()
    with monkeypatch.context() as patch:
        broken = (*MIGRATIONS, ("CREATE TABLE later (id INTEGER)", "INSERT INTO nowhere VALUES (1)"))
        patch.setattr("dltutor.study.database.MIGRATIONS", broken)
        with pytest.raises(sqlite3.OperationalError):
            answers(database)

    assert answers(database) == ["before"]
    with database.reading() as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'later'").fetchone() is None


def test_a_newer_database_is_left_alone(database: Database) -> None:
    raw(database.file, f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 99", "CREATE TABLE new (id)")
    before = database.file.read_bytes()

    with pytest.raises(DltutorError, match="newer dltutor") as caught:
        add(database, "lost?")
    assert "DLTUTOR_HOME" in caught.value.hint
    assert database.file.read_bytes() == before


def test_another_programs_database_is_left_alone(database: Database) -> None:
    raw(database.file, "CREATE TABLE theirs (id)")
    before = database.file.read_bytes()

    with pytest.raises(DltutorError, match="not dltutor's"):
        add(database, "lost?")
    assert database.file.read_bytes() == before


def test_a_damaged_file_is_named_and_left_alone(database: Database) -> None:
    database.file.parent.mkdir()
    database.file.write_bytes(b"not a database at all" * 100)

    with pytest.raises(DltutorError, match="damaged") as caught:
        answers(database)
    assert str(database.file) in caught.value.message
    assert "Move the file away" in caught.value.hint
    assert database.file.read_bytes() == b"not a database at all" * 100


def test_half_a_file_is_damaged(database: Database) -> None:
    for number in range(200):
        add(database, f"{number}" * 200)
    database.close()
    content = database.file.read_bytes()
    database.file.write_bytes(content[: len(content) // 2])

    with pytest.raises(DltutorError, match="damaged"):
        answers(database)


def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "history.sqlite3").mkdir()

    for place in (tmp_path / "file" / "history.sqlite3", tmp_path / "history.sqlite3"):
        with pytest.raises(DltutorError, match="can't be opened or written") as caught:
            add(Database(place), "lost?")
        assert str(place) in caught.value.message
        assert "DLTUTOR_HOME" in caught.value.hint


def test_a_file_that_may_only_be_read_is_named(database: Database) -> None:
    add(database, "before")
    with database.reading() as connection:
        pass
    connection.execute("PRAGMA query_only = ON")

    with pytest.raises(DltutorError, match="can't be opened or written"):
        add(database, "lost?")
    assert answers(database) == ["before"]


def test_a_full_disk_loses_nothing_that_was_kept(database: Database) -> None:
    add(database, "before")
    with database.reading() as connection:
        pass
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DltutorError, match="disk is full") as caught:
        add(database, "x" * 100_000)
    assert "still there" in caught.value.hint
    assert answers(database) == ["before"]
    add(database, "small enough")


def test_a_database_that_another_program_holds_is_named(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dltutor.study.database.PATIENCE", 0.05)
    add(database, "before")
    other = Database(database.file)

    with database.writing(), pytest.raises(DltutorError, match="Another program"):
        add(other, "lost?")
    other.close()
    assert answers(database) == ["before"]
