"""The documents of a corpus as they are on disk, read again only when one of them has changed."""

from pathlib import Path
from typing import TYPE_CHECKING

from dltutor.library import Fingerprints
from dltutor.progress import Report, silent

if TYPE_CHECKING:
    from dltutor.bank.bank import Bank


class Documents:
    """One corpus.

    Args:
        corpus: Its folder.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._fingerprints = Fingerprints()
        self._known: tuple[dict[str, str], Bank] | None = None

    def digests(self) -> dict[str, str]:
        """What each document is made of: its content's digest, and the layout that a person named for it."""
        from dltutor.bank.overrides import read_overrides

        layouts = read_overrides(self._corpus)
        digests = self._fingerprints.of(self._corpus)
        return {name: f"{digest} {layouts.get(name, '')}".strip() for name, digest in digests.items()}

    def read(self, report: Report = silent) -> "tuple[dict[str, str], Bank]":
        """The digests, and what was understood of the documents."""
        from dltutor.bank.bank import read_corpus
        from dltutor.bank.overrides import read_overrides

        digests = self.digests()
        if self._known is None or self._known[0] != digests:
            self._known = (digests, read_corpus(self._corpus, layouts=read_overrides(self._corpus), report=report))
        return self._known
