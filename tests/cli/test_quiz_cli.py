"""``dltutor quiz``, ``review``, ``due``, ``plan`` and ``undo``."""

import json
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from student import Student

from dltutor.grading.result import Graded, Grading
from dltutor.study.attempt import Circumstances
from dltutor.study.database import Database, history_file
from dltutor.study.day import now
from dltutor.study.history import History
from dltutor.tutor import rule_in_words

DROPOUT = "units are switched off at random so that they don't rely on each other"


def answers(student: Student) -> list[tuple[str, str]]:
    """What is in the history: item and answer."""
    database = Database(history_file())
    try:
        assert history_file().is_relative_to(student.home)
        return [(one.item, one.answer) for one in History(database).attempts()]
    finally:
        database.close()


# quiz


def test_a_quiz_asks_grades_and_keeps(student: Student) -> None:
    said = student.starts("quiz", "-n", "1", "--topic", "regularisation", "--plain", stdin=f"{DROPOUT}\n\n3\n\n")
    assert said.returncode == 0, said.stderr
    assert "Quiz · question 1 of 1" in said.stdout
    assert "How sure were you?" in said.stdout
    assert "Reference answer:" in said.stdout
    assert len(answers(student)) == 1
    assert "\x1b" not in said.stdout


def test_a_choice_is_answered_in_the_letters_that_were_shown(student: Student) -> None:
    said = student.types("quiz", "--document", "pooling", "--choice", "-n", "1", stdin="what?\nnone\n3\n\n/quit\n")
    assert said.code == 0
    assert rule_in_words(None) in said.out
    assert said.out.index("Which options do you mean?") < said.out.index("How sure")
    options = [line for line in said.out.splitlines() if line[1:3] == ") "]
    told = [line.split(": ", 1)[1] for line in said.out.splitlines() if line.startswith(("✓ agrees: ", "✗ differs: "))]
    assert told
    assert [line.split(":")[0] for line in told] == options[: len(told)]


@pytest.mark.parametrize("answer", ["Das Netz schaltet Einheiten ab", "学习率 dropout ☃ \x07", "a" * 100_000])
def test_any_answer_is_taken_and_kept(student: Student, answer: str) -> None:
    said = student.types("quiz", "--topic", "regularisation", "--open", "-n", "1", stdin=f"{answer}\n\n\n\n/quit\n")
    assert said.code == 0
    assert "\x07" not in said.out
    assert [kept.replace("\ufffd", "\x07") for _, kept in answers(student)] in ([answer], [answer, answer])


def test_the_end_of_the_input_keeps_what_was_typed(student: Student) -> None:
    said = student.types("quiz", "--topic", "regularisation", "-n", "1", stdin=DROPOUT)
    assert said.code == 0
    assert len(answers(student)) == 1
    assert "Your last answer is kept, without a decision." in said.out


def test_ctrl_c_leaves_with_130_and_says_what_is_kept(student: Student) -> None:
    how = student.command("quiz", "--topic", "regularisation", "-n", "2")
    with subprocess.Popen(
        **how, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{DROPOUT}\n\n3\n\n")
        child.stdin.flush()
        for line in child.stdout:
            if "question 2 of" in line:
                break
        child.send_signal(signal.SIGINT)
        rest, errors = child.communicate(timeout=60)
    assert child.returncode == 130, errors
    assert "Stopped; what was answered is kept." in rest
    assert "Traceback" not in errors
    assert len(answers(student)) == 1


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [("--topic", "regularization of nets", "Regularisation"), ("--document", "poling-layers.md", "pooling.md")],
)
def test_what_is_not_there_is_told_with_the_nearest(student: Student, option: str, value: str, near: str) -> None:
    said = student.types("quiz", option, value)
    assert said.code == 2
    assert near in said.err
    assert said.out == ""


def test_contrary_options_of_a_quiz_are_refused(student: Student) -> None:
    assert student.types("quiz", "--open", "--choice").code == 2


# review and due


def test_what_was_answered_is_due_another_day_and_undone_it_is_not(student: Student) -> None:
    assert student.types("quiz", "--topic", "regularisation", "-n", "1", stdin=f"{DROPOUT}\n\n3\nw\n").code == 0
    said = student.types("undo")
    assert said.code == 0
    assert said.out.startswith("Taken back: ")
    assert student.types("undo").out == "There is nothing to undo.\n"


def test_a_review_asks_what_is_new_within_its_limits(student: Student) -> None:
    said = student.types("review", "-n", "1", stdin="/quit\n")
    assert said.code == 0
    assert "Review · question 1 of 1" in said.out


def test_due_is_one_line_or_one_object(student: Student) -> None:
    said = student.types("due")
    assert said.code == 0
    assert said.out.count("\n") == 1
    told = json.loads(student.types("due", "--json").out)
    assert set(told) == {"due", "new", "backlog", "minutes", "exam_in", "best"}
    assert told["due"] == 0
    assert told["new"] > 0


def test_a_clock_that_was_set_back_is_told_beside_what_is_due(student: Student) -> None:
    database = Database(history_file())
    graded = Graded(None, "Why?", "because", "", Grading(1.0, "pass", low=1.0, high=1.0))
    History(database, lambda: now() + timedelta(days=3)).record(graded, Circumstances("quiz"), None)
    database.close()
    said = student.types("due")
    assert said.code == 0
    assert "The clock says" in said.err
    assert said.out.count("\n") == 1


def test_due_makes_no_history(student: Student) -> None:
    student.types("due")
    assert not history_file().exists()


@pytest.mark.parametrize("command", ["due", "quiz", "review", "cards"])
def test_without_an_index_there_is_one_clear_word(student: Student, command: str) -> None:
    said = student.types("--index", student.home / "nowhere", command, index=False)
    assert said.code == 1
    assert "dltutor index" in said.err
    assert said.out == ""


def test_a_plan_stands_without_an_index(student: Student) -> None:
    said = student.types("--index", student.home / "nowhere", "plan", "--minutes", "30", index=False)
    assert said.code == 0
    assert "30 minutes a day" in said.out
    assert "dltutor index" in said.err


def test_due_loads_neither_encoder_nor_app(student: Student) -> None:
    script = (
        "import sys\nfrom dltutor.cli import main\nsys.argv = ['dltutor', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({'faiss', 'onnxruntime', 'textual', 'torch', 'tokenizers'} & set(sys.modules)))"
    )
    how = student.command("due")
    how["args"] = [sys.executable, "-c", script, *map(str, student.place), "due"]
    done = subprocess.run(capture_output=True, text=True, check=True, **how)
    assert done.stdout.splitlines()[1] == ""


# plan


def test_a_plan_is_set_shown_and_taken_back(student: Student) -> None:
    said = student.types("plan", "--exam", "2999-02-15", "--minutes", "40")
    assert said.code == 0
    assert "40 minutes a day, exam on 2999-02-15" in said.out
    told = json.loads(student.types("plan", "--json").out)
    assert set(told) == {"exam", "days_left", "minutes"}
    assert (told["exam"], told["minutes"]) == ("2999-02-15", 40)
    student.types("plan", "--exam", "none")
    assert json.loads(student.types("plan", "--json").out) == {"exam": None, "days_left": None, "minutes": 40}


@pytest.mark.parametrize("day", ["soon", "2999-02-31", "15.02.2999"])
def test_what_is_no_date_is_refused(student: Student, day: str) -> None:
    said = student.types("plan", "--exam", day)
    assert said.code == 2
    assert "2027-02-15" in said.err
