"""Units and magnitudes behind a number, and whether two quantities are equal. Nouns ("parameters") are no units."""

import re
from dataclasses import dataclass

_SCALES = {
    "k": 1e3, "K": 1e3, "thousand": 1e3, "M": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "bn": 1e9,
    "billion": 1e9, "billions": 1e9, "G": 1e9,
}  # fmt: skip
_PARTS = {"%": 1e-2, "percent": 1e-2, "per cent": 1e-2, "pct": 1e-2, "prozent": 1e-2, "‰": 1e-3, "per mille": 1e-3,
          "permille": 1e-3, "promille": 1e-3}  # fmt: skip
_LENGTHS = {"nm": 1e-9, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3}
_TIMES = {
    "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "millisecond": 1e-3, "milliseconds": 1e-3, "s": 1.0,
    "sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0, "min": 60.0, "mins": 60.0, "minute": 60.0,
    "minutes": 60.0, "h": 3600.0, "hr": 3600.0, "hrs": 3600.0, "hour": 3600.0, "hours": 3600.0,
}  # fmt: skip
_BYTES = {"bit": 0, "bits": 0, "byte": 0, "bytes": 0, "b": 0, "kb": 1, "kib": 1, "kilobyte": 1, "kilobytes": 1,
          "mb": 2, "mib": 2, "megabyte": 2, "megabytes": 2, "gb": 3, "gib": 3, "gigabyte": 3, "gigabytes": 3,
          "tb": 4, "tib": 4}  # fmt: skip
_WORDS = sorted({*_SCALES, *_PARTS, *_LENGTHS, *_TIMES, *_BYTES, "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB"}, key=len)
_SUFFIX = re.compile(rf"[ \t-]?({'|'.join(map(re.escape, reversed(_WORDS)))})(?![\w^])")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands behind a number.

    Attributes:
        kind: "part", "time", "length", "data", "scale" or "" for none.
        factors: To the kind's base unit; two for data, where a kilobyte has 1000 or 1024 bytes.
        end: Where it ends in the text.
    """

    kind: str
    factors: tuple[float, ...]
    end: int


def unit_at(text: str, at: int) -> Unit:
    """The unit that stands at a place; one of no kind where none does."""
    found = _SUFFIX.match(text, at)
    if not found:
        return Unit("", (1.0,), at)
    word, end = found[1], found.end()
    for kind, table in (("scale", _SCALES), ("part", _PARTS), ("length", _LENGTHS), ("time", _TIMES)):
        if word in table:
            return Unit(kind, (table[word],), end)
    steps = _BYTES[word.lower()]
    bits = 1 / 8 if word.lower().startswith("bit") else 1.0
    return Unit("data", (bits * 1000.0**steps, bits * 1024.0**steps), end)


def comparable(key: Unit, answer: Unit) -> list[tuple[float, float]]:
    """Pairs of factors to put both quantities into one unit; none where the units measure different things.

    A missing unit is taken to be the other one's; a magnitude such as "k" always counts.
    """
    if key.kind == answer.kind:
        return list(zip(key.factors, answer.factors, strict=True))
    kinds = {key.kind, answer.kind}
    if "scale" in kinds or kinds == {"", "part"}:
        scaled = [(one, other) for one in _plain(key) for other in _plain(answer)]
        return [*scaled, (1.0, 1.0)] if kinds == {"", "part"} and key.kind == "part" else scaled
    return [(1.0, 1.0)] if "" in kinds else []


def _plain(unit: Unit) -> tuple[float, ...]:
    return unit.factors if unit.kind in {"scale", "part"} else (1.0,)
