"""What every test shares: the machine's own settings are shut out."""

from pathlib import Path

import pytest

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(autouse=True)
def _own_machine_shut_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DLTUTOR_CORPUS", "DLTUTOR_INDEX", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DLTUTOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def documents() -> Path:
    return DOCUMENTS
