r"""Items → GIFT, Moodle's text format for questions.

An open question becomes an essay with the answer as its general feedback, since GIFT has no field for a model answer.
Text is HTML with formulas between ``\(…\)``, which Moodle shows whatever its settings are.
"""

import re
from collections.abc import Sequence

from dltutor.bank.item import Item
from dltutor.study.exchange.gift_syntax import escaped
from dltutor.study.exchange.html_write import to_html, to_inline_html
from dltutor.study.exchange.texts import asked, explanation, keyed
from dltutor.texmath import prose

LONGEST_TITLE = 90


def write(items: Sequence[Item]) -> bytes:
    """The file's bytes."""
    blocks: list[str] = []
    category = ""
    for item in items:
        if category_of(item) != category:
            category = category_of(item)
            blocks.append(f"$CATEGORY: {category}")
        blocks.append(_question(item))
    return ("\n\n".join(blocks) + "\n").encode()


def why_not(item: Item) -> str:
    """Why GIFT and Moodle can't hold an item; empty where they can."""
    if item.options and not keyed(item):
        return "its options have no key"
    if item.options and not any(option.correct for option in item.options):
        return "none of its options is right, which Moodle does not take"
    return ""


def category_of(item: Item) -> str:
    """Moodle's category for an item: its topic, below dltutor."""
    topic = re.sub(r"[/$\s]+", " ", item.topic).strip()
    return f"$course$/top/dltutor/{topic}" if topic else "$course$/top/dltutor"


def title(item: Item) -> str:
    """A question's name in Moodle's lists: its first words."""
    words = " ".join(prose(item.question).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def fractions(item: Item) -> tuple[str, ...]:
    """The percentages of a choice's options: right ones share 100, wrong ones cost something.

    Where all boxes must be right, which is so unless a rule says otherwise, a wrong tick costs everything; else as
    much as a right one brings. Moodle can neither score the boxes that are rightly left nor require all right ones.
    """
    right = sum(bool(option.correct) for option in item.options)
    share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
    if right == 1 and item.choice_rule in {"", "all_or_nothing"}:
        return tuple("100" if option.correct else "0" for option in item.options)
    cost = "-100" if item.choice_rule in {"", "all_or_nothing"} else f"-{share}"
    return tuple(share if option.correct else cost for option in item.options)


def _question(item: Item) -> str:
    tag = f" [tag:{_bracketed(item.topic)}]" if item.topic else ""
    comment = f"// [id:{_bracketed(item.id)}]{tag}"
    return f"{comment}\n::{escaped(title(item))}::[html]{escaped(to_html(asked(item)))} {{{_answers(item)}}}"


def _bracketed(text: str) -> str:
    return re.sub(r"[\[\]\s]+", " ", text).strip()


def _answers(item: Item) -> str:
    said = explanation(item) if item.answered else ""
    feedback = f"####{escaped(to_html(said))}" if said else ""
    rows = []
    for option, fraction in zip(item.options, fractions(item) if item.options else (), strict=True):
        mark = "=" if fraction == "100" and _single(item) else "~" if _single(item) else f"~%{fraction}%"
        reason = f"#{escaped(to_inline_html(option.reason))}" if option.reason else ""
        rows.append(f"\n  {mark}{escaped(to_inline_html(option.text))}{reason}")
    return f"{''.join(rows)}\n{feedback}\n" if rows else feedback


def _single(item: Item) -> bool:
    return set(fractions(item)) <= {"100", "0"}
