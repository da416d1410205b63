import json
from collections import Counter
from pathlib import Path

import pytest

from dltutor.errors import UsageError
from dltutor.grading.measuring.answers import Answer, read_sets, wrong_answers

LINE = {"qid": "1", "question": "Why?", "reference": "Because.", "answer": "so", "score": 0.5}


def write(folder: Path, name: str, *rows: object) -> Path:
    file = folder / name
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_a_folder_gives_a_set_for_each_data_set_that_its_files_name(tmp_path: Path) -> None:
    write(tmp_path, "one.jsonl", LINE | {"dataset": "alpha"}, LINE | {"dataset": "beta"})
    write(tmp_path, "two.jsonl", LINE, {"item": "x#1", "student_answer": "yes", "score": 1, "type": "full"})

    found = {(one.name, one.items): len(one.answers) for one in read_sets([tmp_path], 40)}

    assert found == {("alpha", False): 1, ("beta", False): 1, ("two", False): 1, ("two", True): 1}


def test_every_accepted_reference_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path, "a.jsonl", LINE | {"references": ["Because.", "Therefore.", " "]})

    assert read_sets([file], 40)[0].answers[0].references == ("Because.", "Therefore.")


def test_large_questions_are_sampled_alike_every_time(tmp_path: Path) -> None:
    rows = [LINE | {"answer": str(number)} for number in range(50)] + [LINE | {"qid": "2"}]
    file = write(tmp_path, "a.jsonl", *rows)

    (first,), (second,) = read_sets([file], 7), read_sets([file], 7)

    assert first == second
    assert (first.found, len(first.answers), first.questions) == (51, 8, 2)


@pytest.mark.parametrize(
    "row",
    [
        "no json",
        "[]",
        LINE | {"score": 1.5},
        LINE | {"score": None},
        LINE | {"score": True},
        LINE | {"answer": 3},
        LINE | {"reference": ""},
        {"item": "x#1", "score": 1},
    ],
)
def test_a_line_that_is_no_graded_answer_is_named(tmp_path: Path, row: object) -> None:
    file = write(tmp_path, "a.jsonl", LINE, row)

    with pytest.raises(UsageError, match=r"a\.jsonl:2"):
        read_sets([file], 40)


def test_nothing_to_measure_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no graded answers"):
        read_sets([tmp_path], 40)


def test_wrong_answers_belong_to_other_questions_and_are_worth_nothing() -> None:
    answers = [Answer(f"q{number % 4}", "", ("r",), f"of q{number % 4}", 1.0) for number in range(40)]

    found = wrong_answers(answers, 6)

    assert Counter(one.question for one in found) == {f"q{number}": 6 for number in range(4)}
    assert all(one.wrong and one.score == 0.0 and one.question not in one.text for one in found)
    assert found == wrong_answers(answers, 6)


def test_a_lone_question_has_no_wrong_answers() -> None:
    assert wrong_answers([Answer("q", "", ("r",), "a", 1.0)] * 3) == []
