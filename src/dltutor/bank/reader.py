"""A file → a :class:`Document`: decoded or converted, by its suffix and by what it holds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dltutor.bank.convert import latex, notebook, office
from dltutor.bank.decode import decode, read_bytes
from dltutor.bank.document import Document, from_text
from dltutor.errors import DocumentError

TEXT = frozenset({".txt", ".text", ".md", ".markdown", ".rst"})
DECKS = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
OFFICE = frozenset({".pdf", ".docx", ".pptx", ".html", ".htm", ".epub"})
"""The suffixes that are known. Any other is read as text if it is one."""

# Files that lie beside documents and aren't any: pictures, sound, archives, programs, what LaTeX and Office leave.
PASSED_OVER = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .bmp .tif .tiff .ico .heic .eps .ps .mp3 .mp4 .m4a .wav .ogg .avi .mov .mkv .webm "
    ".zip .tar .gz .bz2 .xz .7z .rar .apkg .colpkg .exe .dll .so .dylib .bin .dat .pyc .pyo .o .a .class .jar .whl "
    ".npy .npz .pt .pth .onnx .h5 .pkl .parquet .safetensors .db .sqlite .sqlite3 .ttf .otf .woff .woff2 .css .js .map "
    ".aux .log .out .toc .lof .lot .bbl .blg .bib .fls .fdb_latexmk .bcf .sty .cls .bst .tmp .bak .swp .lock "
    ".part".split()
)
# Formats that can be recognised but not read, and what to save them as.
FOREIGN = {
    b"{\\rtf": ("an RTF file", "Save it as DOCX or as text."),
    b"\xd0\xcf\x11\xe0": ("an old Office file", "Save it as DOCX or PPTX."),
    b"PK\x03\x04": ("a zip archive", "Unpack it, or give it the suffix that it had (.docx, .pptx, .epub)."),
}
PDF = b"%PDF-"


def readable(path: Path) -> bool:
    """Whether a walk through a folder should try this file: not hidden, no Office lock file, no picture or the like."""
    hidden = path.name.startswith((".", "~$")) or path.name.endswith("~")
    return not hidden and path.suffix.lower() not in PASSED_OVER


def read(path: Path, name: str) -> Document:
    """Read one file.

    Args:
        path: Where it is.
        name: Its path relative to the corpus, with forward slashes.

    Raises:
        DocumentError: It can't be read; the message says why and the hint what to do.
    """
    data = read_bytes(path, name)
    suffix = path.suffix.lower()
    if suffix not in OFFICE and data.startswith(PDF):
        suffix = ".pdf"
    if suffix in OFFICE:
        return from_text(name, office.to_markdown(data, suffix, name))
    for magic, (kind, hint) in FOREIGN.items():
        if data.startswith(magic):
            raise DocumentError(f"{name} is {kind}, not a text.", hint=hint)
    text = decode(data, name)
    convert = CONVERTERS.get(suffix)
    return convert(name, text) if convert else from_text(name, text)


def _notebook(name: str, text: str) -> Document:
    markdown = notebook.to_markdown(text, name)
    if not markdown.strip():
        raise DocumentError(f"{name} is a notebook without content.", hint="Write into its cells, or delete it.")
    return from_text(name, markdown)


def _latex(name: str, text: str) -> Document:
    try:
        markdown, title = latex.to_markdown(text)
    except RecursionError:
        raise DocumentError(
            f"{name} nests its braces too deeply.", hint="Look for a brace that isn't closed."
        ) from None
    if not markdown.strip():
        raise DocumentError(f"{name} holds no text between its commands.", hint="Add the file that holds the text.")
    document = from_text(name, markdown)
    return replace(document, meta={"title": title, **document.meta}) if title else document


CONVERTERS: dict[str, Callable[[str, str], Document]] = {".ipynb": _notebook, ".tex": _latex}
