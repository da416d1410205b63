import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.answer_parts import parts
from dltutor.search.subquestions import pairs

LINES = st.sampled_from(
    """A net learns. It forgets.
- an entry, e.g. this
2. two
| a | b |
|---|---|

$$
x = y
## Head
so $a. B$ is `c. D` here
```
and so:
**Label.** More""".split("\n")
)


def cut(answer: str) -> list[str]:
    return [answer[part.start : part.end] for part in parts(answer)]


def test_a_paragraph_is_cut_into_its_sentences() -> None:
    assert cut("It is big. Is it? Yes, e.g. here (see Fig. 2). It ends") == [
        "It is big.", "Is it? Yes, e.g. here (see Fig. 2).", "It ends"
    ]  # fmt: skip


def test_nothing_in_a_formula_or_in_code_ends_a_sentence() -> None:
    assert cut("Take $a. B$ first. Then `c. D` follows.") == ["Take $a. B$ first.", "Then `c. D` follows."]


def test_a_list_entry_is_one_part_with_all_its_lines() -> None:
    answer = "- one line\n- two\n  lines. Really\n- three"
    assert cut(answer) == ["- one line", "- two\n  lines. Really", "- three"]


def test_the_sentence_that_leads_up_to_a_list_spans_it() -> None:
    answer = "It is so. What helps:\n\n- rest\n- sleep\n\nAnd more."
    assert cut(answer)[1] == "What helps:\n\n- rest\n- sleep"
    assert parts(answer)[1].says.strip() == "What helps:"


def test_a_displayed_formula_has_the_sentence_that_goes_on_into_it() -> None:
    answer = "It is so. The sum is\n\n$$\na. B = c\n$$\n\nwhere a counts.\n\n$$\nd\n$$"
    assert cut(answer) == ["It is so.", "The sum is\n\n$$\na. B = c\n$$", "where a counts.", "$$\nd\n$$"]
    assert [part.kind for part in parts(answer)] == ["sentence", "formula", "sentence", "formula"]


def test_the_rows_of_a_table_are_parts_and_its_head_is_none() -> None:
    assert cut("| name | use |\n|---|:--|\n| a | b |\n| c | d |") == ["| a | b |", "| c | d |"]


@pytest.mark.parametrize("label", ["**Learned.**", "Why sample?", "Example."])
def test_a_label_goes_with_the_sentence_that_it_announces(label: str) -> None:
    assert cut(f"{label} It is cheap. It is fast.") == [f"{label} It is cheap.", "It is fast."]


def test_headings_and_blocks_of_code_are_no_parts() -> None:
    assert cut("## Head\n\nText.\n\n```\nx = 1. Y\n```") == ["Text."]


def test_private_signs_that_a_document_holds_are_text() -> None:
    assert [part.kind for part in parts("It is \ue000 big. It is \ue001 small.")] == ["sentence", "sentence"]


@given(st.lists(LINES).map("\n".join))
def test_parts_stand_in_the_answer_in_order_and_hold_something(answer: str) -> None:
    found = parts(answer)
    assert all(answer[part.start : part.end].strip() for part in found)
    assert [part.start for part in found] == sorted({part.start for part in found})


def test_a_sub_question_is_paired_with_what_stands_under_its_number() -> None:
    question = "Take a net.\n\n- (1) What is it?\n- (2) Which masks?\n  - (a) this\n  - (b) that\n- (3) Why?"
    answer = "So:\n\n- (1) A net.\n\nIt is big.\n\n- (2) Both.\n- (3) Because."
    found = pairs(question, answer)
    assert [answer[slice(*span)] for _, span in found] == [
        "- (1) A net.\n\nIt is big.",
        "- (2) Both.",
        "- (3) Because.",
    ]
    assert question[slice(*found[1][0])].startswith("- (2) Which masks?")


def test_a_question_in_one_part_has_no_sub_questions() -> None:
    assert pairs("What is it?", "1. one\n2. two") == []
