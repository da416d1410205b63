"""The items of a generation on disk, read one at a time: a question needs three of them, not a hundred thousand."""

import json
import mmap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dltutor.bank.item import Item
from dltutor.search.generation import damaged
from dltutor.search.items_file import ITEMS

OFFSETS = "items.offsets.npy"


class ItemStore:
    """Items by row, from a file of JSON lines and the places where its lines begin.

    An item that can't be read raises IndexProblem: the file is damaged, or another version of dltutor wrote it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._offsets = np.load(folder / OFFSETS, mmap_mode="r")
        self._bytes = _map(folder / ITEMS)
        self._read: dict[int, Item] = {}

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> Item:
        item = self._read.get(row)
        if item is None:
            line = self._bytes[int(self._offsets[row]) : int(self._offsets[row + 1])]
            try:
                item = self._read[row] = Item.from_json(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise damaged(self._folder, error) from error
        return item


def _map(file: Path) -> mmap.mmap | bytes:
    """The file, mapped: it stays readable after a later build has removed it. An empty one can't be mapped."""
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) if file.stat().st_size else b""


def lines_of(items: Sequence[Item]) -> list[bytes]:
    """One line of JSON for each item, line end included."""
    return [json.dumps(item.to_json(), ensure_ascii=False).encode() + b"\n" for item in items]


def write_items(folder: Path, lines: Sequence[bytes]) -> None:
    """Write what :class:`ItemStore` reads."""
    (folder / ITEMS).write_bytes(b"".join(lines))
    offsets: npt.NDArray[np.int64] = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=offsets[1:])
    np.save(folder / OFFSETS, offsets)
