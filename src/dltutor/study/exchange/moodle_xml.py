"""Items → Moodle XML: essays with what a grader needs, multiple choice with percentages and feedback, tags."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.study.exchange.gift_write import category_of, fractions, title
from dltutor.study.exchange.html_write import to_html, to_inline_html
from dltutor.study.exchange.texts import asked, explanation, printable

LONGEST_ID = 100
"""Characters of an id number in Moodle."""


def write(items: Sequence[Item]) -> bytes:
    """The file's bytes."""
    quiz = ET.Element("quiz")
    category = ""
    for item in items:
        if category_of(item) != category:
            category = category_of(item)
            _text(ET.SubElement(quiz, "question", type="category"), "category", category)
        _question(quiz, item)
    ET.indent(quiz)
    text = ET.tostring(quiz, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _question(quiz: ET.Element, item: Item) -> None:
    question = ET.SubElement(quiz, "question", type="multichoice" if item.options else "essay")
    _text(question, "name", title(item))
    _html(question, "questiontext", to_html(asked(item)))
    said = explanation(item) if item.answered else ""
    _html(question, "generalfeedback", to_html(said) if item.options else "")
    for name, value in (("defaultgrade", f"{item.credits or 1:g}"), ("penalty", "0"), ("hidden", "0")):
        ET.SubElement(question, name).text = value
    ET.SubElement(question, "idnumber").text = printable(item.id)[-LONGEST_ID:]
    _options(question, item) if item.options else _essay(question, item, said)
    for hint in item.hints:
        _html(question, "hint", to_html(hint))
    if item.topic:
        _text(ET.SubElement(question, "tags"), "tag", item.topic)


def _options(question: ET.Element, item: Item) -> None:
    worth = fractions(item)
    settings = {
        "single": "true" if set(worth) <= {"100", "0"} else "false",
        "shuffleanswers": "true",
        "answernumbering": "abc",
    }
    for name, value in settings.items():
        ET.SubElement(question, name).text = value
    for option, fraction in zip(item.options, worth, strict=True):
        answer = ET.SubElement(question, "answer", fraction=fraction, format="html")
        ET.SubElement(answer, "text").text = to_inline_html(option.text)
        _html(answer, "feedback", to_inline_html(option.reason))


def _essay(question: ET.Element, item: Item, said: str) -> None:
    settings = {
        "responseformat": "editor",
        "responserequired": "1",
        "responsefieldlines": "10",
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in settings.items():
        ET.SubElement(question, name).text = value
    points = [f"- {'' if one.credits is None else f'({one.credits:g}p) '}{one.text}" for one in item.key_points]
    _html(question, "graderinfo", to_html("\n\n".join(part for part in (said, "\n".join(points)) if part)))
    _html(question, "responsetemplate", "")


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(ET.SubElement(parent, name), "text").text = printable(text)


def _html(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(ET.SubElement(parent, name, format="html"), "text").text = text
