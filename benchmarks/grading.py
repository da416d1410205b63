"""How long grading takes: one typed answer in a running tutor, and many in a row. Prints a table.

Usage: python benchmarks/grading.py [--corpus DIR] [--index DIR] [--items N] [--rounds N]

Answers are made from items' own key points: all of them, every other one, and the first with another item's. A plain
cosine of answer and reference, whose vector is known, stands beside it: it can't tell a right answer from its opposite.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dltutor.bank.item import Item
from dltutor.config import load
from dltutor.grading.grader import Grader
from dltutor.grading.marking import gradable
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.bench import Bench
from dltutor.search.encoders import open_encoder
from dltutor.search.searcher import Searcher
from dltutor.search.texts import readable
from dltutor.tutor import Tutor

Grade = Callable[[str, str], object]
"""Grades one answer: an item's id, and what was typed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    parser.add_argument("--index", type=Path, help="an index of the corpus; else one is made for the while")
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tutor = Tutor.open(replace(load(), corpus=given.corpus, index=given.index or Path(folder)))
        if given.index is None:
            tutor.build()
        compare(tutor, given.items, given.rounds)


def compare(tutor: Tutor, count: int, rounds: int) -> None:
    """Grade answers to some items in each way."""
    items = [item for item in tutor.items() if item.kind == "open" and item.key_points and not gradable(item)]
    chosen = random.Random(5).sample(items, min(count, len(items)))  # noqa: S311  nothing is secret
    typed = answers(chosen)
    words = statistics.median(len(text.split()) for _, text in typed)
    print(f"{len(typed)} answers of {words:.0f} words, {rounds} rounds, {os.cpu_count()} cores")
    print(f"{'':<26}{'median ms':>12}{'95 % ms':>12}{'a second':>12}")
    for name, grade in ways(tutor, chosen).items():
        measure(name, grade, typed, rounds)


def answers(items: Sequence[Item]) -> list[tuple[str, str]]:
    """For each item its key points as one might type them: all, every other one, the first beside another item's."""
    typed = []
    for item, other in zip(items, [*items[1:], items[0]], strict=True):
        points = [readable(point.text) for point in item.key_points]
        stray = readable(other.key_points[0].text)
        typed += [(item.id, ". ".join(some)) for some in (points, points[::2], [points[0], stray])]
    return typed


def ways(tutor: Tutor, items: Sequence[Item]) -> dict[str, Grade]:
    """The grader as it ships, alone, and a cosine to references whose vectors are known."""
    searcher = Searcher.open(tutor.config.index_dir)
    searcher.attach(open_encoder(searcher.generation.manifest.model))
    vectors = dict(zip((item.id for item in items), searcher.encode([item.answer for item in items]), strict=True))
    bench = Bench(searcher)
    tasks = {item.id: bench.tasks(Answer(item.id, "", (), "", 0.0))[0] for item in items}
    alone = Grader(searcher.encode, known=searcher.vocabulary)
    return {
        "dltutor": tutor.grade,
        "without look-alikes": lambda name, text: alone.grade(tasks[name], text),
        "cosine to the reference": lambda name, text: float(vectors[name] @ searcher.encode([text])[0]),
    }


def measure(name: str, grade: Grade, typed: Sequence[tuple[str, str]], rounds: int) -> None:
    """One line of the table, after a first answer that loads what is needed."""
    grade(*typed[0])
    times = []
    for _ in range(rounds):
        for item, text in typed:
            began = time.perf_counter()
            grade(item, text)
            times.append(time.perf_counter() - began)
    late = statistics.quantiles(times, n=20)[-1]
    each = statistics.fmean(times)
    print(f"{name:<26}{1000 * statistics.median(times):>12.1f}{1000 * late:>12.1f}{1 / each:>12.1f}")


if __name__ == "__main__":
    main()
