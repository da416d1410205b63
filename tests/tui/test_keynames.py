import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys import keynames

KEYS = sorted({key for command in COMMANDS for key in command.keys})


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+X", "ctrl+x"),
        ("control + x", "ctrl+x"),
        ("Alt+O", "alt+o"),
        ("shift+alt+o", "alt+shift+o"),
        ("Esc", "escape"),
        ("Page Up", "pageup"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("alt+/", "alt+slash"),
        ("Y", "Y"),
        ("shift+y", "Y"),
        ("F5", "f5"),
        ("Del", "delete"),
    ],
)
def test_a_key_is_understood_however_it_is_written(written: str, key: str) -> None:
    assert keynames.normal(written) == key
    assert keynames.trouble(key) == "" or "don't send" in keynames.trouble(key)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_app_can_be_used_and_read_back_as_it_is_shown(key: str) -> None:
    assert keynames.trouble(key) == ""
    assert keynames.normal(keynames.shown(key)) == key


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("ctrl+i", "can't tell Ctrl+I from Tab"),
        ("ctrl+m", "can't tell Ctrl+M from Enter"),
        ("ctrl+h", "can't tell Ctrl+H from Backspace"),
        ("ctrl+[", "can't tell Ctrl+[ from Esc"),
        ("ctrl+enter", "can't tell Ctrl+Enter from Enter"),
        ("ctrl+shift+k", "to themselves, or send it without Shift"),
        ("ctrl+1", "don't send Ctrl+1"),
        ("ctrl+/", "don't send Ctrl+/"),
        ("shift+f3", "send Shift+F3 as another key"),
        ("shift+?", "write the character"),
        ("f30", "no key 'f30'"),
        ("hyper+x", "no key 'hyper+x'"),
        ("ctrl+", "no key"),
        ("", "no key"),
    ],
)
def test_what_a_terminal_cannot_tell_apart_is_no_key(key: str, reason: str) -> None:
    assert reason in keynames.trouble(keynames.normal(key))


@given(st.text(max_size=12))
def test_nothing_that_a_person_writes_is_an_error_or_changes_when_read_again(written: str) -> None:
    key = keynames.normal(written)

    assert isinstance(keynames.trouble(key), str)
    assert keynames.trouble(key) or keynames.normal(keynames.shown(key)) == key
