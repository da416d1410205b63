"""The four shipped papers, each sat, marked and reported line by line."""

import io
from pathlib import Path

import pytest
from fake_exams import exam_world

from dltutor.bank.bank import read_corpus
from dltutor.paths import shipped_corpus
from dltutor.study.exams.paper import Paper
from dltutor.study.exams.papers import papers
from dltutor.tui.plain.console import Console
from dltutor.tui.plain.exam import PlainExam


@pytest.fixture(scope="module")
def shipped() -> tuple[Paper, ...]:
    folder = shipped_corpus() / "exams"
    return papers(read_corpus(folder).items, lambda name: (folder / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(4))
def test_a_shipped_paper_can_be_sat_and_marked_without_a_screen(
    shipped: tuple[Paper, ...], tmp_path: Path, number: int
) -> None:
    paper = shipped[number]
    typed = [line for part in paper.parts for line in (("b",) if part.item.options else ("my answer", "goes on", "."))]
    marks = [line for part in paper.parts if not part.item.options for line in ("0.5", "")]
    out = io.StringIO()
    with exam_world(tmp_path) as world:
        study = world.tutor().study  # type: ignore[attr-defined]
        exam = study.begin_exam(paper, 60 * (paper.minutes or 0), 40.0)
        PlainExam(study, Console(io.StringIO("\n".join([*typed, "/hand-in", "y", *marks, ""])), out), exam).run()
        kept = world.kept()
    assert kept.closed
    assert [state.answer for state in kept.parts] == [
        "b" if part.item.options else "my answer\ngoes on" for part in paper.parts
    ]
    assert all(state.marks and state.marks.credits is not None for state in kept.parts)
    assert "By problem:" in out.getvalue()
    assert "40" in out.getvalue()
