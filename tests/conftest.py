"""What every test shares: the machine's own settings are shut out."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forking import Forks

if TYPE_CHECKING:
    from dltutor.bank.item import Item
    from small_course import Course
    from tmux_terminal import Terminal

DOCUMENTS = Path(__file__).parent / "documents"

# Screens are made and thrown away by the thousand: looking for cycles less often saves a fifth of their tests' time.
gc.set_threshold(200_000, 50, 50)


@pytest.fixture(autouse=True)
def _own_machine_shut_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DLTUTOR_CORPUS", "DLTUTOR_INDEX", "DLTUTOR_RERANKER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DLTUTOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def documents() -> Path:
    return DOCUMENTS


@pytest.fixture(scope="session")
def shipped_items() -> "tuple[Item, ...]":
    """The shipped course as the program reads it, which takes seconds."""
    from dltutor.bank.bank import read_corpus
    from dltutor.paths import shipped_corpus

    return tuple(read_corpus(shipped_corpus()).items)


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Starts the program in processes of its own, quickly."""
    opened = Forks({**os.environ, "PYTHONWARNINGS": "error"})
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def exported() -> Path:
    """The encoders of this machine's own cache, the default one among them: exporting it takes seconds."""
    from dltutor.search.encoders import encoders_dir, ensure

    ensure("default")
    return encoders_dir()


@pytest.fixture(scope="session")
def share_encoders(exported: Path) -> Callable[[Path], None]:
    """Put the exported encoders into a home that is otherwise a test's own."""

    def share(home: Path) -> None:
        (home / "cache").mkdir(parents=True)
        (home / "cache" / "encoders").symlink_to(exported, target_is_directory=True)

    return share


@pytest.fixture(scope="session")
def course(share_encoders: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> "Course":
    """A small course with a real index, for tests that start the real program."""
    import small_course

    folder = tmp_path_factory.mktemp("course")
    share_encoders(folder / "home")
    return small_course.write(folder, folder / "home")


@pytest.fixture
def terminal(tmp_path: Path) -> "Iterator[Terminal]":
    """A terminal in tmux; ask for it where tmux is installed."""
    from tmux_terminal import Terminal

    opened = Terminal(tmp_path / "tmux")
    yield opened
    opened.close()
