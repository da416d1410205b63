import os
import stat
from pathlib import Path

import pytest
from fake_tutor import ITEMS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from session_samples import BEGAN, CORPUS, Keeping, answered, kept

from dltutor.errors import UsageError
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.sessions import store
from dltutor.tui.sessions.entry import Entry, Near, Shown
from dltutor.tui.sessions.session import Begun, line, read
from dltutor.tutor import Source

ODD = [
    "[CLS]",
    "x[i]",
    "[/foo]",
    "\x1b[31m",
    "\x00",
    "\r\n",
    "\n",
    "\u2028",
    "\ud800",
    "\udfff",
    "\\",
    '"',
    "{",
    "漢",
    "👩",
]
TEXT = st.lists(st.sampled_from([*ODD, "long " * 2000]) | st.text(max_size=8), max_size=6).map("".join)
PLACES = st.builds(Source, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple), st.integers(1, 10**6))
MATCHES = st.sampled_from(["exact", "close", "related"])
SHOWN = st.builds(
    Shown,
    id=TEXT,
    kind=st.sampled_from(["open", "choice", "fragment"]),
    stem=TEXT,
    question=TEXT,
    answer=TEXT,
    answer_status=st.sampled_from(["official", "none", "transcript"]),
    match=MATCHES,
    places=st.lists(PLACES, min_size=1, max_size=2).map(tuple),
    part=TEXT,
)
ENTRIES = st.builds(
    Entry,
    at=st.just(BEGAN),
    corpus=TEXT,
    asked=TEXT,
    picked=st.booleans(),
    status=st.sampled_from(["answered", "unsure", "not_covered", "failed"]),
    verdict=TEXT,
    confidence=st.floats(0, 1),
    provisional=st.booleans(),
    action=st.sampled_from([None, "more", "formula"]),
    understood_as=TEXT,
    searched_for=TEXT,
    note=TEXT,
    shown=st.none() | SHOWN,
    near=st.lists(st.builds(Near, TEXT, TEXT, MATCHES, PLACES), max_size=2).map(tuple),
)


def lines_of(*records: Begun | Entry) -> bytes:
    return b"".join(map(line, records))


