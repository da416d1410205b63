"""What the documents themselves say that a term means: a mark of two words says nothing that a sentence could match.

"Early stopping" as a key point has little in common with the sentence that explains it; its definition, which stands
elsewhere in the documents, has (measured on marks and answers of our own, see docs/grading.md).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dltutor.bank.item import Item
from dltutor.grading.statements import statements
from dltutor.search.acronyms import Acronyms, mine
from dltutor.search.texts import fields_of, readable
from dltutor.search.tokens import terms

LONGEST_TERM = 4
LONGEST_DEFINITION = 40
"""Words; what is longer explains more than the term."""

_ASKED = re.compile(
    r"^(?:(?:what|who)\s+(?:is|are|does)|define|explain|describe|what\s+do\s+you\s+understand\s+by)\s+"
    r"(?:the\s+(?:term|idea|concept|notion|purpose|idea)\s+(?:of\s+)?|meant\s+by\s+|an?\s+|the\s+)*"
    r"(?P<term>[\w-]+(?:\s+[\w-]+){0,3}?)"
    r"(?:\s+(?:and|in|mean|used|good|for|work|stand)\b.*|\s*[,(].*)?\s*[?.:]?\s*$",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(r"\b(?:why|how|what|which|when)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Glossary:
    """Definitions by the stems of their term, and acronyms.

    Attributes:
        definitions: A sentence for each term, by its stems in order, with a blank between them.
        acronyms: Short and long forms.
    """

    definitions: Mapping[str, str]
    acronyms: Acronyms

    def meanings(self, text: str) -> tuple[str, ...]:
        """What a short text's terms mean: it with its acronyms spelt out, and the definition of its longest term."""
        found = []
        expanded = self.acronyms.expand(text)
        if expanded != text:
            found.append(expanded)
        definition = self._definition(terms(expanded))
        if definition:
            found.append(f"{text}: {definition}")
        return tuple(found)

    def _definition(self, stems: list[str]) -> str:
        for size in range(min(LONGEST_TERM, len(stems)), 0, -1):
            for start in range(len(stems) - size + 1):
                definition = self.definitions.get(" ".join(stems[start : start + size]))
                if definition:
                    return definition
        return ""


EMPTY = Glossary({}, Acronyms({}))


def mine_glossary(items: Iterable[Item]) -> Glossary:
    """The glossary that items hold: of "What is X?" the first sentence of the answer; the first such item wins."""
    definitions: dict[str, str] = {}
    texts: list[str] = []
    for item in items:
        texts.extend(fields_of(item))
        if item.answered and item.kind == "open":
            for term in _terms_asked(item):
                definition = _first_sentence(item.answer)
                if definition:
                    definitions.setdefault(term, definition)
    return Glossary(definitions, mine(texts))


def _terms_asked(item: Item) -> Iterator[str]:
    """The terms that an item's question, or a wording of it, asks the meaning of."""
    for wording in (item.question, *item.aliases):
        match = _ASKED.match(readable(wording))
        if match and not _QUESTION_WORD.search(match.group("term")):
            stems = terms(match.group("term"))
            if 0 < len(stems) <= LONGEST_TERM:
                yield " ".join(stems)


def _first_sentence(answer: str) -> str:
    first = next(iter(statements(answer)), "")
    return first if 4 <= len(first.split()) <= LONGEST_DEFINITION else ""
