"""What the README's numbers come from. Prints tables: dltutor beside a plain sentence-transformers script, in one run.

Usage: python benchmarks/run.py [--corpus DIR] [--rounds N]

Every time is a median of interleaved rounds on the machine that runs it; the ratios carry over better than the times.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dltutor.config import load
from dltutor.tutor import Tutor

QUESTION = "why does my validation loss rise while the training loss still falls?"
HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=HERE.parent / "corpus")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        config = replace(load(), corpus=arguments.corpus, index=work / "index")
        tutor = Tutor.open(config)
        items = tutor.items()
        print(f"{len(items)} items, {arguments.rounds} rounds, {os.cpu_count()} cores\n")
        cold(config.corpus_dir, config.index_dir, work, arguments.rounds)
        warm(tutor)
        encoding(tutor, arguments.rounds)
        rebuilding(tutor, arguments.rounds)


def cold(corpus: Path, index: Path, work: Path, rounds: int) -> None:
    """From the shell's prompt to the answer, in a fresh process each time.

    This comes first, and what it needs is made by other processes: a child's peak of memory counts from the fork, so
    this process must be small.
    """
    dltutor = [sys.executable, "-m", "dltutor", "--corpus", str(corpus), "--index", str(index)]
    subprocess.run([*dltutor, "index"], check=True, capture_output=True)
    subprocess.run(
        [sys.executable, str(HERE / "plain_index.py"), str(corpus), str(work)], check=True, capture_output=True
    )
    ours = [*dltutor, "ask", QUESTION]
    theirs = [
        sys.executable,
        str(HERE / "plain_script.py"),
        str(work / "items.jsonl"),
        str(work / "plain.faiss"),
        QUESTION,
    ]
    measured: dict[str, list[tuple[float, float]]] = {"dltutor ask": [], "plain script": []}
    for _ in range(rounds):
        for name, command in (("dltutor ask", ours), ("plain script", theirs)):
            measured[name].append(_process(command))
    seconds = {name: statistics.median(one[0] for one in runs) for name, runs in measured.items()}
    memory = {name: statistics.median(one[1] for one in runs) for name, runs in measured.items()}
    print("cold question             seconds    MB at peak")
    for name in measured:
        print(f"  {name:22} {seconds[name]:8.2f} {memory[name]:12.0f}")
    print(
        f"  dltutor is {seconds['plain script'] / seconds['dltutor ask']:.1f} times faster "
        f"with {memory['dltutor ask'] / memory['plain script']:.0%} of the memory\n"
    )


def warm(tutor: Tutor) -> None:
    """One question after another in a running tutor."""
    questions = [alias for item in tutor.items() for alias in (item.question, *item.aliases) if alias][:300]
    tutor.ask(questions[0])
    times = []
    for question in questions:
        began = time.perf_counter()
        tutor.ask(question)
        times.append(1000 * (time.perf_counter() - began))
    percentiles = statistics.quantiles(times, n=20)
    print(f"warm question             {len(times)} asked")
    print(f"  median                 {statistics.median(times):8.1f} ms")
    print(f"  95th percentile        {percentiles[-1]:8.1f} ms\n")


def encoding(tutor: Tutor, rounds: int) -> None:
    """Texts encoded a second: ONNX Runtime as used for the index, and SentenceTransformer.encode."""
    from sentence_transformers import SentenceTransformer

    from dltutor.search.encoders import open_encoder
    from dltutor.search.generation import read_current
    from dltutor.search.model import locate

    identity = read_current(tutor.config.index_dir).manifest.model
    weights = locate("default")
    assert weights is not None
    items = [item for item in tutor.items() if item.question]
    samples = {
        "questions": [item.question for item in items][:200],
        "question and answer": [f"{item.question} {item.answer}" for item in items][:50],
    }
    encoder = open_encoder(identity, bulk=True)
    model = SentenceTransformer(str(weights.folder), device="cpu")
    print("texts encoded a second     dltutor   SentenceTransformer   ratio")
    for name, texts in samples.items():
        ours, theirs = _alternate(lambda t=texts: encoder.encode(t), lambda t=texts: model.encode(t), rounds)
        print(f"  {name:22} {len(texts) / ours:9.0f} {len(texts) / theirs:21.0f} {theirs / ours:7.2f}")
    print()


def rebuilding(tutor: Tutor, rounds: int) -> None:
    """``dltutor index`` where nothing has changed, against encoding everything anew."""
    unchanged, anew = _alternate(tutor.build, lambda: tutor.build(rebuild=True), max(1, rounds // 2))
    print("rebuild                   seconds")
    print(f"  nothing changed        {unchanged:8.2f}")
    print(f"  everything anew        {anew:8.2f}")
    print(f"  ratio                  {anew / unchanged:8.1f}")


def _alternate(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of two functions, in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, kept in zip((one, other), times, strict=True):
            began = time.perf_counter()
            function()
            kept.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def _process(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and megabytes at peak of one run of a program."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    said = child.stderr.read().decode() if child.stderr else ""
    if child.returncode not in (0, 3):
        sys.exit(f"{command} failed: {said}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
