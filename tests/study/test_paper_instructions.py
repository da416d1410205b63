from dltutor.study.exams.instructions import MOST, instructions_of
from dltutor.study.exams.paper import Paper
from dltutor.study.exams.record import paper_from_json, paper_to_json

LINES = """---
time: 90
---
# Paper

**Aids:** none.
Round to two digits.

Be short.

## One""".splitlines()


def test_what_stands_between_title_and_first_problem_is_told_by_paragraphs() -> None:
    assert instructions_of(LINES, "What is one?") == "Aids: none.\nRound to two digits.\n\nBe short."


def test_what_may_belong_to_the_first_question_is_not_taken_for_an_instruction() -> None:
    assert instructions_of(LINES[:-1], "What is one?") == ""
    assert instructions_of(LINES, "round to **two** digits") == ""
    assert instructions_of([line.removeprefix("# ") for line in LINES], "What is one?") == ""
    assert instructions_of(["# Paper", "x" * (MOST + 1), "## One"], "What is one?") == ""


def test_instructions_are_kept_with_an_exam_and_older_exams_have_none() -> None:
    kept = paper_to_json(Paper("p", "Paper", "p.md", (), 90.0, "Be short."))
    assert paper_from_json(kept).instructions == "Be short."
    del kept["instructions"]
    assert paper_from_json(kept).instructions == ""
