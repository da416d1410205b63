from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.convert.latex import to_markdown
from dltutor.bank.layouts import notes
from dltutor.bank.parsed import Parsed
from dltutor.bank.reader import read

QUIZ = Path(__file__).parents[1] / "documents" / "exam_class.tex"


def markdown(source: str) -> str:
    return to_markdown(source)[0]


@pytest.fixture(scope="module")
def quiz() -> Parsed:
    return notes.parse(read(QUIZ, "exam_class.tex"))


def test_questions_parts_cards_and_sections_become_items(quiz: Parsed) -> None:
    assert [(item.source.label, item.question) for item in quiz.items] == [
        ("1", "What does **attention** weigh? It has 100% to give."),
        ("2a", "How many projections are there?"),
        ("2b", "Why scale by the root?"),
        ("3", "Which of them are learned?"),
        ("4", "What is a logit?"),
        ("5", "Define entropy."),
        ("7", "Why does “warm-up” help — briefly?"),
    ]


def test_the_lines_of_items_are_those_of_the_source(quiz: Parsed) -> None:
    source = QUIZ.read_text().splitlines()
    marks = [r"\question", r"\part", r"\part", r"\question", r"\xfield", r"\begin{note}", r"\subsection"]
    for item, mark in zip(quiz.items, marks, strict=True):
        assert mark in source[item.source.line - 1]


def test_the_text_of_a_question_before_its_parts_is_their_stem(quiz: Parsed) -> None:
    assert [item.stem for item in quiz.items[1:3]] == ["Consider one head."] * 2


def test_credits_answers_and_options_of_the_exam_class_are_read(quiz: Parsed) -> None:
    assert [item.credits for item in quiz.items[:2]] == [2.0, 1.0]
    assert quiz.items[0].answer == (
        "The values, by $\\mathrm{softmax}(QK^\\top)$:\n\n- keys\n- queries\n\n$$\n  w_i \\ge 0\n$$"
    )
    assert [(option.text, option.correct) for option in quiz.items[3].options] == [
        ("the mask", False),
        ("the projections", True),
    ]
    assert quiz.items[5].answer == "$-\\sum p \\log p$"
    assert quiz.items[0].source.section == ("Attention and friends",)


def test_code_is_kept_word_for_word_and_its_comments_are_no_latex(quiz: Parsed) -> None:
    assert quiz.items[-1].answer == "```\nlr = 5 % 3  # What is this?\n```"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\textbf{a} \emph{b} \texttt{c}", "**a** *b* `c`"),
        (r"50\% of \$5 \& \#1 \_", r"50% of \$5 & #1 _"),
        ("``deep'' --- or 1--2", "“deep” — or 1–2"),
        (r"Caf\'e, b\"{u}r, \c{c}a", "Café, bür, ça"),
        (r"see \href{http://x.y}{here}\footnote{or there}", "see [here](http://x.y) (or there)"),
        (r"\unknown{kept} and \label{dropped}this", "kept and this"),
        (r"\(x\) and \[y\]", "$x$ and $$y$$"),
        (r"\begin{align}a &= b \label{e}\\ c &= d\end{align}", r"$$\begin{aligned}a &= b \\ c &= d\end{aligned}$$"),
        (r"\begin{equation}E = mc^2\end{equation}", "$$E = mc^2$$"),
        (r"\verb|a_b %| is code", "`a_b %` is code"),
        ("keep % not this", "keep "),
        ("keep \\\\% not this", "keep "),
        ("%\\begin{verbatim}\nx\n%\\end{verbatim}", "\nx\n"),
        (r"\paragraph{What is it?} It is.", "**What is it?**  It is."),
        (r"\question{What?}\answer{That.}", "Q1: What? A: That."),
        (r"\begin{flashcard}{What?}That.\end{flashcard}", "Q1: What? A: That."),
    ],
)
def test_commands_are_written_as_markdown(source: str, expected: str) -> None:
    assert markdown(source) == expected


def test_sections_are_headings_by_depth_and_folded_to_one_line() -> None:
    assert markdown("\\section{One\n two}\n\\subsection*{Three}\n") == "# One two\n\n## Three\n"
    assert markdown("\\chapter{A}\n\\section{B}") == "# A\n## B"


def test_nested_lists_are_indented() -> None:
    source = (
        "\\begin{enumerate}\n\\item a\n\\begin{itemize}\n\\item b\n  more\n\\end{itemize}\n\\item c\n\\end{enumerate}"
    )
    assert markdown(source).split("\n") == ["", "1. a", "", "   - b", "      more", "", "1. c", ""]


def test_figures_say_nothing() -> None:
    assert markdown("a\n\\begin{figure}\n\\caption{What is it?}\n\\end{figure}\nb") == "a\n\n\n\nb"


def test_a_lost_dollar_costs_no_more_than_its_paragraph() -> None:
    assert markdown("costs $5\n\n\\section{What is it?}\n\npays $6").split("\n")[2] == "# What is it?"


PIECES = [
    r"\question", r"\begin{note}", r"\end{note}", r"\field{", "}", "{", "[2]", "$", "$$", "%", "\n", "\n\n", r"\item",
    r"\[", r"\]", r"\begin{itemize}", r"\end{itemize}", r"\section{", r"\textbf{", "What?", " ", "~", "\\", "&", "\\\\",
    "\\begin{verbatim}\nx % y\n\\end{verbatim}",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_line_stays_where_it_was(source: str) -> None:
    assert markdown(source).count("\n") == source.count("\n")
