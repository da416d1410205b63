"""The app with a fake Tutor and no threads: what the engine does, it does at once, or when a test lets it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from driving import HeardApp, Opened, Workers
from fake_tutor import World
from textual.pilot import Pilot

from dltutor.config import Config
from dltutor.tui import engine, grace


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the person's own is read or written."""
    monkeypatch.setenv("DLTUTOR_HOME", str(tmp_path / "home"))
    for name in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "DISPLAY", "WAYLAND_DISPLAY", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys count from the first moment; what is told of that moment brings its own clock."""
    monkeypatch.setattr(grace, "SECONDS", 0.0)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Workers:
    workers = Workers()
    monkeypatch.setattr(engine, "Worker", workers.make)
    return workers


@pytest.fixture
def opened(world: World, workers: Workers) -> Opened:
    """Opens the app: ``async with opened(size=(80, 24)) as pilot``."""

    @asynccontextmanager
    async def open_app(size: tuple[int, int] = (80, 24), config: Config | None = None) -> AsyncIterator[Pilot[None]]:
        app = HeardApp(config or Config(), world.tutor)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            yield pilot

    return open_app
