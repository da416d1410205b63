"""When disk, file or another program fail: an error that tells what to do, and nothing that was kept is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from gradings import graded

from dltutor.errors import DltutorError
from dltutor.study.attempt import Circumstances
from dltutor.study.backup import backup, restore
from dltutor.study.database import Database
from dltutor.study.history import History
from dltutor.study.schema import APPLICATION

PRELUDE = """
import os, resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gradings import graded
from dltutor.errors import DltutorError
from dltutor.study.attempt import Circumstances
from dltutor.study.backup import backup, restore
from dltutor.study.database import Database
from dltutor.study.history import History
file = Path(sys.argv[2])
database = Database(file)
history = History(database)

def no_file_larger_than(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
"""


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own."""
    command = [sys.executable, "-c", PRELUDE + script, str(Path(__file__).parent), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def answer(history: History, text: str) -> int:
    attempt = history.record(graded(0.7, answer=text), Circumstances(), None)
    history.decide(attempt, graded(0.7), rating=3)
    return attempt


def answers(database: Database) -> list[str]:
    return [one.answer for one in History(database).attempts()]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def tampered(file: Path, *statements: str) -> None:
    """Change what only ever grows, as no tutor does."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER attempts_no_update")
        connection.execute("DROP TRIGGER decisions_no_update")
        for statement in statements:
            connection.execute(statement)


def test_a_full_disk_costs_only_the_answer_that_was_being_kept(history: History, database: Database) -> None:
    first = answer(history, "before")
    with database.reading() as connection:
        pass
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DltutorError, match="disk is full") as caught:
        history.record(graded(0.7, answer="x" * 100_000), Circumstances(), None)
    assert str(database.file) in caught.value.message
    assert "still there" in caught.value.hint
    assert answers(database) == ["before"]
    assert history.attempt(first).rating == 3

    connection.execute("PRAGMA max_page_count = 100000")
    answer(history, "after")
    assert answers(database) == ["before", "after"]


def test_a_disk_that_takes_no_more_costs_only_the_answer_that_was_being_kept(
    history: History, database: Database
) -> None:
    answer(history, "before")
    database.close()
    done = run(
        """
no_file_larger_than(file.stat().st_size + 50_000)
try:
    history.record(graded(0.7, answer="x" * 1_000_000), Circumstances(), None)
except DltutorError as error:
    print(error.message, error.hint)
print([one.answer for one in history.attempts()])
history.record(graded(0.7, answer="small"), Circumstances(), None)
""",
        database.file,
    )

    assert (done.returncode, done.stderr) == (0, "")
    told, kept = done.stdout.splitlines()
    assert "The disk failed" in told
    assert str(database.file) in told
    assert kept == "['before']"
    assert answers(database) == ["before", "small"]


def test_a_full_disk_makes_no_half_backup(history: History, database: Database, tmp_path: Path) -> None:
    answer(history, "x" * 200_000)
    target = tmp_path / "backups" / "copy.sqlite3"
    done = run(
        """
no_file_larger_than(100_000)
try:
    backup(database, Path(sys.argv[3]))
except DltutorError as error:
    print(error.message)
""",
        database.file,
        target,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert str(target) in done.stdout
    assert names(target.parent) == set()


def test_a_full_disk_while_restoring_leaves_the_history_as_it_was(
    history: History, database: Database, tmp_path: Path
) -> None:
    answer(history, "small")
    answer(history, "x" * 200_000)
    large = backup(database, tmp_path / "large.sqlite3")
    fresh = Database(tmp_path / "fresh" / "history.sqlite3")
    answer(History(fresh), "before")
    fresh.close()
    done = run(
        """
from dltutor.study import backup as module
large, write_over = Path(sys.argv[3]), module._write_over

def write_over_on_a_full_disk(*arguments):
    no_file_larger_than(large.stat().st_size // 2)
    write_over(*arguments)

module._write_over = write_over_on_a_full_disk
try:
    restore(database, large)
except DltutorError as error:
    print(error.message)
""",
        fresh.file,
        large,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "The disk failed" in done.stdout
    assert str(fresh.file) in done.stdout
    assert answers(fresh) == ["before"]


def test_a_full_disk_while_reading_a_backup_leaves_the_history_as_it_was(
    history: History, database: Database, tmp_path: Path
) -> None:
    answer(history, "x" * 200_000)
    large = backup(database, tmp_path / "large.sqlite3")
    done = run(
        """
no_file_larger_than(100_000)
try:
    restore(database, Path(sys.argv[3]))
except DltutorError as error:
    print(error.message)
""",
        database.file,
        large,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "disk is full" in done.stdout
    assert str(large) in done.stdout
    assert len(answers(database)) == 1


@pytest.mark.parametrize("home", ["file/history.sqlite3", "/proc/history.sqlite3", "/proc/none/history.sqlite3"])
def test_a_home_that_can_not_be_written_is_named(tmp_path: Path, home: str) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    history = History(Database(tmp_path / home))

    with pytest.raises(DltutorError, match="can't be opened or written") as caught:
        history.record(graded(0.7), Circumstances(), None)
    assert str(tmp_path / home) in caught.value.message
    assert "DLTUTOR_HOME" in caught.value.hint


def test_a_history_that_may_only_be_read_can_be_read(
    history: History, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(history, "before")

    def connect(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)
        connection.row_factory = sqlite3.Row
        return connection

    monkeypatch.setattr("dltutor.study.database.connect", connect)
    locked = Database(database.file)
    assert answers(locked) == ["before"]
    for keep in (
        lambda: answer(History(locked), "lost?"),
        lambda: History(locked).take_back(1),
        lambda: History(locked).undo(),
    ):
        with pytest.raises(DltutorError, match="can't be opened or written"):
            keep()
    locked.close()
    assert answers(database) == ["before"]


def every_use(database: Database) -> tuple[Callable[[], object], ...]:
    history = History(database)
    return (
        lambda: history.record(graded(0.7), Circumstances(), None),
        lambda: history.decide(1, graded(0.7)),
        lambda: history.take_back(1),
        history.undo,
        history.attempts,
        history.reviews,
        history.clock_warning,
        history.decisions.agreement,
        history.decisions.latest,
        lambda: history.decisions.bias("1"),
    )


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (b"not a database at all" * 100, "damaged"),
        (b"SQLite format 3\0" + b"?" * 5000, "damaged"),
    ],
)
def test_a_file_that_is_no_database_is_named_whatever_is_asked(file: Path, header: bytes, problem: str) -> None:
    file.parent.mkdir()
    file.write_bytes(header)

    for use in every_use(Database(file)):
        with pytest.raises(DltutorError, match=problem) as caught:
            use()
        assert str(file) in caught.value.message
        assert "restore" in caught.value.hint
    assert file.read_bytes() == header


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        ((f"PRAGMA application_id = {APPLICATION}", "PRAGMA user_version = 99"), "newer dltutor"),
        (("PRAGMA user_version = 1",), "not dltutor's"),
    ],
)
def test_a_newer_or_foreign_database_is_left_alone_whatever_is_asked(
    file: Path, statements: tuple[str, ...], problem: str
) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        for statement in (*statements, "CREATE TABLE theirs (id)"):
            connection.execute(statement)
    before = file.read_bytes()

    for use in every_use(Database(file)):
        with pytest.raises(DltutorError, match=problem):
            use()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attempts SET at = 'yesterday'",
        "UPDATE attempts SET at = '2026-03-04T12:00:00'",
        "UPDATE attempts SET at = '0001-01-01T00:00:00+00:00', day = NULL",
        "UPDATE attempts SET day = 'tomorrow'",
        "UPDATE attempts SET verdict = NULL, grading = '[1, 2'",
        "UPDATE attempts SET verdict = NULL, grading = '[1, 2]'",
        "UPDATE attempts SET verdict = NULL, grading = 'null'",
        """UPDATE attempts SET verdict = NULL, grading = '{"points": 7}'""",
        "UPDATE attempts SET answer = CAST(x'ff41' AS TEXT)",
    ],
)
def test_content_that_can_not_be_understood_is_damage(history: History, database: Database, statement: str) -> None:
    answer(history, "before")
    tampered(database.file, statement)

    with pytest.raises(DltutorError, match="damaged") as caught:
        history.attempts()
    assert str(database.file) in caught.value.message


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attempts SET day = NULL, at = 'yesterday'",
        "UPDATE attempts SET day = NULL, at = '2026-03-04T12:00:00'",
        "UPDATE attempts SET day = NULL, at = ''",
    ],
)
def test_a_time_that_can_not_be_understood_is_damage(history: History, database: Database, statement: str) -> None:
    answer(history, "before")
    tampered(database.file, statement)

    for use in (history.attempts, history.reviews, history.clock_warning):
        with pytest.raises(DltutorError, match="damaged"):
            use()


def test_a_damaged_grading_keeps_nobody_from_studying(history: History, database: Database) -> None:
    first = history.record(graded(0.7), Circumstances(), None)
    history.decide(first, graded(0.7), score=0.1, rating=1)
    tampered(database.file, "UPDATE attempts SET grading = '[1, 2'")

    second = answer(history, "after")
    assert [one.rating for one in history.attempts()] == [1, 3]
    history.take_back(second)
    with pytest.raises(DltutorError, match="damaged"):
        history.decisions.agreement()


def test_a_kill_between_two_statements_leaves_what_was_before(history: History, database: Database) -> None:
    answer(history, "before")
    done = run(
        """
from dltutor.study.decisions import Decisions
Decisions.learn = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
attempt = history.record(graded(0.7, answer="handed in"), Circumstances(), None)
history.decide(attempt, graded(0.7), rating=3)
""",
        database.file,
    )

    assert done.returncode == -9
    assert [(one.answer, one.decided) for one in history.attempts()] == [("before", True), ("handed in", False)]


def test_two_tutors_that_write_at_once_lose_nothing(file: Path) -> None:
    script = """
print("ready", flush=True)
sys.stdin.readline()
for number in range(100):
    attempt = history.record(graded(0.7, answer=f"{sys.argv[3]} {number}"), Circumstances(), None)
    history.decide(attempt, graded(0.7), rating=3)
"""
    command = [sys.executable, "-c", PRELUDE + script, str(Path(__file__).parent), str(file)]
    tutors = [
        subprocess.Popen([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for name in "ab"
    ]
    for tutor in tutors:
        assert tutor.stdout is not None
        assert tutor.stdout.readline() == "ready\n"
    for tutor in tutors:
        assert tutor.stdin is not None
        tutor.stdin.write("\n")
        tutor.stdin.flush()
    for tutor in tutors:
        tutor.communicate()
    assert [tutor.returncode for tutor in tutors] == [0, 0]

    database = Database(file)
    attempts = History(database).attempts()
    database.close()
    assert sorted(one.answer for one in attempts) == sorted(
        f"{name} {number}" for name in "ab" for number in range(100)
    )
    assert {one.rating for one in attempts} == {3}
    assert [one.id for one in attempts] == list(range(1, 201))


def test_a_kill_while_restoring_leaves_the_history_whole(history: History, database: Database, tmp_path: Path) -> None:
    answer(history, "restored?")
    copy = backup(database, tmp_path / "copy.sqlite3")
    answer(history, "before")
    done = run(
        """
from dltutor.study import backup as module
module.backup = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
restore(database, Path(sys.argv[3]))
""",
        database.file,
        copy,
    )

    assert done.returncode == -9
    assert answers(database) == ["restored?", "before"]
    restore(database, copy)
    assert answers(database) == ["restored?"]
