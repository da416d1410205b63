"""The app in a terminal of 80 by 24 cells: its start, its keys, its memory, and studying. Prints tables.

Usage: python benchmarks/app.py [--corpus DIR] [--rounds N] [--questions N] [--keys N]

All of it is the program itself in a pseudo-terminal, beside an app of Textual's own widgets that does nothing, started
and typed at in the same way. CPU is user and system time of all threads, which other programs on the machine change
less than the time that passes.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as with_values
from pathlib import Path

from terminal_program import TerminalProgram

from dltutor import paths
from dltutor.config import load
from dltutor.tutor import Tutor

HERE = Path(__file__).parent
PROMPT = "sk a question"
"""The cursor stands on the A."""
QUESTION = "what does dropout do at test time?"
PASTE = "\x1b[200~{}\x1b[201~"
ENTER, PAGE_UP, PAGE_DOWN, TAB = "\r", "\x1b[5~", "\x1b[6~", "\t"


@dataclass
class Place:
    """The documents, their index, and a folder for all that dltutor keeps."""

    corpus: Path
    index: Path

    def command(self, *arguments: str) -> list[str]:
        """What starts dltutor there."""
        places = ["--corpus", str(self.corpus), "--index", str(self.index)]
        return [sys.executable, "-m", "dltutor", *places, *arguments]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=HERE.parent / "corpus")
    parser.add_argument("--index", type=Path, help="an index of them; else one is built")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _own_home(Path(folder, "home"))
        place = Place(arguments.corpus.resolve(), (arguments.index or Path(folder, "index")).resolve())
        if not arguments.index:
            subprocess.run(place.command("index"), check=True, capture_output=True)
        print(f"{os.cpu_count()} cores, medians of {arguments.rounds}\n")
        start(place, arguments.rounds)
        session(place, arguments.questions, arguments.keys)
        studying(place, arguments.rounds)


def _own_home(home: Path) -> None:
    """Keep everything in a folder of this run's own, but for what is computed anew wherever it is missing."""
    cache = paths.cache_dir()
    cache.mkdir(parents=True, exist_ok=True)
    home.mkdir()
    (home / "cache").symlink_to(cache, target_is_directory=True)
    os.environ["DLTUTOR_HOME"] = str(home)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile the program anew


def start(place: Place, rounds: int) -> None:
    """From the shell's prompt to what a person waits for, each time in a fresh process."""
    paints: list[tuple[float, float]] = []
    readies: list[tuple[float, float]] = []
    rests: list[tuple[float, float]] = []
    answers: list[tuple[float, float]] = []
    empties: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        with TerminalProgram([sys.executable, str(HERE / "empty_app.py")]) as program:
            empty = _when(program, PROMPT)
        with TerminalProgram(place.command()) as program:
            painted, ready = _when(program, PROMPT), _when(program, "Ready")
            program.idle()
            resting = program.seconds() - 1.0, program.cpu()
        with TerminalProgram(place.command()) as program:
            program.until(PROMPT)
            program.type(PASTE.format(QUESTION) + ENTER)
            answered = _when(program, "Answered")
        if number:  # the first one only warms the machine's caches
            everything = (empties, empty), (paints, painted), (readies, ready), (rests, resting), (answers, answered)
            for kept, one in everything:
                kept.append(one)
    print("start                                    seconds   of CPU   ratio")
    beside = _row("first paint, Textual's widgets alone", empties)
    _row("first paint, dltutor", paints, beside)
    _row("ready", readies, beside)
    _row("an answer to what is asked at once", answers, beside)
    _row("all documents read in the background", rests, beside)
    print()


def session(place: Place, questions: int, keys: int) -> None:
    """One run of the app in which many questions are asked."""
    asked = _questions(place, questions)
    with TerminalProgram([sys.executable, str(HERE / "empty_app.py")]) as program:
        program.until(PROMPT)
        rows = [("Textual's widgets alone", _keys(program, keys, answers=False))]
    with TerminalProgram(place.command()) as program:
        program.until("Ready")
        program.idle()
        memory, done = [("ready", program.memory(), 0)], 0
        rows.append(("no answers", _keys(program, keys, answers=False)))
        for wanted in sorted({min(10, questions), min(20, questions), min(100, questions), questions}):
            _ask(program, asked[done:wanted])
            done = wanted
            memory.append((f"after {done}", program.memory(), done))
            if done >= min(20, questions):
                rows.append((f"after {done} answers", _keys(program, keys)))
        idle = _idle(program)
    print("CPU a key press, ms                       typing   paging   to the answers and back")
    for name, measured in rows:
        print(f"  {name:36}" + "".join(f"{1000 * one:9.1f}" for one in measured))
    print(f"  with nothing to do, ms a second     {1000 * idle:9.1f}\n")
    print("memory of the app                             MB   KB a question")
    _growth(memory)
    print()


