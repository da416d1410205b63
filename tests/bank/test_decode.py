import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank import decode as module
from dltutor.bank.decode import decode, read_bytes
from dltutor.errors import DocumentError

TEXT = "Größe α, naïve – “σ” of a layer\nWhy?\n"
WESTERN = "Größe, naïve café\nWhy is it so?\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_are_recognised_with_and_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").removeprefix("\ufeff") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_marks_are_recognised(encoding: str) -> None:
    assert decode("\ufeff".encode(encoding) + TEXT.encode(encoding), "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_bytes_are_read_as_western_european(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding), "a.txt") == WESTERN


def test_windows_quotation_marks_are_kept() -> None:
    assert decode("“deep” – learning".encode("cp1252"), "a.txt") == "“deep” – learning"


def test_one_damaged_byte_costs_one_letter_and_not_all_others() -> None:
    damaged = ("αβγδε " * 10).encode() + b"\xff" + " ζ".encode()
    assert decode(damaged, "a.txt") == "αβγδε " * 10 + "\ufffd ζ"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \n".encode(), "\n \n".encode("utf-16")])
def test_a_file_without_text_is_called_empty(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=r"a\.txt is empty"):
        decode(read_bytes(path, "a.txt"), "a.txt")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"text\x00with\x00zeros at odd\x00places", b"\x7fELF\x02\x01\x01" * 50]
)
def test_a_binary_file_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a\.bin is a binary file") as caught:
        decode(data, "a.bin")
    assert "PDF" in caught.value.hint


def test_a_stray_control_character_is_no_reason_to_refuse_a_text() -> None:
    assert decode(b"page one\x0cpage two \x02 and on", "a.txt").startswith("page one")


def test_a_file_over_100_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(module.LIMIT + 1)
    with pytest.raises(DocumentError, match=r"big\.txt is larger than 100 MB"):
        read_bytes(path, "big.txt")


def test_a_broken_link_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(tmp_path / "gone.md")
    for path, message in [(link, "broken link"), (tmp_path / "gone.md", "does not exist"), (tmp_path, "is a folder")]:
        with pytest.raises(DocumentError, match=message):
            read_bytes(path, path.name)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="no regular file"):
        read_bytes(tmp_path / "pipe.txt", "pipe.txt")


def test_an_unreadable_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.md"
    path.write_text("What?")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read anything, whatever the mode says
    with pytest.raises(DocumentError, match=r"secret\.md can't be read: Permission denied") as caught:
        read_bytes(path, "secret.md")
    assert "permissions" in caught.value.hint


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_document_error(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except DocumentError as error:
        assert error.message  # noqa: PT017  either outcome is right, and both are looked at
    else:
        assert text.strip()
        assert "\x00" not in text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(str.strip))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if text.strip("\ufeff \xa0"):
        assert decode(text.encode(), "x").removeprefix("\ufeff") == text.removeprefix("\ufeff")
