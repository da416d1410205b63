"""The one door: everything that the command line and the app can ask for.

Opening a Tutor costs nothing; each method loads what it needs. The heavy floors (numpy, FAISS, ONNX Runtime) are
imported by the methods that use them, so that ``--help`` and the app's first paint don't wait.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dltutor import library, paths
from dltutor.bank.choice_rules import rule_in_words
from dltutor.bank.finding import find_item
from dltutor.bank.item import AnswerStatus, Item, KeyPoint, Kind, Option, Source
from dltutor.bank.parsed import Doubt
from dltutor.building import build_index, indexed_by, indexed_items, staleness, wanted_model
from dltutor.config import Config
from dltutor.config import load as load_config
from dltutor.documents import Documents
from dltutor.errors import IndexProblem, UsageError
from dltutor.grading.result import Flag, Graded, Grading, PointResult
from dltutor.library import Addition, BuildReport, DocumentSummary, Stale
from dltutor.progress import Report, silent
from dltutor.search.conversation import Conversation
from dltutor.search.reply import Action, Hit, Match, Reply, Status

if TYPE_CHECKING:
    from dltutor.check import Checked
    from dltutor.grading.examiner import Examiner
    from dltutor.grading.measuring.measure import Measured
    from dltutor.search.dialogues import Dialogues
    from dltutor.search.evaluate import Evaluation
    from dltutor.search.held_out import HeldOut
    from dltutor.search.searcher import Searcher
    from dltutor.studying import Studying

__all__ = [
    "Action",
    "Addition",
    "AnswerStatus",
    "BuildReport",
    "Conversation",
    "DocumentSummary",
    "Doubt",
    "Flag",
    "Graded",
    "Grading",
    "Hit",
    "Item",
    "KeyPoint",
    "Kind",
    "Match",
    "Option",
    "PointResult",
    "Reply",
    "Source",
    "Stale",
    "Status",
    "Tutor",
    "rule_in_words",
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
        self._examiner: Examiner | None = None
        self._study: Studying | None = None
        self._documents = Documents(config.corpus_dir)

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
        self._searcher, self._examiner = Searcher.open(self.config.index_dir), None
        if self.config.model:
            self._searcher.generation.require_model(wanted_model(self.config))
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

    # Grading

    def grade(self, item_id: str, answer: str) -> Graded:
        """Grade a typed answer to an item of the index, by its id or the end of one. Nothing is kept.

        Where nothing may be graded, the verdict is "ungraded", and a note says why. Raises UsageError for an unknown
        id.
        """
        return self._grading().grade(item_id, answer)

    def grade_request(self, request: Mapping[str, Any]) -> Graded:
        """Grade what a program sends; see :func:`dltutor.grading.examiner.Examiner.grade_request`."""
        return self._grading().grade_request(request)

    def evaluate_grading(self, files: Sequence[Path], per: int, *, ablation: bool, report: Report) -> "Measured":
        """Grade what people have graded and compare; see :func:`dltutor.grading.measuring.measure.measure`."""
        from dltutor.grading.measuring.bench import Bench
        from dltutor.grading.measuring.measure import measure

        self.warm(report)
        return measure(Bench(self._opened()), files, per, ablation=ablation, report=report)

    def _grading(self) -> "Examiner":
        from dltutor.grading.examiner import Examiner

        if self._examiner is None:
            if self._searcher is None and not self.load():
                self._examiner = Examiner.without_documents()
            else:
                self.warm()
                self._examiner = Examiner(self._opened())
        return self._examiner

    # Studying

    @property
    def study(self) -> "Studying":
        """Quiz, review, exams and progress over this person's history."""
        from dltutor.study.database import Database, history_file
        from dltutor.study.day import now
        from dltutor.studying import Studying
        from dltutor.studying.shelf import Shelf

        if self._study is None:
            self._study = Studying(Shelf(self.config), self._grading, Database(history_file()), now)
        return self._study

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
        began = time.monotonic()
        documents, bank = self._documents.read(report)
        items = bank.items
        if not items:
            where = self.config.corpus_dir
            raise UsageError(f"The documents in {where} hold nothing to index.", hint="See: dltutor inbox")
        try:
            self.load()
        except IndexProblem:
            # Damaged; where not even the manifest can be read, all is written anew anyhow, from known vectors.
            rebuild = rebuild or indexed_by(self.config) is not None
        counts = build_index(self.config, items, documents, rebuild=rebuild, report=report, stop=stop)
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

    def stale(self) -> Stale:
        """How the corpus differs from the index on disk. Cheap enough to be asked every few seconds."""
        return staleness(self.config, self._documents.digests())

    # The documents

    def items(self) -> tuple[Item, ...]:
        """All items of the corpus as it is on disk now; needs no index, and is quick where that is up to date."""
        known = indexed_items(self.config, self._documents.digests())
        return self._documents.read()[1].items if known is None else known

    def item(self, name: str) -> Item:
        """One item by its id. Raises UsageError that names the nearest ids where there is none."""
        return find_item(self.items(), name)

    def inbox(self) -> tuple[Doubt, ...]:
        """What a person should look at: unread documents, missing answers and keys, marks that don't add up."""
        return self._documents.read()[1].doubts

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
        return library.summaries(self._documents.read()[1], self.stale())

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
        """Let go of the index, the encoder and the history."""
        self._searcher = self._examiner = None
        if self._study is not None:
            self._study.close()
            self._study = None
