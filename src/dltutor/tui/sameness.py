"""Asking what only the student can say, before a sitting: which question a card belongs to after documents changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dltutor.study.recognised import Ask
    from dltutor.tui.apps.study import StudyApp


def ask_first(app: StudyApp, then: Callable[[], object]) -> None:
    """Ask about each card that isn't certain, unless it was put off in this session; then go on."""

    def take(asks: Sequence[Ask]) -> None:
        _ask([ask for ask in asks if ask.card.id not in app.put_off], then)

    def _ask(left: list[Ask], then: Callable[[], object]) -> None:
        if not left:
            then()
            return
        from dltutor.tui.screens.sameness import SamenessScreen

        ask, *rest = left

        def said(item: str | None) -> None:
            if item is None:
                app.put_off.add(ask.card.id)
            elif item:
                app.engine.study(lambda study: study.say_same(ask.card.id, item), lambda _: None, lasting=True)
            else:
                app.engine.study(lambda study: study.say_gone(ask.card.id), lambda _: None, lasting=True)
            _ask(rest, then)

        app.push_screen(SamenessScreen(ask, len(rest)), said)

    app.engine.study(lambda study: study.asks(), take)
