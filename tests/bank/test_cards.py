import json
from typing import Any

import pytest

from dltutor.bank.document import from_text
from dltutor.bank.item import Item, KeyPoint
from dltutor.bank.layouts import cards
from dltutor.bank.parsed import Parsed
from dltutor.errors import DocumentError

PROSE = "In practice, one trains, tests, and deploys.\nThen one waits, sadly.\nWhy, one may ask, is it so?\n"


def parse(name: str, text: str) -> Parsed:
    return cards.parse(from_text(name, text))


def from_json(*records: Any) -> Parsed:
    return parse("d.json", json.dumps(list(records)))


def pairs(parsed: Parsed) -> list[tuple[str, str, int]]:
    return [(item.question, item.answer, item.source.line) for item in parsed.items]


def keys(item: Item) -> list[bool | None]:
    return [option.correct for option in item.options]


@pytest.mark.parametrize(
    "header", ["question,answer", "Front,Back", "Q,A", "prompt,response", "Term,Definition", "id,QUESTION,Answer"]
)
def test_a_header_names_the_columns(header: str) -> None:
    row = "7,What is a?,B" if header.startswith("id") else "What is a?,B"
    assert pairs(parse("d.csv", f"{header}\n{row}\n")) == [("What is a?", "B", 2)]
    assert cards.score(from_text("d.csv", f"{header}\n{row}\n")) > 0.9


@pytest.mark.parametrize(("name", "delimiter"), [("d.tsv", "\t"), ("d.csv", ","), ("d.csv", ";"), ("d.txt", "\t")])
def test_a_deck_without_a_header_is_question_and_answer(name: str, delimiter: str) -> None:
    rows = [f"What is {letter}?{delimiter}The letter {letter}" for letter in ("alpha", "beta", "gamma")]
    parsed = parse(name, "\n".join(rows))
    assert pairs(parsed)[0] == ("What is alpha?", "The letter alpha", 1)
    assert len(parsed.items) == 3
    assert cards.score(from_text(name, "\n".join(rows))) > 0.6


def test_cells_over_several_lines_keep_the_lines_of_the_file() -> None:
    text = 'question,answer\n"What is\na list?","One\n\ntwo, ""three"""\nWhat is b?,C\n'
    assert pairs(parse("d.csv", text)) == [("What is\na list?", 'One\n\ntwo, "three"', 2), ("What is b?", "C", 6)]


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    parsed = parse("d.csv", 'question,answer\n"What is a?,B\nWhat is c?,D\n')
    assert pairs(parsed) == [("What is c?", "D", 3)]
    assert [(doubt.kind, doubt.line) for doubt in parsed.doubts] == [("unread", 2)]


def test_a_row_with_too_few_columns_is_named_and_the_others_kept() -> None:
    parsed = parse("d.csv", "question,answer\nWhat is a?,B\nlost\nWhat is c?,D\n")
    assert len(parsed.items) == 2
    assert [(doubt.kind, doubt.line) for doubt in parsed.doubts] == [("unread", 3)]
    assert "line 3" in parsed.doubts[0].message


def test_a_card_without_an_answer_is_unanswered() -> None:
    parsed = parse("d.csv", "question,answer\nWhat is a?,\nWhat is b?,TODO\n")
    assert [item.answer_status for item in parsed.items] == ["none", "none"]
    assert [doubt.kind for doubt in parsed.doubts] == ["unanswered", "unanswered"]


def test_an_anki_export_is_read_with_its_settings_and_its_html() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\n"
        'g1\tDL::Basics\tWhat is <b>dropout</b>?\t"A mask:<br>\\(m \\odot x\\)<ul><li>random</li></ul>"\treg dl\n'
        "g2\tDL\tIs a &lt; b? [sound:a.mp3]\t<div>Yes&nbsp;so</div>\t\n"
    )
    parsed = parse("deck.txt", text)
    assert cards.score(from_text("deck.txt", text)) > 0.9
    first, second = parsed.items
    assert (first.id, first.source.section, first.topic) == ("deck/g1", ("DL", "Basics"), "reg")
    assert (first.question, first.answer) == ("What is **dropout**?", "A mask:\n$m \\odot x$\n- random")
    assert (second.question, second.answer) == ("Is a < b?", "Yes so")


def test_comparisons_in_formulas_are_no_html() -> None:
    assert pairs(from_json({"q": "Is $a<b$ and b>a?", "a": "if <x> is"}))[0][:2] == ("Is $a<b$ and b>a?", "if <x> is")


@pytest.mark.parametrize("key", ["questions", "items", "cards", "data"])
def test_a_json_object_holds_its_list_under_a_known_key(key: str) -> None:
    listed = '[\n  {"question": "What is a?", "answer": "B"},\n\n  {"q": "What is c?", "a": "D"}\n ]'
    text = f'{{"about": ["x"],\n "{key}": {listed}}}'
    assert pairs(parse("d.json", text)) == [("What is a?", "B", 3), ("What is c?", "D", 5)]


