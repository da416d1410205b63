"""The corpus as a place that documents are added to: what is in it, what has changed, and how a document gets in.

The layouts are imported by the functions that read documents: their many patterns take 90 ms to compile, and asking
needs none of them.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dltutor import paths
from dltutor.errors import UsageError
from dltutor.files import write_atomically

if TYPE_CHECKING:
    from dltutor.bank.bank import Bank, Entry
    from dltutor.config import Config

REPLACED = ".replaced"


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one file given to ``dltutor add``.

    Attributes:
        path: The file, as given or as found in a folder that was given.
        document: Its name in the corpus; empty where it was refused.
        outcome: What was understood ("145 questions, 145 answered (marked)"), or why it was refused.
        accepted: Whether it is in the corpus now (or would be, in a dry run).
    """

    path: str
    document: str
    outcome: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build, in items: what it kept, and what it found edited, new and gone."""

    kept: int
    edited: int
    new: int
    gone: int
    items: int
    answered: int
    documents: int
    doubts: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.kept} kept · {self.edited} edited · {self.new} new · {self.gone} gone"


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One row of the library; ``change`` is against the index in use."""

    path: str
    layout: str
    questions: int
    answered: int
    fragments: int
    doubts: int
    change: Literal["", "new", "edited", "gone"]


@dataclass(frozen=True, slots=True)
class Stale:
    """How the corpus on disk differs from the index in use. False where they agree.

    Attributes:
        new: Documents that the index doesn't know.
        edited: Documents whose content has changed.
        gone: Documents that the index holds and the corpus no longer does.
        missing: There is no index at all.
        model: The index was made by another model than the one configured.
    """

    new: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    missing: bool = False
    model: bool = False

    def __bool__(self) -> bool:
        return bool(self.new or self.edited or self.gone or self.missing or self.model)

    def __str__(self) -> str:
        if self.missing:
            return "no index yet"
        counts = ((len(self.new), "new"), (len(self.edited), "edited"), (len(self.gone), "gone"))
        said = [f"{count} {word}" for count, word in counts if count]
        return ", ".join([*said, *(["another model"] if self.model else [])]) or "up to date"

    def of(self, document: str) -> Literal["", "new", "edited", "gone"]:
        """What has happened to one document."""
        if document in self.new:
            return "new"
        if document in self.edited:
            return "edited"
        return "gone" if document in self.gone else ""


class Fingerprints:
    """SHA-256 of the corpus's files; a file is hashed again only when its size or time has changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, int, str]] = {}

    def of(self, corpus: Path) -> dict[str, str]:
        """Digests by document, those that hold nothing readable too; what can't even be opened has an empty one."""
        from dltutor.bank.bank import files

        found: dict[str, str] = {}
        for name, path in files(corpus):
            try:
                stat = path.stat()
                size, time, digest = self._known.get(name, (-1, -1, ""))
                if (size, time) != (stat.st_size, stat.st_mtime_ns):
                    with path.open("rb") as file:
                        digest = hashlib.file_digest(file, "sha256").hexdigest()
                    self._known[name] = (stat.st_size, stat.st_mtime_ns, digest)
            except OSError:
                digest = ""
            found[name] = digest
        return found


def changes(on_disk: Mapping[str, str], indexed: Mapping[str, str]) -> Stale:
    """What differs between the files of the corpus and the documents of the index, digests by name."""
    return Stale(
        new=tuple(sorted(on_disk.keys() - indexed.keys())),
        edited=tuple(sorted(name for name in on_disk.keys() & indexed.keys() if on_disk[name] != indexed[name])),
        gone=tuple(sorted(indexed.keys() - on_disk.keys())),
    )


