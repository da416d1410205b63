from collections.abc import Sequence
from pathlib import Path

import pytest

from dltutor.bank.document import from_text
from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.bank.layouts import notes
from dltutor.bank.parsed import Parsed
from dltutor.bank.reader import read

DOCUMENTS = Path(__file__).parents[1] / "documents"
SEQUENCE = ("Sequence models", "Gates")


@pytest.fixture(scope="module")
def corpus() -> Parsed:
    return notes.parse(read(DOCUMENTS / "corpus_format.md", "corpus_format.md"))


@pytest.fixture(scope="module")
def free() -> Parsed:
    return notes.parse(read(DOCUMENTS / "free_notes.md", "free_notes.md"))


def parse(text: str) -> Parsed:
    return notes.parse(from_text("n.md", text))


def questions(items: Sequence[Item]) -> list[str]:
    return [item.question for item in items]


def test_the_corpus_format_gives_every_question_its_parts(corpus: Parsed) -> None:
    gate = corpus.items[0]
    assert (gate.id, gate.source.label, gate.source.line) == ("corpus_format/gate", "1", 17)
    assert gate.source.section == SEQUENCE
    assert gate.topic == "recurrent-networks"
    assert gate.answer_status == "official"
    assert gate.key_points == (
        KeyPoint("multiplies elementwise", 1.0),
        KeyPoint("stays between 0 and 1, because of the sigmoid", 0.5),
    )
    assert gate.credits == 1.5
    assert gate.aliases == ("gate meaning in an LSTM", "what is gating")
    assert gate.misconceptions == ("a gate is binary → it is a soft switch",)
    assert gate.hints == ("Think of a dimmer.",)
    assert gate.see_also == ("vanishing", "optimisation#momentum")


def test_an_answer_keeps_its_formulas_its_code_and_its_deeper_headings(corpus: Parsed) -> None:
    answer = corpus.items[0].answer
    assert answer.startswith("A gate multiplies a signal")
    assert "$$\ng = \\sigma(Wx + b)\n=\n\\frac{1}{1 + e^{-(Wx + b)}}\n$$" in answer
    assert "#### In code\n\n```python\n# What is this comment?\n" in answer
    assert "Hochreiter" not in answer
    assert "Key points" not in answer


def test_a_task_list_is_a_choice_with_key_reasons_and_credits(corpus: Parsed) -> None:
    choice = corpus.items[2]
    assert (choice.kind, choice.answer_status, choice.credits) == ("choice", "official", 2.0)
    assert choice.question == "Which of these carry a state?"
    assert choice.stem == "Think of one step in time."
    assert choice.options == (
        Option("An LSTM", correct=True, reason="its cell is the state"),
        Option("A single linear layer", correct=False, reason="it maps each input by itself"),
        Option("A GRU", correct=True),
    )
    assert choice.answer.endswith("The state is what the next step reads.")


def test_no_right_option_is_a_key_where_the_document_ticks_others(corpus: Parsed) -> None:
    assert [option.correct for option in corpus.items[3].options] == [False, False]
    assert corpus.items[3].answer_status == "official"


def test_without_any_tick_there_is_no_key_unless_the_front_matter_says_it_is_complete() -> None:
    text = "# What holds?\n\n- [ ] one\n- [ ] two\n"
    empty = parse(text)
    assert [option.correct for option in empty.items[0].options] == [None, None]
    assert empty.items[0].answer_status == "none"
    assert [doubt.kind for doubt in empty.doubts] == ["no key"]
    complete = parse(f"---\nkey: complete\n---\n{text}")
    assert [option.correct for option in complete.items[0].options] == [False, False]
    assert not complete.doubts


def test_contents_that_repeat_the_questions_yield_no_items(corpus: Parsed) -> None:
    assert len(corpus.items) == 5
    plain = parse(
        "1. What is a?\n2. What is b?\n3. Summary\n\n## 1. What is a?\n\nA letter.\n\n## 2. What is b?\n\nOne more.\n"
    )
    assert questions(plain.items) == ["What is a?", "What is b?"]
    assert [item.source.line for item in plain.items] == [5, 9]


