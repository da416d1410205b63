"""In and out: questions as files of other programs, and such files as documents of the corpus. One module a format."""

from dltutor.study.exchange.exporting import chosen, export
from dltutor.study.exchange.importing import bring_in
from dltutor.study.exchange.reading import read
from dltutor.study.exchange.report import ExportReport, Format, Imported, ImportReport

__all__ = ["ExportReport", "Format", "ImportReport", "Imported", "bring_in", "chosen", "export", "read"]
