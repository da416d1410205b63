"""Lines as a person types them, one after the other, with something that happens before each."""

import io
from collections.abc import Callable

from fake_tutor import FakeTutor, World

from dltutor.config import Config
from dltutor.tui.plain.session import PlainSession


class TypedLines(io.StringIO):
    """Standard input.

    Args:
        text: What is typed.
        before: Called before each line is read, also before the end; it may raise.
    """

    def __init__(self, text: str, before: Callable[[], object]) -> None:
        super().__init__(text)
        self._before = before

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        self._before()
        return super().readline(size)


class Interrupted(TypedLines):
    """Standard input of somebody who presses Ctrl-C after the last line."""

    def __init__(self, text: str) -> None:
        super().__init__(text, self._stop_at_end)

    def _stop_at_end(self) -> None:
        if self.tell() == len(self.getvalue()):
            raise KeyboardInterrupt


def said(world: World, *lines: str, config: Config | None = None) -> str:
    """What a session line by line says to these lines."""
    out = io.StringIO()
    text = "".join(line + "\n" for line in lines)
    PlainSession(FakeTutor(world), config or Config(), io.StringIO(text), out).run()  # type: ignore[arg-type]
    return out.getvalue()
