from driving import HeardApp, Opened, Workers, app_of, ask, last_card, notices, settled, shown
from fake_tutor import World, item

from dltutor.config import Config
from dltutor.errors import IndexProblem, ModelError
from dltutor.tui.widgets.actions import ActionRow
from dltutor.tui.widgets.rows import QuestionRow
from dltutor.tui.widgets.welcome import Welcome


async def test_an_answer_shows_the_documents_words_their_source_and_how_well_they_match(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "what does dropout do?")
        text = last_card(pilot)
    assert "You asked: what does dropout do?" in text
    assert "Answered · exact match" in text
    assert "switches units off" in text
    assert "Source: lecture.md · 3 Training · 1" in text
    assert "Also in: twin.md · 9" in text


async def test_a_question_asked_before_the_encoder_is_ready_is_answered_by_words_and_improved_in_place(
    opened: Opened, workers: Workers, world: World
) -> None:
    workers.hold("warming")
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        assert "provisional" in last_card(pilot)
        assert world.asked == []

        workers.release("warming")
        await settled(pilot)

        assert "provisional" not in last_card(pilot)
        assert world.asked == ["What is a learning rate?"]
        assert len(app_of(pilot).chat.transcript.cards) == 1


async def test_without_an_encoder_words_alone_still_answer_and_say_so(opened: Opened, world: World) -> None:
    world.fails["warm"] = ModelError("The weights are damaged.", hint="Install again.")
    async with opened() as pilot:
        await ask(pilot, "What is a learning rate?")
        assert "found by words alone" in last_card(pilot)
        assert "The weights are damaged. Install again." in notices(pilot)


async def test_closest_questions_are_listed_and_no_answer_is_claimed_when_unsure(opened: Opened, world: World) -> None:
    world.status = "unsure"
    async with opened() as pilot:
        await ask(pilot, "something else")
        text = last_card(pilot)
    assert "Not sure: the closest questions" in text
    assert "What is a learning rate?" in text
    assert "Source:" not in text


async def test_what_the_documents_do_not_cover_is_said_to_be_missing(opened: Opened, world: World) -> None:
    world.status = "not_covered"
    async with opened() as pilot:
        await ask(pilot, "how do I bake bread?")
        assert "Not in your documents: the nearest questions" in last_card(pilot)


async def test_an_empty_index_says_that_nothing_is_near(opened: Opened, world: World) -> None:
    world.items, world.status = (), "not_covered"
    async with opened() as pilot:
        await ask(pilot, "anything")
        assert "Nothing in the index is near." in last_card(pilot)


async def test_repaired_spelling_is_told(opened: Opened, world: World) -> None:
    world.searched_for = "dropout"
    async with opened() as pilot:
        await ask(pilot, "dorpout")
        assert "Searched for: dropout" in last_card(pilot)


async def test_options_say_in_words_which_are_right(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "Which of these are activation functions?")
        text = last_card(pilot)
    assert "✓ right — ReLU" in text
    assert "✗ wrong — Adam — an optimiser" in text


