"""Bytes → text: which encoding a file is written in, and whether it is a text at all."""

import codecs
import re
import stat
from pathlib import Path

from dltutor.errors import DocumentError

LIMIT = 100_000_000
"""The largest document that is read, in bytes."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the UTF-16 mark, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")  # not tab, line ends, escape, next line


def read_bytes(path: Path, name: str) -> bytes:
    """The file's bytes.

    Raises:
        DocumentError: It is missing, a broken link, no regular file, unreadable, empty, or larger than 100 MB.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise DocumentError(
                f"{name} is a broken link.", hint="Its target is gone: restore it or delete the link."
            ) from None
        raise DocumentError(f"{name} does not exist.", hint="Check the path.") from None
    except OSError as error:
        raise _unreadable(name, error) from None
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(f"{name} is a folder.", hint="Name a file in it, or use the folder as the corpus.")
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError(f"{name} is no regular file.", hint="Copy its content into a file.")
    if status.st_size > LIMIT:
        raise DocumentError(
            f"{name} is larger than 100 MB ({status.st_size / 1e6:.0f} MB).",
            hint="Split it into several documents.",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from None
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise _empty(name)
    return data


def _unreadable(name: str, error: OSError) -> DocumentError:
    return DocumentError(f"{name} can't be read: {error.strerror or error}.", hint="Mend its permissions (chmod u+r).")


def _empty(name: str) -> DocumentError:
    return DocumentError(f"{name} is empty.", hint="Write something into it, or delete it.")


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes: UTF-8, UTF-16 or UTF-32, else Windows-1252 or Latin-1.

    Raises:
        DocumentError: The bytes are no text, or hold nothing but white space.
    """
    text = _marked(data, name)
    if text is None:
        text = _unmarked(data)
    sample = text[:SAMPLE]
    # A stray control character happens in texts copied from a PDF; in a binary file every tenth or so is one.
    if "\x00" in text or len(CONTROL.findall(sample)) > 0.02 * len(sample) + 2:
        raise _binary(name)
    if not text.replace("\ufeff", "").strip():
        raise _empty(name)
    return text


def _binary(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is a binary file, not a text.",
        hint="Documents are text, Markdown, LaTeX, notebooks, CSV, JSON, PDF, DOCX, PPTX, HTML or EPUB.",
    )


def _marked(data: bytes, name: str) -> str | None:
    """Decode what a byte order mark or UTF-16's pattern of zeros announces; None where there is neither."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name)
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Letters of European languages have a zero as their high byte: little-endian texts have it second.
    if odd > 0.3 * len(sample) / 2 and even < 0.1 * odd:
        return _strict(data, "utf-16-le", name)
    if even > 0.3 * len(sample) / 2 and odd < 0.1 * even:
        return _strict(data, "utf-16-be", name)
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _unmarked(data)
        raise _binary(name) from None


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # A few damaged bytes in a text full of good UTF-8 must not turn all its letters into gibberish.
        lenient = data.decode("utf-8", errors="replace")
        damaged = lenient.count("\ufffd")
        if sum(char > "\x7f" for char in lenient) - damaged > 10 * damaged:
            return lenient
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
