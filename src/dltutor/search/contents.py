"""The files of a generation: written once by a build, opened by a searcher."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt

from dltutor.errors import IndexProblem
from dltutor.search.acronyms import Acronyms, mine
from dltutor.search.generation import HASHES, Generation, damaged
from dltutor.search.lexicon import Lexicon
from dltutor.search.ranking import Passages
from dltutor.search.relating import Relations, relations_key
from dltutor.search.spelling import Speller, learn
from dltutor.search.store import ItemStore, write_items
from dltutor.search.vectors import Vectors
from dltutor.search.weights import Kind

VECTORS = "vectors.faiss"
KNOWN_WORDS = "known.txt"
SPELLING = "spelling.json"
ACRONYMS = "acronyms.json"
WORDINGS = "wordings.txt"
RELATIONS = "relations.npy"
LEXICON = "lexicon"
FORMULAS = "formulas"

MANY_WORDINGS = 4


@dataclass(frozen=True)
class Contents:
    """Everything that a build computes.

    Attributes:
        lines: The items as JSON lines.
        hashes: Their content hashes by id.
        answered: Which items hold an answer; shape (items,).
        twins: The first of each item's twins; shape (items,).
        passages: Their vectors.
        lexicon: Their words.
        formulas: The terms of their formulas.
        texts: What they ask and answer, for the vocabulary and the acronyms.
        wordings: Every wording of each item's question; none for a fragment.
        known_words: What the encoder knows in one piece.
        relations: Of the concepts to the items; None where there are none.
    """

    lines: Sequence[bytes]
    hashes: Mapping[str, str]
    answered: npt.NDArray[np.bool_]
    twins: npt.NDArray[np.int32]
    passages: Passages
    lexicon: Lexicon
    formulas: Lexicon
    texts: Sequence[str]
    wordings: Sequence[Sequence[str]]
    known_words: Sequence[str]
    relations: Relations | None


def write_contents(folder: Path, contents: Contents) -> None:
    """Write a generation's files, all but the manifest."""
    write_items(folder, contents.lines)
    contents.passages.vectors.save(folder / VECTORS)
    for name, array in (
        ("starts", contents.passages.starts),
        ("roles", contents.passages.roles),
        ("answered", contents.answered),
        ("twins", contents.twins),
    ):
        np.save(folder / f"{name}.npy", array)
    if contents.relations is not None:
        np.save(folder / RELATIONS, contents.relations)
    contents.lexicon.save(folder / LEXICON)
    contents.formulas.save(folder / FORMULAS)
    speller = learn(contents.texts, frozenset(contents.known_words))
    acronyms = mine(contents.texts)
    (folder / KNOWN_WORDS).write_text("\n".join(contents.known_words), encoding="utf-8")
    (folder / WORDINGS).write_text("".join("\t".join(item) + "\n" for item in contents.wordings), encoding="utf-8")
    _write_json(folder / HASHES, contents.hashes)
    _write_json(folder / SPELLING, {"frequencies": speller.frequencies, "compounds": speller.compounds})
    shortened = {"long": acronyms.long, "everyday": sorted(acronyms.everyday), "initials": acronyms.initials}
    _write_json(folder / ACRONYMS, shortened)


def _write_json(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


class Opened:
    """A generation, opened; what is large is mapped from disk. Only the vectors wait for :meth:`open_passages`.

    ``wordings`` holds, by row, every wording of each item's question as people read it; none for a fragment.
    ``relations`` are those of the concepts to the items, once the passages are open; None where there are none.

    Raises:
        IndexProblem: A file is missing or can't be read.
    """

    def __init__(self, generation: Generation) -> None:
        folder = generation.folder
        self._folder = folder
        self._related, self._encoder = generation.manifest.concepts, generation.manifest.model.hash
        self._passages: Passages | None = None
        self.relations: Relations | None = None
        try:
            self.items = ItemStore(folder)
            self.lexicon = Lexicon.load(folder / LEXICON)
            self.formulas = Lexicon.load(folder / FORMULAS)
            self.answered: npt.NDArray[np.bool_] = np.load(folder / "answered.npy")
            self.twins: npt.NDArray[np.int32] = np.load(folder / "twins.npy")
            self.wordings = self._read_wordings()
            self.speller = self._read_speller()
            stored = json.loads((folder / ACRONYMS).read_text(encoding="utf-8"))
            self.acronyms = Acronyms(stored["long"], frozenset(stored["everyday"]), stored["initials"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise damaged(folder, error) from error

    @property
    def kind(self) -> Kind:
        """Whether most questions come in many wordings, so that the nearest of them says much."""
        asked = [len(wordings) for wordings in self.wordings if wordings]
        return "worded" if asked and median(asked) >= MANY_WORDINGS else "bare"

    @property
    def passages(self) -> Passages:
        """The vectors; :meth:`open_passages` must have opened them."""
        if self._passages is None:
            raise IndexProblem("The index's vectors are not open.", hint="Attach an encoder first.")
        return self._passages

    def open_passages(self) -> None:
        """Open the vectors, which search by words doesn't need.

        Raises:
            IndexProblem: A file is missing or can't be read.
        """
        try:
            vectors = Vectors.load(self._folder / VECTORS)
            starts, roles = np.load(self._folder / "starts.npy"), np.load(self._folder / "roles.npy")
            # A newer dltutor may know other concepts, or weigh them otherwise, than the one that related the items.
            known = self._related == relations_key(self._encoder)
            if known and (self._folder / RELATIONS).exists():
                self.relations = np.load(self._folder / RELATIONS, mmap_mode="r")
        except (OSError, ValueError, RuntimeError) as error:
            raise damaged(self._folder, error) from error
        if len(vectors) != len(roles):
            raise damaged(self._folder, ValueError(f"{VECTORS} holds {len(vectors)} vectors, not {len(roles)}"))
        self._passages = Passages(vectors, starts, roles)

    def _read_wordings(self) -> list[list[str]]:
        lines = (self._folder / WORDINGS).read_text(encoding="utf-8").split("\n")[:-1]
        if len(lines) != len(self.items):
            raise damaged(self._folder, ValueError(f"{WORDINGS} has {len(lines)} lines, not {len(self.items)}"))
        return [line.split("\t") if line else [] for line in lines]

    def _read_speller(self) -> Speller:
        stored = json.loads((self._folder / SPELLING).read_text(encoding="utf-8"))
        known = frozenset((self._folder / KNOWN_WORDS).read_text(encoding="utf-8").split("\n"))
        return Speller(stored["frequencies"], stored["compounds"], known)
