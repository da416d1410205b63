import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.tui.commands import COMMANDS
from dltutor.tui.keys.command import PLACES, Scope
from dltutor.tui.keys.keymap import keys_of, listed, resolve, with_keys

KNOWN = {command.id: command for command in COMMANDS}
KEY = re.compile(r"\b(Ctrl|Alt|Shift)\+|\bF\d\b|\bEsc\b")


def test_without_wishes_the_keys_are_those_of_the_table() -> None:
    keymap = resolve(COMMANDS, {})

    assert keymap.keys == {command.id: command.keys for command in COMMANDS}
    assert (keymap.changed, keymap.problems) == (frozenset(), ())


def test_a_wish_takes_the_place_of_the_keys_and_none_takes_them_away() -> None:
    keymap = resolve(COMMANDS, {"quit": ["Ctrl+X"], "copy_answer": ["y", "alt+w"], "library": []})

    assert keymap.keys["quit"] == ("ctrl+x",)
    assert keymap.keys["copy_answer"] == ("y", "alt+w")
    assert keymap.keys["library"] == ()
    assert keymap.changed == {"quit", "copy_answer", "library"}
    assert keymap.problems == ()


@pytest.mark.parametrize(
    ("name", "keys", "reason"),
    [
        ("libary", ["f7"], "the nearest is library"),
        ("quit", ["ctrl+m"], "can't tell Ctrl+M from Enter"),
        ("quit", ["wheee"], "no key 'wheee'"),
        ("quit", ["x"], "x is needed for typing"),
        ("send", ["?"], "? is needed for typing"),
        ("submit", ["z"], "z is needed for typing"),
        ("library", ["ctrl+k"], "edits where text is typed"),
        ("library", ["ctrl+r"], "rebuild (Rebuild)"),
        ("more", ["o"], "open (Place)"),
        ("more", ["enter"], "send (Send)"),
        ("copy_answer", ["ctrl+j"], "newline (New line)"),
        ("begin_quiz", ["r"], "begin_review (Review)"),
        ("pick", ["x"], "can't be changed"),
        ("close", [], "can't be without a key"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_told_and_leaves_the_keys_as_they_are(
    name: str, keys: list[str], reason: str
) -> None:
    keymap = resolve(COMMANDS, {name: keys})

    assert [reason in problem and problem.startswith(f"{name}: ") for problem in keymap.problems] == [True]
    assert keymap.keys == resolve(COMMANDS, {}).keys


def test_two_commands_may_change_places() -> None:
    keymap = resolve(COMMANDS, {"open": ["m", "alt+m"], "more": ["o", "alt+o"]})

    assert keymap.problems == ()
    assert keymap.keys["open"] == ("m", "alt+m")


def test_whoever_gives_way_takes_along_those_who_took_its_place() -> None:
    keymap = resolve(COMMANDS, {"open": ["m"], "more": ["ctrl+m"]})

    assert len(keymap.problems) == 2
    assert keymap.changed == frozenset()


def test_a_key_may_mean_different_things_in_different_places() -> None:
    assert resolve(COMMANDS, {"begin_quiz": ["y"], "save_csv": ["y"]}).problems == ()


def test_a_key_that_the_table_gives_two_meanings_itself_is_no_conflict() -> None:
    assert resolve(COMMANDS, {"leave": ["escape", "f2", "x"], "library": ["f2", "alt+l"]}).problems == ()


@given(
    st.dictionaries(
        st.sampled_from([*KNOWN, "nothing"]),
        st.lists(
            st.sampled_from(["a", "o", "m", "y", "ctrl+k", "f2", "f7", "ctrl+m", "escape", "enter", "tab"]), max_size=3
        ),
        max_size=6,
    )
)
def test_whatever_is_wished_everything_stays_within_reach(wished: dict[str, list[str]]) -> None:
    keymap = resolve(COMMANDS, wished)

    for command in COMMANDS:
        assert keymap.keys[command.id] or command.palette or command.slash
        if command.id not in keymap.changed:
            assert keymap.keys[command.id] == command.keys
    told = {problem.partition(":")[0] for problem in keymap.problems}
    assert told.isdisjoint(keymap.changed)
    for name, keys in wished.items():
        assert name in told or keymap.keys[name] == tuple(dict.fromkeys(keys))


def test_texts_name_the_keys_in_force() -> None:
    mine = resolve(COMMANDS, {"rebuild": ["alt+b"], "library": [], "cancel": [], "copy_answer": ["w", "alt+w"]})

    assert with_keys("{rebuild} rebuilds") == "Ctrl+R rebuilds"
    assert with_keys("{rebuild} rebuilds, {library} lists", mine) == "Alt+B rebuilds, /library lists"
    assert keys_of("cancel", mine) == "Cancel (Ctrl+P)"
    assert keys_of("copy_answer", mine) == "w"
    assert keys_of("copy_answer", mine, typing=True) == "Alt+W"
    assert listed(KNOWN["copy_answer"], mine) == "w, Alt+W"
    assert listed(KNOWN["pick"], mine) == "1–9, Alt+1–9"


def test_no_help_names_a_key_that_a_person_may_have_changed() -> None:
    assert [command.id for command in COMMANDS if KEY.search(command.help + command.label)] == []


def test_every_place_has_a_name() -> None:
    assert set(PLACES) == set(get_args(Scope))
