"""``dltutor exam``."""

import json
import signal
import subprocess
from pathlib import Path

import pytest
from student import Student

ANSWERS = "a c\nthe step\n\ntraining ends before the noise is fitted\n\n"
SAT = f"\n{ANSWERS}/hand-in\ny\n"
MARKED = f"{SAT}\n\n"


def exams(student: Student) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(student.types("exam", "list", "--json").out)["exams"]
    return listed


def test_a_paper_is_sat_handed_in_marked_and_reported(student: Student, tmp_path: Path) -> None:
    said = student.starts("exam", "trial", "--plain", stdin=f"4\n{ANSWERS}/hand-in\ny\n2\n4\n")
    assert said.returncode == 0, said.stderr
    assert "2.1 (2 credits) · 2 of 3" in said.stdout
    assert "Marked by tutor 4 of 4 · you 6 of 6 → 10 of 10 credits" in said.stdout
    assert [(one["state"], one["credits"], one["answered"]) for one in exams(student)] == [("marked", [10.0, 10.0], 3)]
    report = json.loads(student.types("exam", "report", "--json").out)
    assert (report["out_of"], report["range"], report["predicted"]) == (10.0, [10.0, 10.0], 4.0)
    file = tmp_path / "report.md"
    assert student.types("exam", "report", "--to", file).code == 0
    assert file.read_text(encoding="utf-8").startswith("# Trial exam: report\n")
    again = student.types("exam", "report", "--to", file)
    assert again.code == 2
    assert "is there already" in again.err


def test_papers_and_exams_are_listed_for_people_and_for_programs(student: Student) -> None:
    assert student.types("exam", "list").out.startswith("trial: Trial exam · 3 parts · 10 credits · 30 min\n")
    told = json.loads(student.types("exam", "list", "--json").out)
    assert told == {
        "papers": [
            {
                "name": "trial",
                "title": "Trial exam",
                "document": "exams/trial.md",
                "parts": 3,
                "credits": 10.0,
                "minutes": 30.0,
            }
        ],
        "exams": [],
    }
    assert student.types("exam").out == student.types("exam", "list").out


def test_an_exam_that_was_killed_goes_on_where_it_was(student: Student) -> None:
    with subprocess.Popen(
        **student.command("exam", "trial", "--plain"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("\na c\nhalf an answer\nof which the end is miss")
        child.stdin.flush()
        for line in child.stdout:
            if line.startswith("2.1"):
                break
        child.send_signal(signal.SIGKILL)
        child.communicate()
    said = student.types("exam", "resume", stdin="/back\n")
    assert said.code == 0
    assert "2.1 (2 credits) · 2 of 3" in said.out
    assert "Your answer so far: a, c" in said.out


def test_the_time_of_a_paper_can_be_another_or_none(student: Student) -> None:
    student.types("exam", "trial", "--minutes", "7", stdin="\n")
    student.types("exam", "trial", "--no-clock", stdin="\n")
    student.types("exam", "trial", stdin="\n")
    assert [one["seconds_left"] for one in exams(student)] == [1800, None, 420]
    assert student.types("exam", "trial", "--no-clock", "--minutes", "7").code == 2


def test_two_exams_at_once_are_told_apart(student: Student) -> None:
    for answer in ("a", "b"):
        student.types("exam", "trial", stdin=f"\n{answer}\n")
    assert "Your answer so far: b" in student.types("exam", "resume", stdin="/back\n").out
    assert "Your answer so far: a" in student.types("exam", "resume", 1, stdin="/back\n").out
    assert [one["id"] for one in exams(student)] == [2, 1]


def test_resuming_adds_nothing_to_the_time_that_was_used(student: Student) -> None:
    student.types("exam", "trial", stdin="\na\n")
    for _ in range(3):
        student.types("exam", "resume", stdin="")
    assert exams(student)[0]["seconds_used"] == 0


def test_marking_waits_and_goes_on(student: Student) -> None:
    left = student.types("exam", "trial", stdin=f"{SAT}p 1 1\n\n")
    assert "Go on with: dltutor exam mark 1" in left.out
    assert exams(student)[0]["state"] == "to mark"
    said = student.types("exam", "mark", stdin="0.5\n")
    assert "Marking 2 of 2" in said.out
    assert exams(student)[0]["state"] == "marked"
    assert student.types("exam", "mark", 1).out.strip().startswith("Trial exam")


def test_the_marks_of_an_exam_are_no_decision_that_undo_takes_back(student: Student) -> None:
    student.types("exam", "trial", stdin=MARKED)
    before = exams(student)
    assert student.types("undo").out == "There is nothing to undo.\n"
    assert exams(student) == before


def test_a_mixed_paper_is_the_same_for_the_same_seed(student: Student) -> None:
    first, second = (student.types("exam", "--mix", 8, "--seed", 1, stdin="\n/list\n").out for _ in range(2))
    assert "credits" in first
    assert first.replace("resume 1", "resume 2") == second


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chemistry",), "trial"),
        (("resume",), "No exam waits"),
        (("mark",), "No exam waits"),
        (("resume", "5"), "There is no exam 5."),
        (("report",), "No exam was handed in yet."),
        (("trial", "--mix", "3"), "exclude each other"),
        (("trial", "2"), "is no paper"),
        (("trial", "--seed", "2"), "mixed"),
        (("--mix", "500"), "credits"),
        (("list", "--to", "x.md"), "--to is for a report"),
    ],
)
def test_what_can_not_be_is_told_and_ends_with_2(student: Student, arguments: tuple[str, ...], words: str) -> None:
    said = student.types("exam", *arguments)
    assert said.code == 2
    assert words in said.err
    assert said.out == ""


def test_an_exam_that_is_still_sat_can_not_be_marked_or_reported_on(student: Student) -> None:
    student.types("exam", "trial", stdin="\na\n")
    for verb in ("mark", "report"):
        said = student.types("exam", verb, 1)
        assert said.code == 2
        assert "dltutor exam resume 1" in said.err


def test_what_the_documents_say_later_changes_nothing_in_an_exam_that_was_begun(student: Student) -> None:
    student.types("exam", "trial", stdin="\na c\n")
    gone = student.types("--index", student.home / "nowhere", "exam", "resume", stdin="", index=False)
    assert gone.code == 0
    assert "2.1 (2 credits)" in gone.out