@pytest.mark.parametrize("words", ["TODO", "Answer here", "…", "tbd", "(Explain how GD works)", ""])
def test_a_placeholder_is_no_answer_and_is_filed_as_unanswered(words: str) -> None:
    parsed = parse(f"## What is a?\n\n{words}\n\n## What is b?\n\nA letter.\n")
    assert [(item.answer, item.answer_status) for item in parsed.items] == [("", "none"), ("A letter.", "official")]
    assert [(doubt.kind, doubt.line) for doubt in parsed.doubts] == [("unanswered", 1)]


def test_every_way_of_marking_a_question_is_recognised(free: Parsed) -> None:
    assert questions(free.items) == [
        "What is a residual block?",
        "Why does it help?",
        "What is pooling?",
        "What is momentum?",
        "Why is Adam popular?",
        "What is an epoch?",
        "Define perplexity.",
        "What is a token?",
        "What is a kernel?",
        "What is the difference between stride and dilation?",
        "How is padding chosen?",
        "Transfer learning",
    ]
    assert all(item.answer_status == "official" for item in free.items)


def test_answers_end_where_the_next_question_or_section_begins(free: Parsed) -> None:
    answers = {item.question: item.answer for item in free.items}
    assert answers["What is a residual block?"] == "Input plus a correction: $y = x + F(x)$."
    assert answers["Why does it help?"].endswith("#### Intuition\n\nIdentity is easy to learn.")
    assert answers["What is pooling?"] == "A summary of a neighbourhood."
    assert answers["What is momentum?"] == "A running average of gradients."
    assert answers["What is an epoch?"] == "One pass over the data."
    assert answers["Define perplexity."].endswith("1. take logs\n2. average")
    assert answers["What is a kernel?"] == "A small array of weights."
    assert answers["How is padding chosen?"] == "By the output size wanted."


def test_printed_numbers_are_labels_and_running_numbers_stand_in_for_them(free: Parsed) -> None:
    labels = {item.question: item.source.label for item in free.items}
    assert labels["What is a residual block?"] == "3"
    assert labels["Define perplexity."] == "7"
    assert labels["Transfer learning"] == "9"
    assert labels["What is momentum?"] == "4"
    assert [item.source.label for item in parse("## 2.1 Explain a.\n\nB.\n\n## 2.10 Explain c.\n\nD.\n").items] == [
        "2.1",
        "2.10",
    ]


def test_the_section_is_the_trail_of_headings_above_without_the_question(free: Parsed) -> None:
    sections = {item.question: item.source.section for item in free.items}
    assert sections["What is a residual block?"] == ("Notes for the oral",)
    assert sections["Why does it help?"] == ("Notes for the oral", "3. What is a residual block?")
    assert sections["What is an epoch?"] == ("Notes for the oral", "Rapid fire")


def test_numbers_of_lists_are_labels_only_while_they_tell_questions_apart() -> None:
    once = parse("4. What is a?\n   B.\n5. What is c?\n   D.\n")
    assert [item.source.label for item in once.items] == ["4", "5"]
    again = parse("# One\n\n1. What is a?\n   B.\n\n# Two\n\n1. What is c?\n   D.\n")
    assert [item.source.label for item in again.items] == ["1", "2"]
    assert not again.doubts


def test_a_question_heading_with_only_questions_below_is_a_section() -> None:
    parsed = parse("# What is it?\n\n## What is a?\n\nB.\n\n## What is c?\n\nD.\n")
    assert questions(parsed.items) == ["What is a?", "What is c?"]
    assert parsed.items[0].source.section == ("What is it?",)


def test_questions_inside_an_answer_belong_to_it() -> None:
    parsed = parse("## What is a?\n\nIt is b.\n\n**Why so?**\n\n1. What comes first? The egg.\n\n## Notes\n\nEnd.\n")
    assert questions(parsed.items) == ["What is a?"]
    assert parsed.items[0].answer.endswith("The egg.")


@pytest.mark.parametrize(
    "text",
    [
        "# Recipe\n\n1. Compute the gradient.\n   It is a vector.\n2. Use it for a step.\n   Small ones.\n",
        "Q: the matrix of queries\n\nK: the matrix of keys\n",
        "- What goes in?\n- What comes out?\n",
        "```\n# What is a comment?\nQ: What is code?\n```\n",
        "<!--\n## What is hidden?\n\nThis.\n-->\n\nText.\n",
        "$$\na\n=\n# What?\n$$\n",
    ],
)
def test_what_only_looks_like_a_question_is_none(text: str) -> None:
    assert [item for item in parse(text).items if item.kind != "fragment"] == []
    assert notes.score(from_text("n.md", text)) == 0


