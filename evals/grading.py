"""Fit the head of the grader on graded answers, and write it down.

    python evals/grading.py --sets FILES... [--index DIR]            fits and prints, with what comes out of fold
    ... --write                                                      writes src/dltutor/grading/head.json

How well the grader does with it, ``dltutor eval grading FILES...`` says. README.md tells what it is fitted on and why.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from dltutor.config import load
from dltutor.grading.head import FILE, Head, shipped
from dltutor.grading.measuring.agreement import HEADING, agreement
from dltutor.grading.measuring.answers import AnswerSet, read_sets, wrong_answers
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.fitting import FITTED_ON, Pool, fit, scores, settle
from dltutor.grading.measuring.looks import Looked, look_at
from dltutor.search.encoders import open_encoder
from dltutor.search.searcher import Searcher

PER = 40


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the head of the grader.")
    parser.add_argument("--sets", type=Path, nargs="+", required=True, help="JSON Lines of graded answers, or folders")
    parser.add_argument("--index", type=Path, help="the index that says how common words are; else the one in use")
    parser.add_argument("--write", action="store_true", help="write head.json")
    given = parser.parse_args()
    sets = [one for one in read_sets(given.sets, PER) if one.name in FITTED_ON]
    if len(sets) < 2:
        sys.exit(f"Give two of these sets at least: {', '.join(FITTED_ON)}")
    bench = open_bench(given.index or load().index_dir)
    began = time.perf_counter()
    looked = [look(bench, one) for one in sets]
    encoded = time.perf_counter()
    head = rounded(settle(looked, shipped(), str(int(shipped().version) + 1)))
    print(f"{encoded - began:.0f} s of encoding, {time.perf_counter() - encoded:.1f} s of fitting")
    print(HEADING)
    for one, mine in zip(sets, looked, strict=True):
        others = fit(Pool.of([some for some in looked if some is not mine]), head)
        answers = [each.answer for each in mine]
        print(agreement(f"{one.name}, fitted on the others", answers, scores(mine, others).tolist(), head.covered))
    print(json.dumps(head.to_json()))
    if given.write:
        FILE.write_text(json.dumps(head.to_json()) + "\n", encoding="utf-8")
        print(f"wrote {FILE}")


def open_bench(index: Path) -> Bench:
    searcher = Searcher.open(index)
    searcher.attach(open_encoder(searcher.generation.manifest.model))
    return Bench(searcher)


def look(bench: Bench, given: AnswerSet) -> list[Looked]:
    answers = [*given.answers, *wrong_answers(given.answers)]
    bench.prepare(answers)
    return look_at(bench, answers)


def rounded(head: Head) -> Head:
    """Three places: more would pretend to know more."""
    numbers = head.to_json().items()
    return Head.from_json({name: round(value, 3) if isinstance(value, float) else value for name, value in numbers})


if __name__ == "__main__":
    main()
