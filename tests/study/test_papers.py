from dataclasses import replace

import pytest
from made_papers import question

from dltutor.bank.item import Item
from dltutor.errors import UsageError
from dltutor.study.exams.duration import minutes_of
from dltutor.study.exams.paper import Paper
from dltutor.study.exams.papers import find_paper, papers

SPRING = [
    question("1.1", options="+-", problem="Problem 1: Choices (4 credits)"),
    question("1.2", options="+-", problem="Problem 1: Choices (4 credits)"),
    question("2.1", credits=5.0, problem="Problem 2: Windmills (5 credits)"),
]


def notes(credits: float | None = 3.0) -> list[Item]:
    return [question(str(place), document="windmills.md", credits=credits) for place in range(1, 9)]


def heads(**heads: str) -> dict[str, str]:
    return {f"{name}.md": text for name, text in heads.items()}


def test_a_paper_keeps_the_documents_order_and_its_problems_have_their_headings() -> None:
    (found,) = papers([*SPRING, *notes()])
    assert [part.item for part in found.parts] == SPRING
    assert [part.problem for part in found.parts] == [
        "Problem 1: Choices",
        "Problem 1: Choices",
        "Problem 2: Windmills",
    ]
    assert (found.name, found.document, found.out_of, found.minutes) == ("spring", "exams/spring.md", 9.0, None)


def test_notes_whose_answers_have_marks_are_no_paper_unless_they_say_so() -> None:
    texts = {"windmills.md": "# Windmills\n\nWhat the lecture says of them.\n"}
    assert papers(notes(), texts.__getitem__) == ()
    assert len(papers(notes(), {"windmills.md": "# Final exam in windmills\n"}.__getitem__)) == 1
    assert len(papers(notes(), {"windmills.md": "---\ntime: 60\n---\n# Windmills\n"}.__getitem__)) == 1


def test_notes_that_speak_of_exams_and_whose_choices_are_worth_nothing_are_no_paper() -> None:
    mixed = [*notes(), question("9", document="windmills.md", credits=None, options="+-")]
    assert papers(mixed, {"windmills.md": "# All questions of the oral exam\n"}.__getitem__) == ()


def test_a_paper_has_credits_on_most_of_its_questions_and_enough_of_them() -> None:
    bare = [replace(item, credits=None) for item in SPRING]
    assert papers([SPRING[0], *bare[1:]]) == ()
    assert papers([replace(item, credits=1.0) for item in SPRING]) == ()
    assert papers(SPRING[:2]) == ()


def test_a_question_without_credits_is_worth_one_and_pieces_of_text_are_left_out() -> None:
    piece = replace(question("2.3"), kind="fragment", question="")
    (found,) = papers([*SPRING, question("2.2", credits=None), piece])
    assert [part.credits for part in found.parts] == [2.0, 2.0, 5.0, 1.0]


def test_title_and_time_come_from_the_head_of_the_document() -> None:
    (found,) = papers(SPRING, {"exams/spring.md": "---\ntitle: Spring\ntime: 45\n---\n"}.__getitem__)
    assert (found.title, found.minutes) == ("Spring", 45.0)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Time: 90 minutes", 90), ("**Time:** 90 min", 90), ("Duration 1 h 30", 90), ("Duration: 1h30", 90),
        ("Time allowed: two hours", 120), ("Time allowed: 2 hours and 15 minutes", 135), ("Time: 1.5 hours", 90),
        ("Time: 08:15 – 09:45", 90), ("Time: 11:00 am to 1:00 pm", 120), ("Midterm exam (75 minutes)", 75),
        ("Bearbeitungszeit: 90 Minuten", 90), ("Time: 12.30-14.00", 90), ("The exam takes 120 minutes.", 120),
    ],
)  # fmt: skip
def test_a_line_that_says_how_long_is_understood(line: str, minutes: float) -> None:
    assert minutes_of({}, ["Deep learning", line]) == minutes


@pytest.mark.parametrize(
    "line",
    [
        "Time: 08:15",
        "Late by 5 minutes",
        "A step takes 3 s; time is short",
        "Exam of 12 credits",
        "Time: 2 minutes",
        "",
    ],
)
def test_other_numbers_are_no_time(line: str) -> None:
    assert minutes_of({}, [line]) is None


@pytest.mark.parametrize(
    ("stated", "minutes"), [("90", 90), ("1 h 30", 90), ("2 hours", 120), ("soon", None), ("", None)]
)
def test_the_front_matter_says_minutes_or_a_length_of_time(stated: str, minutes: float | None) -> None:
    assert minutes_of({"time": stated}, []) == minutes


def named(*names: str) -> list[Paper]:
    return [Paper(name, name.replace("-", " ").title(), f"{name}.md", ()) for name in names]


SHELF = named("practice-exam-1", "practice-exam-2", "exam-2019-summer", "exam-2019-winter", "resit")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("practice-exam-2", "practice-exam-2"), ("2", "practice-exam-2"), ("Practice Exam 1", "practice-exam-1"),
        ("re", "resit"), ("summer", "exam-2019-summer"), ("exam-2019-w", "exam-2019-winter"), ("resitt", "resit"),
        ("practise-exam-2", "practice-exam-2"), ("resit.md", "resit"), ("EXAM 2019 winter", "exam-2019-winter"),
    ],
)  # fmt: skip
def test_a_paper_is_found_by_what_a_person_calls_it(said: str, name: str) -> None:
    assert find_paper(SHELF, said).name == name


def test_an_unknown_paper_names_all_and_an_ambiguous_one_those_that_it_may_be() -> None:
    with pytest.raises(UsageError, match="zzz") as caught:
        find_paper(SHELF, "zzz")
    assert "practice-exam-1, practice-exam-2" in caught.value.hint
    with pytest.raises(UsageError, match="several") as caught:
        find_paper(SHELF, "2019")
    assert caught.value.hint.endswith("exam-2019-summer, exam-2019-winter")
    with pytest.raises(UsageError):
        find_paper(SHELF, " ")
    with pytest.raises(UsageError, match="no exam paper"):
        find_paper([], "2")


def test_two_papers_of_one_name_are_told_apart_by_their_folders() -> None:
    other = [replace(item, source=replace(item.source, document="old/spring.md")) for item in SPRING]
    assert [paper.name for paper in papers([*SPRING, *other])] == ["exams/spring", "old/spring"]


def test_the_shipped_course_holds_four_papers_and_nothing_else_is_one(shipped_items: tuple[Item, ...]) -> None:
    found = papers(shipped_items)
    assert [paper.name for paper in found] == [f"practice-exam-{number}" for number in range(1, 5)]
    assert [paper.out_of for paper in found] == [80, 75, 80, 85]
