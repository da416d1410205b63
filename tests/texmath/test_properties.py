"""What holds for every text and every formula."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dltutor.texmath import box, delimit, line, prose, understood

PIECES = [
    *"{}[]()|^_&$'~%#/.,:;!<>=+-* \n\t\\x1aθ≤é模",
    "\\\\",
    "\\frac",
    "\\sqrt",
    "\\left(",
    "\\right)",
    "\\left.",
    "\\right\\}",
    "\\middle|",
    "\\begin{cases}",
    "\\end{cases}",
    "\\begin{array}{lr}",
    "\\end{array}",
    "\\begin{aligned}",
    "\\end{aligned}",
    "\\sum",
    "\\hat",
    "\\overline",
    "\\text{a b}",
    "\\mathbf",
    "\\not",
    "\\bigl(",
    "\\bigr)",
    "\\binom",
    "\\underbrace",
    "\\overset",
    "\\xrightarrow",
    "\\substack",
    "\\operatorname",
    "\\arg",
    "\\max",
    "\\limits",
    "\\quad",
    "\\tag{1}",
    "\\|",
    "\\{",
    "\\rm",
    "`",
    "$$",
]
ARBITRARY = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)

ATOMS = st.sampled_from(
    ["x", "y", "2", "10", r"\theta", "n", r"\hat{y}", r"\mathbf{W}", "x_i", "z^2", "f(x)", r"\text{KL}"]
)


TEMPLATES = [
    r"\frac{%s}{%s}",
    "%s + %s",
    "%s %s",
    "-%s",
    "{%s}^{%s}",
    "{%s}_{%s}",
    r"\sqrt{%s}",
    r"\sqrt[{%s}]{%s}",
    r"\left(%s\right)^2",
    r"\sum_{%s}^{%s} %s",
    r"\log %s",
    r"\overline{%s}",
    r"\begin{pmatrix} %s & %s \\ %s & 0 \end{pmatrix}",
    r"\begin{cases} %s & x > 0 \\ %s & \text{otherwise} \end{cases}",
    r"\begin{aligned} a &= %s \\ &= %s \end{aligned}",
    r"\left\{ %s \middle| %s \right.",
    r"\underbrace{%s}_{%s}",
    r"\xrightarrow[{%s}]{%s}",
    "| %s |",
]


@st.composite
def formulas(draw: st.DrawFn, depth: int = 4) -> str:
    if not depth or draw(st.booleans()):
        return draw(ATOMS)
    template = draw(st.sampled_from(TEMPLATES))
    return template % tuple(draw(formulas(depth - 1)) for _ in range(template.count("%s")))


FORMULAS = formulas()


@given(ARBITRARY)
def test_no_text_raises(text: str) -> None:
    for form in (line, box, understood, delimit, prose):
        form(text)


@given(ARBITRARY | FORMULAS)
def test_every_line_of_a_box_has_its_width(text: str) -> None:
    drawn = box(text)

    assert drawn.lines
    assert 0 <= drawn.baseline < len(drawn.lines)
    if understood(text):
        assert {cell_len(row) for row in drawn.lines} == {drawn.width}


@given(FORMULAS)
def test_every_formula_made_of_known_parts_is_understood(tex: str) -> None:
    assert understood(tex)
    assert "\\" not in line(tex)


@given(FORMULAS)
def test_what_is_drawn_is_composed_and_printable(tex: str) -> None:
    for text in (line(tex), *box(tex).lines):
        assert unicodedata.is_normalized("NFC", text)
        assert text.isprintable()


@given(FORMULAS)
def test_white_space_between_tokens_changes_nothing(tex: str) -> None:
    assert line(f"  {tex}\n") == line(tex)
    assert box(f"  {tex}\n") == box(tex)


SUMS = st.sampled_from(
    ["a + b", "a - b", "-a", r"a \cdot b", "a = b", "a, b", r"\log a", r"\sum_i a", r"\frac{a}{b}", "a/b"]
)


@given(SUMS, st.sampled_from(["", "x ", "2 + ", r"\alpha "]), st.sampled_from(["", " y", " + 1", "^2"]))
def test_a_fraction_of_more_than_a_product_keeps_its_brackets(inner: str, before: str, after: str) -> None:
    text = line(inner)

    assert f"({text})/" in line(rf"{before}\frac{{{inner}}}{{c}}{after}")
    assert f"/({text})" in line(rf"{before}\frac{{c}}{{{inner}}}{after}")


@given(SUMS)
def test_a_root_and_a_power_keep_their_brackets(inner: str) -> None:
    text = line(inner)

    assert line(rf"\sqrt{{{inner}}}") == f"√({text})"
    assert line(rf"{{{inner}}}^2") == f"({text})²"


@given(ARBITRARY)
def test_marking_bare_formulas_only_adds_dollars(text: str) -> None:
    marked = delimit(text)

    if not any(mark in text for mark in ("\\(", "\\[", "$")):
        assert marked.replace("$", "") == text


@given(st.text(alphabet=st.characters(exclude_characters="\\$_^", exclude_categories=["Cs"]), max_size=60))
def test_a_text_without_any_sign_of_a_formula_stays_as_it_is(text: str) -> None:
    assert prose(text) == text
    assert delimit(text) == text


def test_a_character_that_is_understood_takes_the_cells_that_rich_gives_it() -> None:
    wrong = []
    for code in [*range(0x20, 0x3400), *range(0x3400, 0xD800, 16), *range(0xE000, 0x20000, 4)]:
        tex = f"x{chr(code)}"
        if understood(tex):
            drawn = box(tex)
            if {cell_len(row) for row in drawn.lines} != {drawn.width}:
                wrong.append(hex(code))

    assert wrong == []


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join), st.sampled_from([60, 1500]))
@settings(max_examples=40, deadline=None)
def test_no_long_or_deeply_nested_text_raises_or_steers_the_terminal(piece: str, times: int) -> None:
    text = piece * times

    for row in (line(text), *box(text).lines):
        assert not understood(text) or row.isprintable()
    prose(text)
