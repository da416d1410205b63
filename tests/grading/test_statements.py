import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.grading.statements import MOST, clauses, entries, is_row, said, statements, windows
from dltutor.search.tokens import terms, words


@pytest.mark.parametrize(
    "sentence",
    [
        "It uses a norm, e.g. the Euclidean one, i.e. the root of the squares.",
        "Adam vs. plain descent is shown in Fig. 3 and Eq. 4.",
        "The rate is 0.01 and falls to 1.5e-3.",
        "Adam, RMSprop etc. scale every step.",
        "It scales approx. linearly w.r.t. the width.",
        "Goodfellow et al. describe both players.",
    ],
)
def test_abbreviations_and_decimals_end_no_sentence(sentence: str) -> None:
    assert statements(sentence) == (sentence,)


def test_sentences_end_at_full_stops_questions_semicolons_and_lines() -> None:
    text = "It shrinks. Does it vanish? No; it stays\nabove zero (always!) The end."
    assert statements(text) == ("It shrinks.", "Does it vanish?", "No", "it stays", "above zero (always!)", "The end.")


def test_a_sentence_may_end_in_a_letter_or_a_no() -> None:
    assert statements("Multiply by x. Then add b. Is it convex? No. It has two minima.") == (
        "Multiply by x.", "Then add b.", "Is it convex?", "No.", "It has two minima.",
    )  # fmt: skip


def test_list_entries_lose_their_marks_and_bold_its_stars() -> None:
    text = "1. **fast**\n2) cheap\n- small\n* sparse\n(b) robust\niv. linear"
    assert statements(text) == ("fast", "cheap", "small", "sparse", "robust", "linear")
    assert entries(text) == statements(text)


def test_a_sentence_that_an_editor_broke_into_lines_stays_whole() -> None:
    text = (
        "Steps that alternate across a narrow valley cancel each other,\nwhile steps along its floor add up. Then\nit."
    )
    whole = "Steps that alternate across a narrow valley cancel each other, while steps along its floor add up."
    assert statements(text)[0] == whole


def test_short_lines_are_notes_each_of_its_own() -> None:
    assert statements("less noise\nmore memory") == ("less noise", "more memory")


def test_one_entry_is_no_list() -> None:
    assert entries("- a single remark") == ()


def test_a_formula_stays_whole_whatever_stands_in_it() -> None:
    text = "The density is $p(x; \\theta)$ here.\n\n$$\ng = \\sigma(Wx + b)\n=\n\\frac{1}{2}\n- x\n$$\n\nIt is smooth."
    assert statements(text) == ("The density is p(x; θ) here.", "g = σ(Wx + b) = 1/2 − x", "It is smooth.")


def test_a_formula_that_begins_with_a_minus_in_a_list_keeps_it() -> None:
    assert entries("- the loss\n- the step\n\n$$\nw\n- \\eta g\n$$") == ("the loss", "the step")
    assert "w − ηg" in statements("- the step\n\n$$\nw\n- \\eta g\n$$")


def test_a_short_sentence_is_no_clauses() -> None:
    sentence = "It is fast, small and cheap."
    assert clauses(sentence) == (sentence,)


def test_a_long_sentence_is_cut_into_clauses_that_each_say_something() -> None:
    sentence = (
        "Momentum averages past gradients over several steps, so that zigzag movements across a narrow valley cancel, "
        "while progress along the valley floor accumulates and the optimizer arrives sooner."
    )
    found = clauses(sentence)
    assert len(found) >= 3
    assert all(len(terms(clause)) >= 3 for clause in found)
    assert [term for clause in found for term in terms(clause)] == terms(sentence)


def test_commas_in_brackets_cut_no_clause() -> None:
    sentence = (
        "The attention of a head compares every query with every key by f(query, key, scale, bias, mask), "
        "then the softmax turns all scores of one row into positive weights."
    )
    assert any("f(query, key, scale, bias, mask)" in clause for clause in clauses(sentence))


def test_a_number_that_closes_a_bracket_begins_no_entry() -> None:
    text = "Some units are dropped (i.e., set to 1) for each instance; the others (p; q) stay. (1) one 2) two"
    assert statements(text) == (
        "Some units are dropped (i.e., set to 1) for each instance", "the others (p; q) stay.", "(1) one", "2) two",
    )  # fmt: skip


def test_clauses_keep_the_punctuation_of_their_sentence() -> None:
    sentence = (
        "Momentum averages gradients over steps - slowly, that is, and smoothly - while zigzag movements cancel: the "
        "valley floor remains, progress accumulates there and the optimizer arrives sooner."
    )
    found = clauses(sentence)
    assert len(found) > 2
    assert all(clause in sentence for clause in found)


def test_a_formula_in_a_long_sentence_is_cut_nowhere() -> None:
    text = (
        "The encoder sends every input image through $f: x \\to z, \\quad y, w$ with stacked convolution layers, "
        "and the decoder brings the resulting code back to the size of the original picture."
    )
    assert any("x → z" in piece and "y, w" in piece for piece in said(text))
    assert len(said(text)) > 1


@pytest.mark.parametrize("row", ["| Name | Use |", "Model | Size | Error", "12.5 3 0.7 8% small"])
def test_a_row_of_a_table_is_known(row: str) -> None:
    assert is_row(row)


@pytest.mark.parametrize("sentence", ["It uses p(x | y) and p(y | z) and p(z | x).", "|x| is convex.", "a = 1 + 2 + 3"])
def test_bars_and_numbers_of_formulas_make_no_row(sentence: str) -> None:
    assert not is_row(sentence)


def test_windows_are_the_statements_and_their_neighbouring_pairs() -> None:
    assert windows("One. Two. Three.") == ("One.", "Two.", "Three.", "One. Two.", "Two. Three.")


def test_an_answer_of_thousands_of_statements_is_read_in_few_windows_and_to_its_end() -> None:
    answer = " ".join(f"Fact number {count} holds." for count in range(3000))
    found = windows(answer)
    assert len(found) <= MOST
    assert terms(" ".join(found)) == terms(answer)


@given(st.text(max_size=300))
def test_no_text_breaks_the_cutting_and_no_statement_is_empty(text: str) -> None:
    assert all(one.strip() for one in (*statements(text), *entries(text), *windows(text)))


@given(st.text(alphabet="jklmnop .,;:!?-()\n", max_size=200))
def test_no_word_is_lost_between_statements(text: str) -> None:
    assert [word for one in statements(text) for word in words(one)] == words(text)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,8}){2,6}\.", fullmatch=True), min_size=1, max_size=6))
def test_plain_sentences_come_back_as_they_are(sentences: list[str]) -> None:
    assert list(statements(" ".join(sentences))) == sentences
