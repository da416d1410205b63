"""Driving the app in tests: workers without threads, and words for what a test does and sees."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from rich.cells import cell_len
from textual.notifications import SeverityLevel
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from dltutor.tui.app import TutorApp
from dltutor.tui.worker import Job

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@dataclass
class Workers:
    """Stands for the engine's threads; a held one keeps its jobs until it is released."""

    held: set[str] = field(default_factory=set)
    made: dict[str, "InlineWorker"] = field(default_factory=dict)

    def make(self, name: str) -> "InlineWorker":
        self.made[name] = InlineWorker(name, self)
        return self.made[name]

    def hold(self, name: str) -> None:
        self.held.add(name)

    def release(self, name: str) -> None:
        self.held.discard(name)
        self.made[name].drain()


class InlineWorker:
    def __init__(self, name: str, workers: Workers) -> None:
        self.name, self.workers = name, workers
        self.jobs: list[Job] = []
        self.started = self.running = False

    def start(self) -> None:
        self.started = True
        self.drain()

    def put(self, job: Job, *, slot: str = "", lasting: bool = False) -> None:
        self.jobs.append(job)
        self.drain()

    def stop(self) -> None:
        self.jobs.clear()

    def join(self, timeout: float) -> bool:
        return True

    def drain(self) -> None:
        if self.running or not self.started or self.name in self.workers.held:
            return
        self.running = True
        while self.jobs:
            self.jobs.pop(0)()
        self.running = False


def app_of(pilot: Pilot[None]) -> TutorApp:
    assert isinstance(pilot.app, TutorApp)
    return pilot.app


async def ask(pilot: Pilot[None], text: str) -> None:
    app_of(pilot).chat.prompt.focus()
    app_of(pilot).chat.prompt.insert(text)
    await pilot.press("enter")
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Let messages, mounts and Markdown's own parsing come to rest."""
    for _ in range(4):
        await pilot.pause()


def shown(widget: Widget) -> str:
    """The text of everything displayed inside a widget."""
    return "\n".join(str(one.render()) for one in widget.query(Static) if one.display)


def last_card(pilot: Pilot[None]) -> str:
    return shown(app_of(pilot).chat.transcript.cards[-1])


class HeardApp(TutorApp):
    """Remembers every notice, since a small one gives way to the next."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.heard: list[str] = []

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        self.heard.append(text)
        super().tell(text, severity=severity)


def notices(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app, HeardApp)
    return "\n".join(pilot.app.heard)


async def pressed(pilot: Pilot[None], *keys: str) -> str:
    """Press keys, and tell what is shown then."""
    await pilot.press(*keys)
    await settled(pilot)
    return shown(pilot.app.screen)


def seen(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as characters, without any colour."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


async def clicked(pilot: Pilot[None], text: str) -> str:
    """Click on the first place where a text is seen, and tell what is shown then."""
    rows = seen(pilot)
    row = next((number for number, row in enumerate(rows) if text in row), None)
    assert row is not None, f"{text!r} is nowhere on:\n" + "\n".join(rows)
    assert await pilot.click(offset=(cell_len(rows[row].partition(text)[0]), row))
    await settled(pilot)
    return shown(pilot.app.screen)
