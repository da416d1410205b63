import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

from questions import CHOICE, OPEN, UNANSWERED

from dltutor.bank.item import Item, Option
from dltutor.study import exchange


def questions(items: tuple[Item, ...], folder: Path) -> list[ET.Element]:
    exchange.export(items, "moodle-xml", folder / "q.xml", force=True)
    quiz = ET.parse(folder / "q.xml").getroot()  # noqa: S314  written by this test
    assert quiz.tag == "quiz"
    return quiz.findall("question")


def said(element: ET.Element, path: str) -> str:
    return element.findtext(path) or ""


def test_an_open_question_is_an_essay_with_what_a_grader_needs(tmp_path: Path) -> None:
    category, essay = questions((OPEN,), tmp_path)

    assert said(category, "category/text") == "$course$/top/dltutor/optimisation"
    assert essay.get("type") == "essay"
    assert said(essay, "name/text") == OPEN.question
    assert said(essay, "questiontext/text") == f"<p>{OPEN.question}</p>"
    assert r"\(0 &lt; \beta &lt; 1\) &amp; more" in said(essay, "graderinfo/text")
    assert "<li>(0.5p) damps oscillations</li>" in said(essay, "graderinfo/text")
    assert said(essay, "defaultgrade") == "1.5"
    assert said(essay, "idnumber") == OPEN.id
    assert said(essay, "hint/text") == "<p>Think of a ball.</p>"
    assert said(essay, "tags/tag/text") == "optimisation"


def test_a_choice_has_fractions_and_feedback(tmp_path: Path) -> None:
    choice = questions((CHOICE,), tmp_path)[1]

    assert choice.get("type") == "multichoice"
    assert said(choice, "single") == "false"
    assert [answer.get("fraction") for answer in choice.findall("answer")] == ["50", "-100", "50"]
    assert said(choice, "answer/text") == r"a convolution with \(k&lt;5\)"
    assert said(choice, "answer/feedback/text") == "its kernels"
    assert said(choice, "generalfeedback/text") == "<p>Pooling only compares.</p>"


def test_one_right_option_is_a_single_choice_and_thirds_are_rounded_as_moodle_wants(tmp_path: Path) -> None:
    single = replace(CHOICE, options=(Option("a", correct=True), Option("b", correct=False)))
    three = replace(
        CHOICE, choice_rule="negative", options=(*[Option(x, correct=True) for x in "abc"], Option("d", correct=False))
    )

    _, first, second = questions((single, three), tmp_path)

    assert said(first, "single") == "true"
    assert [answer.get("fraction") for answer in first.findall("answer")] == ["100", "0"]
    assert [answer.get("fraction") for answer in second.findall("answer")] == [*["33.33333"] * 3, "-33.33333"]


def test_characters_that_xml_cannot_hold_are_left_out(tmp_path: Path) -> None:
    odd = replace(OPEN, question="What\x00 is ]]> & <b>\ud800\uffff?", topic="a\x0bb")

    essay = questions((odd,), tmp_path)[1]

    assert said(essay, "questiontext/text") == "<p>What is ]]&gt; &amp; &lt;b&gt;?</p>"


def test_an_unanswered_question_is_an_essay_without_grader_information(tmp_path: Path) -> None:
    assert said(questions((UNANSWERED,), tmp_path)[-1], "graderinfo/text") == ""
