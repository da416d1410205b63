"""Names that the corpus format doesn't know: of lists below a question, and in the front matter."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from dltutor.bank.document import Document
from dltutor.bank.layouts.notes.body import FIELDS, is_field
from dltutor.bank.layouts.notes.marks import ANSWER_ALONE
from dltutor.bank.markdown import verbatim
from dltutor.check.finding import Finding

FRONT_MATTER = ("title", "topic", "layout", "key", "time", "credits", "choice")
NAME_ALONE = re.compile(r"^\s*(?:\*\*|__)(?P<name>[^*_]{2,40}?)\s*:?\s*(?:\*\*|__)\s*:?\s*$")
LIKE_A_KNOWN_ONE = 75


def check_fields(document: Document) -> Iterator[Finding]:
    """Lists with a name that isn't known, which would end up in the answer or nowhere, and keys in the front matter."""
    for key in document.meta:
        if key not in FRONT_MATTER:
            yield Finding(document.path, 1, "unknown field", f"front matter has no {key}:{_meant(key, FRONT_MATTER)}")
    inside = verbatim(document.lines)
    headings = {heading.line for heading in document.headings}
    after_a_field = False
    for number, line in enumerate(document.lines, start=1):
        if inside[number - 1]:
            continue
        if is_field(line):
            after_a_field = True
        elif number in headings:
            after_a_field = False
        elif (match := NAME_ALONE.match(line)) and not ANSWER_ALONE.match(line):
            meant = _meant(match["name"], tuple(FIELDS))
            if after_a_field or meant:
                yield Finding(document.path, number, "unknown field", f"no list is called {match['name']}{meant}")


def _meant(name: str, known: tuple[str, ...]) -> str:
    """``, perhaps …`` with the known name that is nearest; "" if none is near."""
    best = process.extractOne(name.lower(), known, scorer=fuzz.ratio, score_cutoff=LIKE_A_KNOWN_ONE)
    return f", perhaps {best[0]}" if best else ""
