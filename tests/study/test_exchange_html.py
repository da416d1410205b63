import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Item
from dltutor.study.exchange import apkg_write, gift_read, gift_write
from dltutor.study.exchange.html_read import is_html, to_markdown
from dltutor.study.exchange.html_write import to_html, to_inline_html
from dltutor.study.exchange.texts import asked, explanation


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<div>one</div><div>two<br>three</div>", "one\n\ntwo\n\nthree"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n   - b\n- c"),
        ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
        ("<b>bold </b>and <i>not</i><b></b>", "**bold** and *not*"),
        ("<h2>Title</h2>text", "**Title**\n\ntext"),
        ('<pre><code class="language-python">a  &lt; b\n  c</code></pre>end', "```python\na  < b\n  c\n```\n\nend"),
        ("use <code>a_b</code>", "use `a_b`"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
         "| a | b |\n|---|---|\n| 1\\|2 | 3 |"),
        (r"\(a<b\) and \[x &lt; y\]", "$a<b$ and $$x < y$$"),
        ("[latex]$x_1$[/latex] [$]y<br>z[/$] [$$]w[/$$]", "$x_1$ $y z$ $$w$$"),
        ("<anki-mathjax>a&lt;b</anki-mathjax><anki-mathjax block=true>c</anki-mathjax>", "$a<b$$$c$$"),
        ('<script type="math/tex">x</script><script>alert(1)</script>', "$x$"),
        ('<img src="a.png" alt="a net">', "[a picture was left out: a net]"),
        ("a &amp; b&nbsp;c <!-- hidden --> costs $5", "a & b c costs $5"),
        ("<![if broken", "<![if broken"),
    ],
)  # fmt: skip
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("$a<b & c$", r"<p>\(a&lt;b &amp; c\)</p>"),
        ("$$\nx_1 * y_2 * z\n$$", r"<p>\[x_1 * y_2 * z\]</p>"),
        ("from $5 to $6", "<p>from $5 to $6</p>"),
        ("`$x$` is code", "<p><code>$x$</code> is code</p>"),
        ("a <b>bold</b> claim", "<p>a &lt;b&gt;bold&lt;/b&gt; claim</p>"),
        ("[sound:a.mp3] and [latex]x[/latex]", "<p>&#91;sound:a.mp3] and &#91;latex]x&#91;/latex]</p>"),
        ("- *a*\n- b", "<ul>\n<li><em>a</em></li>\n<li>b</li>\n</ul>"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_a_text_within_a_line_has_no_paragraph() -> None:
    assert to_inline_html("a *b*\nc") == "a <em>b</em> c"


@pytest.mark.parametrize(
    ("text", "said"), [("a<b and c>d", False), ("<p>x", True), ("x<br/>y", True), ("<T> is", False)]
)
def test_only_tags_that_html_has_make_html(text: str, said: bool) -> None:  # noqa: FBT001  a column of the table
    assert is_html(text) is said


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co", "Zl", "Zp"])))
def test_plain_words_survive_the_way_through_html(text: str) -> None:
    words = re.findall(r"[^\W_]+", text, re.ASCII)

    assert re.findall(r"[^\W_]+", to_markdown(to_html(" ".join(words))), re.ASCII) == words


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"\$\$\s*(.+?)\s*\$\$", r"$$\1$$", text, flags=re.DOTALL).split())


def test_the_shipped_course_survives_cards_and_gift(shipped_items: tuple[Item, ...]) -> None:
    items = [item for item in shipped_items[::7] if not gift_write.why_not(item)]

    found, notes = gift_read.read(gift_write.write(items).decode())

    assert notes == ()
    for item, after in zip(items, found, strict=True):
        assert squeezed(asked(after)) == squeezed(asked(item))
        assert squeezed(explanation(after)) == squeezed(explanation(item))
        assert after.options == item.options
        assert apkg_write.why_not(item) == ""
        assert squeezed(to_markdown(to_html(item.answer))) == squeezed(item.answer)
