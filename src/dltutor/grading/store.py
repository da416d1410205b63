"""The marking schemes of an index: made with it, kept beside it, opened when an answer is graded.

::

    grading/
    ├── schemes.jsonl        a scheme an item, in the items' order; offsets.npy says where each begins
    ├── probes.npy           unit vectors of their probes, half precision; starts.npy says whose they are
    ├── frequencies.json     in how many items each stem occurs
    └── glossary.json        what the documents say that terms mean
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.grading.evidence import Frequencies
from dltutor.grading.glossary import Glossary, mine_glossary
from dltutor.grading.marking import probes_of, schemes_of
from dltutor.grading.scheme import Scheme
from dltutor.search.acronyms import Acronyms
from dltutor.search.generation import Generation, damaged
from dltutor.search.texts import fields_of
from dltutor.search.tokens import terms

NAME = "grading"
FORMAT = "2"
"""Raised whenever schemes are made otherwise, so that the next build makes them anew."""

SCHEMES, OFFSETS, PROBES, STARTS = "schemes.jsonl", "offsets.npy", "probes.npy", "starts.npy"
FREQUENCIES, GLOSSARY = "frequencies.json", "glossary.json"

FloatArray = npt.NDArray[np.float32]
Stored = TypeVar("Stored")


@dataclass(frozen=True)
class Marked:
    """A scheme with its vectors.

    Attributes:
        scheme: How the item is graded.
        probes: For each point the unit vectors of its probes, shape (probes, dimension).
        wrong: For each misconception those of its claim and its correction, shape (misconceptions, 2, dimension).
    """

    scheme: Scheme
    probes: tuple[FloatArray, ...]
    wrong: FloatArray


class MarkingSchemes:
    """The companion of an index that holds its marking schemes."""

    name = NAME
    key = FORMAT

    def __init__(self) -> None:
        self._schemes: list[Scheme] = []
        self._glossary: Glossary | None = None

    def texts(self, items: Sequence[Item]) -> list[str]:
        """Every probe of every item."""
        self._glossary = mine_glossary(items)
        self._schemes = schemes_of(items, self._glossary)
        return [text for scheme in self._schemes for text in probes_of(scheme)]

    def write(self, folder: Path, items: Sequence[Item], vectors: FloatArray) -> None:
        """Write what :class:`Schemes` opens; :meth:`texts` must have been asked for."""
        assert self._glossary is not None  # noqa: S101  the build asks for the texts first
        lines = [json.dumps(scheme.to_json(), ensure_ascii=False).encode() + b"\n" for scheme in self._schemes]
        (folder / SCHEMES).write_bytes(b"".join(lines))
        np.save(folder / OFFSETS, _ends([len(line) for line in lines]))
        np.save(folder / PROBES, vectors.astype(np.float16))
        np.save(folder / STARTS, _ends([len(probes_of(scheme)) for scheme in self._schemes]))
        counts = Counter(stem for item in items for stem in set(terms(" ".join(fields_of(item)))))
        _write_json(folder / FREQUENCIES, {"items": len(items), "counts": counts})
        acronyms = self._glossary.acronyms
        stored = {"long": acronyms.long, "everyday": sorted(acronyms.everyday), "initials": acronyms.initials}
        _write_json(folder / GLOSSARY, {"definitions": self._glossary.definitions, "acronyms": stored})


class Schemes:
    """The marking schemes of a generation, read when they are asked for."""

    def __init__(self, generation: Generation) -> None:
        self._folder = generation.folder / NAME
        made = generation.manifest.companions.get(NAME)
        if made != FORMAT:
            which = f"of format {made}" if made else "none"
            raise IndexProblem(
                f"The marking schemes in {generation.folder} are {which}, and this dltutor reads format {FORMAT}.",
                hint="Make them: dltutor index",
            )
        try:
            self._lines = (self._folder / SCHEMES).read_bytes()
            self._offsets = np.load(self._folder / OFFSETS)
            self._starts = np.load(self._folder / STARTS)
            self._probes = np.load(self._folder / PROBES, mmap_mode="r")
        except (OSError, ValueError, EOFError) as error:
            raise damaged(self._folder, error) from error

    def __getitem__(self, row: int) -> Marked:
        """The scheme of an item.

        Raises:
            IndexProblem: The files are damaged.
        """
        try:
            scheme = Scheme.from_json(json.loads(self._lines[self._offsets[row] : self._offsets[row + 1]]))
            vectors = np.asarray(self._probes[self._starts[row] : self._starts[row + 1]], np.float32)
            return with_vectors(scheme, vectors)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise damaged(self._folder, error) from error

    @cached_property
    def frequencies(self) -> Frequencies:
        """How common words are in the documents."""
        return self._json(FREQUENCIES, lambda stored: Frequencies(stored["counts"], int(stored["items"])))

    @cached_property
    def glossary(self) -> Glossary:
        """What the documents say that terms mean."""
        return self._json(GLOSSARY, lambda stored: Glossary(stored["definitions"], _acronyms(stored["acronyms"])))

    def _json(self, name: str, read: Callable[[dict[str, Any]], Stored]) -> Stored:
        try:
            return read(json.loads((self._folder / name).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(self._folder, error) from error


def _acronyms(stored: dict[str, Any]) -> Acronyms:
    return Acronyms(stored["long"], frozenset(stored["everyday"]), stored["initials"])


def with_vectors(scheme: Scheme, vectors: FloatArray) -> Marked:
    """A scheme with the vectors of :func:`probes_of`, in its order. Raises ValueError where they are not as many."""
    wanted = len(probes_of(scheme))
    if len(vectors) != wanted:
        raise ValueError(f"there are {len(vectors)} vectors for {wanted} texts")
    ends = np.cumsum([len(point.probes) for point in scheme.points]).astype(int).tolist()
    *probes, wrong = np.split(vectors, ends) if ends else [vectors]
    return Marked(scheme, tuple(probes), wrong.reshape(len(scheme.misconceptions), 2, vectors.shape[1]))


def _ends(lengths: Sequence[int]) -> npt.NDArray[np.int64]:
    ends: npt.NDArray[np.int64] = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    return ends


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
