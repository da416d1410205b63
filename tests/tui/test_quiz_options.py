from collections.abc import Sequence
from dataclasses import replace

import pytest
from driving import Opened, app_of, ask, notices, pressed, shown
from fake_tutor import World, item
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from dltutor.bank.item import Option
from dltutor.grading.result import Grading, PointResult
from dltutor.tui.screens.attempt import AttemptScreen
from dltutor.tui.screens.feedback import FeedbackScreen
from dltutor.tui.widgets.options import OptionRow, Options

TEXTS = ("ReLU", "Adam", "sigmoid", "dropout")
CHOICE = item(
    "6",
    "Which are activation functions?",
    "",
    kind="choice",
    options=tuple(Option(text, correct=text in {"ReLU", "sigmoid"}) for text in TEXTS),
)
RIGHT = Grading(
    1.0,
    "pass",
    2.0,
    2.0,
    1.0,
    1.0,
    tuple(
        PointResult(f"{letter}) {text}: right", None, 1.0, "covered", letter, 0.25)
        for letter, text in zip("abcd", TEXTS, strict=True)
    ),
)


class Alone(App[None]):
    """The options without a sitting."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options = options

    def compose(self) -> ComposeResult:
        yield self.options


@pytest.fixture
def world() -> World:
    return World(items=(CHOICE,), grading=RIGHT)


def options(count: int = 4, answer: str = "") -> Options:
    return Options([Option(f"option {number} [CLS] [/foo]") for number in range(count)], answer)


def letter_of(pilot: Pilot[None], text: str) -> str:
    """The letter under which an option is shown."""
    rows = [shown(row) for row in pilot.app.screen.query(OptionRow)]
    return next(row.split("] ")[1][0] for row in rows if row.endswith(text))


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("", ""),
        ("ca", "a, c"),
        ("cac", "a"),
        ("an", "none"),
        ("nb", "b"),
        ("nn", ""),
        ("h", ""),
        (("down", "down", "space"), "c"),
        (("up", "space"), "a"),
        ((*("down",) * 9, "space"), "none"),
    ],
)
async def test_letters_and_arrows_choose_and_none_is_an_answer_of_its_own(keys: Sequence[str], answer: str) -> None:
    app = Alone(options())
    async with app.run_test() as pilot:
        app.options.focus()
        await pilot.press(*keys)
        assert app.options.answer == answer


async def test_what_was_chosen_before_is_chosen_still() -> None:
    for answer in ("a, c", "none", ""):
        app = Alone(options(answer=answer))
        async with app.run_test():
            assert app.options.answer == answer


async def test_a_row_can_be_clicked() -> None:
    app = Alone(options())
    async with app.run_test() as pilot:
        await pilot.click(list(app.query(OptionRow))[1])
        assert app.options.answer == "b"


async def test_long_options_wrap_and_many_scroll_into_view() -> None:
    app = Alone(Options([Option("word " * 30) for _ in range(8)]))
    async with app.run_test(size=(40, 12)) as pilot:
        app.options.focus()
        await pilot.press(*["down"] * 7)
        await pilot.pause()
        row = list(app.query(OptionRow))[7]
        assert row.size.height > 3
        assert app.options.region.contains(row.region.x, row.region.y)


async def test_options_stand_in_the_sittings_order_and_are_handed_in_by_the_documents_letters(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        shown_now = [shown(row).splitlines()[-1] for row in pilot.app.screen.query(OptionRow)][:-1]
        assert sorted(shown_now) == sorted(TEXTS)
        assert shown_now != list(TEXTS)
        letters = letter_of(pilot, "ReLU"), letter_of(pilot, "sigmoid")
        await pressed(pilot, *letters, "enter", "3")
        assert world.graded == [("lecture/6", "a, c")]
        text = shown(pilot.app.screen)
        rows = [shown(row).splitlines()[-1] for row in pilot.app.screen.query("PointRow")]
        assert rows == [f"{letter}) {name}: right" for letter, name in zip("abcd", shown_now, strict=True)]
        assert f"Your answer\n{', '.join(sorted(letters))}" in text


async def test_a_points_override_counts_for_the_option_that_the_row_shows(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        place = "abcd".index(letter_of(pilot, "Adam"))
        await pressed(pilot, "a", "enter", "3")
        first = next(iter(pilot.app.screen.query("PointRow.-chosen")))
        ups = [shown(row).splitlines()[-1] for row in pilot.app.screen.query("PointRow")].index(
            shown(first).splitlines()[-1]
        )
        await pressed(pilot, *["down"] * (place - ups), *["up"] * (ups - place), "0")
        assert world.decided[-1] == (None, {1: 0.0})


async def test_the_rule_that_applies_is_said_in_words(opened: Opened, world: World) -> None:
    world.items = (replace(CHOICE, choice_rule="negative"),)
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "Negative marking" in shown(pilot.app.screen)


async def test_choosing_nothing_is_told_from_choosing_none(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        assert "Nothing is chosen yet" in await pressed(pilot, "enter")
        await pressed(pilot, "n", "enter", "enter")
        assert world.graded == [("lecture/6", "none")]


async def test_what_was_chosen_survives_leaving(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        await pressed(pilot, "b", "d", "escape", "f3", "g")
        assert pilot.app.screen.query_one(Options).answer == "b, d"


async def test_a_right_guess_changes_no_date_and_is_asked_again_without_its_options(
    opened: Opened, world: World
) -> None:
    async with opened() as pilot:
        await ask(pilot, "/quiz")
        text = await pressed(pilot, letter_of(pilot, "ReLU"), letter_of(pilot, "sigmoid"), "enter", "1")
        assert "Right, by a guess" in text
        await pressed(pilot, "r")
        assert "Right, by a guess" in notices(pilot)
        text = await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, AttemptScreen)
        assert "asked openly" in text
        assert not pilot.app.screen.query(Options)
        assert "Adam" not in text
        await pressed(pilot, *"relu", "ctrl+d", "3")
        assert world.history.handed[-1].circumstances.openly
        assert isinstance(pilot.app.screen, FeedbackScreen)
        assert "Key points" in shown(pilot.app.screen)


async def test_the_letters_are_shown_on_eighty_by_twenty_four_within_the_screen(opened: Opened) -> None:
    async with opened((80, 24)) as pilot:
        await ask(pilot, "/quiz")
        for row in app_of(pilot).screen.query(OptionRow):
            assert row.region.right <= 80
            assert row.region.bottom < 24
