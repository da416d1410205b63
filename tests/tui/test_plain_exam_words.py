"""What a session line by line does about exams: mixed papers, reports, what went wrong."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_exams import ExamWorld, FakeStudy, exam_world

from dltutor.config import Config
from dltutor.study.quizzing import QuizWish
from dltutor.study.sitting import Sitting, Wanted
from dltutor.tui.plain.session import PlainSession


@pytest.fixture
def exams(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as made:
        yield made


class Quizzing(FakeStudy):
    def asks(self) -> tuple[()]:
        return ()

    def quiz(self, wish: QuizWish) -> Sitting:
        parts = {part.item.id: part.item for paper in self.world.sat for part in paper.parts}
        return Sitting("quiz-1", "quiz", [Wanted(parts[name], None, "chosen") for name in wish.items], 1)


def said(exams: ExamWorld, *lines: str) -> str:
    out, tutor = io.StringIO(), exams.tutor()
    tutor.study = Quizzing(exams)  # type: ignore[assignment]
    text = "".join(line + "\n" for line in lines)
    PlainSession(tutor, Config(), io.StringIO(text), out).run()  # type: ignore[arg-type]
    return out.getvalue()


def test_an_exam_is_reported_into_files_of_their_own_and_its_faults_are_asked(
    exams: ExamWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sat = ["/exam small", "0", "", "b", "/hand-in", "y", "", "", "", "", ""]
    text = said(exams, *sat, "exam report", "exam report 1 file", "exam report file", "exam review", "/quit", "exams")
    assert exams.kept().seconds is None
    assert text.count("By problem:") == 2
    assert {file.name for file in tmp_path.glob("*.md")} == {"exam-1-small.md", "exam-1-small-2.md"}
    assert "Quiz · question 1 of" in text
    assert "exam resume, exam mark" in text


def test_a_mixed_paper_asks_for_credits_and_minutes_that_can_be(exams: ExamWorld) -> None:
    text = said(exams, "/exam mix many", "exam mix 20", "forever", "90", "", "/quit", "exam mix", "")
    assert "Type exam mix and a number of credits" in text
    assert "Please type a number from 0 to 600" in text
    assert exams.kept().seconds == 5400.0
    assert "Mixed, 60 credits" in text