def summaries(bank: "Bank", stale: Stale) -> tuple[DocumentSummary, ...]:
    """The library's rows: every document of the corpus, then those that only the index still holds."""
    rows = [
        DocumentSummary(
            path=entry.path,
            layout=entry.layout,
            questions=len([item for item in entry.items if item.kind != "fragment"]),
            answered=len([item for item in entry.items if item.kind != "fragment" and item.answered]),
            fragments=len([item for item in entry.items if item.kind == "fragment"]),
            doubts=len(entry.doubts),
            change=stale.of(entry.path),
        )
        for entry in bank.entries
    ]
    return (*rows, *(DocumentSummary(name, "", 0, 0, 0, 0, "gone") for name in stale.gone))


def understood(entry: "Entry") -> str:
    """What was made of a document, in a line."""
    questions = [item for item in entry.items if item.kind != "fragment"]
    parts = []
    if questions:
        parts.append(f"{len(questions)} questions, {sum(item.answered for item in questions)} answered")
    if len(entry.items) > len(questions):
        parts.append(f"{len(entry.items) - len(questions)} fragments")
    if entry.doubts:
        parts.append(f"{len(entry.doubts)} doubts")
    return f"{', '.join(parts)} ({entry.layout})"


def writable_corpus(config: "Config", *, dry_run: bool = False) -> Path:
    """The corpus that documents are added to.

    The shipped corpus isn't written into: the first addition makes the person's own, which begins as a copy of it.
    """
    corpus = config.corpus_dir
    if config.corpus is not None or corpus.resolve() != paths.shipped_corpus().resolve() or corpus == Path("corpus"):
        return corpus
    own = paths.own_corpus()
    if not dry_run:
        shutil.copytree(corpus, own, dirs_exist_ok=True)
    return own


def add(
    corpus: Path, given: Sequence[Path], *, layout: str = "", replace: bool = False, dry_run: bool = False
) -> tuple[Addition, ...]:
    """Copy files, and the documents of folders, into a corpus, and say what is understood of each.

    A file that holds nothing readable is refused. So is one whose name the corpus has already for another content,
    unless ``replace``; what is replaced is kept under ``.replaced/``. The originals stay as they are.
    """
    if corpus.exists() and not corpus.is_dir():
        raise UsageError(f"{corpus} is no folder.", hint="Name one with --corpus DIR.")
    return tuple(
        _add_one(corpus, name, path, layout, replace=replace, dry_run=dry_run) for name, path in _expand(given)
    )


def _expand(given: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    from dltutor.bank.bank import files

    for path in given:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"There is no {path}.", hint="Check the spelling of the path.")
        if path.is_dir():
            for name, file in files(path):
                yield f"{path.resolve().name}/{name}", file
        else:
            yield path.name, path


def _add_one(  # noqa: PLR0913  the options of add(), for one file
    corpus: Path, name: str, path: Path, layout: str, *, replace: bool, dry_run: bool
) -> Addition:
    from dltutor.bank.bank import read_entry
    from dltutor.bank.overrides import write_override

    source = path.resolve()  # a link is followed: its content is copied
    entry = read_entry(source.parent, name, source, layout)
    if not entry.items:
        why = entry.doubts[0].message if entry.doubts else "holds nothing that could be cited"
        return Addition(str(path), "", why, accepted=False)
    target = corpus / name
    if target.resolve() == source:
        if layout and not dry_run:
            write_override(corpus, name, layout)
        return Addition(str(path), name, f"in the corpus already: {understood(entry)}", accepted=True)
    if target.exists() and target.read_bytes() != source.read_bytes() and not replace:
        return Addition(
            str(path), "", f"the corpus holds another {name}; --replace puts this one in its place", accepted=False
        )
    try:
        if not dry_run:
            if target.exists():
                _keep_replaced(corpus, target)
            write_atomically(target, source.read_bytes())
            if layout:
                write_override(corpus, name, layout)
    except OSError as error:
        return Addition(str(path), "", f"{target} can't be written: {error.strerror}", accepted=False)
    return Addition(str(path), name, understood(entry), accepted=True)


def _keep_replaced(corpus: Path, target: Path) -> None:
    content = target.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:8]
    write_atomically(corpus / REPLACED / f"{target.stem}-{digest}{target.suffix}", content)
