"""Generations: complete, immutable indexes, each a folder; one of them is the current one.

::

    index/
    ├── current                    the name of the folder in use
    ├── lock                       held while a build is at work
    └── generations/0007-1a2b3c4d/
        ├── manifest.json          what it was made of, with the size of every file
        ├── items.jsonl            the items, one a line; where the lines begin
        ├── vectors.faiss          the passages' vectors; starts.npy and roles.npy say whose they are
        ├── lexicon/               BM25 scores by term
        └── …

A build writes a folder of its own, flushes it to disk and then names it in ``current`` by one atomic rename. Whatever
happens before that, the old generation stays in use, and whoever has one open keeps it.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dltutor.errors import IndexProblem
from dltutor.files import write_atomically
from dltutor.search.model import ModelIdentity, display_name

FORMAT = 4
MANIFEST = "manifest.json"
HASHES = "hashes.json"
CURRENT = "current"
KEPT = 2
"""The current generation and the one before it, which somebody may be about to open."""

BUILD_HINT = "Build it: dltutor index"
REBUILD_HINT = "Make it again: dltutor index --rebuild"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made of.

    Attributes:
        model: Whose vectors it holds.
        vectors: FAISS's name for the kind of index ("Flat", "SQ8", "IVF…,SQ8").
        counts: How many ``items``, ``passages`` and ``terms``.
        documents: SHA-256 of each document, by its path in the corpus.
        digest: SHA-256 over all items as written; equal digests mean equal items, places included.
        built_at: When, in UTC, ISO 8601.
        files: The size in bytes of each file, by its path in the folder.
        concepts: SHA-256 of the concepts that its items are related to, and of how; "" where they are to none.
        companions: The key of each companion that has a folder in it, by its name.
        format: Of the folder; another one can't be read.
    """

    model: ModelIdentity
    vectors: str
    counts: Mapping[str, int]
    documents: Mapping[str, str]
    digest: str
    built_at: str = ""
    files: Mapping[str, int] = field(default_factory=dict)
    concepts: str = ""
    companions: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Manifest":
        """The inverse of :meth:`to_json`."""
        return cls(**{**data, "model": ModelIdentity.from_json(data["model"])})


@dataclass(frozen=True, slots=True)
class Generation:
    """One generation on disk, found whole."""

    folder: Path
    manifest: Manifest

    def hashes(self) -> dict[str, str]:
        """The content hash of each item, by its id.

        Raises:
            IndexProblem: The file is damaged.
        """
        try:
            stored: dict[str, str] = json.loads((self.folder / HASHES).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise damaged(self.folder, error) from error
        return stored

    def require_model(self, name: str) -> None:
        """Raise IndexProblem unless the index was made by the model of that name."""
        made_by = self.manifest.model.name
        if display_name(name) != made_by:
            raise IndexProblem(
                f"The index was made by the model {made_by!r}, and the one in use is {display_name(name)!r}.",
                hint=f"Use {made_by!r}, or make the index again: dltutor index --model {name}",
            )


def read_current(index_dir: Path) -> Generation:
    """The generation in use.

    Raises:
        IndexProblem: There is none, or it is damaged, incomplete or of another format.
    """
    try:
        name = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexProblem(f"There is no index in {index_dir}.", hint=BUILD_HINT) from None
    except (OSError, ValueError) as error:
        raise damaged(index_dir, error) from error
    folder = index_dir / "generations" / name
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise IndexProblem(
                f"The index in {index_dir} has format {data['format']}, and this dltutor reads format {FORMAT}.",
                hint=REBUILD_HINT,
            )
        manifest = Manifest.from_json(data)
        changed = [file for file, size in manifest.files.items() if (folder / file).stat().st_size != size]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, error) from error
    if changed:
        raise damaged(folder, ValueError(f"{', '.join(changed)} changed after it was written"))
    return Generation(folder, manifest)


def damaged(folder: Path, error: Exception) -> IndexProblem:
    """The error for an index that can't be read."""
    lines = str(error).splitlines()
    return IndexProblem(f"The index in {folder} is damaged: {lines[0] if lines else error!r}.", hint=REBUILD_HINT)


def write_generation(index_dir: Path, fill: Callable[[Path], None], manifest: Manifest) -> Generation:
    """Make a new generation beside the old one and switch to it; the caller holds the index's lock.

    Args:
        index_dir: The index.
        fill: Writes everything but the manifest into the folder it is given.
        manifest: What the generation is made of; the date and the files' sizes are filled in here.

    Raises:
        IndexProblem: The folder can't be written to; the old generation is still in use.
    """
    generations = index_dir / "generations"
    try:
        generations.mkdir(parents=True, exist_ok=True)
        _sweep(generations)
        name = f"{_next_number(generations):04d}-{manifest.digest[:8]}"
        made = generations / f"{name}.tmp"
        made.mkdir()
        fill(made)
        files = {file.relative_to(made).as_posix(): file.stat().st_size for file in _files(made)}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        complete = replace(manifest, built_at=now, files=files)
        (made / MANIFEST).write_text(json.dumps(complete.to_json(), indent=1, ensure_ascii=False), encoding="utf-8")
        _flush(made)
        made.rename(generations / name)
        _switch(index_dir, name)
        _prune(generations, name)
    except OSError as error:
        raise IndexProblem(
            f"The index in {index_dir} can't be written: {error.strerror or error}.",
            hint="Is there space, and may you write there? The old index is still in use.",
        ) from error
    return Generation(generations / name, complete)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _sweep(generations: Path) -> None:
    """Remove what builds that were killed left behind."""
    for left in generations.glob("*.tmp"):
        shutil.rmtree(left, ignore_errors=True)


def _next_number(generations: Path) -> int:
    numbers = (folder.name.partition("-")[0] for folder in generations.iterdir())
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _switch(index_dir: Path, name: str) -> None:
    _flush_folder(index_dir / "generations")
    write_atomically(index_dir / CURRENT, f"{name}\n".encode())
    _flush_folder(index_dir)


def _prune(generations: Path, current: str) -> None:
    """Keep the last generations; the current one is the last of all."""
    names = sorted((folder.name for folder in generations.iterdir() if folder.name != current), reverse=True)
    for name in names[KEPT - 1 :]:
        shutil.rmtree(generations / name, ignore_errors=True)


def _flush(folder: Path) -> None:
    for file in _files(folder):
        with file.open("r+b") as opened:  # Windows flushes only what is open for writing
            os.fsync(opened.fileno())
    for inner in [*(place for place in folder.rglob("*") if place.is_dir()), folder]:
        _flush_folder(inner)


def _flush_folder(folder: Path) -> None:
    """Make renames in a folder last; Windows can't open folders, and needn't."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
