"""What every test shares: the machine's own settings are shut out."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dltutor.bank.item import Item

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
