import subprocess
import sys

import pytest

HEAVY = ("numpy", "faiss", "onnxruntime", "torch", "sentence_transformers", "textual", "bm25s", "markitdown", "tomlkit")


def loaded(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "module",
    [
        "dltutor",
        "dltutor.config",
        "dltutor.errors",
        "dltutor.texmath",
        "dltutor.bank.bank",
        "dltutor.library",
        "dltutor.tutor",
        "dltutor.cli",
        "dltutor.search.reply",
        "dltutor.grading.result",
        "dltutor.grading.scheme",
        "dltutor.grading.statements",
        "dltutor.grading.counts",
        "dltutor.grading.glossary",
        "dltutor.grading.keypoints",
        "dltutor.grading.marking",
        "dltutor.grading.scoring",
        "dltutor.grading.mending",
        "dltutor.grading.head",
        "dltutor.grading.item_types",
        "dltutor.grading.checks.contradiction",
        "dltutor.grading.exact.formula",
        "dltutor.study.agreement",
        "dltutor.study.decisions",
        "dltutor.tui.plain.session",
        "dltutor.tui.sessions.exporting",
        "dltutor.tui.sessions.rebuilding",
        "dltutor.tui.sessions.store",
        "dltutor.tui.describe",
    ],
)
def test_light_modules_load_nothing_heavy(module: str) -> None:
    assert loaded(f"import {module}") == set()


def test_help_loads_nothing_heavy() -> None:
    statement = "import dltutor.cli, contextlib\nwith contextlib.suppress(SystemExit):\n    dltutor.cli.app(['--help'])"

    assert loaded(statement) == set()


def test_reading_a_markdown_corpus_loads_nothing_heavy(documents: object) -> None:
    statement = (
        f"from pathlib import Path\nfrom dltutor.bank.bank import read_corpus\nread_corpus(Path({str(documents)!r}))"
    )

    assert loaded(statement) == set()


def test_the_app_paints_without_the_search_floor() -> None:
    assert loaded("import dltutor.tui.app") == {"textual"}


def test_asking_never_loads_torch() -> None:
    assert (
        loaded("import dltutor.search.searcher, dltutor.search.encoders") & {"torch", "sentence_transformers"} == set()
    )
