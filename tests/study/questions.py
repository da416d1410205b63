"""Questions for the tests of the exchange: a few by hand, and strategies for many."""

from hypothesis import strategies as st

from dltutor.bank.item import Item, KeyPoint, Option, Source, key_in_words

STRUCTURE = [
    "# A heading", "## Why does it work?", "### Hints", "Underlined", "===", "---", "***", "- [ ] a task", "- [x] done",
    "* [X] done too", "1. [ ] numbered", "**Key points**", "**Hints:** none", "__Answer__", "**Answer**", "Answer:",
    "A: because", "Q: why so?", "**Q:** what?", "Solution: use ReLU", "3. Q: why?", "> Q: quoted?", "{#anchor}",
    "text {#anchor}",
    "| a | b |", "|---|---|", "| 1 | 2 |", "```", "~~~", "```python", "$$", "$$ x^2 $$", "$", "$5 and $6",
    "a $x_1$ b", "<!-- hidden -->", "<!--", "-->", "<details>", "</details>", "<summary>more</summary>", "[top](#top)",
    "- one", "- two", "  - nested", "1. first", "**Why?** Since.", "TODO", "...", "Contents", "A) one", "(1p) point",
    "    indented", "\\", "---\ntitle: x\n---", "What is it?", "layout: exam", "a — b", "",
]  # fmt: skip

lines = st.one_of(
    st.sampled_from(STRUCTURE),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.from_regex(r"[#>*\-=$|`~ ]{1,6}x?"),
)
texts = st.lists(lines, max_size=6).map("\n".join)
options = st.builds(Option, st.one_of(lines, st.sampled_from(["a — b", "[x] c"])), st.booleans(), lines)
entries = lines.filter(lambda text: not text.rstrip("*_ ").endswith("?"))
points = st.builds(KeyPoint, entries, st.none() | st.sampled_from([0.5, 1.0, 2.0]))


@st.composite
def items(draw: st.DrawFn, name: str = "") -> Item:
    """Any item that a format could bring."""
    chosen = tuple(draw(st.lists(options, max_size=3))) if draw(st.booleans()) else ()
    answer = draw(texts)
    return Item(
        id=name or draw(st.from_regex(r"[a-z]{1,3}[0-9]{0,2}", fullmatch=True)),
        kind="choice" if chosen else "open",
        question=draw(texts.filter(lambda text: any(char.isalpha() for char in text))),
        answer="\n\n".join(part for part in (key_in_words(chosen), answer) if part),
        answer_status="official" if chosen or answer else "none",
        source=Source("", "1", tuple(draw(st.lists(lines.filter(str.strip), max_size=2)))),
        stem=draw(texts),
        options=chosen,
        key_points=tuple(draw(st.lists(points, max_size=2))),
        credits=draw(st.none() | st.sampled_from([1.0, 2.5])),
        aliases=tuple(draw(st.lists(entries, max_size=2))),
        misconceptions=tuple(draw(st.lists(entries, max_size=2))),
        hints=tuple(draw(st.lists(entries, max_size=2))),
    )


OPEN = Item(
    id="optimisation/momentum",
    kind="open",
    question="What does momentum add to gradient descent?",
    answer="A running mean of gradients, $m_t = \\beta m_{t-1} + (1-\\beta) g_t$ with $0 < \\beta < 1$ & more.\n\n"
    "- it damps *oscillations*\n- it costs $5 or $6 in memory\n\n$$\n\\theta \\leftarrow \\theta - \\alpha m_t\n$$",
    answer_status="official",
    source=Source("optimisation.md", "2", ("Optimisation", "Steps"), 12),
    key_points=(KeyPoint("a running mean of gradients", 1.0), KeyPoint("damps oscillations", 0.5)),
    credits=1.5,
    aliases=("heavy ball",),
    misconceptions=("momentum changes the loss → it changes the step only",),
    hints=("Think of a ball.",),
    see_also=("adam",),
    references=("Polyak, 1964",),
    topic="optimisation",
)
CHOICE = Item(
    id="pooling/parameters",
    kind="choice",
    question="Which of these layers have weights?",
    answer="- a convolution with $k<5$ — its kernels\n- a linear layer\n\nPooling only compares.",
    answer_status="official",
    source=Source("pooling.md", "1", ("Pooling",), 3),
    options=(
        Option("a convolution with $k<5$", correct=True, reason="its kernels"),
        Option("max pooling", correct=False, reason="it only compares"),
        Option("a linear layer", correct=True),
    ),
    topic="convolution",
)
UNANSWERED = Item("notes/3", "open", "What is a saddle point?", "", "none", Source("notes.md", "3"))
NO_KEY = Item(
    "notes/4", "choice", "Which one converges?", "", "none", Source("notes.md", "4"), options=(Option("a"), Option("b"))
)
NONE_RIGHT = Item(
    "notes/5", "choice", "Which of these is linear?", "None of the options is right.", "official",
    Source("notes.md", "5"), options=(Option("ReLU", correct=False), Option("tanh", correct=False)),
)  # fmt: skip
