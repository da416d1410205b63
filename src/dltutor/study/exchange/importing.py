"""A file of another program → one document of the corpus, which importing the file again replaces."""

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dltutor.bank.decode import decode, read_bytes
from dltutor.bank.document import from_text
from dltutor.bank.item import Item
from dltutor.bank.recognise import parse
from dltutor.bank.text import one_line
from dltutor.bank.twins import twins
from dltutor.errors import DltutorError, UsageError
from dltutor.files import write_atomically
from dltutor.study.exchange import markdown_write
from dltutor.study.exchange.reading import read
from dltutor.study.exchange.report import ImportReport
from dltutor.study.exchange.texts import question_id, slug

FOLDER = "imported"
REPLACED = ".replaced"
LONGEST_NAME = 80
BARE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TOLD = ("kind", "question", "stem", "answer", "options", "key_points", "aliases", "hints", "misconceptions")
"""What must come back of an item once it is written."""


def bring_in(corpus: Path, file: Path, *, known: Sequence[Item] = (), dry_run: bool = False) -> ImportReport:
    """Import a file as one document, ``imported/NAME.md``. The index isn't touched.

    Args:
        corpus: A folder that may be written into.
        file: An Anki package, GIFT, CSV, TSV or JSON Lines.
        known: The corpus's items, to tell which questions it has already.
        dry_run: Only say what would come.

    Raises:
        DocumentError: The file can't be read, or is damaged.
        UsageError: It holds nothing to import, or the corpus can't be written.
    """
    found = read(file)
    name, before = _place(corpus, file)
    items = [markdown_write.normalised(item) for item in _named(found.items)]
    text, after, differing = _written(items, file, name)
    if text != before and not dry_run:
        _write(corpus, name, before, text)
    earlier = {item.id: item for item in parse(from_text(name, before)).items if item.kind != "fragment"}
    now = {item.id: item for item in after if item.kind != "fragment"}
    return ImportReport(
        document=name,
        format=found.format,
        items=tuple(now.values()),
        new=len(now.keys() - earlier.keys()),
        changed=sum(now[one].content_hash != earlier[one].content_hash for one in now.keys() & earlier.keys()),
        gone=len(earlier.keys() - now.keys()),
        duplicates=tuple(_duplicates(now.values(), known, name)),
        notes=(*found.notes, *differing),
        written=text != before and not dry_run,
    )


def _place(corpus: Path, file: Path) -> tuple[str, str]:
    """The document that a file's questions go into, and its present text: its own, or a name that nobody has."""
    stem = re.sub(r"[^\w-]+", "-", file.stem.lower()).strip("-_")[:LONGEST_NAME] or "questions"
    origin = markdown_write.origin_line(file.name)
    for count in itertools.count(1):
        name = f"{FOLDER}/{stem}{'' if count == 1 else f'-{count}'}.md"
        path = corpus / name
        if not path.exists() and not path.is_symlink():
            return name, ""
        try:
            text = decode(read_bytes(path, name), name)
        except DltutorError:
            continue
        if origin in text.split("\n"):
            return name, text
    raise AssertionError  # count() never ends


def _named(items: Sequence[Item]) -> list[Item]:
    """Items with bare ids of their own, and with links to each other or to other documents only."""
    names: dict[str, str] = {}
    taken: Counter[str] = Counter()
    kept = []
    for item in items:
        bare = _bare(item)
        taken[bare] += 1
        name = bare if taken[bare] == 1 else f"{bare}-{taken[bare]}"
        names.setdefault(item.id, name)
        kept.append(replace(item, id=name))
    return [
        replace(new, see_also=tuple(_links(old, names)) if old.see_also else ())
        for old, new in zip(items, kept, strict=True)
    ]


def _bare(item: Item) -> str:
    if not item.id:
        return question_id(item.stem, item.question or item.answer)
    return item.id if BARE.fullmatch(item.id) else slug(item.id)


def _links(item: Item, names: Mapping[str, str]) -> Iterator[str]:
    """Links that still lead somewhere: within a document they are written without its name."""
    own = item.id.rsplit("/", 1)[0]
    for link in item.see_also:
        document, mark, label = link.rpartition("#")
        target = f"{document or own}/{label}"
        if target in names:
            yield names[target]
        elif mark and document:
            yield link


def _written(items: Sequence[Item], file: Path, name: str) -> tuple[str, tuple[Item, ...], tuple[str, ...]]:
    """The document's text, what reading it gives, and which questions it doesn't hold as they were."""
    text = markdown_write.document(file.stem, items, origin=file.name)
    after = parse(from_text(name, text)).items
    lost = _lost(items, after)
    if lost:  # lists that repeat questions are passed over as contents
        items = [markdown_write.careful(item) if item.id in lost else item for item in items]
        text = markdown_write.document(file.stem, items, origin=file.name)
        after = parse(from_text(name, text)).items
        lost = _lost(items, after)
    notes = [f"{one_line(question)[:80]!r} reads differently in the document" for question in lost.values()]
    return text, after, tuple(notes)


def _lost(items: Sequence[Item], after: Sequence[Item]) -> dict[str, str]:
    """The questions that the document doesn't hold as they were, by id."""
    found = {item.id.rsplit("/", 1)[-1]: item for item in after}
    return {
        item.id: item.question
        for item in items
        if item.kind != "fragment"
        and (item.id not in found or any(getattr(item, name) != getattr(found[item.id], name) for name in TOLD))
    }


def _duplicates(items: Iterable[Item], known: Iterable[Item], name: str) -> Iterator[str]:
    """Which questions another document asks as well; they are kept."""
    others = [item for item in known if item.source.document != name and item.kind != "fragment"]
    for one, other in twins([*items, *others]):
        if name in {one.source.document, other.source.document}:
            new, old = (one, other) if one.source.document == name else (other, one)
            yield f"{one_line(new.question)} ({new.id}) is asked in {old.id} too"


def _write(corpus: Path, name: str, before: str, text: str) -> None:
    """Write the document; the one that it replaces is kept, since it may have been edited."""
    try:
        if before:
            digest = hashlib.sha256(before.encode()).hexdigest()[:8]
            write_atomically(corpus / REPLACED / f"{Path(name).stem}-{digest}.md", before.encode())
        write_atomically(corpus / name, text.encode())
    except OSError as error:
        raise UsageError(
            f"{corpus / name} can't be written: {error.strerror or error}.",
            hint="Name a corpus that you may write into, with --corpus DIR.",
        ) from None
