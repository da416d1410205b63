"""A history of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dltutor.study.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = Database(file)
    yield opened
    opened.close()
