"""Companions: what another floor keeps in a generation beside the index itself, made and replaced with it.

The build knows nothing of their content: it embeds their texts with its own, through the same cache, and lets them
write a folder of their own.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dltutor.bank.item import Item

FloatArray = npt.NDArray[np.float32]


class Companion(Protocol):
    """Something that is derived from the items and stored with their index."""

    @property
    def name(self) -> str:
        """The name of its folder in a generation."""

    @property
    def key(self) -> str:
        """Changes whenever the same items would give something else, so that the next build makes it anew."""

    def texts(self, items: Sequence[Item]) -> list[str]:
        """What is to be embedded for it."""

    def write(self, folder: Path, items: Sequence[Item], vectors: FloatArray) -> None:
        """Write its files into its folder, which exists and is empty.

        Args:
            folder: Its own.
            items: As given to :meth:`texts`.
            vectors: Unit vectors of those texts, in their order, shape (texts, dimension).
        """


def keys(companions: Sequence[Companion]) -> Mapping[str, str]:
    """The key of each by its name, as the manifest keeps them."""
    return {companion.name: companion.key for companion in companions}
