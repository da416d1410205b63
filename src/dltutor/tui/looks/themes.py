"""Colours that can be read: a theme's own where they have enough contrast, else pushed until they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import BLACK, WHITE, Color
from textual.constants import DIM_FACTOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LEAST = 4.5
"""The contrast that text must have: what the Web Content Accessibility Guidelines (AA) ask of text of normal size."""
STEPS = 20
"""In how many steps a colour is pushed towards black or white."""
GROUNDS = ("background", "surface")
"""What ordinary text stands on."""
TEXTS = (
    *("text", "text-muted", "text-primary", "text-secondary", "text-warning", "text-error", "text-success"),
    *("text-accent", "foreground-muted", "link-color", *(f"markdown-h{level}-color" for level in range(1, 7))),
)
"""The colours of ordinary text."""
OTHERS: Mapping[str, str] = {
    "footer-foreground": "footer-background",
    "footer-key-foreground": "footer-background",
    "footer-description-foreground": "footer-background",
    "block-cursor-foreground": "block-cursor-background",
    "block-cursor-blurred-foreground": "block-cursor-blurred-background",
    "input-selection-foreground": "input-selection-background",
    "input-cursor-foreground": "input-cursor-background",
    "text-primary": "primary-muted",
    "link-color-hover": "link-background-hover",
}
"""Texts that stand on something of their own."""

OF_THE_TERMINAL = {
    True: {"text-primary": "ansi_bright_cyan", "primary-muted": "ansi_blue"},
    False: {"text-primary": "ansi_default", "primary-muted": "ansi_cyan"},
}
"""Variables that are changed in the dark theme of the terminal's own colours, and in the light one: they would be blue
text on blue."""


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """A theme's variables, with texts that have too little contrast made darker or lighter until they have enough.

    Args:
        variables: Colours by name as Textual makes them of a theme; not one of the terminal's own colours, whose
            values nobody knows.
    """
    made = dict(variables)
    base = _on(made["background"], BLACK)
    grounds = [_on(made[name], base) for name in GROUNDS]
    made["foreground"] = _pushed(made["foreground"], grounds, kept=DIM_FACTOR)
    for name in TEXTS:
        made[name] = _pushed(made[name], grounds)
    for name, ground in OTHERS.items():
        if made[ground] != "initial":
            made[name] = _pushed(made[name], [_on(made[ground], base)])
    return made


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, from 1 to 21, as the Web Content Accessibility Guidelines define it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _on(value: str, ground: Color) -> Color:
    """What is seen of a colour on an opaque ground; "auto" is black or white, whichever stands out."""
    name, _, percent = value.partition(" ")
    alpha = float(percent.rstrip("%")) / 100 if percent else 1.0
    if name == "auto":
        return ground + ground.get_contrast_text(alpha)
    color = Color.parse(name)
    return ground + color.with_alpha(color.a * alpha)


def _pushed(value: str, grounds: Sequence[Color], *, kept: float = 1.0) -> str:
    """The colour nearest to the given one that can be read on all grounds, also where only a part of it is kept."""

    def worst(text: str) -> float:
        return min(contrast(ground.blend(_on(text, ground), kept), ground) for ground in grounds)

    one = value
    for one in _stronger(value, grounds[0]):
        if worst(one) >= LEAST:
            break
    return one


def _stronger(value: str, ground: Color) -> Iterator[str]:
    """The colour itself, then ever stronger ones up to black or white."""
    yield value
    plain = _on(value, ground)
    end = max(WHITE, BLACK, key=lambda one: contrast(one, ground))
    for step in range(1, STEPS + 1):
        yield plain.blend(end, step / STEPS).hex6
