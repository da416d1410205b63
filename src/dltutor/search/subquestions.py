"""Questions in several numbered parts, and which part of the answer belongs to which."""

import re

from dltutor.search.answer_parts import masked

_LABEL = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\(?(?P<label>\d{1,2}|[a-h])[.)](?=[ \t]+\S)", re.MULTILINE)


Span = tuple[int, int]


def pairs(question: str, answer: str) -> list[tuple[Span, Span]]:
    """Each sub-question with the part of the answer that has its number or letter; none unless there are several."""
    asked = _sections(question)
    if len(asked) < 2:
        return []
    answers = _sections(answer)
    found = [(span, answers[label]) for label, span in asked.items() if label in answers]
    return found if len(found) > 1 else []


def _sections(text: str) -> dict[str, Span]:
    """What stands under each number or letter, it included; only those that count on, not what is nested in them."""
    starts: dict[str, int] = {}
    for match in _LABEL.finditer(masked(text)):
        if not starts or match["label"] == _next(next(reversed(starts))):
            starts[match["label"]] = match.start() + len(match.group()) - len(match.group().lstrip())
    ends = [*starts.values(), len(text)][1:]
    return {
        label: (start, start + len(text[start:end].rstrip()))
        for (label, start), end in zip(starts.items(), ends, strict=False)
    }


def _next(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)
