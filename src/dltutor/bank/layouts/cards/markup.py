"""The text of a card's field: Anki's HTML, sound marks and formula marks as Markdown."""

import html
import re
from functools import partial

BREAKS = re.compile(r"<br\s*/?>|</(?:div|p|tr|h[1-6]|ul|ol)>", re.IGNORECASE)
ITEM = re.compile(r"<li[^>]*>\s*", re.IGNORECASE)
STRONG = re.compile(r"<(b|strong)(?:\s[^>]*)?>\s*(.*?)\s*</\1>", re.IGNORECASE | re.DOTALL)
EMPHASIS = re.compile(r"<(i|em)(?:\s[^>]*)?>\s*(.*?)\s*</\1>", re.IGNORECASE | re.DOTALL)
CODE = re.compile(r"<code(?:\s[^>]*)?>(.*?)</code>", re.IGNORECASE | re.DOTALL)
# Only tags that HTML has: "a<b" in a formula is none.
TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
SOUND = re.compile(r"\[sound:[^\]]*\]")
FORMULAS = (
    (re.compile(r"\\\[(.+?)\\\]|\[\$\$\](.+?)\[/\$\$\]", re.DOTALL), "$$"),
    (re.compile(r"\\\((.+?)\\\)|\[\$\](.+?)\[/\$\]|\[latex\](.+?)\[/latex\]", re.DOTALL), "$"),
)
SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without HTML, formulas between ``$`` and ``$$``, lone surrogates replaced (they can't be stored)."""
    text = SOUND.sub("", SURROGATE.sub("\ufffd", text))
    if TAG.search(text):
        text = CODE.sub(r"`\1`", EMPHASIS.sub(r"*\2*", STRONG.sub(r"**\2**", text)))
        text = ITEM.sub("\n- ", BREAKS.sub("\n", text))
        text = TAG.sub("", text)
    text = ENTITY.sub(lambda match: html.unescape(match.group()), text).replace("\xa0", " ")
    for pattern, mark in FORMULAS:
        text = pattern.sub(partial(_formula, mark), text)
    lines = [line.rstrip() for line in SURROGATE.sub("\ufffd", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _formula(mark: str, match: re.Match[str]) -> str:
    inside = next((group for group in match.groups() if group), "")
    return f"{mark}{inside.strip()}{mark}"
