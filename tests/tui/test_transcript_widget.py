import asyncio

from driving import Opened, Workers, app_of, ask, last_card, seen, settled, shown
from fake_tutor import World, item
from textual.pilot import Pilot

from dltutor.search.reply import Hit, Reply
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.widgets.rows import BelowRow, LoadRow
from dltutor.tui.widgets.transcript import WINDOW, Transcript


def transcript_of(pilot: Pilot[None]) -> Transcript:
    return app_of(pilot).chat.transcript


def mounted(pilot: Pilot[None]) -> list[int]:
    return [card.exchange.ticket for card in transcript_of(pilot).cards]


async def filled(pilot: Pilot[None], count: int, first: int = 1) -> None:
    for ticket in range(first, first + count):
        await transcript_of(pilot).add(Exchange(ticket, f"question {ticket}"))
    await settled(pilot)


def load_rows(pilot: Pilot[None]) -> list[str]:
    return [str(row.render()) for row in transcript_of(pilot).query(LoadRow) if row.display]


async def test_at_most_twenty_answers_are_mounted_and_the_rest_is_offered(opened: Opened) -> None:
    async with opened() as pilot:
        await filled(pilot, WINDOW)
        assert load_rows(pilot) == []
        await transcript_of(pilot).add(Exchange(21, "one more"))
        assert mounted(pilot) == list(range(2, 22))
        assert load_rows(pilot) == ["load earlier: 1 more (Alt+PageUp)"]


async def test_answers_may_come_while_their_cards_come_and_go_and_no_frame_is_empty(opened: Opened) -> None:
    async with opened() as pilot:
        await filled(pilot, WINDOW)
        transcript, frames = transcript_of(pilot), list[str]()
        answered = [
            Exchange(ticket, "?").answered(
                Reply("?", "answered", 0.9, (Hit(one := item(str(ticket), "?", "Yes."), 0.9, "close", (one.source,)),)),
                final=True,
            )
            for ticket in range(1, 2 * WINDOW)
        ]
        pilot.app.screen.screen_layout_refresh_signal.subscribe(
            pilot.app.screen, lambda _: frames.append("".join(seen(pilot)[: transcript.region.bottom]))
        )
        asked = [transcript.add(Exchange(ticket, "?")) for ticket in range(WINDOW + 1, 2 * WINDOW)]
        await asyncio.gather(*asked, *map(transcript.replace, answered))
        await settled(pilot)
        assert mounted(pilot) == list(range(WINDOW, 2 * WINDOW))
        assert all("Yes." in shown(card) for card in transcript.cards)
        assert frames
        assert all("?" in frame for frame in frames)
        before = transcript.cards, transcript.standing
        await transcript.reveal(3)
        assert mounted(pilot) == [1, 2, 3, 4, 5]
        await transcript.return_to(before[1])
        await settled(pilot)
        assert (transcript.cards, transcript.standing) == before


async def test_earlier_answers_can_be_loaded_and_later_ones_again(opened: Opened) -> None:
    async with opened() as pilot:
        await filled(pilot, 25)
        await pilot.press("alt+pageup")
        await settled(pilot)
        assert mounted(pilot) == list(range(1, 21))
        assert load_rows(pilot) == ["load later: 5 more (Alt+PageDown)"]
        await pilot.press("alt+pagedown")
        await settled(pilot)
        assert mounted(pilot) == list(range(6, 26))


async def test_clicking_the_row_loads_too(opened: Opened) -> None:
    async with opened() as pilot:
        await filled(pilot, 25)
        transcript_of(pilot).scroll_home(animate=False)
        await settled(pilot)
        await pilot.click(transcript_of(pilot).query(LoadRow).first())
        await settled(pilot)
        assert mounted(pilot) == list(range(1, 21))


async def test_an_answer_for_an_unmounted_card_is_there_when_it_is_loaded(opened: Opened, workers: Workers) -> None:
    workers.hold("warming")
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        for ticket in range(100, 125):
            await transcript_of(pilot).add(Exchange(ticket, "later"))
        workers.release("warming")
        await settled(pilot)
        await transcript_of(pilot).load(-1)
        await settled(pilot)
        assert "provisional" not in shown(transcript_of(pilot).cards[0])


async def test_clearing_the_view_keeps_the_prompts_history(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert mounted(pilot) == []
        await pilot.press("up")
        assert app_of(pilot).chat.prompt.text == "What does dropout do?"


async def test_an_answer_to_a_cleared_question_is_dropped(opened: Opened, workers: Workers) -> None:
    workers.hold("asking")
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("ctrl+l")
        workers.release("asking")
        await settled(pilot)
        assert mounted(pilot) == []


async def test_pages_and_rows_scroll_from_the_prompt(opened: Opened) -> None:
    async with opened() as pilot:
        await filled(pilot, 18)
        bottom = transcript_of(pilot).scroll_y
        assert bottom == transcript_of(pilot).max_scroll_y > 0
        await pilot.press("pageup")
        await settled(pilot)
        page = bottom - transcript_of(pilot).scroll_y
        assert page > 5
        await pilot.press("shift+up", "shift+up", "shift+down", "pagedown", "shift+down")
        await settled(pilot)
        assert transcript_of(pilot).scroll_y == bottom


async def test_a_short_answer_is_shown_to_its_end_and_a_long_one_from_its_beginning(
    opened: Opened, world: World
) -> None:
    long = "\n\n".join(f"Paragraph {number}." for number in range(60))
    world.items = (item("1", "Short?", "Yes."), item("2", "Long?", long))
    async with opened() as pilot:
        await ask(pilot, "Short?")
        await ask(pilot, "Long?")
        card = transcript_of(pilot).cards[-1]
        assert card.region.y == transcript_of(pilot).region.y
        await ask(pilot, "Short?")
        assert transcript_of(pilot).scroll_y == transcript_of(pilot).max_scroll_y


async def test_a_person_who_scrolled_away_is_not_pulled_back_but_told(opened: Opened, workers: Workers) -> None:
    async with opened() as pilot:
        await filled(pilot, 18, first=100)
        workers.hold("asking")
        await ask(pilot, "What does dropout do?")
        await pilot.press("pageup", "pageup")
        await settled(pilot)
        away = transcript_of(pilot).scroll_y
        workers.release("asking")
        await settled(pilot)
        assert transcript_of(pilot).scroll_y == away
        assert "A new answer is below" in shown(app_of(pilot).chat)
        await pilot.click(BelowRow)
        await settled(pilot)
        assert "A new answer is below" not in shown(app_of(pilot).chat)
        assert "Answered" in last_card(pilot)


async def test_the_part_that_was_asked_for_is_in_view_however_long_the_answer_is(opened: Opened) -> None:
    long = item("1", "What is long?", "\n\n".join(f"Sentence {number}." for number in range(60)))
    async with opened() as pilot:
        for ticket, part in enumerate(["Sentence 50.", "Sentence 1.", ""], start=1):
            reply = Reply("what?", "answered", 0.9, (Hit(long, 0.9, "close", (long.source,), part=part),))
            await transcript_of(pilot).add(Exchange(ticket, "what?").answered(reply, final=True))
            await settled(pilot)
            transcript, card = transcript_of(pilot), transcript_of(pilot).cards[-1]
            assert all(transcript.region.contains_region(marked.region) for marked in card.marked)
            assert len(card.marked) == bool(part)
            if part != "Sentence 50.":
                assert card.region.y == transcript.region.y
