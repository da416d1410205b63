"""The progress report: all sections together, as text, as JSON, as a table."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dltutor.study.agreement import Agreement
from dltutor.study.figures import rounded
from dltutor.study.progress.attention import Attention, attention
from dltutor.study.progress.calendar import Calendar, calendar
from dltutor.study.progress.calibration import Calibration, calibration
from dltutor.study.progress.forecast import Forecast, forecast
from dltutor.study.progress.grader import Grader
from dltutor.study.progress.lines import flat, wrapped
from dltutor.study.progress.readiness import Readiness, readiness
from dltutor.study.progress.retention import Retention, retention
from dltutor.study.progress.sat import ExamsSat, exams_sat
from dltutor.study.progress.section import Known, Section
from dltutor.study.progress.topics import Topics, topics

WIDTH = 80
NOTHING = (
    "Nothing practised yet. Begin with a quiz (`dltutor quiz`, in the app /quiz): after a few answers this shows what "
    "you know, what comes due, and how far your own judgement can be trusted."
)


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What the history says about what a student knows.

    Attributes:
        answers: Attempts in all.
        due: What comes due, and how long it will take.
        readiness: What could be expected of an exam.
        topics: What is known by topic.
        attention: What should be mended.
        retention: How much of what was known is remembered.
        confidence: Whether the student knows what they know.
        agreement: With the grader.
        calendar: When they studied.
        exams: Predicted against actual.
    """

    answers: int
    due: Forecast
    readiness: Readiness
    topics: Topics
    attention: Attention
    retention: Retention
    confidence: Calibration
    agreement: Agreement
    calendar: Calendar
    exams: ExamsSat

    @property
    def sections(self) -> dict[str, tuple[str, Section]]:
        """Title and section by name, in the order in which they are shown."""
        return {
            "due": ("What is due", self.due),
            "readiness": ("Am I ready?", self.readiness),
            "topics": ("Topics", self.topics),
            "attention": ("Needs attention", self.attention),
            "retention": ("Do I remember?", self.retention),
            "confidence": ("Do I know what I know?", self.confidence),
            "agreement": ("Can I trust the grader?", Grader(self.agreement)),
            "calendar": ("When I studied", self.calendar),
            "exams": ("Exams sat", self.exams),
        }

    @property
    def finding(self) -> str:
        """What there is to say before anything else."""
        return self.due.finding if self.answers else NOTHING

    def to_json(self) -> dict[str, Any]:
        """All sections as plain data, by name."""
        sections = {name: section.to_json() for name, (_, section) in self.sections.items()}
        return {"finding": self.finding, "answers": self.answers, **sections}

    def to_csv(self) -> str:
        """One tidy table: section, name, measure, value. Numbers rounded to three places, unknown ones empty."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("section", "name", "measure", "value"))
        for name, (_, section) in self.sections.items():
            writer.writerow((name, "", "finding", _cell(section.finding)))
            for figure in section.figures():
                writer.writerow((name, _cell(figure.name), figure.measure, _cell(figure.value)))
        return out.getvalue()

    def __str__(self) -> str:
        return "\n".join(self.lines(WIDTH))

    def lines(self, width: int) -> Iterator[str]:
        """The whole as plain text, none of its lines wider than ``width`` cells."""
        if not self.answers:
            yield from wrapped(NOTHING, width)
            return
        for number, (title, section) in enumerate(self.sections.values()):
            yield from ("",) if number else ()
            yield title
            yield from wrapped(section.finding, width)
            body = section.text(width)
            yield from ("", *body) if body else ()


def progress(known: Known) -> ProgressReport:
    """Compute everything anew."""
    return ProgressReport(
        answers=len(known.attempts),
        due=forecast(known),
        readiness=readiness(known),
        topics=topics(known),
        attention=attention(known),
        retention=retention(known),
        confidence=calibration(known.attempts),
        agreement=known.agreement,
        calendar=calendar(known),
        exams=exams_sat(known.exams),
    )


def _cell(value: str | float | None) -> str | float:
    """A cell that no spreadsheet takes for a formula, which a document's text could else smuggle in."""
    if isinstance(value, str):
        text = flat(value)
        return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
    return "" if value is None else rounded(value)
