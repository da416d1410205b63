import json

from driving import Opened, app_of, ask, last_card, settled
from textual import events
from textual.pilot import Pilot

from dltutor import paths
from dltutor.config import Config
from dltutor.tui.widgets.prompt import Prompt


def prompt_of(pilot: Pilot[None]) -> Prompt:
    return app_of(pilot).chat.prompt


async def test_ctrl_j_starts_a_new_line_and_enter_sends_both(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("a", "ctrl+j", "b")
        assert prompt_of(pilot).text == "a\nb"
        await pilot.press("enter")
        await settled(pilot)
        assert prompt_of(pilot).text == ""
        assert "You asked: a\nb" in last_card(pilot)


async def test_a_paste_with_line_ends_does_not_send(opened: Opened) -> None:
    async with opened() as pilot:
        pilot.app.post_message(events.Paste("one\ntwo\n"))
        await settled(pilot)
        assert prompt_of(pilot).text == "one\ntwo\n"
        assert app_of(pilot).chat.transcript.cards == []


async def test_a_paste_goes_to_the_prompt_from_anywhere(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("escape")
        pilot.app.post_message(events.Paste("pasted"))
        await settled(pilot)
        assert prompt_of(pilot).text == "pasted"


async def test_an_empty_prompt_sends_nothing(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("space", "enter")
        await settled(pilot)
        assert app_of(pilot).chat.transcript.cards == []


async def test_the_prompt_grows_to_eight_rows_and_no_further(opened: Opened) -> None:
    async with opened(size=(80, 40)) as pilot:
        assert prompt_of(pilot).size.height == 1
        await pilot.press(*["ctrl+j"] * 4)
        await settled(pilot)
        assert prompt_of(pilot).size.height == 5
        await pilot.press(*["ctrl+j"] * 20)
        await settled(pilot)
        assert prompt_of(pilot).size.height == 8


async def test_the_arrows_walk_through_prompts_that_begin_like_the_draft_and_bring_it_back(opened: Opened) -> None:
    async with opened() as pilot:
        for prompt in ("What is first?", "why", "what is second?"):
            await ask(pilot, prompt)
        await pilot.press(*"what", "up")
        assert prompt_of(pilot).text == "what is second?"
        await pilot.press("up", "up")
        assert prompt_of(pilot).text == "What is first?"
        await pilot.press("down", "down")
        assert prompt_of(pilot).text == "what"
        await pilot.press(*["backspace"] * 4, "up", "up")
        assert prompt_of(pilot).text == "why"


async def test_arrows_move_between_the_rows_of_a_prompt_first(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "a\nb, earlier")
        await pilot.press("a", "ctrl+j", "b", "up")
        assert prompt_of(pilot).text == "a\nb"
        await pilot.press("up")
        assert prompt_of(pilot).text == "a\nb, earlier"


async def test_prompts_are_remembered_for_the_next_session(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "kept [CLS] ∇")
    lines = (paths.state_dir() / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["kept [CLS] ∇"]

    async with opened(config=Config(history=False)) as pilot:
        await pilot.press("up")
        assert prompt_of(pilot).text == "kept [CLS] ∇"
        await ask(pilot, "private")
    assert len((paths.state_dir() / "history.jsonl").read_text(encoding="utf-8").splitlines()) == 1


async def test_a_known_question_is_suggested_and_right_or_tab_accepts_it(opened: Opened) -> None:
    for key in ("right", "tab"):
        async with opened() as pilot:
            await pilot.press(*"what is a l")
            await settled(pilot)
            assert prompt_of(pilot).suggestion == "earning rate?"
            await pilot.press(key)
            await settled(pilot)
            assert prompt_of(pilot).text == "what is a learning rate?"
            assert prompt_of(pilot).has_focus


async def test_a_suggestion_shows_only_behind_the_last_character(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press(*"what is a l", "left")
        await settled(pilot)
        assert prompt_of(pilot).suggestion == ""
        await pilot.press("tab")
        assert prompt_of(pilot).text == "what is a l"


async def test_a_suggestion_for_a_text_that_has_changed_since_is_not_shown(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("x", "y")
        prompt_of(pilot).offer("x", ("xenon",))
        assert prompt_of(pilot).suggestion == ""


async def test_keys_take_effect_in_the_order_of_typing_however_fast(opened: Opened) -> None:
    async with opened() as pilot:
        for key in ("a", "b", "backspace", "c", "enter", "d"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        assert "You asked: ac" in last_card(pilot)
        assert prompt_of(pilot).text == "d"
        for key in ("tab", "f", "f", "escape", "e", "f"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(pilot)
        # Between Tab and Escape, f is a key of the answer.
        assert app_of(pilot).chat.transcript.cards[-1].exchange.form == "source"
        assert prompt_of(pilot).text == "def"


async def test_a_digit_alone_picks_from_the_list(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "2")
        assert "You opened: Why normalise activations?" in last_card(pilot)


async def test_alt_keys_of_terminals_that_send_the_letter_too_are_no_text(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        pilot.app.post_message(events.Key("alt+2", "2"))
        await settled(pilot)
        assert "You opened: Why normalise activations?" in last_card(pilot)
        await pilot.press("escape")
        pilot.app.post_message(events.Key("alt+q", "q"))
        await settled(pilot)
        assert prompt_of(pilot).text == ""
