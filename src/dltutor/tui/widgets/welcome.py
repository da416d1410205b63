"""What an empty transcript says: what this is, what it knows, and three questions to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from dltutor.tui import describe
from dltutor.tui.keys.keymap import with_keys
from dltutor.tui.text import content
from dltutor.tui.widgets.actions import clickable
from dltutor.tui.widgets.rows import QuestionRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dltutor.tui.messages import Stage
    from dltutor.tutor import Item

WHAT = (
    "Type a question about deep learning below and press Enter. You get the answer that stands in your documents, "
    "with its source; nothing is made up, and what they don't cover is said to be missing."
)
NO_INDEX = "There is no index of your documents yet. Press Enter or {rebuild} to build it."
READING = "Reading your documents… You can ask already."


class Welcome(Vertical):
    """The first thing a person reads."""

    DEFAULT_CSS = """
    Welcome { height: auto; padding: 1 1; }
    Welcome Static { width: 1fr; height: auto; }
    Welcome .title { text-style: bold; }
    Welcome .known {
        margin: 1 0 0 0; link-style: underline; link-color: $foreground; link-background: initial;
        link-style-hover: bold underline; link-color-hover: $text-accent; link-background-hover: initial;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.examples: tuple[str, ...] = ()

    async def tell(self, stage: Stage, items: Sequence[Item] | None) -> None:
        """Say what is known now; ``items`` is None while the documents haven't been read."""
        self.examples = () if items is None or stage == "no index" else examples(items)
        texts = [("dltutor", "title", ""), (WHAT, "what", "")]
        texts.append((_known(stage, items), "known", "rebuild" if stage == "no index" else ""))
        async with self.batch():
            await self.remove_children()
            await self.mount_all(
                [
                    *(Static(clickable(content(text), does), classes=name) for text, name, does in texts),
                    *(QuestionRow(number, text) for number, text in enumerate(self.examples, start=1)),
                ]
            )


def _known(stage: Stage, items: Sequence[Item] | None) -> str:
    if stage == "no index":
        return with_keys(NO_INDEX)
    if items is None:
        return READING
    questions = sum(item.kind != "fragment" for item in items)
    documents = len({item.source.document for item in items})
    return f"{_counted(questions, 'question')} from {_counted(documents, 'document')}." + (
        " For example (type the number and Enter, or click):" if examples(items) else ""
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def examples(items: Sequence[Item]) -> tuple[str, ...]:
    """Three answered questions that read well on one line, from as many places of the corpus as there are."""
    fit = [
        item
        for item in items
        if item.kind == "open"
        and item.answered
        and not item.stem
        and 12 <= len(item.question) <= 80
        and not set(item.question) & set("\n\\$")
    ]
    spread = [fit[len(fit) * (2 * third + 1) // 6] for third in range(3)] if fit else []
    return tuple(dict.fromkeys(describe.one_line(item.question) for item in spread))
