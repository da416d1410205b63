"""LaTeX formulas as Unicode for the terminal: on one line, in two dimensions, and inside prose.

Pure functions of strings. None of them raises on any text: a formula that isn't understood as a whole is shown as its
source, never in part.
"""

from dltutor.texmath.box import box
from dltutor.texmath.canvas import Box
from dltutor.texmath.line import line, understood
from dltutor.texmath.prose import delimit, prose

__all__ = ["Box", "box", "delimit", "line", "prose", "understood"]
