"""A history of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from clocks import SetClock

from dltutor.study.database import Database
from dltutor.study.history import History


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = Database(file)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def history(database: Database, clock: SetClock) -> History:
    return History(database, clock)
