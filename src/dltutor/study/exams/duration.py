"""How long a paper may take, as its front matter or its first page says."""

import re
from collections.abc import Mapping

PLAUSIBLE = range(5, 601)
"""Minutes that an exam may take; what is outside is some other time."""

_CUE = re.compile(
    r"\b(?:time|duration|length|minutes to|hours to|working time|time allowed|dauer|zeit|bearbeitungszeit)\b|"
    r"\b(?:exam|examination|midterm|endterm|resit|test|klausur)\b",
    re.IGNORECASE,
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_AMOUNT = rf"(\d+(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_HOURS = re.compile(
    rf"\b{_AMOUNT}\s*(?:h|hrs?|hours?|std|stunden?)\b\.?(?:\s*(?:and|und|,)?\s*{_AMOUNT}\s*(?:m|mins?|minutes?|minuten)?\b)?|"
    r"\b(\d)\s*h\s*(\d\d)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(rf"\b{_AMOUNT}\s*-?\s*(?:'|′|mins?\b|minutes?\b|minuten\b)", re.IGNORECASE)
_SPAN = re.compile(
    r"\b(\d{1,2})[:.h](\d\d)\s*(am|pm)?\s*(?:-|–|—|to|until|bis)\s*(\d{1,2})[:.h](\d\d)\s*(am|pm)?", re.IGNORECASE
)


def minutes_of(meta: Mapping[str, str], lines: list[str]) -> float | None:
    """Minutes that a paper allows; None where it doesn't say.

    Args:
        meta: Its front matter, where ``time`` is a number of minutes or a text such as "1 h 30".
        lines: Its first lines; one counts that speaks of time or of the exam and gives an amount ("Time: 90 minutes",
            "Duration 1 h 30") or, after "time", a span of the clock ("08:15 – 09:45").
    """
    stated = meta.get("time", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", stated):
        return _plausible(float(stated))
    found = _amount(stated)
    if found is not None:
        return found
    told = (_amount(line) for line in lines if _CUE.search(line))
    return next((minutes for minutes in told if minutes is not None), None)


def _amount(text: str) -> float | None:
    """The first length of time in a text, in minutes."""
    for read in (_in_hours, _in_minutes, _between):
        minutes = _plausible(read(text))
        if minutes is not None:
            return minutes
    return None


def _in_hours(text: str) -> float | None:
    match = _HOURS.search(text)
    if not match:
        return None
    hours, more, whole, rest = match.groups()
    return 60 * _number(hours or whole) + _number(more or rest or "0")


def _in_minutes(text: str) -> float | None:
    match = _MINUTES.search(text)
    return _number(match[1]) if match else None


def _between(text: str) -> float | None:
    """The length of a span of the clock; one that ends before it begins has passed noon or midnight."""
    match = _SPAN.search(text)
    if not match:
        return None
    begin, end = (60 * int(match[place]) + int(match[place + 1]) for place in (1, 4))
    twice = 12 * 60
    return float((end - begin) % twice) if match[3] or match[6] or end < begin else float(end - begin)


def _number(text: str) -> float:
    return float(_WORDS.get(text.lower(), 0) or text.replace(",", "."))


def _plausible(minutes: float | None) -> float | None:
    return minutes if minutes is not None and PLAUSIBLE.start <= minutes < PLAUSIBLE.stop else None
