"""From a key press to the ghost text behind the cursor, with a Tutor that suggests out of an index of wordings."""

import numpy as np
import pytest
from driving import Opened, Workers, app_of, settled
from fake_tutor import FakeTutor
from textual.pilot import Pilot

from dltutor.search.suggestions import Suggestions
from dltutor.tui.widgets.prompt import Prompt

WORDINGS = [["What is a learning rate?"], ["What is a limit?"], ["What is Straße in capitals?"]]
SUGGESTIONS = Suggestions(WORDINGS, np.arange(len(WORDINGS), dtype=np.int32))


@pytest.fixture(autouse=True)
def _out_of_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeTutor, "suggest", lambda _, prefix, limit=5: SUGGESTIONS.best(prefix, limit))


def prompt_of(pilot: Pilot[None]) -> Prompt:
    return app_of(pilot).chat.prompt


def whole(pilot: Pilot[None]) -> str:
    return prompt_of(pilot).text + prompt_of(pilot).suggestion


async def test_every_key_press_brings_the_rest_of_a_known_question(opened: Opened) -> None:
    async with opened() as pilot:
        for key in "wHat is a l":
            await pilot.press(key)
        await settled(pilot)
        assert whole(pilot) == "wHat is a limit?"
        await pilot.press("e")
        await settled(pilot)
        assert whole(pilot) == "wHat is a learning rate?"
        await pilot.press("x")
        await settled(pilot)
        assert prompt_of(pilot).suggestion == ""


async def test_a_suggestion_that_comes_late_is_never_put_behind_another_text(opened: Opened, workers: Workers) -> None:
    async with opened() as pilot:
        await pilot.press(*"what is a le")
        await settled(pilot)
        workers.hold("asking")
        await pilot.press("backspace")
        await settled(pilot)
        assert whole(pilot) in {"what is a l", "what is a learning rate?"}
        await pilot.press("x")
        await settled(pilot)
        assert prompt_of(pilot).suggestion == ""
        workers.release("asking")
        await settled(pilot)
        assert whole(pilot) == "what is a lx"


async def test_no_old_suggestion_stays_behind_a_prompt_that_is_brought_back(opened: Opened, workers: Workers) -> None:
    async with opened() as pilot:
        await pilot.press(*"what is a lemma", "enter")
        await pilot.press(*"what is a le")
        await settled(pilot)
        workers.hold("asking")
        await pilot.press("up")
        await settled(pilot)
        assert whole(pilot) == "what is a lemma"


async def test_accepting_while_the_tutor_is_busy_writes_a_known_question(opened: Opened, workers: Workers) -> None:
    async with opened() as pilot:
        await pilot.press(*"what is a lea")
        await settled(pilot)
        workers.hold("asking")
        await pilot.press("backspace", "backspace", "tab")
        await settled(pilot)
        assert prompt_of(pilot).text == "what is a learning rate?"


async def test_letters_that_change_their_number_with_their_case_are_not_doubled(opened: Opened) -> None:
    async with opened() as pilot:
        prompt_of(pilot).insert("what is STRASSE")
        await settled(pilot)
        assert prompt_of(pilot).suggestion == ""
        prompt_of(pilot).replace_text("what is straß")
        await settled(pilot)
        assert whole(pilot) == "what is straße in capitals?"