def joined(text: str) -> str:
    """Two halves of a surrogate pair that happen to meet are one character, for JSON and everybody else."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ENTRIES, min_size=1, max_size=3))
def test_any_text_is_one_line_of_the_file_and_is_read_back_as_it_was(entries: list[Entry]) -> None:
    content = lines_of(Begun(BEGAN, "1", CORPUS), *entries)
    assert content.count(b"\n") == len(entries) + 1
    session = read("one", content.split(b"\n"))
    assert session is not None
    assert [joined(repr_of(entry)) for entry in session.entries] == [joined(repr_of(entry)) for entry in entries]


def repr_of(entry: Entry) -> str:
    """Everything an entry holds, with texts as they are: ``repr`` would escape the halves of a pair."""
    shown = entry.shown
    texts = [entry.asked, entry.corpus, entry.verdict, entry.understood_as, entry.searched_for, entry.note]
    texts += [shown.id, shown.stem, shown.question, shown.answer, shown.part] if shown else []
    places = [*(shown.places if shown else ()), *(near.place for near in entry.near)]
    for place in places:
        texts += [place.document, place.label, *place.section, str(place.line)]
    texts += [text for near in entry.near for text in (near.id, near.title, near.match)]
    rest = (entry.at, entry.picked, entry.status, entry.confidence, entry.provisional, entry.action)
    return "\n".join([*texts, *map(str, rest), str(shown and (shown.kind, shown.answer_status, shown.match))])


@given(st.data())
def test_a_file_cut_at_any_byte_holds_every_question_before_the_cut(data: st.DataObject) -> None:
    session = kept_entries()
    content = lines_of(Begun(BEGAN, "1", CORPUS), *session)
    cut = data.draw(st.integers(0, len(content)))
    whole = max(0, content[:cut].count(b"\n") - 1)
    found = read("one", content[:cut].split(b"\n"))
    # The last line lacks nothing but its end where the cut is just before that.
    assert (len(found.entries) if found else 0) in {whole, whole + (content[cut : cut + 1] == b"\n")}


def kept_entries() -> tuple[Entry, ...]:
    recorder = Keeping(wanted=False).recorder()
    for ticket in range(3):
        recorder.keep(answered(ticket, f"question {ticket}"))
    return tuple(recorder.entries)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"no JSON", b"[]", b"null", b"{}", b'{"event": "exchange"}', b"[" * 100_000, b'{"event": []}', b"\xff\xfe"],
)
def test_a_line_that_is_no_event_is_passed_over(damaged: bytes) -> None:
    (entry, *_) = kept_entries()
    session = read("one", [damaged, line(entry), damaged])
    assert session is not None
    assert session.entries == (entry,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asked", 1),
        ("at", "yesterday"),
        ("status", "perhaps"),
        ("confidence", "high"),
        ("confidence", float("inf")),
        ("confidence", 10**400),
        ("picked", "no"),
        ("near", {}),
        ("shown", {"id": "lecture/1"}),
    ],
)
def test_a_question_whose_line_says_something_impossible_is_passed_over(field: str, value: object) -> None:
    import json

    first, second, _ = kept_entries()
    changed = json.dumps({**json.loads(line(first)), field: value}).encode()
    session = read("one", [changed, line(second)])
    assert session is not None
    assert session.entries == (second,)


def test_a_later_version_may_have_written_more(tmp_path: Path) -> None:
    first, *_ = kept_entries()
    more = line(first).replace(b'{"event"', b'{"mood": "good", "event"')
    session = read("one", [b'{"event": "moved"}', more])
    assert session is not None
    assert session.entries == (first,)


def test_a_session_is_one_file_for_its_owners_eyes_only() -> None:
    recorder = Keeping().recorder()
    assert store.files() == []
    recorder.keep(answered(1))
    recorder.keep(answered(2, "And why?"))
    (file,) = store.files()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    session = store.read(file)
    assert session is not None
    assert [entry.asked for entry in session.entries] == ["What does dropout do?", "And why?"]
    assert session.corpus == CORPUS
    assert session.entries[0].shown is not None
    assert session.entries[0].shown.answer.startswith("It **switches units off**")
    assert [near.id for near in session.entries[0].near] == [item.id for item in ITEMS[2:4]]


def test_an_exchange_is_kept_once_and_only_when_its_last_answer_is_there() -> None:
    recorder = Keeping().recorder()
    recorder.keep(Exchange(1, "asked"))
    assert store.files() == []
    recorder.keep(answered(1))
    recorder.keep(answered(1))
    assert len(kept_in(recorder.file)) == 1


def kept_in(file: Path | None) -> tuple[Entry, ...]:
    session = store.read(file) if file is not None else None
    return session.entries if session is not None else ()


def test_a_failed_question_is_kept_with_what_went_wrong() -> None:
    recorder = Keeping().recorder()
    recorder.keep(Exchange(1, "asked").failed("There is no index.", "Build it."))
    (entry,) = kept_in(recorder.file)
    assert (entry.status, entry.verdict) == ("failed", "There is no index. Build it.")


def test_two_sessions_that_begin_in_the_same_second_are_two_files() -> None:
    first, second = Keeping().recorder(), Keeping().recorder()
    first.keep(answered(1, "one"))
    second.keep(answered(1, "two"))
    assert [kept_in(file)[0].asked for file in store.files()] == ["two", "one"]


def test_what_follows_a_line_that_a_crash_has_cut_is_whole() -> None:
    recorder = Keeping().recorder()
    recorder.keep(answered(1, "one"))
    recorder.keep(answered(2, "two"))
    assert recorder.file is not None
    os.truncate(recorder.file, recorder.file.stat().st_size - 10)
    recorder.keep(answered(3, "three"))
    assert [entry.asked for entry in kept_in(recorder.file)] == ["one", "three"]


def test_a_folder_that_cannot_be_written_is_told_once_and_the_session_can_still_be_exported(home: Path) -> None:
    home.mkdir()
    (home / "data").write_text("in the way")
    keeping = Keeping()
    recorder = keeping.recorder()
    recorder.keep(answered(1))
    recorder.keep(answered(2))
    assert len(keeping.told) == 1
    assert "can't be kept" in keeping.told[0]
    assert recorder.session is not None
    assert len(recorder.session.entries) == 2


def test_a_full_disk_leaves_no_empty_session(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping = Keeping()
    monkeypatch.setattr(os, "write", lambda descriptor, lines: 0)
    keeping.recorder().keep(answered(1))
    assert store.files() == []
    assert "No space left" in keeping.told[0]


def test_without_history_nothing_is_kept_and_the_session_can_still_be_exported() -> None:
    recorder = Keeping(wanted=False).recorder()
    recorder.keep(answered(1))
    assert not store.folder().exists()
    assert recorder.session is not None


def test_a_session_is_found_by_its_id_its_beginning_its_number_and_as_the_last() -> None:
    older, newer = kept("one"), kept("two")
    os.utime(store.folder() / f"{older.id}.jsonl", (1, 1))
    assert newer.id.startswith(older.id)
    for name, session in [(older.id, older), (newer.id, newer), ("last", newer), ("", newer), ("2", older)]:
        assert store.find(name) == session
    with pytest.raises(UsageError, match="2 sessions begin with"):
        store.find(older.id[:10])


@pytest.mark.parametrize("name", ["last", "3", "2031", "../../etc/passwd", "*"])
def test_a_session_that_is_not_there_is_said_to_be_none(name: str) -> None:
    with pytest.raises(UsageError, match=r"No session is kept yet|There is no session"):
        store.find(name)


def test_only_a_whole_id_deletes() -> None:
    session = kept("one")
    for name in (session.id[:-1], "last", "1", ""):
        with pytest.raises(UsageError):
            store.delete(name)
    store.delete(session.id)
    assert store.files() == []
