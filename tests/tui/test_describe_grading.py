import re
from dataclasses import replace
from typing import Any

import pytest
from fake_tutor import GRADING, item
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Option, Source
from dltutor.grading.result import CONTRADICTIONS, Flag, FlagKind, Graded, Grading, PointResult
from dltutor.tui.describe_grading import flag_line, grading_text, score_typed, verdict_line

ITEM = item("1", "What does dropout do?", r"It switches units off with probability $\frac{1}{2}$.", line=7)
CHOICE = item(
    "6",
    "Which are activations?",
    "- ReLU",
    kind="choice",
    options=(Option("ReLU", correct=True), Option("Adam", correct=False, reason="an optimiser")),
)


def graded(grading: Grading = GRADING, **more: Any) -> Graded:
    told = {"item": ITEM, "question": ITEM.question, "answer": "It turns units off.", "reference": ITEM.answer, **more}
    return Graded(grading=grading, hints=told.pop("hints", ("Think of the neighbours.",)), **told)


@pytest.mark.parametrize(
    ("given_", "line"),
    [
        ({}, "About 2 of 3 credits (machine estimate, likely 1–2.5): please check"),
        (
            {"score": 0.75, "out_of": 2.0, "low": 0.6, "high": 0.9},
            "About 1.5 of 2 credits (machine estimate, likely 1–2): please check",
        ),
        ({"out_of": None, "credits": None}, "About 60 % (machine estimate, likely 40–80 %): please check"),
        ({"low": None, "high": None}, "About 2 of 3 credits (machine estimate): please check"),
        ({"score": 1.0, "out_of": 1.0, "low": 1.0, "high": 1.0, "verdict": "pass"}, "1 of 1 credit: pass"),
        ({"score": 0.0, "low": 0.0, "high": 0.0, "verdict": "not_yet"}, "0 of 3 credits: not yet"),
        ({"score": None, "verdict": "ungraded", "note": "No key."}, "Not graded: No key."),
    ],
)
def test_the_verdict_is_an_estimate_with_its_range_or_exact_where_it_is(given_: dict[str, Any], line: str) -> None:
    assert verdict_line(replace(GRADING, **given_)) == line


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 0.5), st.one_of(st.none(), st.sampled_from([0.5, 1.0, 1.5, 2.0, 6.0, 10.0])))
def test_the_estimate_told_lies_in_the_range_told(score: float, error: float, out_of: float | None) -> None:
    low, high = max(0.0, score - error), min(1.0, score + error)
    line = verdict_line(replace(GRADING, score=score, low=low, high=high, out_of=out_of))
    told = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", line)]
    if "likely" in line:
        assert told[-2] <= told[0] <= told[-1]


def test_every_point_has_a_sign_a_word_its_credits_and_the_students_own_words() -> None:
    text = grading_text(graded())
    assert '✓ covered: Units are switched off at random (1 credit)\n  You write: "turns units off"' in text
    assert "~ partly: only while training (1 credit)" in text
    assert "✗ not found: so that units don't rely on each other (1 credit)" in text


def test_hints_come_before_what_is_missing_and_the_source_and_reference_last() -> None:
    text = grading_text(graded())
    parts = ["covered", "Hint: Think of the neighbours.", "rely on each other", "To look at:", "Source: ", "Reference"]
    assert sorted(parts, key=text.index) == parts
    assert "Source: lecture.md · 3 Training · 1, line 7" in text
    assert "probability ½" in text or "probability 1/2" in text


def test_an_item_that_stands_in_no_document_has_no_source() -> None:
    assert "Source:" not in grading_text(graded(item=replace(ITEM, source=Source("", ""))))


def test_what_is_missing_and_the_reference_are_kept_back_unless_revealed() -> None:
    text = grading_text(graded(), reveal=False)
    assert "Hint: Think of the neighbours." in text
    assert "✗ not found (1 credit)" in text
    assert "rely on each other" not in text
    assert "Reference answer" not in text


def test_an_answer_that_could_not_be_graded_tells_why_and_gives_nothing_away() -> None:
    text = grading_text(graded(Grading(None, "ungraded", note="Which options do you mean?")))
    assert text.startswith("Not graded: Which options do you mean?")
    assert "switches units off" not in text


