import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import CHOICE, NO_KEY, NONE_RIGHT, OPEN, UNANSWERED, items

from dltutor.bank.item import Item
from dltutor.errors import DltutorError
from dltutor.study import exchange
from dltutor.study.exchange import csv_format
from dltutor.study.exchange.csv_format import guarded, unguarded
from dltutor.study.exchange.jsonl_format import read as read_lines
from dltutor.study.exchange.jsonl_format import write as write_lines

ALL = (OPEN, CHOICE, UNANSWERED, NO_KEY, NONE_RIGHT)


def table(text: str) -> list[tuple[str, str]]:
    return [(item.question, item.answer) for item in csv_format.read(text, "t.csv")[0]]


def test_json_lines_lose_nothing(tmp_path: Path) -> None:
    exchange.export(ALL, "jsonl", tmp_path / "q.jsonl")

    assert exchange.read(tmp_path / "q.jsonl").items == ALL


@settings(max_examples=40, deadline=None)
@given(st.lists(items(), max_size=2))
def test_json_lines_of_any_items_lose_nothing(given_items: list[Item]) -> None:
    assert list(read_lines(write_lines(given_items).decode(), "q.jsonl")[0]) == given_items


def test_json_lines_of_questions_and_answers_are_read_and_broken_ones_told(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    lines = ['{"question": "What is a GRU?", "answer": "A gated cell."}', "{broken", '{"answer": "to nothing"}']
    file.write_text("\n".join(lines), encoding="utf-8")

    found = exchange.read(file)

    assert [(item.question, item.answer) for item in found.items] == [("What is a GRU?", "A gated cell.")]
    assert ["line 2" in found.notes[0], "line 3" in found.notes[1]] == [True, True]


def test_a_transcript_is_not_taken_for_an_answer() -> None:
    lines = write_lines([OPEN, replace(OPEN, answer_status="transcript")]).decode()

    found, notes = read_lines(lines, "q.jsonl")

    assert (found, len(notes)) == ((OPEN,), 1)


@pytest.mark.parametrize("name", ["q.csv", "q.tsv"])
def test_a_table_brings_back_all_of_a_question_but_its_links_and_sources(name: str, tmp_path: Path) -> None:
    exchange.export(ALL, "csv", tmp_path / name)

    after = exchange.read(tmp_path / name).items

    def expected(item: Item) -> Item:
        source = replace(item.source, line=1)
        return replace(item, id=item.id.replace("/", "-"), source=source, see_also=(), references=(), computations=())

    assert list(after) == [expected(item) for item in ALL]


def test_excel_sees_utf_8_and_computes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    exchange.export((replace(OPEN, question="=HYPERLINK(1)", answer="-1", topic="@x"),), "csv", file)

    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert ",'=HYPERLINK(1)," in file.read_text(encoding="utf-8-sig")
    (item,) = exchange.read(file).items
    assert (item.question, item.answer, item.topic) == ("=HYPERLINK(1)", "-1", "@x")


@given(st.text())
def test_guarding_a_cell_is_undone_by_reading(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_columns_are_found_by_name_in_any_case_and_order() -> None:
    assert table("Nr;ANSWER;Question\n1;A step.;What is a stride?\n") == [("What is a stride?", "A step.")]


def test_without_a_header_the_first_two_columns_ask_and_answer() -> None:
    assert table("What is a stride?\tA step.\nGRU\tgated recurrent unit\n") == [
        ("What is a stride?", "A step."),
        ("GRU", "gated recurrent unit"),
    ]


def test_quoted_cells_hold_delimiters_quotes_and_lines() -> None:
    assert table('question,answer\n"What is ""x"", y?","one\ntwo, three"\n') == [('What is "x", y?', "one\ntwo, three")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_any_common_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    file.write_bytes("question,answer\nWas heißt Überanpassung?,Auswendig gelernt.\n".encode(encoding))

    assert exchange.read(file).items[0].question == "Was heißt Überanpassung?"


def test_rows_without_a_question_are_told() -> None:
    _, notes = csv_format.read("question,answer\n,alone\nWhat?,This.\n", "t.csv")

    assert notes == ("row 1: has no question",)


def test_anki_s_notes_as_text_are_read_as_their_first_lines_say(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(
        "#separator:tab\n#html:true\n#tags column:3\nWhat is a <b>GRU</b>?\tA cell.\trnn\n", encoding="utf-8"
    )

    (item,) = exchange.read(file).items

    assert (item.question, item.answer, item.topic) == ("What is a **GRU**?", "A cell.", "rnn")


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(DltutorError, match="no table"):
        csv_format.read("just one line", "t.csv")


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_no_text_breaks_the_readers_of_tables_and_lines(text: str) -> None:
    for read in (csv_format.read, read_lines):
        try:
            found, _ = read(text, "t.csv")
        except DltutorError:
            continue
        assert all(item.question or item.kind == "fragment" for item in found)


def test_a_list_in_a_json_document_is_read(tmp_path: Path) -> None:
    file = tmp_path / "q.json"
    file.write_text(json.dumps([{"front": "What is a GRU?", "back": "A cell."}]), encoding="utf-8")

    assert [item.answer for item in exchange.read(file).items] == ["A cell."]
