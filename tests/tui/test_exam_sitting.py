from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, Workers, app_of, notices, settled, shown
from fake_exams import HIDDEN, PAPER, ExamWorld, begin, exam_world, sat
from textual.pilot import Pilot

from dltutor.errors import DltutorError
from dltutor.tui import exams
from dltutor.tui.screens import exam as exam_screen
from dltutor.tui.screens.exam_list import ExamListScreen
from dltutor.tui.screens.exam_report import ExamReportScreen
from dltutor.tui.screens.marking import MarkingScreen
from dltutor.tui.widgets.exam_answer import ExamOptions, ExamText


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await settled(pilot)
    return shown(pilot.app.screen)


def text(pilot: Pilot[None]) -> ExamText:
    return sat(pilot).query_one(ExamText)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_whole_paper_can_be_sat_marked_and_reported_from_the_keyboard(
    opened: Opened, world: ExamWorld, size: tuple[int, int]
) -> None:
    async with opened(size=size) as pilot:
        app_of(pilot).chat.prompt.insert("/exam")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, ExamListScreen)
        await pressed(pilot, "enter")
        await pressed(pilot, "5", "enter")
        await pressed(pilot, "a", "c", "ctrl+n")
        await pressed(pilot, "n", "ctrl+n")
        await pressed(pilot, *"drops", "ctrl+n")
        await pressed(pilot, *"noise", "ctrl+f", "ctrl+n")
        assert "Every part" not in await pressed(pilot, "ctrl+e")
        assert "1 part is empty, 1 is flagged, 30 min left. Hand in?" in shown(pilot.app.screen)
        await pressed(pilot, "y")
        assert isinstance(pilot.app.screen, MarkingScreen)
        await pressed(pilot, "enter")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, ExamReportScreen)
        kept = world.kept()
        assert [state.answer for state in kept.parts] == ["a, c", "none", "drops", "noise", ""]
        assert [state.marks.credits for state in kept.parts if state.marks] == [2.0, 1.0, 1.0, 1.0, 0.0]
        assert kept.predicted == 5
        assert kept.closed


