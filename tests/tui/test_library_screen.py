from driving import Opened, Workers, app_of, ask, last_card, notices, settled, shown
from fake_tutor import Stale, World
from textual.pilot import Pilot
from textual.widgets import DataTable

from dltutor.errors import DocumentError, IndexProblem
from dltutor.progress import Progress
from dltutor.tui.messages import BuildProgress
from dltutor.tui.screens.library import LibraryScreen


def table(pilot: Pilot[None], name: str) -> list[str]:
    rows = pilot.app.screen.query_one(f"#{name}", DataTable)
    return [" | ".join(str(cell) for cell in rows.get_row_at(number)) for number in range(rows.row_count)]


async def test_the_library_lists_documents_with_counts_doubts_and_changes(opened: Opened) -> None:
    async with opened(size=(110, 24)) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert table(pilot, "documents") == [
            "lecture.md |  | 7 | 6 | 1 | 1 | notes",
            "other [x].md | new | 0 | 0 | 0 | 0 | cards",
        ]


async def test_the_selected_documents_questions_stand_below_and_doubts_a_key_away(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert "1 | answered | What does dropout do?" in table(pilot, "below")
        assert "5 | none | What is weight decay?" in table(pilot, "below")
        await pilot.press("d")
        await settled(pilot)
        assert table(pilot, "below") == ["15 | unanswered | Question 5 [CLS] has no answer."]
        await pilot.press("i", "down")
        await settled(pilot)
        assert table(pilot, "below") == []


async def test_enter_on_a_question_opens_its_place_and_escape_leads_back(opened: Opened) -> None:
    async with opened() as pilot:
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("tab", "down", "enter")
        await settled(pilot)
        assert "▶    6  line number 6 [CLS]" in shown(pilot.app.screen)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen is app_of(pilot).chat


async def test_a_path_can_be_added_and_its_outcome_is_shown(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await pilot.press("f2", "a", *"/notes/n.md", "enter")
        await settled(pilot)
        assert [str(path) for path in world.added] == ["/notes/n.md"]
        assert "/notes/n.md as n.md: 2 questions, 2 answered" in notices(pilot)


async def test_adding_can_be_given_up(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        await pilot.press("f2", "a", "x", "escape")
        await settled(pilot)
        assert world.added == []
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_document_that_cannot_be_read_is_a_notice(opened: Opened, world: World) -> None:
    world.fails["library"] = DocumentError("a[0].md can't be read.", hint="Mend its permissions.")
    async with opened() as pilot:
        await pilot.press("f2")
        await settled(pilot)
        assert "a[0].md can't be read. Mend its permissions." in notices(pilot)


async def test_changed_documents_are_noticed_and_a_rebuild_is_offered(opened: Opened, world: World) -> None:
    async with opened() as pilot:
        assert "Documents have changed" not in shown(pilot.app.screen)
        world.stale = Stale(new=("a.md",), edited=("b.md",))
        app_of(pilot).engine.look()
        await settled(pilot)
        assert "Documents have changed: 1 new, 1 edited · Ctrl+R rebuilds" in shown(pilot.app.screen)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "7 kept · 1 edited · 2 new · 0 gone" in shown(pilot.app.screen)
        assert world.builds == 1


async def test_asking_goes_on_while_building_and_progress_is_shown(opened: Opened, workers: Workers) -> None:
    workers.hold("building")
    async with opened() as pilot:
        await pilot.press("ctrl+r")
        pilot.app.post_message(BuildProgress(Progress("encoding", 25, 100, 5.0)))
        await ask(pilot, "What does dropout do?")
        assert "Answered" in last_card(pilot)
        line = "Encoding · 25 of 100 (25%) · 5 a second · 15 s left · Alt+X stops"
        assert line in shown(pilot.app.screen)
        await pilot.press("f2")
        await settled(pilot)
        assert line in shown(pilot.app.screen)


async def test_a_second_rebuild_is_not_started_beside_the_first(opened: Opened, workers: Workers, world: World) -> None:
    workers.hold("building")
    async with opened() as pilot:
        await pilot.press("ctrl+r", "ctrl+r")
        workers.release("building")
        await settled(pilot)
        assert world.builds == 1


async def test_a_build_can_be_stopped_and_says_so(opened: Opened, workers: Workers, world: World) -> None:
    workers.hold("building")
    world.gate.build.clear()
    async with opened() as pilot:
        await pilot.press("ctrl+r", "alt+x")
        workers.release("building")
        await settled(pilot)
        assert "The build was stopped; the index is as it was." in notices(pilot)
        assert app_of(pilot).progress is None
        assert world.builds == 0


async def test_a_failed_build_tells_why(opened: Opened, world: World) -> None:
    world.fails["build"] = DocumentError("The corpus is empty.", hint="Add a document.")
    async with opened() as pilot:
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert "The corpus is empty. Add a document." in notices(pilot)


async def test_without_an_index_building_is_offered_and_enter_does_it(opened: Opened, world: World) -> None:
    world.indexed = False
    async with opened() as pilot:
        assert "Press Enter or Ctrl+R to build it." in shown(pilot.app.screen)
        await ask(pilot, "a question")
        assert "There is no index to answer from yet." in last_card(pilot)
        await pilot.press("ctrl+l", "enter")
        await settled(pilot)
        assert world.builds == 1
        await ask(pilot, "What does dropout do?")
        assert "Answered" in last_card(pilot)


async def test_a_damaged_index_is_told_and_built_anew_from_nothing(opened: Opened, world: World) -> None:
    world.fails["load"] = IndexProblem("The index is damaged [x].")
    async with opened() as pilot:
        assert "No index in use · The index is damaged [x]." in shown(pilot.app.screen)
        await ask(pilot, "What does dropout do?")
        assert "The index is damaged [x]." in last_card(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert world.anew == [True]
        await ask(pilot, "What does dropout do?")
        assert "Answered" in last_card(pilot)
        await pilot.press("ctrl+r")
        await settled(pilot)
        assert world.anew == [True, False]
