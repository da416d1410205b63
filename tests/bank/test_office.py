import io
import logging
import warnings
import zipfile
from pathlib import Path

import pytest

from dltutor.bank.convert.office import to_markdown
from dltutor.bank.reader import read
from dltutor.errors import DocumentError

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


def pdf(text: str) -> bytes:
    content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode() if text else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        count, table, count, len(data),
    )  # fmt: skip


def pptx(title: str, text: str) -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = text
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def test_a_word_document_becomes_text() -> None:
    text = to_markdown(docx("What is a filter?", "An array of weights."), ".docx", "a.docx")
    assert text == "What is a filter?\n\nAn array of weights."


def test_a_pdf_becomes_text_by_its_content_whatever_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(pdf("What is a filter?"))
    assert "What is a filter?" in read(path, "paper.txt").text


def test_slides_become_text_without_the_converters_marks() -> None:
    text = to_markdown(pptx("What is a slide?", "One page of a talk."), ".pptx", "a.pptx")
    assert "# What is a slide?" in text
    assert "One page of a talk." in text
    assert "<!--" not in text


def test_html_becomes_headings_and_keeps_its_encoding() -> None:
    page = '<html><head><meta charset="latin-1"></head><body><h2>What is naïve Bayes?</h2><p>A café.</p></body></html>'
    assert to_markdown(page.encode("latin-1"), ".html", "a.html") == "## What is naïve Bayes?\n\nA café."


def test_a_pdf_without_text_is_called_a_scan_with_a_hint() -> None:
    with pytest.raises(DocumentError, match=r"scan\.pdf holds no text; it may be a scan") as caught:
        to_markdown(pdf(""), ".pdf", "scan.pdf")
    assert "OCR" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.4 and then nothing", ".pdf"),
        (docx("x")[:200], ".docx"),
        (b"PK\x03\x04 cut", ".pptx"),
        (b"PK\x03\x04", ".epub"),
    ],
)
def test_a_damaged_file_is_a_document_error_in_one_line(data: bytes, suffix: str) -> None:
    with pytest.raises(DocumentError) as caught:
        to_markdown(data, suffix, f"a{suffix}")
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_the_parsers_keep_silent_and_their_loggers_are_left_as_they_were(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("pdfminer").setLevel(logging.INFO)
    with warnings.catch_warnings(record=True) as caught:
        to_markdown(pdf("What is a filter?"), ".pdf", "a.pdf")
    assert capfd.readouterr() == ("", "")
    assert not caught
    assert not caplog.records
    assert logging.getLogger("pdfminer").level == logging.INFO
