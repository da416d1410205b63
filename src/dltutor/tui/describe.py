"""Replies and items in words, for both forms of the tutor; knows nothing of screens.

Every state is said in words, so that nothing depends on a colour or a glyph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dltutor.progress import Progress
    from dltutor.tutor import BuildReport, Hit, Item, Option, Reply, Source

MATCHES = {"exact": "exact match", "close": "close match", "related": "related"}
STATUSES = {
    "answered": "Answered",
    "unsure": "Not sure: the closest questions",
    "not_covered": "Not in your documents: the nearest questions",
}
NO_ANSWER = "The document gives no answer."
NO_KEY = "The document doesn't say which options are right."
UNVERIFIED = "unverified answer, question unknown"
PASSAGE = "a passage of the document"
NOTES = {
    "official": "",
    "rubric": "from the marking scheme",
    "linked": "answer linked from another document",
    "own": "your own answer",
    "conflict": "documents disagree on this answer",
}


LISTABLE = 9
"""Questions listed at most, since each is picked by one digit."""
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn others around: a text shows something else than it says with them."""
CONTROLS: dict[int, str | None] = {
    **{code: "\ufffd" for code in (*range(32), *range(127, 160), *map(ord, TURNING)) if chr(code) not in "\n\t\r"},
    13: None,
}


def safe(text: str) -> str:
    """The text with control characters made visible: an escape sequence in a document is no order to the terminal."""
    return text.translate(CONTROLS)


def verdict(reply: Reply, hit: Hit | None, *, final: bool = True) -> str:
    """The outcome in words: status, match, what kind of answer, and whether a better one follows; or a remark."""
    if is_remark(reply):
        return reply.note
    parts = [STATUSES[reply.status]]
    if hit is not None:
        parts = [parts[0], *hit_words(hit)]
    if reply.provisional:
        parts.append("found by words alone" if final else "provisional, by words alone; a better answer follows")
    return " · ".join(parts)


def is_remark(reply: Reply) -> bool:
    """Whether a reply is no more than its note: an answer to small talk, say, that nothing was looked up for."""
    return bool(reply.note) and not reply.hits


def picked(hit: Hit) -> str:
    """What is said above an answer that was picked from a list."""
    return " · ".join(["Picked from the list", *hit_words(hit)])


def hit_words(hit: Hit) -> list[str]:
    """How well an item matches and what kind of answer it holds, as a list of short phrases."""
    return [part for part in (MATCHES[hit.match], note(hit.item)) if part]


def note(item: Item) -> str:
    """What a person must know about an item's answer; empty where it is simply the official one."""
    if item.answer_status == "transcript":
        return UNVERIFIED
    if item.kind == "fragment":
        return PASSAGE
    if not item.answered:
        return "no answer in the document"
    return NOTES[item.answer_status]


def place(source: Source) -> str:
    """Document · section · label."""
    return " · ".join(part for part in (source.document, one_line(source.trail), source.label) if part)


def prose(text: str) -> str:
    """A text with its formulas as one line each."""
    from dltutor import texmath  # 40 ms, which the first paint need not wait for

    return texmath.prose(text)


def row_note(hit: Hit) -> str:
    """What a list says of a hit behind its question: match, kind of answer, document, label."""
    return " · ".join([*hit_words(hit), hit.item.source.document, hit.item.source.label])


def one_line(text: str) -> str:
    """A text with its formulas as one line each, on one line in all."""
    return " ".join(prose(text).split())


def title(item: Item) -> str:
    """The item in one line: its question, or the beginning of a fragment's text."""
    return one_line(item.question or item.answer or item.id)


def shortened(text: str, width: int) -> str:
    """The text cut at a word, with an ellipsis, to at most ``width`` characters."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > width // 2 else cut).rstrip() + "…"


def option_words(option: Option) -> str:
    """Whether an option is right, in a glyph and a word; empty where the document holds no key."""
    return {True: "✓ right", False: "✗ wrong", None: ""}[option.correct]


def answer_markdown(item: Item) -> str:
    """The document's own answer as Markdown: its text, then options or, where there is no text, its key points."""
    parts = ["" if _only_options(item) else item.answer.strip()]
    if item.options:
        parts.append("\n".join(_option(option) for option in item.options))
        if all(option.correct is None for option in item.options):
            parts.append(f"*{NO_KEY}*")
    elif not item.answer.strip() and item.key_points:
        parts.append("\n".join(f"- {_indented(point.text)}{_credits(point.credits)}" for point in item.key_points))
    elif not item.answer.strip():
        parts.append(f"*{NO_ANSWER}*")
    return "\n\n".join(part for part in parts if part)


