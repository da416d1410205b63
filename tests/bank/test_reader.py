import json
from pathlib import Path

import pytest

from dltutor.bank.reader import read, readable
from dltutor.errors import DocumentError


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.markdown", "a.rst", "a.text", "a.notes", "README", "a.csv", "a.jsonl"]
)
def test_texts_are_read_as_they_are_whatever_their_suffix(name: str, tmp_path: Path) -> None:
    document = read(write(tmp_path, name, "# Title\r\n\r\nWhy?\r\n"), f"folder/{name}")
    assert document.path == f"folder/{name}"
    assert document.lines[:3] == ("# Title", "", "Why?")


def test_front_matter_is_read_and_keeps_its_lines(tmp_path: Path) -> None:
    document = read(write(tmp_path, "a.md", "---\ntitle: Nets\n---\n# One\n"), "a.md")
    assert document.title == "Nets"
    assert document.headings[0].line == 4


def test_a_latex_document_has_its_title_and_its_lines(tmp_path: Path) -> None:
    source = "\\title{On nets}\n\\begin{document}\n\\section{What is a net?}\nA graph.\n\\end{document}\n"
    document = read(write(tmp_path, "a.tex", source), "a.tex")
    assert document.title == "On nets"
    assert document.lines[2:4] == ("# What is a net?", "A graph.")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tex", "\\documentclass{article}\n\\begin{document}\n\\end{document}\n", "holds no text"),
        ("a.tex", "\\textbf{" * 3000 + "x" + "}" * 3000, "nests its braces too deeply"),
        ("a.ipynb", "{not json", "damaged notebook"),
        ("a.ipynb", "[]", "no Jupyter notebook"),
        ("a.ipynb", '{"cells": []}', "without content"),
        ("a.pdf", "just words", "is no PDF file"),
        ("a.docx", "just words", "is no DOCX file"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        ("a.txt", rb"{\rtf1\ansi What?}", "an RTF file"),
        ("a.txt", b"PK\x03\x04" + bytes(40), "a zip archive"),
        ("a.txt", bytes(range(256)), "binary file"),
        ("a.md", "  \n", "is empty"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason_and_a_hint(
    name: str, content: str | bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        read(write(tmp_path, name, content), f"sub/{name}")
    assert f"sub/{name}" in caught.value.message
    assert caught.value.hint


def test_a_notebook_keeps_text_and_code_and_drops_outputs(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# What is a tensor?\n", "An array."]},
        {"cell_type": "code", "source": "print('```')", "outputs": [{"text": "secret output"}]},
        {"cell_type": "code", "source": "", "outputs": []},
        {"cell_type": "heading", "level": 2, "source": "Old heading"},
        "no cell at all",
    ]
    notebook = {"cells": cells, "metadata": {"language_info": {"name": "python"}}}
    document = read(write(tmp_path, "a.ipynb", json.dumps(notebook)), "a.ipynb")
    assert document.text == "# What is a tensor?\nAn array.\n\n````python\nprint('```')\n````\n\n## Old heading"


def test_a_notebook_of_format_3_is_read_too(tmp_path: Path) -> None:
    notebook = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1"]}]}]}
    assert read(write(tmp_path, "a.ipynb", json.dumps(notebook)), "a.ipynb").text == "```python\na = 1\n```"


@pytest.mark.parametrize("name", [".hidden.md", "~$lecture.docx", "figure.PNG", "a.md~", "notes.aux", "deck.apkg"])
def test_a_walk_passes_over_what_is_no_document(name: str) -> None:
    assert not readable(Path("folder") / name)


@pytest.mark.parametrize("name", ["a.md", "B.PDF", "notes", "a.weird", "cards.tsv"])
def test_a_walk_tries_everything_else(name: str) -> None:
    assert readable(Path("folder") / name)
