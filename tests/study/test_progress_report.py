import csv
import io
import json
import unicodedata
from collections import Counter
from datetime import UTC, datetime

import pytest
from histories import TODAY, attempt, card, item, known, memory
from hypothesis import given
from hypothesis import strategies as st

from dltutor.study.attempt import Attempt, Circumstances
from dltutor.study.card import Card, Memory
from dltutor.study.plans import Plan
from dltutor.study.progress.report import ProgressReport, progress
from dltutor.study.progress.section import Known, SatExam
from dltutor.texmath.cells import cell_width

NAMES = ["due", "readiness", "topics", "attention", "retention", "confidence", "agreement", "calendar", "exams"]
DAYS = st.integers(TODAY - 400, TODAY + 30)
CARDS = st.integers(1, 6)
SHARES = st.none() | st.floats(0, 1)
TEXTS = st.text(max_size=60)


def circumstances() -> st.SearchStrategy[Circumstances]:
    return st.builds(
        Circumstances,
        mode=st.sampled_from(["try", "quiz", "review", "exam"]),
        hints=st.integers(0, 2),
        confidence=st.sampled_from([None, 1, 2, 3]),
        gave_up=st.booleans(),
        seconds=st.none() | st.floats(0, 1e6),
    )


def histories() -> st.SearchStrategy[Known]:
    """Any history, sensible or not."""
    attempts = st.builds(
        Attempt,
        id=st.integers(1, 99),
        at=st.just(datetime(2026, 11, 21, tzinfo=UTC)),
        day=DAYS,
        card=st.none() | st.integers(1, 9),
        item=TEXTS,
        question=TEXTS,
        answer=TEXTS,
        score=SHARES,
        verdict=st.sampled_from(["pass", "check", "not_yet"]),
        circumstances=circumstances(),
        decided=st.booleans(),
        student=SHARES,
        rating=st.sampled_from([None, 1, 2, 3, 4]),
        counts=st.booleans(),
    )
    cards = st.builds(
        Card,
        id=CARDS,
        item=st.sampled_from([f"notes/{name}" for name in "abc"]) | TEXTS,
        question=TEXTS,
        document=TEXTS,
        label=TEXTS,
        gone=st.booleans(),
        suspended=st.booleans(),
        buried=st.none() | DAYS,
    )
    memories = st.builds(
        Memory,
        stability=st.floats(0.01, 1e4),
        difficulty=st.floats(1, 10),
        last=DAYS,
        due=DAYS,
        reviews=st.integers(1, 50),
        lapses=st.integers(0, 50),
        recall=st.floats(0, 1),
    )
    items = st.builds(
        item,
        name=st.sampled_from("abc"),
        topic=TEXTS,
        section=st.lists(TEXTS, max_size=3).map(tuple),
        credits=st.none() | st.floats(0, 50),
        kind=st.sampled_from(["open", "choice", "fragment"]),
        answer_status=st.sampled_from(["official", "none"]),
    )
    credits_got = st.floats(0, 90)
    exams = st.builds(SatExam, TEXTS, st.none() | credits_got, credits_got, credits_got, credits_got)
    return st.builds(
        known,
        st.lists(attempts, max_size=20),
        st.lists(cards, max_size=6),
        st.dictionaries(CARDS, memories, max_size=6),
        st.lists(items, max_size=5),
        plan=st.builds(Plan, st.none() | DAYS, st.integers(1, 600)),
        exams=st.lists(exams, max_size=3),
    )


def rows(report: ProgressReport) -> list[list[str]]:
    return list(csv.reader(io.StringIO(report.to_csv())))


@given(histories(), st.integers(72, 140))
def test_any_history_gives_a_report_that_fits_its_width(history: Known, width: int) -> None:
    report = progress(history)

    json.dumps(report.to_json())
    for line in report.lines(width):
        assert cell_width(line) <= width
        assert not any(unicodedata.category(character) == "Cc" for character in line)


@given(histories())
def test_bars_add_up_and_shares_are_shares(history: Known) -> None:
    report = progress(history)
    review = [number for number, one in history.cards.items() if not (one.gone or one.suspended)]
    ahead = [number for number in review if number in history.memories]
    shares = [report.readiness.share, report.readiness.never, report.readiness.then, report.retention.all.share]
    shares += [topic.recall for topic in report.topics.topics] + [one.right for one in report.confidence.said]

    assert report.due.total <= len(ahead)
    assert report.due.overdue <= report.due.days[0].cards
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert sum(topic.items for topic in report.topics.topics) == len(history.questions)
    assert all(topic.seen <= topic.items for topic in report.topics.topics)
    assert report.readiness.practised <= report.readiness.total
    assert 0 <= report.calendar.studied <= 14


@given(histories())
def test_the_table_is_tidy_and_holds_no_formula(history: Known) -> None:
    table = rows(progress(history))

    assert table[0] == ["section", "name", "measure", "value"]
    assert {row[0] for row in table[1:]} == set(NAMES)
    for row in table:
        assert len(row) == 4
        for cell in row:
            assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r"} or float(cell) < 0


@pytest.mark.parametrize("question", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "  =1+1", "\t=1", "\r@x"])
def test_a_documents_text_is_no_formula_in_a_spreadsheet(question: str) -> None:
    leech = Card(1, "=id", question, "notes.md", "a")

    cells = [cell for row in rows(progress(known([attempt()], [leech], {1: memory(lapses=9)}))) for cell in row]

    assert "'=id" in cells
    assert any(cell.startswith("'") and cell[1:] == question.strip() for cell in cells)


def test_escape_sequences_of_a_document_reach_no_terminal() -> None:
    attempts, cards = [attempt(), attempt()], [Card(1, "a\x1b[2J", "What?\x1b]0;x\x07", "n.md", "a")]
    shown = progress(known(attempts, cards, {1: memory(lapses=9)}, [item(topic="a\x1b[31mb")]))

    assert "\x1b" not in str(shown) + shown.to_csv()


def test_every_section_has_a_finding_of_one_sentence() -> None:
    report = progress(known([attempt()], [card()], {1: memory()}, [item()]))

    assert list(report.sections) == NAMES
    for name, (title, section) in report.sections.items():
        assert section.finding.endswith("."), name
        assert title in str(report)
        assert report.to_json()[name]["finding"] == section.finding


def test_before_the_first_answer_there_is_one_sentence_that_says_what_to_do() -> None:
    report = progress(known(items=[item()]))

    assert str(report).startswith("Nothing practised yet. Begin with a quiz (`dltutor quiz`")
    assert len(str(report).splitlines()) < 4
    assert report.to_json()["agreement"]["decided"] == 0


def test_an_exams_result_stands_against_what_was_expected() -> None:
    sat = [SatExam("Mock", 40, 30, 35.5, 60), SatExam("Mock", None, 45, 45, 60)]

    first, both = progress(known([attempt()], exams=sat[:1])), progress(known([attempt()], exams=sat))

    assert first.exams.finding == ("You expected 40 and got 30–35.5 of 60 credits in Mock: less than you expected.")
    assert both.exams.finding == "Last time you got 45 of 60 credits in Mock."
    counts = Counter(row[1] for row in rows(both) if row[0] == "exams" and row[2] != "finding")
    assert counts == {"1. Mock": 4, "2. Mock": 4}
