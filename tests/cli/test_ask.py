import json
import subprocess
import sys
from pathlib import Path

import pytest
from program import Run, environment, json_lines

HIT_FIELDS = {
    "id",
    "document",
    "label",
    "section",
    "line",
    "question",
    "answer",
    "part",
    "answer_status",
    "score",
    "match",
    "sources",
}


FOLDED = {
    "gradients/1": "steps on a steep slope are cut to a length",
    "gradients/2": "many factors smaller than one",
    "pooling/1": "largest value of a window",
    "pooling/2": "which of them have parameters",
}
"""A question for each item that the documents answer."""


def test_a_covered_question_is_answered_with_its_place(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "ask", "what is gradient clipping")

    assert done.returncode == 0
    assert "rescales a gradient whose norm" in done.stdout
    assert "gradients.md" in done.stdout


def test_json_has_the_documented_fields(run: Run, indexed: tuple[object, ...]) -> None:
    reply = json.loads(run(*indexed, "ask", "--json", "what is gradient clipping").stdout)

    fields = {"query", "status", "confidence", "searched_for", "action", "understood_as", "note", "hits"}
    assert reply.keys() == fields
    assert reply["status"] == "answered"
    assert 0 <= reply["confidence"] <= 1
    assert all(hit.keys() == HIT_FIELDS for hit in reply["hits"])
    assert reply["hits"][0]["id"] == "gradients/1"
    assert reply["hits"][0]["match"] == "exact"


def test_top_limits_the_hits(run: Run, indexed: tuple[object, ...]) -> None:
    reply = json.loads(run(*indexed, "ask", "--json", "--top", 1, "gradients").stdout)

    assert len(reply["hits"]) == 1


def test_what_the_documents_do_not_cover_exits_with_3(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "ask", "--json", "how do I bake sourdough bread")

    assert done.returncode == 3
    assert json.loads(done.stdout)["status"] == "not_covered"


def test_a_typo_is_repaired_and_said(run: Run, indexed: tuple[object, ...]) -> None:
    reply = json.loads(run(*indexed, "ask", "--json", "gradeint cliping").stdout)

    assert reply["searched_for"] == "gradient clipping"
    assert reply["hits"][0]["id"] == "gradients/1"


