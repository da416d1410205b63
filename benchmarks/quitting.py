"""From Ctrl+Q to the shell's prompt, at the moments at which that is hardest. Prints a table.

Usage: python benchmarks/quitting.py [--corpus DIR] [--index DIR] [--rounds N]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from terminal_program import TerminalProgram

from dltutor.search.encoders import encoders_dir, ensure

HERE = Path(__file__).parent
QUIT, BUILD, GRADE, HELP, ENTER = "\x11", "\x12", "\x04", "\x1bOP", "\r"
PASTE = "\x1b[200~{}\x1b[201~"
PROMPT, READY = "sk a question", "Ready"
ALLOWED = 2.5
"""Seconds that leaving may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=HERE.parent / "corpus")
    parser.add_argument("--index", type=Path, help="one that is up to date; else one is built")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    ensure("default")
    encoders = encoders_dir()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        home(work / "home", encoders)
        index = arguments.index or work / "index"
        subprocess.run(program(arguments.corpus, index, "index", "--if-stale"), check=True, capture_output=True)
        print(f"{os.cpu_count()} cores, {arguments.rounds} rounds, {ALLOWED} s are allowed\n")
        print("leaving while …              seconds: median   most   exit code")
        for name, reach in MOMENTS.items():
            told = [moment(reach, arguments.corpus, index, work, encoders) for _ in range(arguments.rounds)]
            seconds = sorted(one[0] for one in told)
            codes = {one[1] for one in told}
            print(f"  {name:34} {seconds[len(seconds) // 2]:8.2f} {seconds[-1]:6.2f}   {codes or ''}", flush=True)


def home(folder: Path, encoders: Path | None) -> None:
    """Make a folder for all that dltutor keeps the one in use, with the exported encoders or without."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "cache").mkdir(parents=True)
    if encoders is not None:
        (folder / "cache" / "encoders").symlink_to(encoders, target_is_directory=True)
    os.environ["DLTUTOR_HOME"] = str(folder)


def program(corpus: Path, index: Path, *arguments: str) -> list[str]:
    """What starts dltutor."""
    return [sys.executable, "-m", "dltutor", "--corpus", str(corpus), "--index", str(index), *arguments]


def moment(
    reach: Callable[[TerminalProgram], None], corpus: Path, index: Path, work: Path, encoders: Path
) -> tuple[float, int]:
    """Reach a moment in a fresh process and leave."""
    builds = reach in {encoding, exporting}
    home(work / "home", None if reach is exporting else encoders)
    command = program(corpus, work / "new" if builds else index, *(["exam"] if reach is exam else []))
    shutil.rmtree(work / "new", ignore_errors=True)
    with TerminalProgram(command) as opened:
        reach(opened)
        opened.type(QUIT)
        return opened.leaves()


def loading(opened: TerminalProgram) -> None:
    opened.until(PROMPT)


def ready(opened: TerminalProgram) -> None:
    opened.until(READY)
    opened.rest()


def asking(opened: TerminalProgram) -> None:
    ready(opened)
    opened.type("what does dropout do at test time")
    opened.rest(0.1)
    opened.type(ENTER)


def grading(opened: TerminalProgram) -> None:
    ready(opened)
    opened.type("/quiz")
    opened.rest(0.1)
    opened.type(ENTER)
    opened.until("question 1 of")
    opened.rest()
    opened.type(PASTE.format("it keeps the mean and the variance of every channel. " * 20))
    opened.rest(0.1)
    opened.type(GRADE)


def exam(opened: TerminalProgram) -> None:
    opened.until("Papers in your documents")
    opened.rest()


def help_open(opened: TerminalProgram) -> None:
    ready(opened)
    opened.type(HELP)
    opened.rest()


def exporting(opened: TerminalProgram) -> None:
    opened.until("No index yet")
    opened.type(BUILD)
    opened.until("the model")
    opened.rest(0.1)


def encoding(opened: TerminalProgram) -> None:
    opened.until("No index yet")
    opened.type(BUILD)
    opened.until("ncoding")


MOMENTS = {
    "the index is loaded": loading,
    "nothing is done": ready,
    "a question is answered": asking,
    "an answer is graded": grading,
    "the list of exams is open": exam,
    "the help is open": help_open,
    "the encoder is exported": exporting,
    "a new index is encoded": encoding,
}

if __name__ == "__main__":
    main()
