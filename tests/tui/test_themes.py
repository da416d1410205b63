import pytest
from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, Color
from textual.theme import BUILTIN_THEMES

from dltutor.config.settings import THEMES
from dltutor.tui.looks.themes import GROUNDS, OTHERS, TEXTS, contrast, readable
from dltutor.tui.looks.uncoloured import Uncoloured

COLOURED = [name for name in THEMES if not BUILTIN_THEMES[name].ansi]
DIM = 0.66
"""How much of a text's colour is left of it when it is dim."""


def made(name: str) -> dict[str, str]:
    theme = BUILTIN_THEMES[name]
    return {**theme.to_color_system().generate(), **theme.variables}


def seen(value: str, ground: Color) -> Color:
    """What is seen of a colour as style sheets write it."""
    name, _, percent = value.partition(" ")
    share = float(percent.rstrip("%")) / 100 if percent else 1.0
    color = ground.get_contrast_text(1.0) if name == "auto" else Color.parse(name)
    return ground.blend(color, color.a * share, alpha=1.0)


def test_the_terminals_own_colours_and_light_ones_are_offered() -> None:
    offered = [BUILTIN_THEMES[name] for name in THEMES]

    assert {theme.dark for theme in offered if theme.ansi} == {True, False}
    assert any(not theme.dark for theme in offered if not theme.ansi)


@pytest.mark.parametrize(("one", "other", "ratio"), [("white", "black", 21.0), ("#777777", "white", 4.48)])
def test_contrast_is_what_the_guidelines_compute(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("name", COLOURED)
def test_every_text_of_every_theme_can_be_read(name: str) -> None:
    variables = readable(made(name))
    base = seen(variables["background"], BLACK)
    grounds = {ground: seen(variables[ground], base) for ground in {*GROUNDS, *OTHERS.values()} - {"link-background"}}

    ratios = {(text, on): contrast(seen(variables[text], grounds[on]), grounds[on]) for text in TEXTS for on in GROUNDS}
    ratios |= {(text, on): contrast(seen(variables[text], grounds[on]), grounds[on]) for text, on in OTHERS.items()}
    ratios |= {
        ("dim", on): contrast(
            grounds[on].blend(seen(variables["foreground"], grounds[on]), DIM, alpha=1.0), grounds[on]
        )
        for on in GROUNDS
    }

    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", COLOURED)
def test_what_can_be_read_already_stays_as_it_is(name: str) -> None:
    variables = made(name)

    assert readable(readable(variables)) == readable(variables)
    assert readable(variables)["primary"] == variables["primary"]


def test_without_colours_what_is_marked_is_in_reverse_and_the_rest_is_plain() -> None:
    segments = [
        Segment("text", Style(color="red", bold=True)),
        Segment("chosen", Style(color="black", bgcolor="white")),
        Segment("scrollbar", Style(bgcolor="black")),
        Segment("ground", Style(bgcolor="default", dim=True)),
        Segment("raw", None),
    ]

    shown = Uncoloured().apply(segments, BLACK)

    assert [segment.text for segment in shown] == [segment.text for segment in segments]
    assert [bool(segment.style and segment.style.reverse) for segment in shown] == [False, True, False, False, False]
    styles = [segment.style for segment in shown if segment.style is not None]
    assert {one for style in styles for one in (style.color, style.bgcolor)} == {TerminalColor.default()}
    assert styles[0].bold
    assert styles[3].dim
