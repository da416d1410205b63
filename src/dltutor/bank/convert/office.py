"""PDF, DOCX, PPTX, HTML and EPUB → Markdown, through markitdown, which is imported only when such a file is read."""

import contextlib
import io
import logging
import re
import warnings
from collections.abc import Iterator

from dltutor.errors import DocumentError

# What the file's first bytes must hold, for a clear word before a parser stumbles over something else.
MAGIC = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".pptx": b"PK\x03\x04", ".epub": b"PK\x03\x04"}
CONVERTERS = {
    ".pdf": "PdfConverter",
    ".docx": "DocxConverter",
    ".pptx": "PptxConverter",
    ".html": "HtmlConverter",
    ".htm": "HtmlConverter",
    ".epub": "EpubConverter",
}
LOGGERS = ("pdfminer", "pdfplumber", "markitdown", "mammoth", "pptx")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
# markitdown writes these for slides; the first is a comment, the second a heading without content.
SLIDE = re.compile(r"^(?:<!-- Slide number: \d+ -->|### Notes:)\s*$", re.MULTILINE)


def to_markdown(data: bytes, suffix: str, name: str) -> str:
    """The document's text with its headings, lists and tables in Markdown. Pictures are left out.

    Raises:
        DocumentError: It is damaged, locked, not what its suffix says, or holds no text.
    """
    magic = MAGIC.get(suffix)
    if magic and magic not in data[:1024]:
        raise DocumentError(
            f"{name} is no {suffix[1:].upper()} file, whatever its name says.",
            hint="Check the suffix, or save it anew.",
        )
    text = SLIDE.sub("", PICTURE.sub("", _convert(data, suffix, name)))
    if not text.strip():
        raise DocumentError(
            f"{name} holds no text; it may be a scan.",
            hint="Run OCR on it (for example ocrmypdf) and add the result.",
        )
    return text.replace("\f", "\n").strip("\n")


def _convert(data: bytes, suffix: str, name: str) -> str:
    with _silence():
        try:
            from markitdown import StreamInfo, converters
        except ImportError as error:
            raise DocumentError(
                f"{name} can't be read: {error}.",
                hint="Install markitdown[pdf,docx,pptx] to read such files.",
            ) from None
        try:
            # The converter itself, not markitdown's choice of one: that falls back to showing raw bytes as text.
            converter = getattr(converters, CONVERTERS[suffix])()
            info = StreamInfo(extension=suffix, charset=_charset(data) if suffix in {".html", ".htm"} else None)
            return str(converter.convert(io.BytesIO(data), info).markdown)
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:  # noqa: BLE001  parsers of foreign formats raise whatever they like
            raise DocumentError(f"{name} can't be read: {_reason(error)}.", hint=_hint(suffix, error)) from None


def _charset(data: bytes) -> str:
    """HTML mostly names its encoding; without that, UTF-8 if it is valid."""
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:2048], re.IGNORECASE)
    if declared:
        return declared.group(1).decode("ascii")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _reason(error: Exception) -> str:
    """One line that says what went wrong; the parsers' own reports hold whole tracebacks."""
    text = f"{error!r} {error}"
    if re.search("password|encrypt", text, re.IGNORECASE):
        return "it is locked with a password"
    return "it is damaged, or of a kind that isn't supported"


def _hint(suffix: str, error: Exception) -> str:
    if "locked" in _reason(error):
        return "Save a copy without the password."
    return f"Open it in another program and save it as {suffix[1:].upper()} again, or as text."


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep the parsers' warnings and log lines away from the terminal, which may be showing the app."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