async def test_a_missing_answer_is_said_to_be_missing_in_the_document(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What is weight decay?")
        assert "The document gives no answer." in last_card(pilot)


async def test_handwriting_is_marked_as_unverified_and_brackets_survive(opened: Opened, world: World) -> None:
    world.items = (world.items[6],)
    async with opened() as pilot:
        await ask(pilot, "closing [/foo] and [CLS] x[i]")
        text = last_card(pilot)
    assert "You asked: closing [/foo] and [CLS] x[i]" in text
    assert "unverified answer, question unknown" in text
    assert "See [CLS] and x[i] [/foo] in the margin." in text


async def test_the_stem_stands_before_its_question(opened: Opened, world: World) -> None:
    world.items = (item("1", "Name one loss.", "MSE.", stem="Regression fits numbers."),)
    async with opened() as pilot:
        await ask(pilot, "losses")
        text = last_card(pilot)
    assert text.index("Regression fits numbers.") < text.index("Name one loss.") < text.index("MSE.")


async def test_a_number_shows_the_answer_of_a_listed_question_as_a_new_card(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("tab", "2")
        await settled(pilot)
        text = last_card(pilot)
        assert len(app_of(pilot).chat.transcript.cards) == 2
    assert "You opened: Why normalise activations?" in text
    assert "So that their scale doesn't drift." in text


async def test_the_same_works_from_the_prompt_with_alt_and_by_mouse(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("alt+1")
        await settled(pilot)
        assert "The factor" in last_card(pilot)
        assert app_of(pilot).chat.focused is app_of(pilot).chat.prompt

        await pilot.click(list(app_of(pilot).chat.query("QuestionRow"))[-1])
        await settled(pilot)
        assert len(app_of(pilot).chat.transcript.cards) == 3


async def test_a_number_that_is_not_listed_is_said_to_be_none(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("tab", "7")
        await settled(pilot)
        assert "Nothing has the number 7 here." in notices(pilot)


async def test_more_lists_further_questions_until_there_are_none(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        assert "4 more" in last_card(pilot)
        await pilot.press("tab", "m")
        await settled(pilot)
        assert "1 more" in last_card(pilot)
        await pilot.press("m", "m")
        await settled(pilot)
        assert "What is early stopping?" in last_card(pilot)
        assert "Nothing further is near." in notices(pilot)


async def test_more_brings_the_end_of_the_list_into_view(opened: Opened) -> None:
    async with opened(size=(60, 20)) as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("tab", "home", "m")
        await settled(pilot)

        transcript = app_of(pilot).chat.transcript
        end = transcript.cards[-1].virtual_region.bottom
        assert transcript.scroll_y < end <= transcript.scroll_y + transcript.size.height


async def test_formulas_are_drawn_then_on_one_line_then_as_source_by_one_key(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        assert "───" in last_card(pilot)
        await pilot.press("alt+s")
        await settled(pilot)
        assert "p = 1/2" in last_card(pilot)
        await pilot.press("tab", "f")
        await settled(pilot)
        assert r"p = \frac{1}{2}" in last_card(pilot)
        await pilot.press("f")
        await settled(pilot)
        assert "───" in last_card(pilot)


async def test_an_error_is_shown_on_its_card_with_what_to_do(opened: Opened, world: World) -> None:
    world.fails["ask"] = IndexProblem("The index is damaged.", hint="Run dltutor index --rebuild.")
    async with opened() as pilot:
        await ask(pilot, "anything")
        text = last_card(pilot)
    assert "The index is damaged." in text
    assert "Run dltutor index --rebuild." in text


async def test_the_welcome_tells_what_is_known_and_its_examples_can_be_asked(opened: Opened) -> None:
    async with opened() as pilot:
        welcome = app_of(pilot).chat.query_one(Welcome)
        assert "7 questions from 1 document" in shown(welcome)
        assert len(welcome.examples) == 3
        await pilot.press("alt+1")
        await settled(pilot)
        assert f"You asked: {welcome.examples[0]}" in last_card(pilot)
        assert not welcome.display


async def test_typed_slash_commands_do_what_the_keys_do(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "/clear")
        assert app_of(pilot).chat.transcript.cards == []
        await ask(pilot, "/wrong")
        assert "There is no command /wrong." in notices(pilot)
        await ask(pilot, "/help")
        assert type(pilot.app.screen).__name__ == "HelpScreen"


async def test_letters_without_a_meaning_and_pastes_go_to_the_prompt(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await pilot.press("tab")
        assert app_of(pilot).chat.focused is not app_of(pilot).chat.prompt
        await pilot.press("w", "h", "y")
        assert app_of(pilot).chat.prompt.text == "why"
        assert app_of(pilot).chat.prompt.has_focus


async def test_the_focus_walks_over_the_answers_and_comes_back(opened: Opened) -> None:
    async with opened() as pilot:
        await ask(pilot, "What does dropout do?")
        await ask(pilot, "What is a learning rate?")
        cards = app_of(pilot).chat.transcript.cards
        await pilot.press("alt+up")
        assert cards[1].has_focus
        await pilot.press("k")
        assert cards[0].has_focus
        await pilot.press("j", "alt+down")
        assert app_of(pilot).chat.prompt.has_focus
        await pilot.press("escape")
        assert cards[1].has_focus
        await pilot.press("escape")
        assert app_of(pilot).chat.prompt.has_focus


async def test_everything_under_an_answer_can_be_done_by_mouse(opened: Opened) -> None:
    async with opened(size=(80, 40)) as pilot:
        await pilot.click(QuestionRow)
        await settled(pilot)
        assert len(app_of(pilot).chat.transcript.cards) == 1
        await ask(pilot, "What does dropout do?")
        for word, seen in (("Formulas", "p = 1/2"), ("More", "1 more"), ("Add to review", ""), ("Place", "▶")):
            row = app_of(pilot).chat.transcript.cards[-1].query_one(ActionRow)
            await pilot.click(row, offset=(str(row.content).index(word), 0))
            await settled(pilot)
            assert seen in shown(pilot.app.screen)
        assert "Added to your reviews" in notices(pilot)
        await pilot.press("escape")
        await pilot.click(app_of(pilot).chat.transcript.cards[-1].query(".source").first(), offset=(2, 0))
        await settled(pilot)
        assert "▶" in shown(pilot.app.screen)


async def test_a_small_notice_stands_above_the_prompt_and_gives_way_to_the_next(world: World, workers: Workers) -> None:
    app = HeardApp(Config(), world.tutor)
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press(*"a", "ctrl+j", *"b", "ctrl+j")
        app.tell("first [CLS]")
        await settled(pilot)
        app.tell("second [/foo]")
        await settled(pilot)
        toasts = list(app.screen.query("Toast"))
        assert [str(toast.render()) for toast in toasts] == ["second [/foo]"]
        assert toasts[0].region.bottom == app.chat.prompt.region.y
