"""Starts the program in processes of its own without importing it anew for each.

A server process imports what the program imports, once, and forks for every command. What the fork runs is the
program's own main, with its own arguments, environment, folder and files for input, output and errors; so a test meets
the same bytes, exit codes and signals as from a fresh interpreter, and pays for none.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

IMPORTED = (
    "dltutor.cli",
    "dltutor.tutor",
    "dltutor.building",
    "dltutor.documents",
    "dltutor.studying",
    "dltutor.grading.examiner",
    "dltutor.search.searcher",
    "dltutor.search.encoders",
    "onnxruntime",
    "tokenizers",
    "faiss",
)
"""None of them starts a thread at import, which a fork would lose."""


class Forks:
    """The server, as a test sees it. Close it at the end."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def run(
        self, arguments: Sequence[str], *, stdin: str, cwd: Path, env: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run ``dltutor`` with these arguments to its end."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            files = [str(Path(folder, name)) for name in ("stdin", "stdout", "stderr")]
            Path(files[0]).write_text(stdin, encoding="utf-8", newline="")
            request = {"arguments": [*arguments], "cwd": str(cwd), "env": {**env}, "files": files}
            self._server.stdin.write(json.dumps(request) + "\n")
            self._server.stdin.flush()
            code = int(self._server.stdout.readline())
            out, err = (Path(file).read_text(encoding="utf-8") for file in files[1:])
        return subprocess.CompletedProcess(["dltutor", *arguments], code, out, err)

    def close(self) -> None:
        """End the server."""
        self._server.communicate()


def serve() -> None:
    """Fork for each request, and tell the exit code."""
    import importlib
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "builtin type", DeprecationWarning)  # faiss's bindings
        for name in IMPORTED:
            importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(request: dict[str, object]) -> None:
    """Be the program, from its arguments to its exit code."""
    from dltutor.cli import main

    assert isinstance(request["files"], list)
    for descriptor, file in enumerate(request["files"]):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)  # noqa: SIM115
    os.chdir(str(request["cwd"]))
    os.environ.clear()
    os.environ.update(request["env"])  # type: ignore[call-overload]
    sys.argv = ["dltutor", *request["arguments"]]  # type: ignore[misc]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001  what nobody caught is printed, as the interpreter would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
