"""What can be done with answers: seeing their place, their source and their formulas, copying, finding them again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from dltutor.tui import clipboard, describe
from dltutor.tui.plain import formulas as forms
from dltutor.tui.plain.sessions import said_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dltutor.tui.answers.copying import Copyable
    from dltutor.tui.answers.exchange import Exchange
    from dltutor.tui.answers.finding import Match
    from dltutor.tui.plain.talk import Talk

AROUND = 6
"""Lines said on either side of an item's place."""
FOUND = 30
"""Places that are listed at most."""
LINE = 200
"""Characters of a line in which something is found."""
NO_ANSWER = "There is no answer here: ask for a question first, or type the number of one in the list."
NO_TOOL = (
    "Nothing was copied: there is no program here that copies (wl-copy, xclip, xsel, pbcopy, clip.exe or tmux). "
    "source prints it as it stands."
)


def place(talk: Talk) -> None:
    """Say the lines around the place of the last answer in its document."""
    item = talk.item
    if item is None:
        talk.say("There is no source to show yet.")
        return
    file, line = talk.tutor.place(item.source)
    first, lines = talk.tutor.lines(item.source, around=AROUND)
    talk.say(f"{file}, line {line}:")
    for number, text in enumerate(lines, start=first):
        talk.say(f"{'>' if number == line else ' '} {number}: {text}")


# Source and copies


def source(talk: Talk, rest: str) -> None:
    """Print the answer as it stands in the document, or one of its parts."""
    found = _copyables(talk)
    if not found:
        return
    if rest:
        one = _chosen(talk, found, rest)
        if one is not None:
            talk.console.quote(one.text)
        return
    talk.console.quote(found[0].text)
    for number, part in enumerate(found, start=1):
        if part.name.startswith(("the code", "the LaTeX")):
            talk.say(f"{number}. {part.name}:")
            talk.console.quote(part.text)
    talk.say("Type copy and a number to copy one of these, copy alone for all that there is.")


def copy(talk: Talk, rest: str) -> None:
    """Say what of the answer can be copied, or copy one of it."""
    found = _copyables(talk)
    if found and not rest:
        talk.say(*(_numbered(number, one) for number, one in enumerate(found, start=1)), "Type copy and a number.")
    elif found and (wanted := _chosen(talk, found, rest)) is not None:
        _copy(talk, wanted)


def _copyables(talk: Talk) -> tuple[Copyable, ...]:
    from dltutor.tui.answers.copying import copyables

    if talk.hit is None:
        talk.say(NO_ANSWER)
        return ()
    return copyables(talk.hit)


def _chosen(talk: Talk, found: tuple[Copyable, ...], typed: str) -> Copyable | None:
    if typed.isdecimal() and 1 <= int(typed) <= len(found):
        return found[int(typed) - 1]
    talk.say(f"Type a number from 1 to {len(found)}; copy alone says which is which.")
    return None


def _numbered(number: int, one: Copyable) -> str:
    return f"{number}. {one.name}" + (f": {one.shown}" if one.shown else "")


def _copy(talk: Talk, wanted: Copyable) -> None:
    tool = clipboard.tool()
    if tool is None:
        talk.say(NO_TOOL)
        return
    copied = asyncio.run(clipboard.copy(tool, wanted.text))
    if copied is False:
        talk.say(f"Nothing was copied: {tool.name} failed. source prints it as it stands.")
    else:
        did = f"Copied {wanted.name} with {tool.name}." if copied else f"Gave {wanted.name} to {tool.name} to copy."
        talk.say(f"{did} {tool.hint}".strip())


def formulas(talk: Talk, rest: str) -> None:
    """Say formulas in another way from now on, beginning with the last answer."""
    ways = list(forms.TOLD)
    wanted = forms.NAMES.get(rest.lower()) if rest else ways[(ways.index(talk.math) + 1) % len(ways)]
    if wanted is None:
        talk.say("Type formulas and line, drawn or latex; alone it goes through these in turn.")
        return
    talk.math = wanted
    talk.say(f"Formulas are said {forms.TOLD[wanted]} now.")
    if talk.hit is not None:
        talk.say("", describe.item_text(talk.hit.item, talk.hit.sources, shown=talk.shown))


# Going back to earlier answers


def answers(talk: Talk) -> None:
    """List what was asked and opened in this session."""
    for number, one in enumerate(talk.sessions.exchanges, start=1):
        told = "You opened: " if one.picked else ""
        talk.say(f"{number}. {told}{describe.shortened(' '.join(one.asked.split()), LINE)}")
    talk.say("Type show and a number to hear an answer again." if talk.sessions.exchanges else NO_ANSWER)


def show(talk: Talk, rest: str) -> None:
    """Say an answer of this session again; words and numbers are about it then."""
    exchanges = talk.sessions.exchanges
    if not rest.isdecimal() or not 1 <= int(rest) <= len(exchanges):
        told = f"Type show and a number from 1 to {len(exchanges)}; answers lists them."
        talk.say(told if exchanges else NO_ANSWER)
        return
    exchange = exchanges[int(rest) - 1]
    if not exchange.picked and exchange.reply is not None:
        talk.take_up(exchange.reply)
    talk.hit = exchange.hit
    if exchange.hit is not None:
        talk.conversation.pick(exchange.hit)
    talk.say("", said_again(exchange, talk.shown))


def find(talk: Talk, rest: str) -> None:
    """Say where the questions and answers of this session hold the words."""
    from dltutor.tui.answers.finding import Finder

    exchanges = talk.sessions.exchanges
    if not rest:
        talk.say("Find what? Type /find and words of a question or an answer.")
        return
    numbers = {exchange.ticket: number for number, exchange in enumerate(exchanges, start=1)}
    known = {exchange.ticket: exchange for exchange in exchanges}
    matches = Finder().matches(exchanges, rest)
    found = [(numbers[one.ticket], text) for one in matches for text in _held(known[one.ticket], one, rest)]
    if not found:
        talk.say(f"Nothing in this session holds {rest!r}.")
        return
    in_all = len({number for number, _ in found})
    talk.say(f"{len(found)} place{'s' * (len(found) > 1)} in {in_all} answer{'s' * (in_all > 1)}:")
    talk.say(*(f"{number}. {text}" for number, text in found[:FOUND]))
    left = f" {len(found) - FOUND} more places: find more words." if len(found) > FOUND else ""
    talk.say(f"Type show and the number to hear that answer again.{left}")


def _held(exchange: Exchange, match: Match, words: str) -> Iterator[str]:
    """The line in which words were found, unless they are only in what the app says of its keys."""
    from dltutor.tui.answers import card
    from dltutor.tui.answers.blocks import blocks
    from dltutor.tui.answers.finding import fold

    line = card.lines(exchange)[match.line]
    if line.kind == "body":
        shown = next(block.shown for block in blocks(line.text, "line") if block.first == match.first)
    elif line.does in {"try", "more"} or (line.does and fold(words) not in fold(line.text)):
        return
    else:
        shown = f"{line.text} ({line.note})" if line.note and not line.does else line.text
    yield _around(" ".join(shown.split()), words)


def _around(text: str, words: str) -> str:
    """As much of a line as is needed to see the words in it."""
    from dltutor.tui.answers.finding import spans

    start = next((start for start, _ in spans(text, words)), 0)
    cut = max(0, text.rfind(" ", 0, max(0, start - LINE // 3)) + 1) if len(text) > LINE else 0
    return ("…" if cut else "") + describe.shortened(text[cut:], LINE)
