"""Formulas of the shipped corpus, as the app finds them."""

from corpus_formulas import documents, formulas

from dltutor.texmath import box, line, understood
from dltutor.tui.answers.markdown import parser

FALLBACKS: frozenset[str] = frozenset()
"""Formulas that are known to be shown as their source; fewer than 2 % of all."""


def test_every_formula_of_the_corpus_is_rendered_or_is_a_known_fallback() -> None:
    assert len(formulas()) > 3000
    assert {tex for tex in formulas() if not understood(tex)} == FALLBACKS
    assert len(FALLBACKS) < 0.02 * len(formulas())
    assert not [tex for tex in formulas() - FALLBACKS if "\\" in line(tex) or "\\" in "".join(box(tex).lines)]


def test_no_document_of_the_corpus_shows_latex_on_the_screen() -> None:
    markdown = parser("2d")
    for name, text in list(documents().items())[::3]:  # the parser is slow, and all are written alike
        for token in markdown.parse(text):
            shown = [child.content for child in token.children or () if child.type == "text"]
            shown += [token.content] if token.type == "fence" and token.info == "formula" else []
            for piece in shown:
                assert not any(sign in piece for sign in ("\\frac", "\\sum", "\\mathcal", "\\text", "\\begin")), name
