"""The one door: everything that the command line and the app can ask for.

Opening a Tutor costs nothing; each method loads what it needs. The heavy floors (numpy, FAISS, ONNX Runtime) are
imported by the methods that use them, so that ``--help`` and the app's first paint don't wait.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dltutor import library, paths
from dltutor.bank.item import Item, KeyPoint, Option, Source
from dltutor.bank.parsed import Doubt
from dltutor.config import Config
from dltutor.config import load as load_config
from dltutor.errors import IndexProblem, UsageError
from dltutor.library import Addition, BuildReport, DocumentSummary, Stale
from dltutor.progress import Report, silent
from dltutor.search.conversation import Conversation
from dltutor.search.reply import Hit, Match, Reply, Status

if TYPE_CHECKING:
    from dltutor.bank.bank import Bank
    from dltutor.check import Checked
    from dltutor.search.dialogues import Dialogues
    from dltutor.search.evaluate import Evaluation
    from dltutor.search.held_out import HeldOut
    from dltutor.search.model import ModelIdentity, Precision
    from dltutor.search.searcher import Searcher

__all__ = [
    "Addition",
    "BuildReport",
    "Conversation",
    "DocumentSummary",
    "Doubt",
    "Hit",
    "Item",
    "KeyPoint",
    "Match",
    "Option",
    "Reply",
    "Source",
    "Stale",
    "Status",
    "Tutor",
]


class Tutor:
    """Documents, their index, and answers out of them.

    One thread at a time may use a Tutor, but for this: while one is in :meth:`warm`, another may call
    :meth:`ask_by_words` and :meth:`suggest`. Two Tutors may share a corpus and an index: one may build while the other
    answers from the index that it has opened.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._searcher: Searcher | None = None
        self._fingerprints = library.Fingerprints()
        self._known: tuple[dict[str, str], Bank] | None = None

    @classmethod
    def open(cls, config: Config | None = None) -> "Tutor":
        """Make a Tutor; with the configuration file's settings unless told others. Loads nothing."""
        return cls(config if config is not None else load_config())

    # Asking

    def load(self) -> bool:
        """Open the index, without the encoder. Returns whether there is one; raises IndexProblem if it is damaged."""
        from dltutor.search.generation import CURRENT
        from dltutor.search.searcher import Searcher

        if not (self.config.index_dir / CURRENT).is_file():
            return False
        self._searcher = Searcher.open(self.config.index_dir)
        if self.config.model:
            self._searcher.generation.require_model(self._model())
        return True

    def warm(self, report: Report = silent) -> None:
        """Load the encoder too, and the re-ranker if there is one, whose export at its first use is reported.

        Raises IndexProblem where there is no index, ModelError where one of the two can't be loaded.
        """
        from dltutor.search.encoders import open_encoder, open_reranker

        searcher = self._opened()
        if not searcher.ready:
            if self.config.reranker:
                searcher.rerank_with(open_reranker(self.config.reranker, report=report))
            searcher.attach(open_encoder(searcher.generation.manifest.model))

    @property
    def ready(self) -> bool:
        """Whether the encoder is loaded, so that :meth:`ask` answers at once."""
        return self._searcher is not None and self._searcher.ready

    def ask(self, query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
        """Answer a question; ``top`` hits, or as configured. A conversation lets it go on from what was said before."""
        from dltutor.search.followup import answer

        self.warm()
        return answer(query, top or self.config.top, conversation, self._opened().ask, self._opened().english)

    def ask_by_words(self, query: str, *, top: int | None = None, conversation: Conversation | None = None) -> Reply:
        """Answer by words alone, without the encoder: at once, and provisional."""
        from dltutor.search.followup import answer

        searcher = self._opened()
        return answer(query, top or self.config.top, conversation, searcher.ask_by_words, searcher.english)

    def suggest(self, prefix: str, limit: int = 5) -> tuple[str, ...]:
        """Known questions that go on from what was typed; none before the index is open."""
        return self._searcher.suggest(prefix, limit) if self._searcher is not None else ()

    def evaluate(self, file: Path, gold_map: Path | None = None, report: Report = silent) -> "Evaluation | Dialogues":
        """Ask what a JSON Lines file holds and compare the hits with what it, through the map, says is right."""
        from dltutor.search.measure import measure

        return measure(file, gold_map, lambda query, talk: self.ask(query, top=10, conversation=talk), report)

    def hold_out(self, file: Path, gold_map: Path | None, folds: int, report: Report = silent) -> "HeldOut":
        """Fit the weights anew on all folds of a file's questions but one and measure on that; for each fold."""
        from dltutor.search.measure import measure_held_out

        self.warm(report)
        return measure_held_out(file, gold_map, self._opened(), folds, report)

    def _opened(self) -> "Searcher":
        if self._searcher is None and not self.load():
            raise IndexProblem(f"There is no index in {self.config.index_dir}.", hint="Make one with: dltutor index")
        assert self._searcher is not None  # noqa: S101  load() has just opened it
        return self._searcher

    # Building

    def build(
        self, *, rebuild: bool = False, report: Report = silent, stop: threading.Event | None = None
    ) -> BuildReport:
        """Bring the index up to date with the corpus, and answer from it from now on.

        Args:
            rebuild: Encode everything anew instead of only what has changed. A damaged index is always made anew.
            report: Told how far it has come.
            stop: When set, the build ends with Stopped and the old index stays as it was.
        """
        from dltutor.search.build import build

        began = time.monotonic()
        documents, bank = self._read(report)
        items = bank.items
        if not items:
            where = self.config.corpus_dir
            raise UsageError(f"The documents in {where} hold nothing to index.", hint="See: dltutor inbox")
        counts = build(
            items,
            documents,
            self.config.index_dir,
            self._model(),
            precision=self._precision(),
            rebuild=rebuild or not self._whole(),
            report=report,
            stop=stop,
        )
        self.load()
        return BuildReport(
            kept=counts.kept,
            edited=counts.edited,
            new=counts.new,
            gone=counts.gone,
            items=len(items),
            answered=sum(item.answered for item in items),
            documents=len(bank.entries),
            doubts=len(bank.doubts),
            seconds=time.monotonic() - began,
        )

    def _whole(self) -> bool:
        """Whether the index on disk can be opened, or there is none yet."""
        try:
            self.load()
        except IndexProblem:
            return False
        return True

    def _indexed_by(self) -> "ModelIdentity | None":
        """The model that the index on disk was made by; None where there is no index."""
        from dltutor.search.generation import read_current

        with suppress(IndexProblem):
            return read_current(self.config.index_dir).manifest.model
        return None

    def _precision(self) -> "Precision":
        """The precision that a build uses: the one configured, else that of the index, else fp32."""
        made_by = self._indexed_by()
        wanted = self.config.precision or (made_by.precision if made_by else "fp32")
        return "int8" if wanted == "int8" else "fp32"

    def _model(self) -> str:
        """The encoder that a build uses: the one configured, else that of the index, else the default."""
        from dltutor.search.model import DEFAULT, DEFAULT_NAME

        made_by = self._indexed_by()
        name = self.config.model or (made_by.name if made_by else "")
        if name in ("", DEFAULT_NAME):
            return DEFAULT
        folder = Path(name).expanduser()
        return str(folder.resolve()) if folder.is_dir() else name

    def stale(self) -> Stale:
        """How the corpus differs from the index on disk. Cheap enough to be asked every few seconds."""
        from dltutor.search.generation import read_current
        from dltutor.search.model import display_name, weights_changed

        try:
            manifest = read_current(self.config.index_dir).manifest
        except IndexProblem:
            return Stale(missing=True)
        difference = library.changes(self._documents(), manifest.documents)
        wanted = (display_name(self._model()), self._precision())
        another = wanted != (manifest.model.name, manifest.model.precision) or weights_changed(manifest.model)
        return replace(difference, model=another)

    # The documents

    def _documents(self) -> dict[str, str]:
        """What each document is made of: its content's digest, and the layout that a person named for it."""
        from dltutor.bank.overrides import read_overrides

        layouts = read_overrides(self.config.corpus_dir)
        digests = self._fingerprints.of(self.config.corpus_dir)
        return {name: f"{digest} {layouts.get(name, '')}".strip() for name, digest in digests.items()}

    def _read(self, report: Report = silent) -> "tuple[dict[str, str], Bank]":
        """The documents and what was understood of them; read again only when one has changed."""
        from dltutor.bank.bank import read_corpus
        from dltutor.bank.overrides import read_overrides

        documents = self._documents()
        if self._known is None or self._known[0] != documents:
            corpus = self.config.corpus_dir
            self._known = (documents, read_corpus(corpus, layouts=read_overrides(corpus), report=report))
        return self._known

    def items(self) -> tuple[Item, ...]:
        """All items of the corpus as it is on disk now; needs no index."""
        return self._read()[1].items

    def item(self, name: str) -> Item:
        """One item by its id. Raises UsageError that names the nearest ids where there is none."""
        return library.find_item(self.items(), name)

    def inbox(self) -> tuple[Doubt, ...]:
        """What a person should look at: unread documents, missing answers and keys, marks that don't add up."""
        return self._read()[1].doubts

    def check(self, *, strict: bool | None = None, report: Report = silent) -> "Checked":
        """Check the corpus; ``strict`` holds it to the shipped corpus's promises, as that itself always is."""
        from dltutor.bank.overrides import read_overrides
        from dltutor.check import check_corpus

        corpus = self.config.corpus_dir
        is_shipped = corpus.resolve() == paths.shipped_corpus().resolve()
        layouts = read_overrides(corpus)
        return check_corpus(corpus, strict=is_shipped if strict is None else strict, layouts=layouts, report=report)

    def library(self) -> tuple[DocumentSummary, ...]:
        """The documents of the corpus with their counts, and those that only the index still holds."""
        return library.summaries(self._read()[1], self.stale())

    def add(
        self, given: Sequence[Path], *, layout: str = "", replace: bool = False, dry_run: bool = False
    ) -> tuple[Addition, ...]:
        """Copy documents into the corpus; see :func:`dltutor.library.add`. The index is not touched."""
        corpus = library.writable_corpus(self.config, dry_run=dry_run)
        return library.add(corpus, given, layout=layout, replace=replace, dry_run=dry_run)

    def place(self, source: Source) -> tuple[Path, int]:
        """Where a source stands: the file's path and the line."""
        return self.config.corpus_dir / source.document, source.line

    def lines(self, source: Source, around: int = 12) -> tuple[int, tuple[str, ...]]:
        """The lines around a source as the layouts see them, with the number of the first."""
        from dltutor.bank.reader import read

        document = read(self.config.corpus_dir / source.document, source.document)
        first = max(1, source.line - around)
        return first, document.lines[first - 1 : source.line + around]

    def close(self) -> None:
        """Let go of the index and the encoder."""
        self._searcher = None