def _growth(memory: Sequence[tuple[str, float, int]]) -> None:
    before: tuple[float, int] | None = None
    for name, megabytes, number in memory:
        grown = f"{1024 * (megabytes - before[0]) / (number - before[1]):16.0f}" if before else ""
        print(f"  {name:38}{megabytes:7.0f}{grown}")
        before = megabytes, number


def _keys(program: TerminalProgram, number: int, *, answers: bool = True) -> list[float]:
    """CPU of a key in the prompt and of a page; where there are answers, of going from the prompt to them or back."""
    typing = program.press(("what does " * number)[:number])
    program.type("\x15\x0b")  # Ctrl+U and Ctrl+K: an empty line again
    pages = number // 10
    paging = program.press([PAGE_UP] * pages + [PAGE_DOWN] * pages)
    return [typing, paging, *([program.press([TAB] * 2 * pages)] if answers else [])]


def _ask(program: TerminalProgram, questions: Sequence[str]) -> None:
    """Ask one question after another, each once the one before is answered."""
    for question in questions:
        program.type(PASTE.format(question) + ENTER)
        program.idle(0.2)
    program.idle()


def _idle(program: TerminalProgram, seconds: float = 10.0) -> float:
    """CPU a second while nothing is done."""
    program.idle()
    before, began = program.cpu(), program.seconds()
    program.watch(seconds)
    return (program.cpu() - before) / (program.seconds() - began)


def _questions(place: Place, number: int) -> list[str]:
    """All questions of the documents in all their wordings, as many as are wanted."""
    items = Tutor.open(with_values(load(), corpus=place.corpus, index=place.index)).items()
    wordings = [" ".join(words.split()) for item in items for words in (item.question, *item.aliases) if words]
    return (wordings * (number // len(wordings) + 1))[:number]


def studying(place: Place, rounds: int, attempts: int = 2000) -> None:
    """With and without a long history: what is due, and the screens of studying."""
    from attempts import write_attempts

    due: list[list[tuple[float, float]]] = [[], []]
    study: list[list[tuple[float, float]]] = [[], []]
    numbers: list[list[tuple[float, float]]] = [[], []]
    for number, (dues, studies, statistics_) in enumerate(zip(due, study, numbers, strict=True)):
        if number:
            items = Tutor.open(with_values(load(), corpus=place.corpus, index=place.index)).items()
            write_attempts(Path(os.environ["DLTUTOR_HOME"], "data", "history.sqlite3"), items, attempts)
        dues += [_run(place.command("due")) for _ in range(rounds)]
        for _ in range(rounds):
            with TerminalProgram(place.command()) as program:
                program.until("Ready")
                studies.append(_opening(program, "\x1bOR", "minutes"))
                statistics_.append(_opening(program, "s", "Save CSV"))
    print(f"studying                            no history      {attempts} attempts, seconds (of CPU)")
    for name, (without, with_) in (("dltutor due", due), ("opening Study", study), ("opening Progress", numbers)):
        print(f"  {name:30}{_both(without):>16}{_both(with_):>16}")


def _opening(program: TerminalProgram, key: str, words: str) -> tuple[float, float]:
    program.watch(1.0)
    cpu, began = program.cpu(), program.seconds()
    program.type(key)
    program.until(words)
    return program.rest() - began, program.cpu() - cpu


def _run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds, and of CPU, of a program without a screen."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime


def _when(program: TerminalProgram, words: str) -> tuple[float, float]:
    program.until(words)
    return program.seconds(), program.cpu()


def _both(runs: Sequence[tuple[float, float]]) -> str:
    return f"{statistics.median(one[0] for one in runs):.2f} ({statistics.median(one[1] for one in runs):.2f})"


def _row(name: str, runs: Sequence[tuple[float, float]], beside: float | None = None) -> float:
    seconds, cpu = (statistics.median(one[number] for one in runs) for number in (0, 1))
    ratio = "" if beside is None else f"{seconds / beside:8.1f}"
    print(f"  {name:38}{seconds:8.2f}{cpu:9.2f}{ratio}")
    return seconds


if __name__ == "__main__":
    main()
