import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_shipped_corpus_and_the_packaged_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"dltutor/shipped/{path.name}" for path in (ROOT / "corpus").glob("*.md")}

    assert shipped
    assert shipped | {"dltutor/py.typed", "dltutor/search/weights.json"} <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "index"))]


def test_the_wheel_uses_its_own_corpus_where_there_is_none(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "site"),
        "DLTUTOR_HOME": str(tmp_path / "home"),
    }
    command = [sys.executable, "-m", "dltutor", "items", "--document", "optimisation.md"]

    done = subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True)

    assert "optimisation/momentum" in done.stdout


def test_every_dependency_is_pinned() -> None:
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\[<>=!~; ]", one)[0].lower() for one in wanted}

    assert names - pinned == set()
    assert "torch" in pinned
