import pytest
from fake_tutor import FakeTutor, World, item

from dltutor.bank.item import KeyPoint, Option, Source
from dltutor.progress import Progress
from dltutor.tui import describe

OPTIONS = (Option("ReLU", correct=True, reason="bends at 0"), Option("Adam", correct=False))


def test_options_are_not_told_twice_when_the_answer_only_repeats_the_right_ones() -> None:
    repeated = item("1", "Which?", "- ReLU — bends at 0", kind="choice", options=OPTIONS)
    more = item("1", "Which?", "ReLU, since Adam is an optimiser.", kind="choice", options=OPTIONS)
    assert describe.answer_markdown(repeated) == "- **✓ right** — ReLU — *bends at 0*\n- **✗ wrong** — Adam"
    assert describe.answer_markdown(more).startswith("ReLU, since Adam is an optimiser.\n\n- **✓ right**")


def test_options_without_a_key_are_listed_and_the_missing_key_is_told() -> None:
    unkeyed = item("1", "Which?", "", kind="choice", options=(Option("ReLU"), Option("Adam")), answer_status="none")
    assert describe.answer_markdown(unkeyed) == f"- ReLU\n- Adam\n\n*{describe.NO_KEY}*"


def test_key_points_stand_in_for_an_answer_that_is_missing() -> None:
    points = (KeyPoint("fewer units", 0.5), KeyPoint("an ensemble"))
    marked = item("1", "Why?", "", answer_status="rubric", key_points=points)
    assert describe.answer_markdown(marked) == "- fewer units (0.5 p)\n- an ensemble"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"answer_status": "official"}, ""),
        ({"answer_status": "rubric"}, "from the marking scheme"),
        ({"answer_status": "none"}, "no answer in the document"),
        ({"answer_status": "conflict"}, "documents disagree on this answer"),
        ({"answer_status": "transcript", "kind": "fragment"}, "unverified answer, question unknown"),
        ({"answer_status": "official", "kind": "fragment"}, "a passage of the document"),
    ],
)
def test_what_kind_of_answer_it_is_is_told_in_words(more: dict[str, str], words: str) -> None:
    assert describe.note(item("1", "Why?", "So.", **more)) == words


def test_a_place_names_document_section_and_label_and_leaves_out_what_there_is_not() -> None:
    assert describe.place(Source("a.md", "2.10", ("2 Nets", "Depth"), 4)) == "a.md · 2 Nets › Depth · 2.10"
    assert describe.place(Source("a.md", "1")) == "a.md · 1"


def test_control_characters_are_made_visible_and_line_ends_and_tabs_kept() -> None:
    assert describe.safe("a\x1b[31m\x00\x9b\tb\r\nc") == "a�[31m��\tb\nc"


def test_progress_tells_how_far_how_fast_and_how_long() -> None:
    line = describe.progress_line(Progress("encoding", 30, 120, 10.0))
    assert line == "Encoding · 30 of 120 (25%) · 3 a second · 30 s left"
    assert describe.progress_line(Progress("reading", 0, 0, 0.0)) == "Reading"
    assert describe.duration(125) == "2 min 05 s"


def test_a_reply_as_text_holds_verdict_answer_place_and_what_is_near() -> None:
    reply = FakeTutor(World()).ask("What does dropout do?", top=3)
    text = describe.reply_text(reply)
    assert text.startswith("Answered · exact match\n\nQuestion: What does dropout do?\nAnswer:\n")
    assert "Source: lecture.md · 3 Training · 1, line 3\nAlso in: twin.md · 9\n\nNear it:\n1. What is a" in text
    assert "2. Why normalise activations?" in text
    assert "2. " not in describe.reply_text(reply, listed=1)


def test_a_reply_without_hits_says_that_nothing_is_near() -> None:
    reply = FakeTutor(World(items=(), status="not_covered")).ask("x")
    assert describe.reply_text(reply) == (
        "Not in your documents: the nearest questions\n\nNothing in the index is near."
    )
