from dltutor.bank.document import from_text
from dltutor.bank.layouts import fragments as module
from dltutor.bank.layouts.fragments import fragments, parse, score

SENTENCE = "A network without any nonlinearity computes a linear map. "


def test_a_text_without_questions_is_cut_by_heading_and_paragraph() -> None:
    document = from_text("n.md", "# Nets\n\nOne.\n\nTwo.\n\n## Deep {#deep}\n\nThree.\n\nWide\n====\nFour.\n")
    items = parse(document).items
    assert [(item.answer, item.source.section, item.source.line) for item in items] == [
        ("One.\n\nTwo.", ("Nets",), 3),
        ("Three.", ("Nets", "Deep"), 9),
        ("Four.", ("Wide",), 13),
    ]
    assert (items[0].id, items[0].kind, items[0].question, items[0].answer_status) == (
        "n/1",
        "fragment",
        "",
        "official",
    )


def test_long_sections_are_split_between_paragraphs() -> None:
    document = from_text("n.txt", "\n\n".join([SENTENCE * 10] * 5))
    items = parse(document).items
    assert [item.source.line for item in items] == [1, 5, 9]
    assert all(len(item.answer) <= module.LONGEST for item in items)


def test_a_single_long_paragraph_is_split_at_sentences_and_nothing_is_lost() -> None:
    items = parse(from_text("n.txt", SENTENCE * 60)).items
    assert all(len(item.answer) <= module.LONGEST and item.answer.endswith(".") for item in items)
    assert " ".join(item.answer for item in items).split() == (SENTENCE * 60).split()


def test_code_stays_whole() -> None:
    code = "```\n" + "x = 1\n\n" * 300 + "```"
    answers = [item.answer for item in parse(from_text("n.md", f"Before.\n\n{code}\n\nAfter.")).items]
    assert answers == ["Before.", code, "After."]


def test_a_document_of_headings_alone_is_still_found() -> None:
    assert [item.answer for item in parse(from_text("n.md", "# Adam\n\n## SGD\n")).items] == ["# Adam\n## SGD"]


def test_rules_and_empty_lines_make_no_fragments() -> None:
    assert parse(from_text("n.md", "---\n\n***\n\n \n")).items == ()


def test_a_range_of_lines_can_be_cut_with_a_trail_and_labels_of_its_own() -> None:
    document = from_text("n.md", "# A\n\none\n\n## B\n\ntwo\n\nthree\n\n# C\n\nfour\n")
    own = fragments(document, 7, 9)
    assert [(item.answer, item.source.label, item.source.section) for item in own] == [
        ("two\n\nthree", "1", ("A", "B"))
    ]
    given = fragments(document, 5, 9, first_label=4, section=("Sheet",))
    assert [(item.answer, item.source.label, item.source.section) for item in given] == [
        ("two\n\nthree", "4", ("Sheet",))
    ]


def test_anything_else_is_surer_than_fragments() -> None:
    assert 0 < score(from_text("n.md", "Text.")) < 0.3
    assert score(from_text("n.md", " \n")) == 0
