from dltutor.tui.commands import SLASH
from dltutor.tui.keys.command import Command
from dltutor.tui.keys.menu_rows import command_rows, is_command, prompt_rows


def always(_: Command) -> str:
    return ""


def values(text: str) -> list[str]:
    return [row.value for row in command_rows(text, always)]


def test_a_slash_alone_lists_every_slash_command() -> None:
    assert sorted(values("/")) == sorted(SLASH)


def test_what_begins_like_the_text_comes_before_what_speaks_of_it() -> None:
    rows = values("/qui")

    assert set(rows[:2]) == {"/quiz", "/quit"}
    assert rows.index("/study") > 1, "which speaks of a quiz"


def test_the_command_itself_comes_first() -> None:
    assert [values(f"{name}")[0] for name in SLASH] == list(SLASH)


def test_letters_in_their_order_are_enough() -> None:
    assert "/library" in values("/lbr")
    assert values("/zzz") == []


def test_what_can_be_done_comes_first_and_what_cannot_says_why() -> None:
    rows = command_rows("/", lambda command: "" if command.id == "help" else "Not yet.")

    assert rows[0].value == "/help"
    assert {row.note for row in rows[1:]} == {row.reason for row in rows[1:]} == {"Not yet."}


def test_only_a_slash_with_no_word_behind_it_may_be_a_command() -> None:
    assert [is_command(text) for text in ("/", "/qu", "/quiz ", "what is a/b", "", "/a\n")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_an_earlier_question_is_one_row_and_stays_as_it_was() -> None:
    (row,) = prompt_rows(["two\nrows", "/help"])

    assert (row.value, row.name) == ("two\nrows", "two rows")
