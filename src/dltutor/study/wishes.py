"""What a student names on the command line, a topic or a document, found among those that there are."""

import re
from collections.abc import Iterable

from dltutor.errors import UsageError

NEAR = 85.0
"""Likeness (0..100) from which a name is taken for a misspelt one."""
_LISTED = 40
_SHOWN = 60


def find_name(wish: str, names: Iterable[str], what: str) -> str:
    """The name that is meant.

    As it is written, but for case, hyphens, ending and folder; else its beginning; else some of its words; else what
    was misspelt.

    Args:
        wish: What was typed.
        names: All there are.
        what: What they are names of: "topic", "document".

    Raises:
        UsageError: None is meant, or more than one.
    """
    there_are = sorted(set(names))
    if not there_are:
        raise UsageError(
            f"There is no {what} to choose from: there are no questions at all.", hint="Add documents first."
        )
    if wish.strip() in there_are:
        return wish.strip()
    said = repr(wish if len(wish) <= _SHOWN else f"{wish[:_SHOWN]}...")
    for meant in (_same, _begins, _holds):
        found = [name for name in there_are if wish.strip() and meant(_plain(wish), name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"More than one {what} is called {said}.", hint=f"Say which: {', '.join(found)}.")
    likeness, nearest = max((_likeness(wish, name), name) for name in there_are)
    if likeness >= NEAR:
        return nearest
    listed = ", ".join(there_are[:_LISTED]) + (", ..." if len(there_are) > _LISTED else "")
    raise UsageError(f"There is no {what} {said}.", hint=f"The nearest is {nearest}. There are: {listed}.")


def _plain(name: str) -> str:
    """Lower case, spaces for hyphens, without ending."""
    return re.sub(r"[\W_]+", " ", re.sub(r"\.[a-z]{2,5}$", "", name.strip().casefold())).strip()


def _short(name: str) -> str:
    """A document's name without its folder."""
    return _plain(name.rsplit("/", 1)[-1])


def _same(wish: str, name: str) -> bool:
    return wish in {_plain(name), _short(name)}


def _begins(wish: str, name: str) -> bool:
    return bool(wish) and (_plain(name).startswith(wish) or _short(name).startswith(wish))


def _holds(wish: str, name: str) -> bool:
    """Whether all words of the wish are among the name's."""
    return bool(wish) and set(wish.split()) <= set(_plain(name).split())


def _likeness(wish: str, name: str) -> float:
    """0..100; names with other numbers are never alike enough, for exam 1 isn't exam 2."""
    from rapidfuzz import fuzz

    likeness = max(fuzz.ratio(_plain(wish), other) for other in (_plain(name), _short(name)))
    return likeness if re.findall(r"\d+", wish) == re.findall(r"\d+", _short(name)) else min(likeness, NEAR - 1)
