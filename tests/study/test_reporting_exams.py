import json
from dataclasses import replace

import pytest
from made_papers import graded, question
from markdown_it import MarkdownIt

from dltutor.bank.item import Item
from dltutor.grading.result import Graded
from dltutor.study.exams.exam import Exam, PartState
from dltutor.study.exams.marking import mark, tick
from dltutor.study.exams.paper import Paper, Part
from dltutor.study.exams.report import ranged, report_on
from dltutor.study.exams.report_text import clock

CHOICES, SAILS, MILLS = "Problem 1: Multiple choice", "Problem 2: Sails", "Problem 3: Mills"


def by_number(item: Item, answer: str) -> Graded:
    return graded(item, answer, None if answer == "?" else float(answer), exact=bool(item.options))


@pytest.fixture
def exam() -> Exam:
    """Two choices (2 of 4), two open parts with a key (4), one without (2): unmarked but for the choices."""
    parts = (
        Part(question("1.1", options="+-", problem=CHOICES), 2.0, CHOICES),
        Part(question("1.2", options="+-", problem=CHOICES), 2.0, CHOICES),
        Part(question("2.1", problem=SAILS, stem="A boat has two sails.", points=(1.0, 1.0)), 2.0, SAILS),
        Part(question("2.2", problem=SAILS, stem="A boat has two sails.", points=(1.0, 1.0)), 2.0, SAILS),
        Part(question("3.1", problem=MILLS, answer=""), 2.0, MILLS),
    )
    states = [PartState(answer, seconds=seconds) for answer, seconds in zip("1101?", (60,) * 5, strict=True)]
    states[1].answer = ""
    states[3].flagged, states[4].seconds = True, 600
    made = Exam(3, Paper("spring", "Spring exam", "spring.md", parts), 1800, 8, used=840, parts=states, handed_in=True)
    mark(made, by_number)
    return made


def test_the_range_says_who_gave_what(exam: Exam) -> None:
    tick(exam, 3)
    report = report_on(exam)
    assert (report.tutor, report.you, report.unmarked, report.out_of) == ((2.0, 4.0), (2.0, 2.0), 4.0, 10.0)
    assert (report.low, report.high) == (4.0, pytest.approx(6.4))
    assert "Marked: tutor 2/4 · you 2/2 · unmarked 4 → 4–6.5 of 10 credits" in report.to_markdown()


def test_when_all_is_decided_the_result_is_one_number(exam: Exam) -> None:
    for index in (2, 3):
        tick(exam, index)
    tick(exam, 4, credits=1.5)
    report = report_on(exam)
    assert report.low == report.high == 5.5
    assert report.finding.startswith("5.5 of 10 credits (55 %), 2.5 fewer than the 8 that you expected")
    assert "unmarked" not in report.finding


def test_what_to_review_is_what_went_wrong_was_flagged_or_is_unmarked(exam: Exam) -> None:
    tick(exam, 2)
    tick(exam, 3)
    report = report_on(exam)
    assert {part.row.name: part.review for part in report.parts} == {
        "1.1": "",
        "1.2": "left empty",
        "2.1": "below 60 %",
        "2.2": "flagged",
        "3.1": "unmarked",
    }
    assert report.review == tuple(part.part.item.id for part in report.parts[1:])


def test_each_problem_has_its_credits_and_its_time(exam: Exam) -> None:
    rows = report_on(exam).problems
    assert [(row.name, row.out_of, row.seconds) for row in rows] == [
        (CHOICES, 4.0, 120),
        (SAILS, 4.0, 120),
        (MILLS, 2.0, 600),
    ]
    assert (rows[0].low, rows[0].high) == (2.0, 2.0)


def test_the_parts_that_took_longest_for_a_credit_are_named(exam: Exam) -> None:
    report = report_on(exam)
    assert [row.name for row in report.slow] == ["3.1"]
    assert report.per_credit == 84


def test_topics_are_told_where_they_are_not_the_problems(exam: Exam) -> None:
    assert report_on(exam).topics == ()
    topics = ("wind", "water", "wind", "water", "wind")
    parts = tuple(
        replace(part, item=replace(part.item, topic=topic))
        for part, topic in zip(exam.paper.parts, topics, strict=True)
    )
    exam.paper = replace(exam.paper, parts=parts)
    assert {row.name.lower(): row.out_of for row in report_on(exam).topics} == {"wind": 6.0, "water": 4.0}


