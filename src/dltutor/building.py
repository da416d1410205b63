"""What an index is made with: the model and precision that are configured, or else those it was made with before."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dltutor import library
from dltutor.bank.item import Item
from dltutor.config import Config
from dltutor.errors import IndexProblem
from dltutor.library import Stale
from dltutor.progress import Report

if TYPE_CHECKING:
    from dltutor.search.build import Outcome
    from dltutor.search.model import ModelIdentity, Precision


def build_index(  # noqa: PLR0913  every one by name but the first three
    config: Config,
    items: Sequence[Item],
    documents: Mapping[str, str],
    *,
    rebuild: bool,
    report: Report,
    stop: threading.Event | None,
) -> "Outcome":
    """Bring the index up to date, with the marking schemes and the topics that are kept beside it."""
    from dltutor.grading.store import MarkingSchemes
    from dltutor.search.build import build
    from dltutor.search.topical import TopicsOfItems

    return build(
        items,
        documents,
        config.index_dir,
        wanted_model(config),
        precision=wanted_precision(config),
        companions=[MarkingSchemes(), TopicsOfItems()],
        rebuild=rebuild,
        report=report,
        stop=stop,
    )


def staleness(config: Config, documents: Mapping[str, str]) -> Stale:
    """How documents, by what each is made of, differ from those of the index on disk."""
    from dltutor.search.generation import read_current
    from dltutor.search.model import display_name, weights_changed

    try:
        manifest = read_current(config.index_dir).manifest
    except IndexProblem:
        return Stale(missing=True)
    wanted = (display_name(wanted_model(config)), wanted_precision(config))
    another = wanted != (manifest.model.name, manifest.model.precision) or weights_changed(manifest.model)
    return replace(library.changes(documents, manifest.documents), model=another)


def indexed_items(config: Config, documents: Mapping[str, str]) -> tuple[Item, ...] | None:
    """The items of the index on disk; None where it isn't of just these documents, or can't be read.

    Understanding a corpus of some hundred items takes seconds, and reading what was understood of it milliseconds.
    """
    from dltutor.search.generation import read_current
    from dltutor.search.items_file import read_items

    with suppress(IndexProblem):
        generation = read_current(config.index_dir)
        if not library.changes(documents, generation.manifest.documents):
            return read_items(generation)
    return None


def wanted_model(config: Config) -> str:
    """The encoder that a build uses: the one configured, else that of the index, else the default."""
    from dltutor.search.model import DEFAULT, DEFAULT_NAME

    made_by = indexed_by(config)
    name = config.model or (made_by.name if made_by else "")
    if name in ("", DEFAULT_NAME):
        return DEFAULT
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() else name


def wanted_precision(config: Config) -> "Precision":
    """The precision that a build uses: the one configured, else that of the index, else fp32."""
    made_by = indexed_by(config)
    wanted = config.precision or (made_by.precision if made_by else "fp32")
    return "int8" if wanted == "int8" else "fp32"


def indexed_by(config: Config) -> "ModelIdentity | None":
    """The model that the index on disk was made by; None where there is no index."""
    from dltutor.search.generation import read_current

    with suppress(IndexProblem):
        return read_current(config.index_dir).manifest.model
    return None
