import subprocess
import sys
from pathlib import Path

import dltutor

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "dltutor").rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_public_names_exist() -> None:
    assert sorted(dltutor.__all__) == dltutor.__all__
    assert all(getattr(dltutor, name) for name in dltutor.__all__)
