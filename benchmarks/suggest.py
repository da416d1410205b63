"""Suggestions as one types, beside a plain scan of all wordings: milliseconds a key press. Prints a table.

Usage: python benchmarks/suggest.py [--corpus DIR] [--items N]

Two banks are typed at: the corpus's own, and one of N items with 14 wordings each, which are the corpus's wordings
with other words in them, so that their lengths, and how often words come back, are like those of real ones. What is
typed are 200 questions of the bank, letter by letter: as they stand, in a few of their words, and with a slip.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dltutor.config import load
from dltutor.search.suggestions import Suggestions
from dltutor.search.texts import questions_of
from dltutor.search.tokens import STOP_WORDS
from dltutor.tutor import Tutor

QUERIES = 200
WORDINGS = 14
NEW_WORDS = 20_000
SHORTEST = 2
SCANNED = 300
"""Key presses that the plain scan is measured at: all of them would take it hours."""

Bank = Sequence[Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    parser.add_argument("--items", type=int, default=10_000)
    arguments = parser.parse_args()
    items = Tutor.open(replace(load(), corpus=arguments.corpus)).items()
    own = [questions_of(item) for item in items]
    dice = random.Random(4)  # noqa: S311  nothing is to be kept secret
    print("suggestions, ms a key press           median   95th percentile   slowest   first")
    for bank in (own, synthetic(own, arguments.items, dice)):
        measure(bank, dice)


def measure(bank: Bank, dice: random.Random) -> None:
    """Type at one bank, by way of the index and by the plain scan."""
    presses = key_presses(bank, dice)
    began = time.perf_counter()
    suggestions = Suggestions(bank, np.arange(len(bank), dtype=np.int32))
    built = 1000 * (time.perf_counter() - began)
    print(f"{len(bank)} items, {sum(map(len, bank))} wordings, {len(presses)} key presses")
    _row("dltutor", _times(suggestions.best, presses), f"{built:7.0f}")
    sample = dice.sample(presses, min(SCANNED, len(presses)))
    _row("plain scan", _times(lambda typed: plain_scan(bank, typed), sample), "      -")


def _row(name: str, times: Sequence[float], first: str) -> None:
    high = statistics.quantiles(times, n=20)[-1]
    print(f"  {name:34} {statistics.median(times):7.2f} {high:17.2f} {max(times):9.2f} {first}")
    sys.stdout.flush()


def _times(suggest: Callable[[str], object], presses: Sequence[str]) -> list[float]:
    """Milliseconds of each key press."""
    times = []
    for typed in presses:
        began = time.perf_counter()
        suggest(typed)
        times.append(1000 * (time.perf_counter() - began))
    return times


def plain_scan(bank: Bank, typed: str, limit: int = 5) -> list[str]:
    """What begins like the text, then what holds all its words, by looking at everything."""
    parts = typed.casefold().split()
    wordings = [(wording, wording.casefold()) for item in bank for wording in item]
    starting = [wording for wording, folded in wordings if folded.startswith(" ".join(parts))]
    holding = (wording for wording, folded in wordings if all(part in folded for part in parts))
    return list(dict.fromkeys([*starting, *holding]))[:limit]


def key_presses(bank: Bank, dice: random.Random) -> list[str]:
    """All beginnings of the texts that are typed."""
    asked = [wording for item in bank for wording in item]
    ways = (lambda text: text, lambda text: _keywords(text, dice), lambda text: _slip(text, dice))
    typed = [ways[number % 3](text) for number, text in enumerate(dice.sample(asked, QUERIES))]
    return [text[:end] for text in typed for end in range(SHORTEST, len(text) + 1)]


def _keywords(text: str, dice: random.Random) -> str:
    words = [word for word in text.split() if word.casefold() not in STOP_WORDS]
    return " ".join(dice.sample(words, min(3, len(words))))


def _slip(text: str, dice: random.Random) -> str:
    """The text with two neighbouring letters of one word swapped."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 4]
    if long:
        place = dice.choice(long)
        word, at = words[place], dice.randrange(1, len(words[place]) - 2)
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def synthetic(own: Bank, items: int, dice: random.Random) -> list[list[str]]:
    """A bank of any size: the wordings of another with other content words, by Zipf's law as in any language."""
    models = [wording.split() for item in own for wording in item]
    known = sorted({word for model in models for word in model if word.casefold() not in STOP_WORDS})
    vocabulary = [*known, *(_invented(dice) for _ in range(NEW_WORDS))]
    dice.shuffle(vocabulary)
    weights = np.cumsum(1 / (np.arange(len(vocabulary)) + 10.0)).tolist()
    words = iter(dice.choices(vocabulary, cum_weights=weights, k=items * WORDINGS * 40))
    return [[_like(dice.choice(models), words) for _ in range(WORDINGS)] for _ in range(items)]


def _like(model: Sequence[str], words: Iterator[str]) -> str:
    return " ".join(word if word.casefold() in STOP_WORDS else next(words) for word in model)


def _invented(dice: random.Random) -> str:
    return "".join(dice.choice("bcdfglmnprstv") + dice.choice("aeiou") for _ in range(dice.randint(2, 5)))


if __name__ == "__main__":
    main()
