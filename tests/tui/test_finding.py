import unicodedata

import pytest
from driving import Opened, app_of, ask, pressed, settled, shown
from fake_tutor import World, item
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.pilot import Pilot
from textual.widgets import Static

from dltutor.search.reply import Hit, Reply
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.answers.finding import Finder, Match, fold, folded_with_places, spans
from dltutor.tui.widgets.find import FindBar
from dltutor.tui.widgets.transcript import WINDOW


def exchange(ticket: int, answer: str, question: str = "What is it?") -> Exchange:
    one = item(str(ticket), question, answer)
    reply = Reply(question, "answered", 0.9, (Hit(one, 0.9, "exact", (one.source,)),))
    return Exchange(ticket, question).answered(reply, final=True)


def found(answer: str, words: str) -> list[Match]:
    return [match for match in Finder().matches([exchange(1, answer)], words) if match.end]


def test_case_accents_and_spaces_make_no_difference() -> None:
    for words in ("Éclair PLUS", "eclair plus", "e\u0301clair  plus"):
        assert found("An eclair\nplus cream.", words) == [Match(1, 3, 0, 2)]
    assert [Match(1, 3, 0, 1)] == found("Un \u00c9clair.", "eclair")


@pytest.mark.parametrize("words", [r"\frac{a}{b}", "a/b", "A/B"])
@pytest.mark.parametrize(
    "answer", ["So $\\frac{a}{b}$ it is.", "$$\n\\frac{a}{b}\n$$", "| x |\n|---|\n| $\\frac{a}{b}$ |"]
)
def test_a_formula_is_found_by_its_latex_and_by_what_is_drawn(answer: str, words: str) -> None:
    assert len(found(answer, words)) == 1


def test_words_are_found_across_bold_and_in_code() -> None:
    assert len(found("a **bold** word", "a bold word")) == 1
    assert len(found("```py\nloss = 1\n```", "LOSS =")) == 1


def test_questions_sources_and_lists_are_searched_too_and_no_words_find_nothing() -> None:
    assert len(Finder().matches([exchange(1, "x", "Why dropout?")], "why drop")) == 1
    assert len(Finder().matches([exchange(1, "x")], "lecture.md")) == 1
    assert Finder().matches([exchange(1, "x")], "  ") == []


def test_what_has_changed_is_looked_at_anew() -> None:
    finder = Finder()
    assert finder.matches([exchange(1, "before")], "after") == []
    assert len(finder.matches([exchange(1, "after")], "after")) == 1


@given(st.text(max_size=40))
def test_both_ways_to_fold_agree_and_every_place_is_known(text: str) -> None:
    folded, places = folded_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)


@given(st.text(max_size=20), st.text(min_size=1, max_size=6), st.text(max_size=20))
def test_what_a_text_holds_is_marked_in_it(before: str, words: str, after: str) -> None:
    text = f"{before}{words}{after}"
    for start, end in spans(text, words):
        assert fold(words).strip() in fold(text[start:end]) or fold(words) in fold(text)
        assert 0 <= start < end <= len(text)
    if fold(words).strip() and unicodedata.normalize("NFKD", text) == text and fold(words) in fold(text):
        assert list(spans(text, words))


def marked(pilot: Pilot[None]) -> list[str]:
    """The words that are marked on the screen."""
    contents = [one.content for one in pilot.app.screen.query(Static) if isinstance(one.content, Content)]
    return [
        content.plain[span.start : span.end]
        for content in contents
        for span in content.spans
        if span.style == "reverse bold"
    ]


def count(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(FindBar).query_one(".count", Static).content)


async def test_words_are_found_in_the_whole_session_and_esc_goes_back_to_where_one_was(opened: Opened) -> None:
    async with opened() as pilot:
        transcript = app_of(pilot).chat.transcript
        await transcript.restore([exchange(ticket, f"Answer {ticket}, Zebra.") for ticket in range(1, 41)])
        await settled(pilot)
        before = [card.exchange.ticket for card in transcript.cards]
        await pressed(pilot, "ctrl+f", *"answer 3,")
        assert (count(pilot), marked(pilot)) == ("1 of 1", ["Answer 3,"])
        assert len(transcript.cards) <= WINDOW
        await pressed(pilot, *(["backspace"] * 9), *"zebra")
        assert count(pilot) == "3 of 40"
        await pressed(pilot, "up", "enter", "down")
        assert count(pilot) == "4 of 40"
        await pilot.click(FindBar, offset=(pilot.app.screen.query_one(FindBar).size.width - 3, 0))
        await settled(pilot)
        assert not pilot.app.screen.query(FindBar)
        assert [card.exchange.ticket for card in transcript.cards] == before
        assert marked(pilot) == []
        assert app_of(pilot).chat.prompt.has_focus


async def test_one_can_stay_at_what_was_found_and_the_next_search_begins_with_the_same_words(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "What is a learning rate?")
        await ask(pilot, "/find switches UNITS")
        assert count(pilot) == "1 of 1"
        assert marked(pilot) == ["switches units"]
        await pressed(pilot, "tab")
        assert app_of(pilot).chat.transcript.cards[0].has_focus
        assert not pilot.app.screen.query(FindBar)
        await pressed(pilot, "ctrl+f")
        assert pilot.app.screen.query_one(FindBar).line.value == "switches UNITS"
        await pressed(pilot, *"nowhere to be seen")
        assert "nothing found" in shown(pilot.app.screen)
        await pressed(pilot, "escape")
        assert not pilot.app.screen.query(FindBar)
        assert app_of(pilot).chat.transcript.cards[0].has_focus


async def test_words_are_marked_in_code_tables_and_drawn_formulas(opened: Opened, world: World) -> None:
    answer = "```\nthe loss\n```\n\n| a |\n|---|\n| the loss |\n\n$$\n\\text{the loss} = \\frac{1}{2}\n$$"
    world.items = (item("1", "What?", answer),)
    async with opened(size=(80, 40)) as pilot:
        await ask(pilot, "What?")
        await pressed(pilot, "ctrl+f", *"the loss")
        for number in range(1, 4):
            assert (count(pilot), marked(pilot)) == (f"{number} of 3", ["the loss"])
            await pressed(pilot, "enter")
