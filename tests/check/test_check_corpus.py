"""One fault at a time in a document without any: what is found, and on which line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dltutor.check import Checked, check_corpus

Check = Callable[..., Checked]
Fault = tuple[str, str, str, str]


def test_a_complete_document_has_no_findings(check: Check, complete: str) -> None:
    assert [str(one) for one in check(complete).findings] == []


FAULTS = [
    # a line of the document, what is written instead, the rule that it breaks, words of the message
    ("**Hints**", "**Hnits**", "unknown field", "perhaps hint"),
    ("**Hints**", "**Remarks**", "unknown field", "Remarks"),
    ("topic: layers", "topik: layers", "unknown field", "perhaps topic"),
    ("- #bias", "- #biases", "link", "biases"),
    ("- layers#bias", "- other#bias", "link", "other#bias"),
    ("- layers#bias", "- #weights", "link", "itself"),
    ("- #weights", "- see [there](missing.md)", "link", "missing.md"),
    ("- how big is W", "- fc layer params", "alias", "this item"),
    ("- why add a constant", "- How big is W?", "alias", "layers/weights"),
    ("- fc layer params", "- Which of these does the bias of a layer do", "alias", "layers/bias"),
    ("- `20 * 60` = 1200", "- `20 * 61` = 1200", "computation", "1220"),
    ("- `20 * 60` = 1200", "- `20 * 70` = 1400", "computation", "doesn't print"),
    ("- `20 * 60` = 1200", "- `20 * n` = 1200", "computation", "n isn't understood"),
    ("- `20 * 60` = 1200", "- 20 * 60 = 1200", "computation", "write `expression` = value"),
    ("W \\in \\mathbb{R}^{m \\times n}", "W \\in \\mathbb{R}^{m \\times n", "formula", "braces"),
    ("W \\in \\mathbb{R}^{m \\times n}", "\\left( W", "formula", "\\right"),
    ("W \\in \\mathbb{R}^{m \\times n}", "\\begin{cases} W", "formula", "cases"),
    ("W \\in \\mathbb{R}^{m \\times n}", "\\nosuchcommand{W}", "formula", "can't show"),
    ("- Multiply.", "- Multiply $n.", "formula", "without its partner"),
    ("- Multiply.", "- Multiply \\alpha.", "formula", "outside"),
    ("- fc layer params", "- fc layer\u00a0params", "look-alike", "no-break space"),
    ("- fc layer params", "- fc l\u0430yer params", "look-alike", "cyrillic"),
    ("- Multiply.", "- Don\u2019t add.", "look-alike", "write '"),
    ("- Multiply.", "- Multiply by \u22121.", "look-alike", "minus"),
    ("- Multiply.", "- Multi\ufb01y.", "look-alike", "ligature"),
    ("- Multiply.", "- Multiply <b>them</b>.", "markdown", "HTML"),
    ("- Multiply.", "- Multiply **them.", "markdown", "emphasis"),
    ("- Multiply.", "• Multiply.", "markdown", "begins no list"),
    ("- Multiply.", "-Multiply.", "markdown", "a space behind"),
    ("## Counting", "##Counting", "markdown", "a space after #"),
    ("- Multiply.", "- Multiply.\n\n```python\nx = 1", "markdown", "never closed"),
    ("- how big is W", "", "missing", "4 of at least 5"),
    ("- Multiply.", "", "missing", "1 of at least 2 hints"),
    ("- (0.5p) and a bias for each output", "- and a bias for each output", "missing", "its credits"),
    ("- (0.5p) and a bias for each output", "", "missing", "1 key points"),
    ("- what is b for", "", "missing", "1 of at least 2 lines"),
    ("- #weights", "", "missing", "See also"),
    ("topic: layers", "", "missing", "topic"),
    ("- Goodfellow, Bengio, Courville: Deep Learning, chapter 6, 2016", "- Deep Learning", "missing", "year"),
    ("- [ ] It stays at zero — it is learned", "- [ ] It stays at zero", "no reason", "em dash"),
    ("- [ ] It stays at zero — it is learned", "", "missing", "2 of at least 3 options"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_by_its_rule(check: Check, complete: str, fault: Fault) -> None:
    line, instead, rule, words = fault
    assert f"\n{line}\n" in complete
    found = check(complete.replace(f"\n{line}\n", f"\n{instead}\n", 1)).findings
    assert any(one.rule == rule and words in one.message for one in found), [str(one) for one in found]


@pytest.mark.parametrize("fault", [one for one in FAULTS if one[1] and one[2] != "missing"])
def test_a_finding_names_the_line(check: Check, complete: str, fault: Fault) -> None:
    line, instead, rule, words = fault
    broken = complete.replace(f"\n{line}\n", f"\n{instead}\n", 1)
    found = [one for one in check(broken).findings if one.rule == rule and words in one.message]
    lines = broken.split("\n")
    near = {lines[number - 1] for one in found for number in (one.line, one.line + 1, one.line + 2)}
    expected = {instead.split("\n", maxsplit=1)[0], "```python"}
    front = line.startswith("topic")
    assert front or near & expected, [str(one) for one in found]


def test_a_question_without_an_answer_is_found(check: Check, complete: str) -> None:
    found = check(complete + "\n### Why is the sky blue?\n").findings
    assert [one.rule for one in found] == ["unanswered"]


def test_an_id_that_stands_twice_is_found(check: Check, complete: str) -> None:
    rules = {one.rule for one in check(complete.replace("{#bias}", "{#weights}")).findings}
    assert "duplicate" in rules


def test_twins_within_a_document_and_across_documents_are_found(check: Check, complete: str) -> None:
    question = "### Which of these does a bias of a layer do?\n\nIt shifts.\n"
    within = check(complete + "\n" + question).findings
    assert any(one.rule == "twin" and "layers/bias" in one.message for one in within)
    across = check(complete, other="# Other\n\n" + question + "\n## Is it?\n\nYes.\n").findings
    assert any(one.rule == "twin" and one.document == "other.md" for one in across)


def test_a_file_that_cannot_be_read_is_an_error_in_any_corpus(check: Check, complete: str, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.4 broken")
    checked = check(complete, strict=False)
    assert [(one.document, one.rule, one.error) for one in checked.findings] == [("paper.pdf", "unread", True)]


def test_in_a_persons_own_corpus_promises_are_hints_and_losses_are_errors(check: Check) -> None:
    checked = check("# Mine\n\n## What is a tensor?\n\nAn array.\n\n**See also**\n\n- #nowhere\n", strict=False)
    assert {one.rule for one in checked.findings if one.error} == {"link"}
    assert {one.rule for one in checked.findings if not one.error} >= {"missing"}
    assert checked.errors == 1


def test_prices_code_and_names_are_no_faults(check: Check, complete: str) -> None:
    prose = "It costs $5, or $10 with `x[i] = $HOME`, says Poincaré in 1899 – about 3 × 4 … see <!-- a note --> there."
    assert not check(complete.replace("- Multiply.", f"- {prose}")).findings


def test_documents_that_are_no_markdown_get_hints_only(tmp_path: Path) -> None:
    text = "Q: What is $x?\nA: It\u2019s a \\letter.\n\nQ: What is y?\nA: Another.\n"
    (tmp_path / "notes.txt").write_text(text, encoding="utf-8")
    checked = check_corpus(tmp_path)
    assert checked.errors == 0
    assert checked.findings
