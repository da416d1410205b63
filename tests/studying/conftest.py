from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Clock, Marker, Shelf

from dltutor.study.database import Database
from dltutor.studying import Studying


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def marker(shelf: Shelf) -> Marker:
    return Marker(shelf)


@pytest.fixture
def study(tmp_path: Path, shelf: Shelf, marker: Marker, clock: Clock) -> Iterator[Studying]:
    opened = Studying(shelf, lambda: marker, Database(tmp_path / "data" / "history.sqlite3"), clock)
    yield opened
    opened.close()
