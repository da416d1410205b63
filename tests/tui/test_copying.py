from driving import Opened, app_of, ask, notices, pressed, settled, shown
from fake_tutor import World, item

from dltutor.search.reply import Hit
from dltutor.tui.answers.copying import copyables
from dltutor.tui.screens.copying import CopyScreen
from dltutor.tui.widgets.actions import ActionRow

ANSWER = """Let $x_i$ be it, $x_i$ again, and $t$ a time.

$$
\\frac{a}{b}
$$

```python
loss = 1  # $5
```
"""


def test_everything_of_an_answer_can_be_copied_as_it_was_written() -> None:
    one = item("1", "What is [CLS]?", ANSWER, stem="Given x[i].")
    texts = {copyable.name: copyable.text for copyable in copyables(Hit(one, 0.9, "exact", (one.source,)))}
    assert texts["the answer"] == ANSWER.strip()
    assert texts["question, answer and source"] == (
        f"Given x[i].\n\n**What is [CLS]?**\n\n{ANSWER.strip()}\n\nSource: lecture.md · 3 Training · 1, line 3"
    )
    assert texts["the place"] == "lecture.md · 3 Training · 1, line 3"
    assert texts["the code (python)"] == "loss = 1  # $5"


def test_formulas_that_stand_by_themselves_come_first_and_each_comes_once() -> None:
    one = item("1", "What?", ANSWER)
    found = [copyable.text for copyable in copyables(Hit(one, 0.9, "exact", ())) if copyable.name == "the LaTeX"]
    assert found == [r"\frac{a}{b}", "x_i"]


async def test_what_to_copy_is_chosen_by_number_by_arrows_or_by_mouse(opened: Opened, world: World) -> None:
    world.items = (item("1", "What?", ANSWER),)
    async with opened(size=(80, 40)) as pilot:
        await ask(pilot, "What?")
        await pressed(pilot, "alt+c", "4")
        assert pilot.app.clipboard == "loss = 1  # $5"
        assert "Sent the code (python) to the terminal" in notices(pilot)

        await pressed(pilot, "tab", "c", "down", "down", "enter")
        assert pilot.app.clipboard == "lecture.md · 3 Training · 1, line 3"

        row = app_of(pilot).chat.query_one(ActionRow)
        await pilot.click(row, offset=(str(row.content).index("Copy"), 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, CopyScreen)
        await pilot.click("OptionList", offset=(5, 1))
        await settled(pilot)
        assert pilot.app.clipboard.startswith("**What?**")

        await pressed(pilot, "c", "escape")
        assert pilot.app.screen is app_of(pilot).chat


async def test_without_an_answer_there_is_nothing_to_choose(opened: Opened, world: World) -> None:
    world.status = "unsure"
    async with opened() as pilot:
        await ask(pilot, "unclear")
        await pressed(pilot, "alt+c")
        assert "pick a question by its number first" in notices(pilot)
        assert "Copy what?" not in shown(pilot.app.screen)
