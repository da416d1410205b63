"""What must hold for any text whatever: no crash, places inside the document, texts that stand there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.document import from_text
from dltutor.bank.layouts import cards, fragments, notes
from dltutor.errors import DocumentError

PIECES = [
    "# ", "## ", "### What is a?", "What is b?", "**Why c?**", "**", "Q: ", "A: ", "Q7: Define d.", "1. ", "- ",
    "2. What is e?", "- [x] yes — so", "- [ ] no", "**Key points**", "- (1p) one", "```", "$$", "=", "---", "====",
    "TODO", "text", ",", ";", "\t", '"', '{"q": "What?", "a": ["B"]}', "[", "]", "{", "}", "<b>", "&lt;", "{#id}", "|",
    "#separator:tab", "question,answer", "\n", "\n", "\n\n", "\n\n", " ", "   ", "é", "\ufeff", "<!--", "-->", "\\",
    "(2 points)", "Answer", "\u2028",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
LAYOUTS = pytest.mark.parametrize("layout", [notes, cards, fragments], ids=["notes", "cards", "fragments"])


@LAYOUTS
@given(text=TEXTS, suffix=st.sampled_from(["md", "csv", "json", "jsonl", "txt"]))
def test_any_text_is_read_or_refused_with_a_document_error(layout, text, suffix) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    document = from_text(f"a/n.{suffix}", text)
    assert 0 <= layout.score(document) <= 1
    try:
        parsed = layout.parse(document)
    except DocumentError:
        assert suffix == "json" or layout is cards
        return
    for item in parsed.items:
        assert 1 <= item.source.line <= len(document.lines)
        assert item.content_hash
    assert len({item.id for item in parsed.items}) == len(parsed.items)
    assert all(1 <= doubt.line <= len(document.lines) for doubt in parsed.doubts)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def stands_in(part: str, whole: str) -> bool:
    """Letter by letter in the same order; between them stands what Markdown adds."""
    rest = iter(whole)
    return all(char in rest for char in part if char.isalnum())


@pytest.mark.parametrize("layout", [notes, fragments], ids=["notes", "fragments"])
@given(text=TEXTS)
def test_what_an_item_says_stands_at_its_place_in_the_document(layout, text) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    document = from_text("n.md", text)
    for item in layout.parse(document).items:
        below = "\n".join(document.lines[item.source.line - 1 :])
        assert stands_in(item.question, below)
        if item.kind != "choice":
            assert stands_in(item.answer, below)


@given(text=TEXTS)
def test_fragments_lose_no_word_outside_of_headings(text) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    document = from_text("n.md", text)
    items = fragments.parse(document).items
    found = words(" ".join((*(item.answer for item in items), *(" ".join(item.source.section) for item in items))))
    headed = {word for heading in document.headings for word in words(heading.text)}
    assert set(words("\n".join(document.lines))) <= {*found, *headed, "id"}
