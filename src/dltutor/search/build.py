"""Build: items become the next generation of an index; only what changed is encoded."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dltutor.bank.item import Item
from dltutor.errors import IndexProblem
from dltutor.progress import Report, silent
from dltutor.search import encoders
from dltutor.search.companion import Companion, FloatArray, keys
from dltutor.search.contents import Contents, write_contents
from dltutor.search.embedding import embed
from dltutor.search.formulas import formula_terms
from dltutor.search.generation import Generation, Manifest, read_current, write_generation
from dltutor.search.lexicon import Lexicon, build_lexicon, build_lexicon_of
from dltutor.search.lock import building
from dltutor.search.model import DEFAULT, ModelIdentity, Precision
from dltutor.search.ranking import Passages
from dltutor.search.relating import Relations, relate, relations_key
from dltutor.search.store import lines_of
from dltutor.search.texts import Passage, fields_of, passages, questions_of
from dltutor.search.twins import find_twins
from dltutor.search.vectors import Vectors, build_vectors, factory_string


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did, counted in items; ``edited`` is one whose id stayed and whose content changed.

    Attributes:
        kept: Items as they were.
        edited: Items that say something else now.
        new: Items that weren't there.
        gone: Items that are no longer there.
        encoded: Texts that went through the model; the others' vectors were known.
        unchanged: Nothing differed at all, and the generation in use was left as it is.
    """

    kept: int
    edited: int
    new: int
    gone: int
    encoded: int = 0
    unchanged: bool = False


def build(  # noqa: PLR0913  every one by name but the first four, and each with a plain default
    items: Sequence[Item],
    documents: Mapping[str, str],
    index_dir: Path,
    model: str = DEFAULT,
    *,
    precision: Precision = "fp32",
    companions: Sequence[Companion] = (),
    rebuild: bool = False,
    report: Report = silent,
    stop: threading.Event | None = None,
) -> Outcome:
    """Bring an index up to date.

    Args:
        items: Everything the corpus holds, with unique ids.
        documents: SHA-256 of each document, by its path in the corpus; the manifest keeps it, to tell what is stale.
        index_dir: Where the index is kept.
        model: "default", or a sentence-transformers name or path.
        precision: "int8" is smaller and faster, but gives a text slightly different vectors in different batches.
        companions: What other floors keep beside the index.
        rebuild: Encode and write everything again, whatever is known.
        report: Told how far it has come.
        stop: Set it to stop; the old generation stays in use.

    Raises:
        ModelError: The encoder isn't to be had.
        IndexProblem: The index can't be written, or another build is at work on it.
        Stopped: ``stop`` was set.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        with building(index_dir):
            identity = encoders.ensure(model, precision, report=report, stop=stop)
            made = _Build(tuple(items), documents, index_dir, identity, tuple(companions), report, stop)
            return made.run(rebuild=rebuild)
    except OSError as error:
        raise IndexProblem(
            f"The index in {index_dir} can't be written: {error.strerror or error}.",
            hint="Is there space, and may you write there?",
        ) from error


@dataclass(frozen=True)
class _Build:
    """One build, with all it needs."""

    items: tuple[Item, ...]
    documents: Mapping[str, str]
    index_dir: Path
    identity: ModelIdentity
    companions: tuple[Companion, ...]
    report: Report
    stop: threading.Event | None

    def run(self, *, rebuild: bool) -> Outcome:
        old, hashes = self._old()
        lines = lines_of(self.items)
        digest = hashlib.sha256(b"".join(lines)).hexdigest()
        outcome = self._compare(hashes)
        if old is not None and not rebuild and self._same(old, digest):
            return replace(outcome, unchanged=True)
        texts = passages(self.items)
        (vectors, *beside), encoded = self._embedded([one.text for one in texts], rebuild=rebuild)
        factory = factory_string(len(texts))
        contents = self._contents(lines, texts, build_vectors(vectors, factory))
        manifest = Manifest(
            model=self.identity,
            vectors=factory,
            counts={"items": len(self.items), "passages": len(contents.passages.roles)},
            documents=dict(self.documents),
            digest=digest,
            concepts=relations_key(self.identity.hash),
            companions=keys(self.companions),
        )

        def fill(folder: Path) -> None:
            write_contents(folder, contents)
            for companion, vectors in zip(self.companions, beside, strict=True):
                (folder / companion.name).mkdir()
                companion.write(folder / companion.name, self.items, vectors)

        write_generation(self.index_dir, fill, manifest)
        return replace(outcome, encoded=encoded)

    def _old(self) -> tuple[Generation | None, dict[str, str]]:
        """The generation in use and its items' hashes; one that can't be read is as good as none, and replaced."""
        try:
            old = read_current(self.index_dir)
            return old, old.hashes()
        except IndexProblem:
            return None, {}

    def _same(self, old: Generation, digest: str) -> bool:
        manifest = old.manifest
        return (
            manifest.digest == digest
            and manifest.model == self.identity
            and manifest.concepts == relations_key(self.identity.hash)
            and dict(manifest.companions) == keys(self.companions)
            and dict(manifest.documents) == dict(self.documents)
        )

    def _compare(self, old: Mapping[str, str]) -> Outcome:
        new = {item.id: item.content_hash for item in self.items}
        kept = sum(old.get(key) == value for key, value in new.items())
        there = len(old.keys() & new.keys())
        return Outcome(kept=kept, edited=there - kept, new=len(new) - there, gone=len(old) - there)

    def _embedded(self, texts: Sequence[str], *, rebuild: bool) -> tuple[list[FloatArray], int]:
        """The vectors of the passages' texts, then those of each companion's, and how many texts were encoded."""
        groups = [list(texts), *(companion.texts(self.items) for companion in self.companions)]
        together = [text for group in groups for text in group]
        vectors, encoded = embed(together, self.identity, afresh=rebuild, report=self.report, stop=self.stop)
        ends = np.cumsum([len(group) for group in groups])[:-1]
        return np.split(vectors, ends), encoded

    def _contents(self, lines: list[bytes], texts: Sequence[Passage], vectors: Vectors) -> Contents:
        counts = np.bincount([text.row for text in texts], minlength=len(self.items))
        held = Passages(
            vectors,
            starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            roles=np.array([text.role for text in texts], dtype=np.uint8),
        )
        fields = [fields_of(item) for item in self.items]
        lexicon = build_lexicon(fields)
        return Contents(
            lines=lines,
            hashes={item.id: item.content_hash for item in self.items},
            answered=np.array([holds_answer(item) for item in self.items], dtype=np.bool_),
            twins=find_twins(self.items, held),
            passages=held,
            lexicon=lexicon,
            formulas=build_lexicon_of([[*formula_terms(asked), *formula_terms(answer)] for asked, answer in fields]),
            texts=[text for both in fields for text in both],
            wordings=[questions_of(item) for item in self.items],
            known_words=encoders.known_words(self.identity),
            relations=self._relations(held, lexicon),
        )

    def _relations(self, held: Passages, lexicon: Lexicon) -> Relations | None:
        if not relations_key(self.identity.hash):
            return None
        return relate(held, lexicon)


def holds_answer(item: Item) -> bool:
    """Whether there is something to quote: an answer, or a key; the text of a fragment counts."""
    keyed = any(option.correct is not None for option in item.options)
    return item.answer_status != "none" and bool(item.answer.strip() or keyed)