async def test_every_key_of_the_keyboard_is_text_where_an_answer_is_written(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n")
        await pressed(pilot, *"nbgfse?y1+-", "space", "enter", "q")
        assert text(pilot).text == "nbgfse?y1+- \nq"
        assert screen.exam.position == 2


async def test_letters_choose_and_none_excludes_them(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        field = screen.query_one(ExamOptions)
        await pressed(pilot, "c", "a", "a", "b")
        assert field.answer == "b, c"
        await pressed(pilot, "n")
        assert field.answer == "none"
        await pressed(pilot, "n")
        assert field.answer == ""
        await pressed(pilot, "up", "up", "space")
        assert field.answer == "b"


async def test_a_letter_typed_right_behind_a_move_counts_for_no_part_but_the_next(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "a", "ctrl+n", "a", "ctrl+b")
        assert [state.answer for state in screen.exam.parts[:2]] == ["a", "a"]


async def test_enter_goes_on_from_a_choice_and_hands_nothing_in(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "a", "enter")
        assert screen.exam.position == 1
        assert screen is pilot.app.screen


async def test_nothing_tells_whether_an_answer_is_right(opened: Opened) -> None:
    async with opened(size=(120, 60)) as pilot:
        await begin(pilot)
        for keys in (["a"], ["ctrl+n"], ["n"], ["ctrl+n"], [*"drops units"], ["ctrl+s"], ["ctrl+g"]):
            told = await pressed(pilot, *keys)
            assert HIDDEN not in told
            assert not {"right!", "wrong", "correct", "✓", "✗"} & set(told.casefold().split())


async def test_the_papers_rule_and_order_of_options_are_shown(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        told = shown(pilot.app.screen)
        assert "only if exactly the right options are chosen" in " ".join(told.split())
        assert told.index("ReLU") < told.index("Adam") < told.index("x[i] [/foo]")
        assert "1.1 (2 credits) · 1 of 5" in told
        assert "Problem 1: [/b] parts" in told


async def test_every_move_saves_what_was_written(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "a", "ctrl+n")
        assert world.saves[-1] == (1, ("a", "", "", "", ""))
        await pressed(pilot, "alt+right", *"so", "alt+left")
        assert world.saves[-1] == (1, ("a", "", "so", "", ""))


async def test_what_is_written_is_saved_without_any_move(
    opened: Opened, world: ExamWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exam_screen, "SAVE_EVERY", 0.01)
    async with opened() as pilot:
        await begin(pilot)
        await pilot.press("c")
        for _ in range(100):
            if world.saves and world.saves[-1][1][0] == "c":
                break
            await pilot.pause(0.01)
        assert world.saves[-1] == (0, ("c", "", "", "", ""))


@pytest.mark.parametrize("key", ["ctrl+s", "alt+s"])
async def test_saving_can_be_asked_for_and_says_so(opened: Opened, world: ExamWorld, key: str) -> None:
    async with opened() as pilot:
        await begin(pilot)
        assert "Saved." in await pressed(pilot, "b", key)
        assert world.saves[-1][1][0] == "b"


async def test_an_answer_that_cannot_be_saved_stays_and_is_saved_once_it_can(opened: Opened, world: ExamWorld) -> None:
    world.study_fails["save"] = DltutorError("The disk is full.", hint="Make room.")
    async with opened() as pilot:
        await begin(pilot)
        assert "NOT SAVED: The disk is full. Make room." in await pressed(pilot, "a", "ctrl+n", *"x", "ctrl+b")
        del world.study_fails["save"]
        await pressed(pilot, "ctrl+s")
        assert world.kept().parts[0].answer == "a"


async def test_an_exam_that_cannot_be_saved_is_not_left_without_a_question(opened: Opened, world: ExamWorld) -> None:
    world.study_fails["save"] = DltutorError("The disk is full.", hint="Make room.")
    async with opened() as pilot:
        screen = await begin(pilot)
        assert "NOT SAVED" in await pressed(pilot, "a", "escape")
        assert "would be lost. Leave all the same?" in await pressed(pilot, "escape")
        await pressed(pilot, "n")
        assert pilot.app.screen is screen
        await pressed(pilot, "escape", "y")
        assert isinstance(pilot.app.screen, ExamListScreen)


async def test_leaving_asks_nothing_saves_and_tells_how_to_come_back(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n", *"half", "escape")
        assert isinstance(pilot.app.screen, ExamListScreen)
        assert "dltutor exam resume" in notices(pilot)
        assert world.kept().parts[2].answer == "half"
        assert "Small paper [x] · go on" in str(pilot.app.screen._rows[1].text)
        await pressed(pilot, "enter")
        assert text(pilot).text == "half"


async def test_quitting_saves(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "b", "ctrl+q")

    assert world.kept().parts[0].answer == "b"


async def test_after_a_crash_a_new_app_goes_on_at_the_same_part_with_text_flags_and_time(
    opened: Opened, world: ExamWorld, workers: Workers
) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "a", "ctrl+f", "ctrl+n", "ctrl+n", *"kept text", "ctrl+s")
        screen.exam.used = 600.0
        await pressed(pilot, "ctrl+s")
        workers.hold("asking")
        await pilot.press(*" lost")

    workers.held.clear()
    async with opened() as pilot:
        exams.open_exam(app_of(pilot), 1)
        await settled(pilot)
        screen = sat(pilot)
        assert screen.exam.position == 2
        assert text(pilot).text == "kept text"
        assert screen.exam.parts[0].answer == "a"
        assert screen.exam.parts[0].flagged
        assert 600.0 <= screen.exam.used < 660.0


async def test_time_of_a_part_is_counted_once_however_often_it_is_saved(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        screen.exam.parts[0].seconds = 100.0
        await pressed(pilot, *["ctrl+s"] * 5)
        assert 100.0 <= world.kept().parts[0].seconds < 150.0


async def test_undo_never_brings_back_the_text_of_another_part(opened: Opened) -> None:
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n", *"one", "ctrl+n", *"two")
        await pressed(pilot, *["ctrl+z"] * 10)
        assert text(pilot).text == ""


async def test_a_long_stem_scrolls_by_pages_and_the_question_stays_in_sight(opened: Opened) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n")
        stem, question = screen.query_one("#stem"), screen.query_one("#question")
        assert stem.max_scroll_y > 0
        assert question.region.bottom < text(pilot).region.y + 1
        await pressed(pilot, "pagedown")
        assert stem.scroll_y > 0
        assert text(pilot).has_focus
        before = stem.scroll_y
        await pressed(pilot, "ctrl+n")
        assert stem.scroll_y == before
        await pressed(pilot, *["pageup"] * 9)
        assert stem.scroll_y == 0


async def test_beyond_the_first_and_the_last_part_there_is_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        assert (await begin(pilot)).exam.position == 0
        assert "This is the first part." in await pressed(pilot, "ctrl+b")
        told = await pressed(pilot, *["ctrl+n"] * len(PAPER.parts))
        assert "This is the last part. Ctrl+E hands in." in told


async def test_handing_in_is_asked_and_n_goes_on_writing(opened: Opened, world: ExamWorld) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "ctrl+e", "n")
        assert pilot.app.screen is screen
        await pressed(pilot, "ctrl+e", "escape")
        assert pilot.app.screen is screen
        assert not world.kept().handed_in


async def test_what_cannot_be_handed_in_stays_and_can_be_handed_in_again(opened: Opened, world: ExamWorld) -> None:
    world.study_fails["hand in"] = DltutorError("The disk is full.", hint="Make room.")
    async with opened() as pilot:
        screen = await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n", *"one")
        assert "Not handed in: The disk is full. Make room." in await pressed(pilot, "ctrl+e", "y")
        await pressed(pilot, *" two")
        assert text(pilot).text == "one two"
        del world.study_fails["hand in"]
        await pressed(pilot, "ctrl+e", "y")
        assert pilot.app.screen is not screen
        assert world.kept().handed_in
        assert world.kept().parts[2].answer == "one two"


async def test_marking_that_was_interrupted_goes_on_when_the_exam_is_opened_again(
    opened: Opened, world: ExamWorld
) -> None:
    world.study_fails["marking"] = DltutorError("Out of memory.")
    async with opened() as pilot:
        await begin(pilot)
        await pressed(pilot, "ctrl+n", "ctrl+n", *"one", "ctrl+e", "y", "escape")
    del world.study_fails["marking"]
    async with opened() as pilot:
        exams.open_exam(app_of(pilot), 1)
        await settled(pilot)
        assert "Marking goes on" in notices(pilot)
        assert isinstance(pilot.app.screen, MarkingScreen)
