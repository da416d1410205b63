"""Dataclasses out of JSON values, checked: what was edited by hand must not reach the screen as something else."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Reader = Callable[[Any], Any]
    """Makes a value of JSON into one of a type, or raises ValueError."""

T = TypeVar("T")


def made(kind: type[T], value: object) -> T:
    """An object of a dataclass out of the JSON object that ``asdict`` makes of it.

    Keys that the class doesn't know are passed over, so that files of a later version can be read.

    Raises:
        ValueError: A value is missing or of another kind.
    """
    return cast("T", _reader(cast("Any", kind))(value))


@cache
def _reader(kind: Any) -> Reader:
    """The reader of a type; made once, since a session is read for every line of a list."""
    parts = get_args(kind)
    if is_dataclass(kind):
        return _object(cast("type[Any]", kind))
    if get_origin(kind) in {Union, UnionType}:
        return _one_of([_reader(part) for part in parts])
    if get_origin(kind) is tuple:
        return _list(_reader(parts[0]))
    if get_origin(kind) is Literal:
        return lambda value: value if isinstance(value, str) and value in parts else _wrong(value)
    return SIMPLE[kind]


def _object(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    known = [(field.name, _reader(hints[field.name]), field.default is MISSING) for field in fields(kind)]

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            _wrong(value)
        given = {}
        for name, reader, needed in known:
            if name in value:
                given[name] = reader(value[name])
            elif needed:
                _wrong(value)
        return kind(**given)

    return read


def _one_of(readers: Sequence[Reader]) -> Reader:
    def read(value: Any) -> Any:
        for reader in readers:
            with suppress(ValueError):
                return reader(value)
        return _wrong(value)

    return read


def _list(reader: Reader) -> Reader:
    return lambda value: tuple(map(reader, value)) if isinstance(value, list) else _wrong(value)


def _exactly(kind: type[Any]) -> Reader:
    return lambda value: value if type(value) is kind else _wrong(value)


def _number(value: Any) -> float:
    if type(value) not in {int, float} or not math.isfinite(value):
        _wrong(value)
    return float(value)


def _time(value: Any) -> datetime:
    time = datetime.fromisoformat(value) if isinstance(value, str) else cast("datetime", _wrong(value))
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _wrong(value: object) -> Any:
    raise ValueError(f"not what was expected: {value!r}")


SIMPLE: dict[Any, Reader] = {
    **{kind: _exactly(kind) for kind in (str, int, bool, NoneType)},
    float: _number,
    datetime: _time,
}
"""The readers of types that have no parts."""
