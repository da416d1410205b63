"""``dltutor grade`` in processes of its own."""

import json
from pathlib import Path

import pytest
from program import Run, json_lines

RIGHT = "It scales the gradient down when its norm is above a threshold, so that single steps stay small."
FIELDS = {"item", "score", "verdict", "credits", "out_of", "range", "points", "flags", "note", "version"}
POINT_FIELDS = {"text", "credits", "coverage", "band", "evidence", "weight"}


def test_an_answer_is_graded_in_words(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "grade", "--item", "gradients/1", "--answer", RIGHT)

    assert done.returncode == 0, done.stderr
    assert "rescales the gradient above a threshold" in done.stdout
    assert "gradients.md" in done.stdout


def test_json_has_the_documented_fields(run: Run, indexed: tuple[object, ...]) -> None:
    graded = json.loads(run(*indexed, "grade", "--item", "gradients/1", "--answer", RIGHT, "--json").stdout)

    assert graded.keys() == FIELDS
    assert graded["item"] == "gradients/1"
    assert graded["verdict"] in {"pass", "check"}
    assert (graded["credits"], graded["out_of"]) == (pytest.approx(2 * graded["score"], abs=0.002), 2)
    assert graded["range"][0] <= graded["score"] <= graded["range"][1]
    assert [point.keys() for point in graded["points"]] == [POINT_FIELDS] * 2
    assert graded["version"]


def test_an_answer_may_come_from_a_file_or_standard_input(
    run: Run, indexed: tuple[object, ...], tmp_path: Path
) -> None:
    (tmp_path / "answer.txt").write_text(RIGHT, encoding="utf-8")
    command = (*indexed, "grade", "--json", "--item", "gradients/1")

    given = run(*command, "--answer", RIGHT)
    from_file = run(*command, "--file", tmp_path / "answer.txt")
    piped = run(*command, "--file", "-", stdin=RIGHT)

    assert given.returncode == 0
    assert given.stdout == from_file.stdout == piped.stdout


def test_an_empty_answer_is_graded_as_such(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "grade", "--json", "--item", "gradients/1", "--answer", "")

    graded = json.loads(done.stdout)
    assert (done.returncode, graded["score"], graded["verdict"]) == (0, 0, "not_yet")
    assert [flag["kind"] for flag in graded["flags"]] == ["empty"]


def test_an_item_without_an_answer_grades_nobody(run: Run, indexed: tuple[object, ...]) -> None:
    words = run(*indexed, "grade", "--item", "gradients/3", "--answer", "It averages past gradients.")
    data = run(*indexed, "grade", "--item", "gradients/3", "--answer", "It averages past gradients.", "--json")

    graded = json.loads(data.stdout)
    assert (words.returncode, data.returncode) == (3, 3)
    assert (graded["score"], graded["verdict"]) == (None, "ungraded")
    assert graded["note"]
    assert words.stdout.strip()


def test_a_batch_is_graded_line_by_line_in_order(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    requests = [
        {"item": "gradients/1", "answer": RIGHT, "id": {"run": 7}, "student": "s1"},
        {"question": "How many parameters?", "reference": "33", "answer": "33", "id": 2, "score": 0.5, "tags": ["x"]},
        {"item": "gradients/3", "answer": "no key"},
        {"item": "pooling/2", "answer": "a"},
    ]
    text = "\n".join(map(json.dumps, requests)) + "\n\n"
    (tmp_path / "batch.jsonl").write_text(text, encoding="utf-8")

    from_file = run(*indexed, "grade", "--batch", tmp_path / "batch.jsonl")
    piped = run(*indexed, "grade", "--json", "--batch", "-", stdin=text)

    replies = json_lines(from_file.stdout)
    assert from_file.returncode == 0, from_file.stderr
    assert from_file.stdout == piped.stdout
    assert [reply["item"] for reply in replies] == ["gradients/1", None, "gradients/3", "pooling/2"]
    assert [reply["score"] for reply in replies[1:]] == [1, None, 1]
    assert (replies[0]["id"], replies[0]["student"]) == ({"run": 7}, "s1")
    assert replies[1].keys() == {*FIELDS, "id"}


def test_key_points_and_options_may_come_with_a_request(run: Run, indexed: tuple[object, ...]) -> None:
    requests = [
        {
            "question": "Why clip gradients?",
            "reference": "A steep step would ruin the weights.",
            "key_points": [{"text": "one steep step can't ruin the weights", "credits": 3}],
            "answer": "so that one steep step cannot ruin the weights",
        },
        {
            "question": "Which have parameters?",
            "reference": "",
            "options": [{"text": "convolution", "correct": True}, {"text": "max pooling", "correct": False}],
            "answer": "a",
        },
    ]
    done = run(*indexed, "grade", "--batch", "-", stdin="\n".join(map(json.dumps, requests)))

    points, choice = json_lines(done.stdout)
    assert (points["out_of"], points["verdict"]) == (3, "pass")
    assert choice["score"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '["a list"]',
        '{"item": "gradients/1"}',
        '{"item": "nowhere/9", "answer": "x"}',
        '{"question": "Why?", "reference": "So.", "key_points": "no list", "answer": "x"}',
    ],
)
def test_a_line_that_can_not_be_understood_ends_the_batch_and_is_named(
    run: Run, indexed: tuple[object, ...], line: str
) -> None:
    good = json.dumps({"item": "gradients/1", "answer": RIGHT})

    done = run(*indexed, "grade", "--batch", "-", stdin=f"{good}\n{line}\n{good}\n")

    assert done.returncode == 2
    assert len(json_lines(done.stdout)) == 1
    assert "Line 2" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--item", "gradients/1"),
        ("--answer", "x"),
        ("--item", "gradients/1", "--answer", "x", "--file", "-"),
        ("--item", "gradients/1", "--answer", "x", "--batch", "-"),
        ("--answer", "x", "--batch", "-"),
        ("--item", "gradients/1", "--file", "/nowhere/answer.txt"),
        ("--item", "gradients/99", "--answer", "x"),
        ("--batch", "/nowhere/batch.jsonl"),
    ],
)
def test_what_can_not_be_graded_as_asked_is_a_usage_error(
    run: Run, indexed: tuple[object, ...], arguments: tuple[str, ...]
) -> None:
    done = run(*indexed, "grade", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dltutor: ")
    assert "Traceback" not in done.stderr


def test_grading_on_the_command_line_keeps_nothing(run: Run, indexed: tuple[object, ...], shared_home: Path) -> None:
    run(*indexed, "grade", "--item", "gradients/1", "--answer", RIGHT)

    assert list(shared_home.rglob("history*")) == []


def test_without_an_index_it_says_how_to_make_one(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("--corpus", corpus, "--index", tmp_path / "none", "grade", "--item", "gradients/1", "--answer", RIGHT)

    assert (done.returncode != 0, done.stdout) == (True, "")
    assert "dltutor index" in done.stderr
    assert "Traceback" not in done.stderr
