"""Every formula of some folders through texmath: how many render, how fast, and which fall back to their source.

Usage: python benchmarks/formulas.py [DIR…] [--rounds N]

Formulas are found as the tutor finds them in Markdown: between dollars, and bare in prose. A folder's Markdown, text,
TeX and JSON files are read; without a folder, the corpus. Times are
of the processor, medians of N rounds on the machine that runs it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dltutor.texmath import box, line, understood
from dltutor.texmath.bare import runs
from dltutor.texmath.segments import segments

SUFFIXES = frozenset({".md", ".txt", ".tex", ".json", ".jsonl"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[Path(__file__).parent.parent / "corpus"])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    print("folder                 formulas   rendered   line/s    box/s   slowest line   slowest box   over 1 ms")
    for folder in arguments.folders:
        measure(folder, arguments.rounds)


def measure(folder: Path, rounds: int) -> None:
    """Print a folder's row and, under it, what falls back and what is slow."""
    found = list(formulas(folder))
    if not found:
        print(f"{folder.name[:20]:20} {0:10,}")
        return
    fallbacks = sorted({tex for tex in found if not understood(tex)})
    rendered = sum(understood(tex) for tex in found)
    lines, boxes = (timed(form, found, rounds) for form in (line, box))
    print(
        f"{folder.name[:20]:20} {len(found):10,} {rendered / len(found):10.2%}"
        f" {len(found) / sum(lines):8,.0f} {len(found) / sum(boxes):8,.0f}"
        f" {1000 * max(lines):11.2f} ms {1000 * max(boxes):10.2f} ms {sum(taken > 0.001 for taken in boxes):11,}"
    )
    for tex in fallbacks:
        print(f"    shown as its source: {' '.join(tex.split())[:150]}")
    slowest = found[max(range(len(found)), key=boxes.__getitem__)]
    print(f"    slowest: {' '.join(slowest.split())[:150]}")


def timed(form: Callable[[str], object], found: list[str], rounds: int) -> list[float]:
    """Seconds of the processor that each formula takes, the median of some rounds."""
    times: list[list[float]] = [[] for _ in found]
    for _ in range(rounds):
        for tex, taken in zip(found, times, strict=True):
            began = time.thread_time()
            form(tex)
            taken.append(time.thread_time() - began)
    return [statistics.median(taken) for taken in times]


def formulas(folder: Path) -> Iterator[str]:
    """Every formula in the texts of a folder, or of one file."""
    paths = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    for path in paths:
        for text in texts(path):
            for segment in segments(text):
                if segment.kind in {"inline", "display"}:
                    yield segment.tex
                elif segment.kind == "text":
                    yield from (segment.source[start:end] for start, end in runs(segment.source))


def texts(path: Path) -> Iterator[str]:
    """The text of a file; of JSON, its strings."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".json":
        yield from strings(json.loads(text))
    elif path.suffix == ".jsonl":
        for row in text.splitlines():
            yield from strings(json.loads(row))
    else:
        yield text


def strings(value: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


if __name__ == "__main__":
    main()
