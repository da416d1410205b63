import json
from pathlib import Path

import pytest
from program import Run

GRADED = {"sum over count": 1.0, "the largest value": 0.0, "a sum": 0.5}
MEAN = {"dataset": "own", "qid": "1", "question": "What is a mean?", "reference": "The sum divided by the count."}
ROWS = [
    *(MEAN | {"answer": text, "score": score} for text, score in GRADED.items()),
    {"item": "gradients#1", "student_answer": "It rescales large gradients.", "score": 1.0, "type": "full"},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def test_eval_grading_prints_tables_and_the_same_as_json(run: Run, indexed: tuple[object, ...], file: Path) -> None:
    printed = run(*indexed, "eval", "grading", file, "--per", "2")
    measured = json.loads(run(*indexed, "eval", "grading", file, "--per", "2", "--json").stdout)

    assert printed.returncode == 0, printed.stderr
    assert all(word in printed.stdout for word in ("own: 2 answers (drawn from 3)", "token recall", "full marks"))
    own, items = measured["sets"]
    assert (own["answers"], own["of"], items["types"][0]["name"]) == (2, 3, "full")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["grading"], "Which graded answers?"),
        (["grading", "FILE", "--folds", "2"], "measure the search"),
        (["FILE", "FILE"], "Give one file"),
        (["FILE", "--per", "3"], "measure the grader"),
        (["grading", "none.jsonl"], "can't be read"),
    ],
)
def test_what_does_not_go_together_is_a_clear_error(
    run: Run, indexed: tuple[object, ...], file: Path, arguments: list[str], complaint: str
) -> None:
    done = run(*indexed, "eval", *(file if one == "FILE" else one for one in arguments))

    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
