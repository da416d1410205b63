"""The app as a process on a terminal of its own, with a Tutor that is stuck; and what its parts import."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATIENCE = 30.0
"""Seconds after which the app is taken to hang; nothing is timed."""

STUCK = """
import sys, time, types
sys.path.insert(0, {here!r})
from fake_tutor import FakeTutor, World

class Tutor(FakeTutor):
    @classmethod
    def open(cls, config):
        return cls(World())
    def {method}(self, *given, **named):
        time.sleep(600)

module = types.ModuleType("dltutor.tutor")
module.Tutor = Tutor
sys.modules["dltutor.tutor"] = module
from dltutor.config import Config
from dltutor.tui.app import run
sys.exit(run(Config()))
"""


def read_until(terminal: int, wanted: bytes) -> bytes:
    seen = b""
    while wanted not in seen:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, seen[-2000:]
        seen += os.read(terminal, 65536)
    return seen


@pytest.mark.parametrize("method", ["load", "warm", "items", "stale"])
def test_quitting_while_a_thread_is_stuck_ends_the_process_with_exit_code_0(home: Path, method: str) -> None:
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, "-c", STUCK.format(here=str(HERE), method=method)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    try:
        read_until(master, b"Ask a question")
        os.write(master, b"\x11")
        read_until(master, b"\x1b[?1049l")
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
        os.close(master)


def imported_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split()}


HEAVY = {"numpy", "faiss", "onnxruntime", "torch", "sentence_transformers", "transformers", "bm25s", "tokenizers"}


def test_the_app_paints_before_anything_heavy_is_imported() -> None:
    assert imported_by("import dltutor.tui.app") & HEAVY == set()


def test_the_plain_form_needs_no_screen() -> None:
    assert imported_by("import dltutor.tui.plain.session") & (HEAVY | {"textual", "rich"}) == set()