def test_a_choice_tells_of_each_option_by_the_letter_that_names_it() -> None:
    points = (
        PointResult("a) ReLU: right", None, 1.0, "covered", "a", 0.5),
        PointResult("b) Adam: not right — an optimiser", None, 0.0, "not_found", "b", 0.5),
    )
    text = grading_text(
        graded(Grading(0.0, "not_yet", 0.0, 2.0, 0.0, 0.0, points), item=CHOICE, reference=CHOICE.answer)
    )
    assert "✓ agrees: a) ReLU: right" in text
    assert "✗ differs: b) Adam: not right — an optimiser" in text
    assert text.endswith("Reference answer:\n- ReLU")
    assert "Hint" not in text


@pytest.mark.parametrize("kind", sorted(CONTRADICTIONS | {"number", "formula"}))
def test_what_contradicts_is_a_question_that_quotes_both(kind: FlagKind) -> None:
    line = flag_line(Flag(kind, "the loss is smaller", "the loss is larger"))
    assert line == 'You write "the loss is smaller"; the reference says "the loss is larger". Which is it?'


@pytest.mark.parametrize(
    ("flag", "line"),
    [
        (
            Flag("number", "0.1", "it is 0.9", "0.1 or 0.9?"),
            'You write "0.1"; the reference says "it is 0.9". Which is it: 0.1 or 0.9?',
        ),
        (Flag("number", "3", "", "Turned around."), "Turned around."),
        (
            Flag("misconception", "it is", "none", "it is data"),
            'You write "it is". A common mix-up is "it is data". Against it stands "none". Is that what you mean?',
        ),
        (
            Flag("misconception", "it adds data", "dropout adds data", "dropout adds data"),
            'You write "it adds data". A common mix-up is "dropout adds data". Is that what you mean?',
        ),
        (
            Flag("other_item", "…", "lecture/3", "What is max pooling?"),
            'This describes another question: "What is max pooling?": see lecture/3',
        ),
    ],
)
def test_what_else_was_noticed_is_asked_or_pointed_to(flag: Flag, line: str) -> None:
    assert flag_line(flag) == line


@pytest.mark.parametrize("kind", ["echo", "stuffing", "empty", "dont_know", "language"])
def test_what_can_not_be_graded_as_it_is_gets_one_friendly_sentence_that_quotes_nothing(kind: FlagKind) -> None:
    line = flag_line(Flag(kind, "STUDENT", "REFERENCE", "NOTE"))
    assert line.endswith((".", "?"))
    assert not re.search("STUDENT|REFERENCE|NOTE", line)


def test_long_quotes_are_cut_at_a_word() -> None:
    line = flag_line(Flag("flip", "word " * 100, "other"))
    assert re.search(r'"(word )+word…";', line)
    assert len(line) < 300


FLAGS = [Flag(kind, "a", "b", "c") for kind in sorted(CONTRADICTIONS)]
FLAGS += [Flag("misconception", "a", "b", "c"), Flag("other_item", "a", "x/1"), Flag("echo"), Flag("stuffing")]
FLAGS += [Flag("empty"), Flag("dont_know"), Flag("language"), Flag("number", "1", "2"), Flag("formula", "x", "y")]


@pytest.mark.parametrize("verdict", ["pass", "check", "not_yet"])
def test_nothing_is_ever_called_correct(verdict: Any) -> None:
    text = grading_text(graded(replace(GRADING, verdict=verdict, flags=tuple(FLAGS))))
    assert "correct" not in text.casefold()


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        *(("1.5", 0.5), ("1,5", 0.5), ("3", 1.0), ("50%", 0.5), ("50 %", 0.5)),
        *(("4", None), ("-1", None), ("x", None), ("nan", None)),
    ],
)
def test_a_person_gives_credits_or_per_cent(typed: str, score: float | None) -> None:
    assert score_typed(GRADING, typed) == score


def test_a_number_means_per_cent_where_there_are_no_credits() -> None:
    assert score_typed(replace(GRADING, out_of=None), "80") == 0.8


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_told(student: str, reference: str) -> None:
    grading = replace(
        GRADING,
        points=(PointResult(reference, None, 0.5, "partly", student, 1.0),),
        flags=(Flag("flip", student, reference),),
    )
    assert grading_text(graded(grading, answer=student, reference=reference, item=None))
