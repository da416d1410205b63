"""Suggestions as one types: known questions that go on from the text, hold its words, or nearly do.

Everything is a number: the vocabulary is sorted, so that the words with one beginning are a range of numbers, and the
wordings that hold one of them are one slice of the postings. A key press costs a few passes over arrays as long as
there are wordings, whatever is typed.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise

import numpy as np
import numpy.typing as npt

from dltutor.search.tokens import STOP_WORDS, plain, stem, words

MOST_LETTERS = 400
"""Nobody goes on typing a known question after so many letters; what is longer was pasted."""
LEAST_BEGINNING = 3
"""Letters from which a finished word also stands for longer ones: "reg" for "regularization"."""
LEAST_MENDED = 4
LONG_WORD = 7
"""From this length on, two slips may be in a word; below it, one."""
MOST_MENDED = 3
"""Where more words than that are unknown, it isn't slips that they have in common."""
POOL = 200
"""Questions that begin with the typed words, looked at for those that begin with its very letters."""

# What speaks against a wording is counted in its letters, so that one number orders all: the smaller, the better.
OTHER_FORM = 4
MISSING_STOP_WORD = 12
ALIAS = 100
"""An item's own heading stands before its other wordings, unless it is the long text of an exam's question."""
SLIP = 1 << 20
MISSING = 1 << 30