def test_every_field_of_a_record_reaches_its_item() -> None:
    record = {
        "id": "gate one", "question": "What is a gate?", "answer": ["A valve.", "Soft."], "aliases": "gating | gates",
        "hints": ["Think."], "key_points": ["(1p) soft", {"text": "learned", "points": 0.5}], "topic": "rnn",
        "section": "Nets › Gates", "misconceptions": ["binary"], "see_also": ["#lstm"],
    }  # fmt: skip
    item = from_json(record).items[0]
    assert (item.id, item.source.label, item.topic) == ("d/gate-one", "1", "rnn")
    assert (item.answer, item.answer_status) == ("A valve.\nSoft.", "official")
    assert item.aliases == ("gating", "gates")
    assert item.key_points == (KeyPoint("soft", 1.0), KeyPoint("learned", 0.5))
    assert item.credits == 1.5
    assert (item.hints, item.misconceptions, item.see_also) == (("Think.",), ("binary",), ("lstm",))
    assert item.source.section == ("Nets", "Gates")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (1, [False, True, False]),
        ("B", [False, True, False]),
        ("(b)", [False, True, False]),
        ("A, C", [True, False, True]),
        ("AC", [True, False, True]),
        (["A", "C"], [True, False, True]),
        ("ReLU", [True, False, False]),
        ("tanh; GELU", [False, True, True]),
        ([0, 1], [True, True, False]),
        ([], [False, False, False]),
        ("B) tanh", [False, True, False]),
    ],
)
def test_a_key_names_options_by_index_letter_or_text(key: Any, expected: list[bool]) -> None:
    parsed = from_json({"question": "Which?", "options": ["ReLU", "tanh", "GELU"], "answer": key})
    assert keys(parsed.items[0]) == expected
    assert parsed.items[0].answer_status == "official"
    assert not parsed.doubts


def test_indexes_count_from_one_where_a_key_would_else_be_out_of_range() -> None:
    options = ["a1", "b1", "c1"]
    parsed = from_json(
        {"q": "Which?", "options": options, "answer": 3}, {"q": "What?", "options": options, "answer": 1}
    )
    assert [keys(item) for item in parsed.items] == [[False, False, True], [True, False, False]]


def test_options_may_carry_their_own_ticks_and_reasons() -> None:
    options = [{"text": "x", "correct": True, "explanation": "by definition"}, {"text": "y"}]
    item = from_json({"question": "Which?", "choices": options}).items[0]
    assert keys(item) == [True, False]
    assert item.answer == "- x — by definition"


def test_options_without_a_key_or_with_one_that_fits_none_are_filed() -> None:
    parsed = from_json({"q": "Which?", "options": ["x", "y"]}, {"q": "What?", "options": ["x", "y"], "answer": "z"})
    assert [item.answer_status for item in parsed.items] == ["none", "none"]
    assert {doubt.kind for doubt in parsed.doubts} == {"no key"}
    assert any("'z'" in doubt.message for doubt in parsed.doubts)


def test_columns_of_options_become_a_choice() -> None:
    text = "question,option a,option b,option c,answer\nWhich?,ReLU,tanh,,B\n"
    assert [(option.text, option.correct) for option in parse("d.csv", text).items[0].options] == [
        ("ReLU", False),
        ("tanh", True),
    ]


def test_a_malformed_json_line_is_named_and_the_others_kept() -> None:
    good = '{"question": "What is a?", "answer": "B"}\n\n'
    text = good + '{"question": oops}\n[1]\n{"answer": "D"}\n{"q": "What is e?", "a": "F"}\n'
    parsed = parse("d.jsonl", text)
    assert pairs(parsed) == [("What is a?", "B", 1), ("What is e?", "F", 6)]
    assert [(doubt.kind, doubt.line) for doubt in parsed.doubts] == [("unread", 3), ("unread", 4), ("unread", 5)]
    assert "line 3" in parsed.doubts[0].message


def test_a_json_file_that_is_damaged_is_an_error_with_line_and_column() -> None:
    with pytest.raises(DocumentError, match=r"d\.json is not valid JSON: line 2, column 3"):
        parse("d.json", '[{"q": "What?"},\n  oops]')


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 5000, "{}", '"text"', "[]", "null"])
def test_json_of_another_kind_is_an_error_or_a_doubt_and_no_crash(text: str) -> None:
    try:
        parsed = parse("d.json", text)
    except DocumentError as error:
        assert error.hint  # noqa: PT017  either outcome is right, and both are looked at
    else:
        assert [doubt.kind for doubt in parsed.doubts] == ["unread"]


def test_lone_surrogates_cannot_break_what_is_stored() -> None:
    item = parse("d.json", '[{"q": "What is \\ud800?", "a": "\\udfff"}]').items[0]
    assert item.content_hash
    assert item.question == "What is \ufffd?"


def test_ids_that_repeat_are_told_apart_and_filed() -> None:
    parsed = from_json({"id": "a", "q": "What?", "a": "B"}, {"id": "a", "q": "Why?", "a": "C"})
    assert [item.id for item in parsed.items] == ["d/a", "d/a-2"]
    assert [doubt.kind for doubt in parsed.doubts] == ["duplicate"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", PROSE),
        ("a.txt", "1\t2\t3\n4\t5\t6\n7\t8\t9\n"),
        ("a.md", "# What is a?\n\nB.\n"),
        ("a.txt", ""),
        ("a.md", "| Layer | Size |\n| --- | --- |\n| one | 10 |\n"),
    ],
)
def test_other_texts_are_no_decks(name: str, text: str) -> None:
    assert cards.score(from_text(name, text)) < 0.3


def test_json_is_recognised_under_another_suffix() -> None:
    text = '[\n  {"question": "What is a?", "answer": "B"}\n]'
    assert cards.score(from_text("d.txt", text)) > 0.8
    assert pairs(parse("d.txt", text)) == [("What is a?", "B", 2)]