def test_a_batch_answers_line_by_line_in_order(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    requests = [
        {"query": "why do gradients vanish", "id": 7, "conversation": "c1"},
        {"query": "what does max pooling compute"},
        {"query": "best pizza in town"},
        {"query": ""},
    ]
    text = "\n".join(map(json.dumps, requests)) + "\n\n"
    (tmp_path / "batch.jsonl").write_text(text, encoding="utf-8")

    from_file = run(*indexed, "ask", "--batch", tmp_path / "batch.jsonl")
    piped = run(*indexed, "ask", "--batch", "-", stdin=text)

    replies = json_lines(from_file.stdout)
    assert from_file.returncode == 0
    assert from_file.stdout == piped.stdout
    assert [reply["query"] for reply in replies] == [request["query"] for request in requests]
    assert (replies[0]["id"], replies[0]["conversation"]) == (7, "c1")
    assert [replies[0]["hits"][0]["id"], replies[1]["hits"][0]["id"]] == ["gradients/2", "pooling/1"]
    assert [reply["status"] for reply in replies[2:]] == ["not_covered", "not_covered"]


def test_a_malformed_line_of_a_batch_is_named(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "ask", "--batch", "-", stdin='{"query": "momentum"}\n{"question": 1}\n')

    assert done.returncode == 2
    assert len(json_lines(done.stdout)) == 1
    assert "Line 2" in done.stderr


def test_bytes_that_are_no_text_are_replaced(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    (tmp_path / "batch.jsonl").write_bytes(b'{"query": "gradient clipping \xff"}\n')

    reply = json_lines(run(*indexed, "ask", "--batch", tmp_path / "batch.jsonl").stdout)[0]
    asked = json.loads(run(*indexed, "ask", "--json", "gradient clipping \udcff").stdout)

    assert [reply["hits"][0]["id"], asked["hits"][0]["id"]] == ["gradients/1", "gradients/1"]


def test_output_is_utf_8_whatever_the_locale_says(indexed: tuple[object, ...], shared_home: Path) -> None:
    command = [sys.executable, "-m", "dltutor", *map(str, indexed), "ask", "--json", "déjà vu"]
    surroundings = {**environment(shared_home), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False)

    assert json.loads(done.stdout.decode("utf-8"))["query"] == "déjà vu"


def test_asking_needs_a_question_or_a_batch(run: Run, indexed: tuple[object, ...]) -> None:
    assert run(*indexed, "ask").returncode == 2


def test_asking_without_an_index_says_how_to_make_one(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("--corpus", corpus, "--index", tmp_path / "none", "ask", "momentum")

    assert (done.returncode, done.stdout) == (1, "")
    assert "dltutor index" in done.stderr


def test_a_damaged_index_is_a_clear_error(run: Run, corpus: Path, tmp_path: Path) -> None:
    place = ("--corpus", corpus, "--index", tmp_path / "index")
    run(*place, "index")
    for file in (tmp_path / "index").rglob("vectors.faiss"):
        file.write_bytes(b"")

    done = run(*place, "ask", "momentum")

    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "dltutor index --rebuild" in done.stderr
    assert "Traceback" not in done.stderr


def test_eval_prints_the_measures_by_type(run: Run, indexed: tuple[object, ...], tmp_path: Path) -> None:
    rows = [
        {"query": "what is gradient clipping", "type": "plain", "gold": ["gradients#1"], "answerable": True},
        {"query": "gradeint cliping", "type": "typo", "gold": ["gradients/1"], "answerable": True},
        {"query": "who won the football cup", "type": "ood", "gold": [], "answerable": False},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    done = run(*indexed, "eval", file)

    assert done.returncode == 0, done.stderr
    assert all(word in done.stdout for word in ("P@1", "hit@3", "hit@5", "MRR", "typo", "calibration error"))

    measured = json.loads(run(*indexed, "eval", "--json", file).stdout)
    assert measured.keys() == {"questions", "reliability"}
    assert measured["questions"].keys() == {"plain", "typo", "ood", "all"}
    assert sum(band["count"] for band in measured["reliability"]["bands"]) == len(rows)


def test_eval_with_folds_measures_what_is_fitted_on_other_questions(
    run: Run, indexed: tuple[object, ...], tmp_path: Path
) -> None:
    rows = [
        *({"query": query, "type": "plain", "gold": [gold]} for gold, query in FOLDED.items()),
        {"query": "who won the football cup", "type": "outside", "gold": []},
        {"query": "opening hours of the library", "type": "outside", "gold": []},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    printed = run(*indexed, "eval", file, "--folds", "2")
    measured = json.loads(run(*indexed, "eval", file, "--folds", "2", "--json").stdout)

    assert printed.returncode == 0, printed.stderr
    assert all(word in printed.stdout for word in ("BM25 alone", "without concepts", "calibration error"))
    assert measured.keys() == {"held_out", "reliability", "others"}
    assert measured["held_out"]["all"]["answerable"] == len(FOLDED)


@pytest.mark.parametrize("gold", [[], ["gradients/1"]])
def test_too_few_questions_for_the_folds_are_a_clear_error(
    run: Run, indexed: tuple[object, ...], tmp_path: Path, gold: list[str]
) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"query": "what is gradient clipping", "gold": gold}), encoding="utf-8")

    done = run(*indexed, "eval", file, "--folds", "2")

    assert (done.returncode, done.stdout) == (2, "")
    assert "too few items for 2 folds" in done.stderr
    assert "Traceback" not in done.stderr
