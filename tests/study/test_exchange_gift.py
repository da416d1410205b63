from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questions import CHOICE, NO_KEY, NONE_RIGHT, OPEN, UNANSWERED

from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.study import exchange
from dltutor.study.exchange.gift_read import read
from dltutor.study.exchange.gift_syntax import escaped, unescaped


def one(text: str) -> Item:
    (item,), notes = read(text)
    assert notes == ()
    return item


def test_a_choice_with_one_right_option_and_feedback() -> None:
    item = one("::Layers:: Which layer has weights? {=linear#it has a matrix ~max pooling#it compares ~dropout}")

    assert item.question == "Which layer has weights?"
    assert item.id == "layers"
    assert item.options == (
        Option("linear", correct=True, reason="it has a matrix"),
        Option("max pooling", correct=False, reason="it compares"),
        Option("dropout", correct=False),
    )


def test_percentages_tell_several_right_options() -> None:
    item = one("Which are convex? {\n~%50%a line\n~%50%a parabola\n~%-100%a sine####Look at the second derivative.}")

    assert [option.correct for option in item.options] == [True, True, False]
    assert item.answer == "- a line\n- a parabola\n\nLook at the second derivative."


@pytest.mark.parametrize(("said", "true"), [("T", True), ("TRUE", True), ("false", False), ("F", False)])
def test_true_or_false_is_a_choice_of_the_two(said: str, true: bool) -> None:  # noqa: FBT001  a column of the table
    item = one(f"ReLU is linear. {{{said}#for who errs#for who knows}}")

    assert [(option.text, option.correct) for option in item.options] == [("True", true), ("False", not true)]
    assert [option.reason for option in item.options if option.correct] == ["for who knows"]
    assert [option.reason for option in item.options if not option.correct] == ["for who errs"]


def test_short_answers_are_alternatives_and_wrong_ones_misconceptions() -> None:
    item = one("Who invented back-propagation? {=Linnainmaa =Seppo Linnainmaa =%50%Werbos =%0%Hinton#he made it known}")

    assert item.kind == "open"
    assert item.answer == "Linnainmaa\n\nPartly right: Werbos (50 %)."
    assert item.key_points == (KeyPoint("Linnainmaa OR Seppo Linnainmaa"),)
    assert item.misconceptions == ("Hinton → he made it known",)


@pytest.mark.parametrize(
    ("spelt", "answer"),
    [
        ("#3", "3"),
        ("#3:0", "3"),
        ("#3:2", "3\n\nAny value from 1 to 5 counts."),
        ("#-0.5:0.01", "-0.5\n\nAny value from -0.51 to -0.49 counts."),
        ("#1..5", "Any value from 1 to 5 counts."),
        ("#=1822:0 =%50%1822:2#nearly", "1822\n\nPartly right (50 %): 1822 Any value from 1820 to 1824 counts."),
        ("#1e-3:1e-4", "1e-3\n\nAny value from 0.0009 to 0.0011 counts."),
    ],
)
def test_numbers_with_tolerances_and_ranges(spelt: str, answer: str) -> None:
    assert one(f"What is the value? {{{spelt}}}").answer == answer


def test_matching_shows_both_sides_and_answers_with_the_pairs() -> None:
    item = one("Match the losses. {=regression -> squared error =classes -> cross-entropy = -> hinge}")

    assert item.answer == "- regression → squared error\n- classes → cross-entropy"
    assert item.question == "Match the losses."
    assert item.stem.endswith("- cross-entropy\n- hinge\n- squared error")
    assert [point.text for point in item.key_points] == ["regression → squared error", "classes → cross-entropy"]


def test_an_essay_takes_its_general_feedback_as_the_answer() -> None:
    assert one("Explain dropout. {####Units fall out at random.}").answer == "Units fall out at random."
    assert one("Explain dropout. {}").answer_status == "none"


def test_a_missing_word_leaves_a_gap() -> None:
    assert one("Momentum keeps a {=running mean =moving average} of gradients.").question == (
        "Momentum keeps a […] of gradients."
    )


def test_a_description_is_kept_as_text() -> None:
    item = one("::Intro::[html]<p>All nets here have <b>two</b> layers.</p>")

    assert (item.kind, item.answer) == ("fragment", "All nets here have **two** layers.")


def test_categories_comments_and_blank_lines() -> None:
    items, notes = read(
        "// made by hand\n$CATEGORY: $course$/top/Deep nets/Training\n\n// [id:sgd-1] [tag:optimisation]\n"
        "What is SGD? {####Descent\n\nby samples.}\n\n\n$CATEGORY: Other\nWhat is a GRU? {=a cell}\n"
    )

    assert notes == ()
    assert [item.source.section for item in items] == [("Deep nets", "Training"), ("Other",)]
    assert [item.topic for item in items] == ["optimisation", "Other"]
    assert items[0].id == "sgd-1"
    assert items[0].answer == "Descent\n\nby samples."


def test_escapes_and_formulas() -> None:
    item = one(r"What is \{x \~ p\: x\=1\}, \#1? {=$\\frac\{1\}\{2\}$ and $\nabla L$\nthen \\ stays}")

    assert item.question == "What is {x ~ p: x=1}, #1?"
    assert item.answer == "$\\frac{1}{2}$ and $\\nabla L$\nthen \\ stays"


def test_html_is_read_where_it_is_some() -> None:
    assert one("[html]<p>Is $a &lt; b$?</p> {=<i>yes</i>}").question == "Is $a < b$?"
    assert one("[html]<p>Is it?</p> {=<i>yes</i>}").answer == "*yes*"
    assert one("[markdown]Is a<b *x*? {=yes}").question == "Is a<b *x*?"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("What? {=a ~b", "brace isn't closed"),
        ("What? {#abc}", "'abc' is no number"),
        ("What? {words without a mark}", "don't begin with = or ~"),
        ("{=a}", "asks nothing"),
        ("What? {=%0%a}", "none of its answers is right"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_with_its_line_and_the_rest_is_kept(text: str, why: str) -> None:
    items, (note,) = read(f"What is fine? {{=this}}\n\n{text}\n\nWhat else? {{=that}}")

    assert len(items) == 2
    assert note.startswith("line 3: ")
    assert why in note


@given(st.text())
def test_escaping_is_undone_by_reading(text: str) -> None:
    plain = text.replace("\r", "")

    assert unescaped(escaped(plain)) == plain


def test_an_export_reads_back_to_questions_options_and_answers(tmp_path: Path) -> None:
    file = tmp_path / "q.gift"
    report = exchange.export((OPEN, CHOICE, UNANSWERED), "gift", file)

    essay, choice, unanswered = exchange.read(file).items

    assert report.skipped == ()
    assert (essay.id, essay.question, essay.topic) == ("optimisation-momentum", OPEN.question, OPEN.topic)
    assert "$m_t = \\beta m_{t-1} + (1-\\beta) g_t$ with $0 < \\beta < 1$ & more." in essay.answer
    assert "- it costs $5 or $6 in memory" in essay.answer
    assert (choice.question, choice.options, choice.answer) == (CHOICE.question, CHOICE.options, CHOICE.answer)
    assert unanswered.answer_status == "none"
    # GIFT has no place for these:
    assert (essay.key_points, essay.hints, essay.aliases) == ((), (), ())


def test_choices_that_moodle_refuses_are_left_out_and_told(tmp_path: Path) -> None:
    report = exchange.export((CHOICE, NO_KEY, NONE_RIGHT), "gift", tmp_path / "q.gift")

    assert report.exported == 1
    assert [line.partition(": ")[0] for line in report.skipped] == ["notes/4", "notes/5"]