Ids = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a typed word may stand for: ranges of the vocabulary, each with its price; the cheapest come last."""

    ranges: list[tuple[range, int]]
    missing: int


class Suggestions:
    """The questions of a bank, to be found by a part of one of their wordings.

    Args:
        wordings: Every wording of each item's question, its own heading first; none for an item without a question.
        twins: For each item the first of those that ask the same, of which only one is suggested; shape (items,).
    """

    def __init__(self, wordings: Sequence[Sequence[str]], twins: Ids) -> None:
        counts = np.array([len(item) for item in wordings], dtype=np.int64)
        self._texts = list(chain.from_iterable(wordings))
        self._groups = np.repeat(twins, counts)
        self._lengths = np.array([min(len(text), SLIP // 2) for text in self._texts], dtype=np.int64)
        self._lengths[_is_alias(counts)] += ALIAS
        self._index = _Index(self._texts)

    def best(self, typed: str, limit: int = 5) -> tuple[str, ...]:
        """The best suggestions for an unfinished text, best first, one an item.

        First come questions that start with the text, then those that hold all its words, the last one as a beginning;
        only where there are none, those that hold words within a slip or two of it. An item's own heading comes before
        its other wordings, short before long. Stop words may be missing, but count a little. Case, accents and
        hyphens don't matter.
        """
        parts = _parts(typed) if len(typed) <= MOST_LETTERS else []
        if not parts:
            return ()
        open_ended = plain(typed)[-1:].isalnum()
        rows = self._starting(typed, parts, open_ended=open_ended)
        chosen = self._choose(rows, limit)
        if len(chosen) < limit:
            chosen = self._choose(chain(rows, self._holding(parts, open_ended=open_ended)), limit)
        return tuple(chosen)

    def _choose(self, rows: Iterable[int], limit: int) -> list[str]:
        """The first wordings of different questions."""
        groups: set[int] = set()
        chosen: dict[str, str] = {}
        for row in rows:
            if len(chosen) >= limit:
                break
            group, text = int(self._groups[row]), self._texts[row]
            if group not in groups and text.casefold() not in chosen:
                groups.add(group)
                chosen[text.casefold()] = text
        return list(chosen.values())

    def _starting(self, typed: str, parts: list[str], *, open_ended: bool) -> list[int]:
        """The wordings that start with the typed words; those that do so to the letter before the others."""
        index = self._index
        ranges = [index.word(part) for part in parts[:-1]]
        ranges.append(index.beginning(parts[-1]) if open_ended else index.word(parts[-1]))
        rows = index.starting(ranges)
        rows = rows[np.argsort(self._lengths[rows], kind="stable")]
        begun = " ".join(typed.casefold().split())
        first = sorted(rows[:POOL].tolist(), key=lambda row: not self._texts[row].casefold().startswith(begun))
        return [*first, *rows[POOL:].tolist()]

    def _holding(self, parts: list[str], *, open_ended: bool) -> Iterator[int]:
        """The wordings that hold the typed words, best first; where there are none, those that nearly do."""
        meanings = self._meanings(parts, open_ended=open_ended)
        rows = self._priced(meanings)
        if not len(rows):
            rows = self._priced(self._mended(parts, meanings, open_ended=open_ended))
        yield from rows.tolist()

    def _meanings(self, parts: list[str], *, open_ended: bool) -> dict[str, _Meaning]:
        """What each of the words may stand for."""
        optional = {part for part in parts if part in STOP_WORDS}
        if open_ended and any(word.startswith(parts[-1]) for word in STOP_WORDS):
            optional.add(parts[-1])
        if optional.issuperset(parts):
            optional.clear()
        joined: dict[str, list[str]] = defaultdict(list)
        for one, two in pairwise(parts):
            joined[one].append(one + two)
            joined[two].append(one + two)
        return {
            part: _Meaning(
                self._index.meant(part, joined[part], open_ended=open_ended and part == parts[-1]),
                MISSING_STOP_WORD if part in optional else MISSING,
            )
            for part in parts
        }

    def _mended(self, parts: list[str], meanings: dict[str, _Meaning], *, open_ended: bool) -> dict[str, _Meaning]:
        """The same with slips in the words that nothing is known by; if there are none, in any."""
        needed = [part for part, meaning in meanings.items() if meaning.missing == MISSING]
        unknown = [part for part in needed if not meanings[part].ranges] or needed
        if len(unknown) > MOST_MENDED:
            return meanings
        near = {part: self._index.near(part, open_ended=open_ended and part == parts[-1]) for part in unknown}
        stops = {
            part for part in unknown if any(self._index.vocabulary[ids.start] in STOP_WORDS for ids, _ in near[part])
        }
        if stops.issuperset(needed):
            stops.clear()
        mended = dict(meanings)
        for part in unknown:
            missing = 2 * SLIP + MISSING_STOP_WORD if part in stops else MISSING
            mended[part] = _Meaning([*near[part], *meanings[part].ranges], missing)
        return mended

    def _priced(self, meanings: dict[str, _Meaning]) -> Numbers:
        """The wordings that lack none of the needed words, the cheapest first."""
        if any(meaning.missing == MISSING and not meaning.ranges for meaning in meanings.values()):
            return np.empty(0, dtype=np.int64)
        prices = self._lengths.copy()
        for meaning in meanings.values():
            price = np.full(len(prices), meaning.missing, dtype=np.int64)
            for ids, more in meaning.ranges:
                price[self._index.holding(ids)] = more
            prices += price
        rows = np.flatnonzero(prices < MISSING)
        return rows[np.argsort(prices[rows], kind="stable")]


class _Index:
    """Which wordings hold a word, and which words they begin with.

    Attributes:
        vocabulary: All words, plain and sorted; hyphenated ones in parts, and as one word too. The stop words
            are always among them, so that a slip in one is known for that.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        # Texts share most of what stands between spaces, so that each such chunk is taken apart only once; chunk 0 is
        # the end of a text.
        chunks: defaultdict[str, int] = defaultdict(count(1).__next__)
        sequence = array("i")
        for text in texts:
            sequence.extend(map(chunks.__getitem__, text.split()))
            sequence.append(0)
        parts = [[""], *map(_parts, chunks)]
        joined = [[], *map(_joined, chunks)]
        self.vocabulary = sorted(STOP_WORDS.union(*parts, *joined))
        numbers = {word: number for number, word in enumerate(self.vocabulary)}
        chunk_at = np.frombuffer(sequence, dtype=np.int32) if sequence else np.empty(0, dtype=np.int32)
        row_at = np.cumsum(chunk_at == 0, dtype=np.int32) - (chunk_at == 0)
        self._words, rows = _spread([[numbers[part] for part in chunk] for chunk in parts], chunk_at, row_at)
        self._starts = np.searchsorted(rows, np.arange(len(texts), dtype=np.int32))
        more, more_rows = _spread([[numbers[word] for word in chunk] for chunk in joined], chunk_at, row_at)
        held, held_rows = np.concatenate((self._words, more)), np.concatenate((rows, more_rows))
        self._postings = held_rows[np.argsort(held, kind="stable")]
        self._bounds = np.concatenate(([0], np.cumsum(np.bincount(held, minlength=len(self.vocabulary)))))

    def word(self, word: str) -> range:
        """The word itself, if it is known, as a range of the vocabulary."""
        first = bisect_left(self.vocabulary, word)
        return range(first, first + (self.vocabulary[first : first + 1] == [word]))

    def beginning(self, start: str) -> range:
        """The words that begin with these letters."""
        return range(bisect_left(self.vocabulary, start), bisect_left(self.vocabulary, start + "\x7f"))

    def holding(self, ids: range) -> Ids:
        """The wordings that hold one of the words; some of them several times."""
        return self._postings[self._bounds[ids.start] : self._bounds[ids.stop]]

    def starting(self, ranges: Sequence[range]) -> Numbers:
        """The wordings whose first words are of these ranges, one after the other."""
        rows = np.arange(len(self._starts))
        for place, ids in enumerate(ranges):
            # No row is read beyond its end, since the end is a word of no range.
            at = self._words[self._starts[rows] + place]
            rows = rows[(at >= ids.start) & (at < ids.stop)]
        return rows

    def meant(self, word: str, joined: Sequence[str], *, open_ended: bool) -> list[tuple[range, int]]:
        """What a rightly written word stands for: other words of its stem, longer ones, and itself.

        ``joined`` holds the words that it may be a part of, written in two.
        """
        find = self.beginning if open_ended else self.word
        forms = []
        if len(word) >= LEAST_BEGINNING:
            alike = self.beginning(word[:LEAST_BEGINNING])
            same = stem(word)
            forms = [range(one, one + 1) for one in alike if stem(self.vocabulary[one]) == same]
            forms.append(self.beginning(word))
        found = [*((ids, OTHER_FORM) for ids in forms), *((find(one), 0) for one in (*joined, word))]
        return [(ids, price) for ids, price in found if ids]

    def near(self, word: str, *, open_ended: bool) -> list[tuple[range, int]]:
        """The nearest words that aren't this one, by optimal string alignment; the first letter is right, or second.

        Of an unfinished word, as much is compared as is typed, and a letter more, which may have been left out.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < LEAST_MENDED or not word.isalpha():
            return []
        alike = [self.vocabulary[one] for letter in {*word[:2]} for one in self.beginning(letter)]
        if open_ended:
            alike = list({other[:length] for other in alike for length in (len(word), len(word) + 1)})
        most = 2 if len(word) >= LONG_WORD else 1
        found = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        slips = [(other, round(distance)) for other, distance, _ in found if distance > 0]
        least = min((distance for _, distance in slips), default=0)
        find = self.beginning if open_ended else self.word
        return [(find(other), distance * SLIP) for other, distance in slips if distance == least]


def _parts(text: str) -> list[str]:
    """The words of a text, hyphenated ones in parts; the same as those of its chunks between spaces in turn."""
    return [part for word in words(text) for part in word.split("-")]


def _joined(text: str) -> list[str]:
    """The hyphenated words of a text, each as one word."""
    return [word.replace("-", "") for word in words(text) if "-" in word]


def _is_alias(counts: Numbers) -> npt.NDArray[np.bool_]:
    """Which wordings aren't their item's first."""
    alias = np.ones(int(counts.sum()), dtype=np.bool_)
    alias[(np.cumsum(counts) - counts)[counts > 0]] = False
    return alias


def _spread(words_of: list[list[int]], chunk_at: Ids, row_at: Ids) -> tuple[Ids, Ids]:
    """The words of a sequence of chunks, and the row of each of these words."""
    counts = np.array([len(numbers) for numbers in words_of], dtype=np.int64)
    flat = np.fromiter(chain.from_iterable(words_of), dtype=np.int32, count=int(counts.sum()))
    starts, many = (np.cumsum(counts) - counts)[chunk_at], counts[chunk_at]
    ends = np.cumsum(many)
    within = np.arange(int(many.sum())) - np.repeat(ends - many, many)
    return flat[np.repeat(starts, many) + within], np.repeat(row_at, many)