def _only_options(item: Item) -> bool:
    """Whether an answer says no more than which options are right, which the options themselves will say."""
    rest = item.answer
    for option in sorted(item.options, key=lambda option: -len(option.text)):
        for part in (option.text, option.reason):
            rest = rest.replace(part, "") if part else rest
    return bool(item.options) and not any(character.isalnum() for character in rest)


def _option(option: Option) -> str:
    words = option_words(option)
    mark = f"**{words}** — " if words else ""
    reason = f" — *{_indented(option.reason)}*" if option.reason else ""
    return f"- {mark}{_indented(option.text)}{reason}"


def _indented(text: str) -> str:
    """A text that stays inside its list entry when it has several lines."""
    return text.strip().replace("\n", "\n  ")


def _credits(credits_: float | None) -> str:
    return "" if credits_ is None else f" ({credits_:g} p)"


def reply_text(reply: Reply, listed: int = LISTABLE, shown: Callable[[str], str] = prose) -> str:
    """A reply as plain text: the verdict, the answer with its source, and up to ``listed`` questions near it.

    The document's own text is put as ``shown`` puts it.
    """
    hit = reply.hits[0] if reply.status == "answered" and reply.hits else None
    blocks = [verdict(reply, hit)]
    if reply.searched_for:
        blocks[0] += f"\nSearched for: {reply.searched_for}"
    if reply.understood_as:
        blocks[0] += f"\nUnderstood as: {reply.understood_as}"
    if reply.note and reply.hits:
        blocks[0] += f"\n{reply.note}"
    if hit is not None:
        blocks.append(item_text(hit.item, hit.sources, hit.part, shown))
    others = reply.hits[1:] if hit is not None else reply.hits
    if others:
        blocks.append(list_text(others[:listed], heading="Near it:" if hit is not None else "These are near:"))
    elif not reply.hits and not reply.note:
        blocks.append("Nothing in the index is near.")
    return "\n\n".join(blocks)


def item_text(item: Item, sources: Sequence[Source] = (), part: str = "", shown: Callable[[str], str] = prose) -> str:
    """An item as plain text: what it asks, the document's answer, and every place that holds it.

    The part of the answer that was asked for stands before the whole, since lines can't be marked for every reader.
    """
    first, *twins = sources or (item.source,)
    lines = [f"Given: {shown(item.stem)}"] if item.stem else []
    lines += [f"Question: {shown(item.question)}"] if item.question else []
    lines += [f"To the point: {shown(part).strip()}"] if part else []
    lines += ["Answer:", shown(answer_markdown(item)), f"Source: {place(first)}, line {first.line}"]
    lines += ["Also in: " + "; ".join(map(place, twins))] if twins else []
    return "\n".join(lines)


def list_text(hits: Sequence[Hit], *, heading: str, start: int = 1) -> str:
    """Hits as numbered lines under a heading."""
    lines = [heading]
    for number, hit in enumerate(hits, start=start):
        lines.append(f"{number}. {shortened(title(hit.item), 200)} ({row_note(hit)})")
    return "\n".join(lines)


def progress_line(progress: Progress) -> str:
    """What is being done, how far it is, how fast, and how long it takes still."""
    parts = [progress.stage.capitalize() or "Working"]
    if progress.total:
        parts.append(f"{progress.done} of {progress.total} ({progress.done / progress.total:.0%})")
    elif progress.done:
        parts.append(str(progress.done))
    if progress.rate:
        parts.append(f"{progress.rate:.3g} a second")
    if progress.left is not None and progress.left >= 1:
        parts.append(f"{duration(progress.left)} left")
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """A time in minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def build_line(report: BuildReport) -> str:
    """The outcome of a build in one line."""
    changes = f"{report.kept} kept · {report.edited} edited · {report.new} new · {report.gone} gone"
    return f"Index built in {duration(report.seconds)}: {changes}"
