import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.boxes import OPTION, is_scale, read_options
from dltutor.bank.rubric import has_mark, read_rubric

AMOUNTS = st.sampled_from(["0.5", "1", "1.5", "2", "3"])
WORDS = st.text(alphabet="abc defg", min_size=1, max_size=30).filter(str.strip)


@pytest.mark.parametrize("mark", ["(1p):", "(0.5p)", "(1P)", "(1P):", "(2 points)", "( 1 p ) :", "(½p)"])
def test_all_ways_to_write_a_mark(mark: str) -> None:
    assert has_mark(f"{mark} an idea")


@pytest.mark.parametrize("text", ["(1p for either)", "(p)", "(1)", "f(1, p)", "(10 pages)"])
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert not has_mark(text)


@given(st.lists(st.tuples(AMOUNTS, WORDS), min_size=1, max_size=6))
def test_every_mark_is_a_key_point_and_the_total_is_their_sum(parts: list[tuple[str, str]]) -> None:
    rubric = read_rubric("\n\n".join(f"({amount}p): {words}" for amount, words in parts))

    assert [point.credits for point in rubric.key_points] == [float(amount) for amount, _ in parts]
    assert rubric.total == sum(float(amount) for amount, _ in parts)
    assert not has_mark(rubric.answer)


def test_a_total_with_its_parts_counts_once() -> None:
    rubric = read_rubric("(2p): (1.5p) The name. (0.5p) The year.")

    assert (rubric.total, rubric.stated, len(rubric.key_points)) == (2.0, True, 2)


def test_a_solution_without_marks_has_no_points() -> None:
    rubric = read_rubric("Training.")

    assert (rubric.answer, rubric.key_points, rubric.total) == ("Training.", (), 0)


@pytest.mark.parametrize(
    "line", ["0", "0 1 2", "0 ☐", "- 1 ☐", '<input type="checkbox"/>\t0', "½", r" $\frac{1}{2}$", "0.5"]
)
def test_a_markers_scale_is_recognised(line: str) -> None:
    assert is_scale(line)


@pytest.mark.parametrize("line", ["", "☐ 17", "- ☐ 17", "33 weights", "128", "x", "- a", "1. First"])
def test_what_is_no_scale(line: str) -> None:
    assert not is_scale(line)


@pytest.mark.parametrize("line", ["- ☐ 17", "☒ yes", "- [x] yes", "* [ ] no", "☑ ok"])
def test_a_box_with_words_is_an_option(line: str) -> None:
    assert OPTION.match(line)


def test_an_option_may_run_over_two_lines() -> None:
    options = read_options(["- ☒ a long", "  option", "- ☐ short"], keyed=True)

    assert [(option.text, option.correct) for option in options] == [("a long option", True), ("short", False)]


def test_letters_are_kept_where_they_do_not_run() -> None:
    options = read_options(["- ☐ a wide net", "- ☐ a deep net"], keyed=False)

    assert [option.text for option in options] == ["a wide net", "a deep net"]
