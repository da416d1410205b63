from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import Opened, notices, settled, shown
from fake_exams import PAPER, Clock, ExamWorld, begin, exam_world, let_pass, sat

from dltutor.study.exams.exam import Exam, PartState
from dltutor.tui import describe_exam, stopwatch
from dltutor.tui.stopwatch import AWAY, Stopwatch


@pytest.fixture
def world(tmp_path: Path) -> Iterator[ExamWorld]:
    with exam_world(tmp_path) as world:
        yield world


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(stopwatch, "monotonic", lambda: clock.now)
    return clock


def exam(seconds: float | None, used: float) -> Exam:
    return Exam(1, PAPER, seconds, used=used, parts=[PartState() for _ in PAPER.parts])


@pytest.mark.parametrize(
    ("seconds", "used", "said", "hurry"),
    [
        (5400.0, 0.0, "1 h 30 min left", ""),
        (5400.0, 1.0, "1 h 30 min left", ""),
        (5400.0, 61.0, "1 h 29 min left", ""),
        (5400.0, 1800.0, "1 h 00 min left", ""),
        (5400.0, 4799.0, "11 min left", ""),
        (5400.0, 4800.0, "10 min left · time is short", "short"),
        (5400.0, 5099.0, "6 min left · time is short", "short"),
        (5400.0, 5100.0, "5 min 00 s left · last minutes", "last"),
        (5400.0, 5399.5, "1 s left · last minutes", "last"),
        (5400.0, 5400.0, "Time is up · 0 s over", "over"),
        (5400.0, 5465.0, "Time is up · 1 min 05 s over", "over"),
        (None, 125.0, "2 min used · no clock", ""),
    ],
)
def test_the_clock_says_in_words_how_much_is_left(seconds: float | None, used: float, said: str, hurry: str) -> None:
    assert describe_exam.clock(exam(seconds, used)) == said
    assert describe_exam.hurry(exam(seconds, used)) == hurry


def test_a_gap_longer_than_a_minute_counts_as_away(clock: Clock) -> None:
    watch = Stopwatch()
    clock.now += AWAY
    assert watch.lap() == (AWAY, 0.0)
    clock.now += AWAY + 1
    assert watch.lap() == (0.0, AWAY + 1)
    assert watch.lap() == (0.0, 0.0)


async def test_time_counts_for_the_exam_and_for_the_part_that_is_looked_at(opened: Opened, clock: Clock) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        let_pass(screen, clock, 40)
        clock.now += 20
        await pilot.press("ctrl+n")
        await settled(pilot)
        let_pass(screen, clock, 30)
        assert screen.exam.used == pytest.approx(90)
        assert [state.seconds for state in screen.exam.parts[:2]] == pytest.approx([60, 30])
        assert "29 min left" in shown(screen)


async def test_time_counts_behind_the_navigator_too(opened: Opened, clock: Clock) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        await pilot.press("ctrl+g")
        let_pass(screen, clock, 90)
        await pilot.press("escape")
        await settled(pilot)
        assert screen.exam.used == pytest.approx(90)


async def test_the_clock_stands_still_while_the_exam_is_closed(opened: Opened, clock: Clock, world: ExamWorld) -> None:
    async with opened() as pilot:
        let_pass(await begin(pilot), clock, 120)
        await pilot.press("escape")
        await settled(pilot)
        clock.now += 50
        await pilot.press("enter")
        await settled(pilot)
        screen = sat(pilot)
        assert screen.exam.used == pytest.approx(120)
        let_pass(screen, clock, 60)
        await pilot.press("escape")
        await settled(pilot)

    assert world.kept().used == pytest.approx(180)


async def test_the_sleep_of_the_machine_is_no_exam_time_and_it_says_so(opened: Opened, clock: Clock) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        let_pass(screen, clock, 30)
        clock.now += 3600
        screen._tick()
        assert screen.exam.used == pytest.approx(30)
        await settled(pilot)
        assert "1 h 00 min away, which the clock does not count." in notices(pilot)


async def test_ten_minutes_five_minutes_and_the_end_are_announced_once_each(opened: Opened, clock: Clock) -> None:
    async with opened() as pilot:
        screen = await begin(pilot)
        for until, word in ((1200, "10 minutes left."), (1500, "5 minutes left."), (1800, "Time is up.")):
            let_pass(screen, clock, until - screen.exam.used - 1)
            await settled(pilot)
            assert word not in notices(pilot)
            let_pass(screen, clock, 20)
            await settled(pilot)
            assert notices(pilot).count(word) == 1


async def test_when_time_is_up_one_may_write_on_and_it_is_counted_and_reported(
    opened: Opened, clock: Clock, world: ExamWorld
) -> None:
    async with opened(size=(120, 40)) as pilot:
        screen = await begin(pilot)
        let_pass(screen, clock, 1800 + 65)
        assert "Time is up · 1 min 05 s over" in shown(screen)
        await pilot.press("a", "c", "ctrl+n")
        await settled(pilot)
        let_pass(screen, clock, 55)
        await pilot.press("ctrl+e", "y")
        await settled(pilot)
        assert world.kept().parts[0].answer == "a, c"
        assert "Time 32 min of 30 min · 2 min of it overtime" in shown(pilot.app.screen)


async def test_without_a_clock_nothing_is_ever_up(opened: Opened, clock: Clock) -> None:
    async with opened() as pilot:
        screen = await begin(pilot, minutes=None)
        let_pass(screen, clock, 4 * 3600)
        assert "4 h 00 min used · no clock" in shown(screen)
        assert "Time is up" not in notices(pilot)
