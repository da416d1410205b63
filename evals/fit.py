"""Fit the weights of ranking and confidence on all questions of one or several sets, and write them down.

    python evals/fit.py --set INDEX QUESTIONS.jsonl [MAP.json] --write KIND     writes that part of weights.json
    … --pairs evals/pairs.jsonl                                                 fits the ranking on their formulas, too

How well they do on questions that they were not fitted on, ``dltutor eval QUESTIONS.jsonl --folds 5`` says. README.md
tells the questions' format, and why it is done as it is.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import get_args

import numpy as np

from dltutor.search.encoders import open_encoder
from dltutor.search.evaluate import Question, read_questions
from dltutor.search.fitting import Case, fit, make_case
from dltutor.search.searcher import Searcher
from dltutor.search.weights import FILE, VERSION, Kind


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of ranking and confidence.")
    parser.add_argument("--set", type=Path, nargs="+", action="append", required=True, dest="sets", metavar="PATH")
    parser.add_argument(
        "--pairs", type=Path, help="pairs whose typed formulas the ranking is fitted on, too, in the first set's index"
    )
    parser.add_argument("--write", choices=get_args(Kind), required=True, help="the part of weights.json to write")
    given = parser.parse_args()
    cases = [case for files in given.sets for case in read_set(*files)]
    missing = sum(bool(case.question.gold) and not case.right for case in cases)
    print(f"{len(cases)} questions, {missing} of them with answers that the index doesn't hold")
    formulas = read_formulas(given.sets[0][0], given.pairs) if given.pairs else []
    packaged = json.loads(FILE.read_text(encoding="utf-8")) | {
        "version": VERSION,
        given.write: asdict(fit(cases, formulas)),
    }
    FILE.write_text(json.dumps(packaged, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {FILE}")


def read_set(index: Path, questions: Path, gold_map: Path | None = None) -> list[Case]:
    """The questions of one file with their evidence in one index."""
    searcher = Searcher.open(index)
    searcher.attach(open_encoder(searcher.generation.manifest.model))
    return [make_case(searcher, question) for question in read_questions(questions, gold_map)]


def read_formulas(index: Path, pairs: Path) -> list[Case]:
    """The typed formulas of pairs, with no evidence of concepts: the concepts know the pairs by heart."""
    searcher = Searcher.open(index)
    searcher.attach(open_encoder(searcher.generation.manifest.model))
    cases = []
    for pair in map(json.loads, pairs.read_text(encoding="utf-8").splitlines()):
        if pair["type"] == "formula":
            case = make_case(searcher, Question(pair["query"], "formula", (pair["item"], *pair["also"])))
            unknown = np.zeros_like(case.full.concept)
            cases.append(replace(case, full=replace(case.full, concept=unknown, field=0.0)))
    return cases


if __name__ == "__main__":
    main()
