"""dltutor: a study tool for deep learning that quotes its sources.

Programs use one door, :class:`dltutor.Tutor`. It is loaded on first use, so that ``import dltutor`` (and with it
``dltutor --help``) costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dltutor.tutor import Tutor as Tutor

__version__ = "0.1.0"
__all__ = ["Tutor", "__version__"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first asked for (PEP 562)."""
    if name == "Tutor":
        from dltutor.tutor import Tutor

        return Tutor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