@pytest.mark.parametrize(
    ("predicted", "said"),
    [(None, "credits (20 %); most"), (2.0, "as you expected (2)"), (1.0, "1 more than the 1 that"), (4.5, "2.5 fewer")],
)
def test_the_finding_holds_the_result_against_what_was_expected(exam: Exam, predicted: float | None, said: str) -> None:
    exam.predicted = predicted
    for index in (2, 3, 4):
        tick(exam, index, credits=0)
    finding = report_on(exam).finding
    assert said in finding
    assert finding.endswith("most was lost in Problem 2: Sails.")
    assert ". " not in finding


def test_a_wide_range_claims_no_expectation_met(exam: Exam) -> None:
    exam.predicted = 5
    assert "you expected 5, which may still be so" in report_on(exam).finding


def test_of_a_paper_that_nobody_can_mark_nothing_is_said() -> None:
    parts = (Part(question("1", options="??"), 2.0), Part(question("2", answer=""), 2.0))
    exam = Exam(1, Paper("p", "P", "p.md", parts), parts=[PartState("?"), PartState("?")], handed_in=True)
    mark(exam, by_number)
    report = report_on(exam)
    assert report.finding.startswith("Nothing can be said")
    assert (report.low, report.high, report.unmarked) == (0.0, 4.0, 4.0)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(39, 45, "39–45"), (12.5, 12.5, "12.5"), (1.6, 1.6, "1.6"), (3.6, 4.1, "3.5–4.5"), (0, 0, "0")],
)
def test_a_range_is_rounded_outwards_and_a_known_number_stays(low: float, high: float, text: str) -> None:
    assert ranged(low, high) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(40, "40 s"), (100, "1 min 40 s"), (720, "12 min"), (3900, "1 h 05 min")]
)
def test_times_are_told_as_people_do(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_the_document_holds_question_answer_marks_and_the_reference_with_its_place(exam: Exam) -> None:
    tick(exam, 3)
    text = report_on(exam).to_markdown()
    shown = text[text.index("#### 2.2") : text.index("### Problem 3")]
    assert "2 of 2 (marked by you, flagged)" in shown
    assert "> What is question 2.2 of exams/spring.md about?" in shown
    assert "```text\n1\n```" in shown
    assert "- ✓ point 0" in shown
    assert "Reference (exams/spring.md · exams/spring.md › Problem 2: Sails · 2.2, line 10):" in shown
    assert "> It turns with the wind." in shown
    assert text.count("> A boat has two sails.") == 1
    assert text.count("All or nothing") == 1
    assert "- a) option 0 of 1.1" in text
    assert "No solution in your documents" in text
    assert "No key." in text


BREAKING = "```python\n# no heading\n````\n# Heading\n| a | b |\n<script>\n$$ x \n> quoted\n\n- list \ud800"


def test_whatever_documents_and_students_write_the_report_keeps_its_form(exam: Exam) -> None:
    expected = _headings(report_on(exam).to_markdown())
    item = exam.paper.parts[2].item
    broken = replace(item, question=f"{item.question}\n\n{BREAKING}", stem=BREAKING, answer=BREAKING)
    parts = (*exam.paper.parts[:2], replace(exam.paper.parts[2], item=broken), *exam.paper.parts[3:])
    exam.paper = replace(exam.paper, parts=parts)
    exam.parts[2].answer = BREAKING
    text = report_on(exam).to_markdown()
    assert _headings(text) == expected
    assert text.encode().decode() == text


def _headings(text: str) -> list[str]:
    """The headings that are the report's own: those at the document's own level."""
    tokens = MarkdownIt().parse(text)
    return [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and not token.level
    ]


def test_as_json_it_is_plain_data_with_the_same_numbers(exam: Exam) -> None:
    report = report_on(exam)
    data = json.loads(json.dumps(report.to_json()))
    assert (data["title"], data["out_of"], data["range"]) == ("Spring exam", 10.0, [3.6, 6.4])
    assert [part["item"] for part in data["parts"]] == [part.item.id for part in exam.paper.parts]
    assert data["parts"][2]["by"] == "unmarked"
    assert data["review"] == list(report.review)
    assert data["finding"] == report.finding
