"""How many things a question asks for: "name two …" is answered in full by any two of five."""

import re

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "both": 2,
}  # fmt: skip
_ASK = (
    r"(?:name|list|mention|give|state|provide|describe|explain|identify|specify|propose|suggest|write down|cite|"
    r"enumerate|discuss|find|point out)"
)
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_NAME = re.compile(
    rf"\b{_ASK}\s+(?:me\s+|us\s+|briefly\s+)?(?:at\s+least\s+|any\s+|up\s+to\s+|only\s+|the\s+)?{_COUNT}\s+(?!time\b|times\b|[x×]\s)",
    re.IGNORECASE,
)
_MORE = re.compile(rf"[^.?!]*?\b(?:and|or|as well as)\s+(?:{_ASK}\s+)?{_COUNT}\s+(?!of\b)\w+", re.IGNORECASE)
"""Another number of things that the same sentence asks for."""
_WHICH = re.compile(rf"\b(?:what|which)\s+(?:are\s+|other\s+)?(?:the\s+)?{_COUNT}\s+(?=\w+s\b)", re.IGNORECASE)
_GOES_ON = re.compile(
    rf"\b(?:and|then|also)\s+(?:\w+ly\s+)?(?:{_ASK[3:-1]}|how|why|what|which|say|justify|compute|compare|tell|show)\b|[.?]\s+\w+",
    re.IGNORECASE,
)
_LISTING = re.compile(rf"\b(?:{_ASK}|what are|which are)\b", re.IGNORECASE)


def asked_for(question: str) -> int | None:
    """The number of things that a question asks for: 2 for "name two drawbacks"; None where it names no number.

    "List one advantage and one disadvantage" asks for one of each kind, which is None, too: its key points count them.
    So is "two advantages and three drawbacks".
    """
    found = [match for pattern in (_NAME, _WHICH) for match in pattern.finditer(question)]
    if not found or _MORE.match(question, found[0].end()):
        return None
    count = found[0].group("count").lower()
    number = int(count) if count.isdigit() else _NUMBERS[count]
    return number if number > 1 else None


def asks_more(question: str) -> bool:
    """Whether a question goes on after what it counts: of "name two flaws and propose a remedy", any two won't do."""
    return bool(_GOES_ON.search(question))


def asks_for_few(question: str) -> bool:
    """Whether a question wants some of several right things, so that the sentences of one mark are alternatives."""
    return any(pattern.search(question) for pattern in (_NAME, _WHICH))


def asks_to_list(question: str) -> bool:
    """Whether a question is answered by a list."""
    return bool(_LISTING.search(question))
