"""The program as other programs meet it: started in a process of its own, over a small corpus."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Run, environment
from student import DOCUMENTS, Student

from forking import Forks

CORPUS = {
    "gradients.md": """\
# Gradients

## What is gradient clipping?

Gradient clipping rescales a gradient whose norm exceeds a threshold, so that one steep step can't ruin the weights.

**Key points**

- (1p) rescales the gradient above a threshold
- (1p) keeps single steps small

**Also asked as**

- my loss becomes nan in a recurrent network

## Why do gradients vanish in deep networks?

Because back-propagation multiplies many factors smaller than one.

## Explain momentum

TODO
""",
    "pooling.md": """\
# Pooling

## What does max pooling compute?

Max pooling keeps the largest value of each window.

## Which of these have parameters?

- [x] convolution — its kernel
- [ ] max pooling — it only compares
""",
}


@pytest.fixture(scope="session")
def shared_home(share_encoders: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    share_encoders(home)
    return home


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in CORPUS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def run(forks: Forks, shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def start(*arguments: object, stdin: str = "", cwd: Path = elsewhere) -> subprocess.CompletedProcess[str]:
        return forks.run([*map(str, arguments)], stdin=stdin, cwd=cwd, env=environment(shared_home))

    return start


@pytest.fixture(scope="session")
def indexed(run: Run, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    place = ("--corpus", corpus, "--index", tmp_path_factory.mktemp("index"))
    built = run("index", *place)
    assert built.returncode == 0, built.stderr
    return place


@pytest.fixture(scope="session")
def studied(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """The options that name a corpus with a paper in it, and its index."""
    corpus = tmp_path_factory.mktemp("studied")
    for name, text in DOCUMENTS.items():
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    place = ("--corpus", corpus, "--index", tmp_path_factory.mktemp("studied-index"))
    command = [sys.executable, "-m", "dltutor", *map(str, place), "index"]
    built = subprocess.run(command, capture_output=True, text=True, env=environment(shared_home), check=False)
    assert built.returncode == 0, built.stderr
    return place


@pytest.fixture
def student(
    studied: tuple[object, ...],
    share_encoders: Callable[[Path], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Student:
    """Somebody with a history of their own, which is empty."""
    home = tmp_path / "home"
    share_encoders(home)
    return Student(home, studied, monkeypatch, capsys)