def test_text_between_questions_stays_findable_as_fragments() -> None:
    prose = "A layer is a function with parameters. " * 8
    parsed = parse(f"# Basics\n\n{prose}\n\n## What is a?\n\nB.\n\n# Further\n\nShort.\n")
    assert [(item.kind, item.id) for item in parsed.items] == [("fragment", "n/f1"), ("open", "n/1")]
    assert parsed.items[0].source.section == ("Basics",)


def test_explicit_identities_that_repeat_are_told_apart_and_filed() -> None:
    parsed = parse("## What is a? {#same}\n\nB.\n\n## What is c? {#same}\n\nD.\n")
    assert [item.id for item in parsed.items] == ["n/same", "n/same-2"]
    assert [(doubt.kind, doubt.line) for doubt in parsed.doubts] == [("duplicate", 5)]


def test_twins_in_one_document_are_both_kept() -> None:
    assert questions(parse("## What is a?\n\nB.\n\n## What is a?\n\nC.\n").items) == ["What is a?", "What is a?"]


def test_credits_that_disagree_with_the_key_points_are_filed() -> None:
    parsed = parse("## Explain a. (3 points)\n\nB.\n\n**Key points**\n\n- (1p) b\n- (0.5 p) c\n")
    assert parsed.items[0].credits == 1.5
    assert [doubt.kind for doubt in parsed.doubts] == ["credits"]


def test_key_points_alone_are_a_rubric() -> None:
    item = parse("## Explain a.\n\n**Key points**\n\n- (1p) b\n").items[0]
    assert (item.answer_status, item.answer) == ("rubric", "- b")


def test_a_heading_with_key_points_is_a_question_whatever_its_words() -> None:
    parsed = parse("# Nets\n\n## Dropout {#d}\n\nIt drops.\n\n**Key points**\n\n- drops\n\n## Other\n\nText.\n")
    assert [(item.id, item.question) for item in parsed.items] == [("n/d", "Dropout")]


def test_an_answer_mark_below_a_heading_separates_context_from_answer() -> None:
    item = parse("### Which loss fits?\n\nThe labels are classes.\n\n**Answer:** Cross-entropy.\n").items[0]
    assert (item.stem, item.answer) == ("The labels are classes.", "Cross-entropy.")


@pytest.mark.parametrize(
    "text",
    [
        "## Q: What is a?\n\nB.\n",
        "## What is a?\n\n### Answer\n\nB.\n",
        "## Question 1\n\nWhat is a?\n\n**Solution**\n\nB.\n",
        "**Q1.** What is a?\n\n**A1.** B.\n",
        "1. **What is a?** B.\n",
        "> Q: What is a?\nA: B.\n",
        "Q: What is a? A: B.\n",
        "Q: What\nis a?\n\nB.\n",
        "What is a?\n==========\nB.\n\n---\n\n[back to top](#top)\n",
    ],
)
def test_ways_of_writing_that_differ_give_the_same_question_and_answer(text: str) -> None:
    assert [(item.question, item.answer) for item in parse(text).items] == [("What is a?", "B.")]


def test_what_folds_open_is_a_question_with_its_answer() -> None:
    folded = "<details>\n<summary>What is a?</summary>\n\nB.\n\n</details>\n"
    text = folded + "<details>\n<summary><b>Why c?</b></summary>\n\nD.\n</details>\n"
    assert [(item.question, item.answer) for item in parse(text).items] == [("What is a?", "B."), ("Why c?", "D.")]


@pytest.mark.parametrize(
    "name", ["marked_qa.txt", "oral_questions.txt", "solved_exam.txt", "unsolved_exam.txt", "transcript.txt"]
)
def test_documents_of_other_layouts_are_left_to_them(name: str) -> None:
    assert notes.score(read(DOCUMENTS / name, name)) < 0.3


@pytest.mark.parametrize("name", ["corpus_format.md", "free_notes.md", "exam_class.tex"])
def test_notes_are_recognised_with_confidence(name: str) -> None:
    assert notes.score(read(DOCUMENTS / name, name)) > 0.7
