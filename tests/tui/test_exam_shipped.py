"""A shipped paper, sat from beginning to end with nothing but keys, on a terminal of 80×24."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, app_of, settled
from fake_exams import ExamWorld, exam_world

from dltutor.bank.bank import read_corpus
from dltutor.paths import shipped_corpus
from dltutor.study.exams.paper import Paper
from dltutor.study.exams.papers import papers
from dltutor.tui.screens.marking import MarkingScreen


@pytest.fixture(scope="module")
def shipped() -> tuple[Paper, ...]:
    items = [item for item in read_corpus(shipped_corpus() / "exams").items if item.kind != "fragment"]
    return papers(items, lambda name: (shipped_corpus() / "exams" / name).read_text(encoding="utf-8"))


@pytest.fixture
def world(tmp_path: Path, shipped: tuple[Paper, ...]) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        world.sat = shipped
        yield world


@pytest.mark.parametrize("number", [1])  # all four are sat line by line in test_plain_papers.py
async def test_a_shipped_paper_can_be_sat_from_the_keyboard_alone(
    opened: Opened, world: ExamWorld, shipped: tuple[Paper, ...], number: int
) -> None:
    assert len(shipped) == 4
    paper = shipped[number]
    async with opened(size=(80, 24)) as pilot:
        app_of(pilot).chat.prompt.insert("/exam")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*["down"] * number, "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        for part in paper.parts:
            await pilot.press("b" if part.item.options else "x", "ctrl+n")
        await pilot.press("ctrl+e")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MarkingScreen)
        await pilot.press("plus", "enter")
        await settled(pilot)
    kept = world.kept()
    assert kept.handed_in
    assert [state.answer for state in kept.parts] == ["b" if part.item.options else "x" for part in paper.parts]
    waiting = [part for part in paper.parts if not part.item.options]
    assert [state.marks.by for state in kept.parts if state.marks].count("you") == 1
    assert [state.marks.by for state in kept.parts if state.marks].count("unmarked") == len(waiting) - 1
