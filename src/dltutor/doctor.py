"""``dltutor doctor``: is everything that answering needs in place, and is it what it should be?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from dltutor import __version__, paths
from dltutor.config import Config
from dltutor.errors import DltutorError

PACKAGES = (
    "sentence-transformers",
    "torch",
    "onnxruntime",
    "tokenizers",
    "faiss-cpu",
    "bm25s",
    "rapidfuzz",
    "textual",
    "markitdown",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, what was seen, and what to do where it is wrong."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


def checks(config: Config) -> Iterator[Check]:
    """Look at the versions, the paths, the model's weights, the exported encoder, and the index."""
    yield Check("dltutor", ok=True, detail=__version__)
    for package in PACKAGES:
        yield _version(package)
    yield Check("configuration", ok=True, detail=str(paths.config_file()))
    yield Check("data", ok=True, detail=str(paths.data_dir()))
    yield Check("cache", ok=True, detail=str(paths.cache_dir()))
    yield _tried("corpus", lambda: _corpus(config), "Name a folder with --corpus DIR, or: dltutor add PATH")
    yield _tried("weights", lambda: _weights(config), "Install the model again, or name another with --model")
    yield _tried("encoder", lambda: _encoder(config), "Export it again with: dltutor index --rebuild")
    yield _tried("index", lambda: _index(config), "Make it with: dltutor index")
    if config.reranker:
        yield _tried("re-ranker", lambda: _reranker(config), "Name another with --reranker, or none")


def _version(package: str) -> Check:
    try:
        return Check(package, ok=True, detail=metadata.version(package))
    except metadata.PackageNotFoundError:
        return Check(package, ok=False, detail="not installed", hint=f"pip install {package}")


def _tried(name: str, look: Callable[[], str], hint: str) -> Check:
    try:
        return Check(name, ok=True, detail=look())
    except DltutorError as error:
        return Check(name, ok=False, detail=error.message, hint=error.hint or hint)


def _corpus(config: Config) -> str:
    from dltutor.bank.bank import files

    return f"{config.corpus_dir} ({sum(1 for _ in files(config.corpus_dir))} documents)"


def _weights(config: Config) -> str:
    from dltutor.errors import ModelError
    from dltutor.search.model import DEFAULT, locate

    name = config.model or DEFAULT
    weights = locate(name)
    if weights is None:
        raise ModelError(f"The model {name} is not on this machine.")
    adapted = " with the adapter" if weights.adapted else ""
    return f"{weights.name}{adapted}, SHA-256 {weights.hash}"


def _encoder(config: Config) -> str:
    from dltutor.search.encoders import open_encoder
    from dltutor.search.generation import read_current

    identity = read_current(config.index_dir).manifest.model
    vector = open_encoder(identity).encode_query("Is the encoder in order?")
    return f"{identity.name}, {vector.size} dimensions, {identity.precision}"


def _reranker(config: Config) -> str:
    from dltutor.search.encoders import open_reranker

    reranker = open_reranker(config.reranker)
    score = float(reranker.scores("Is it in order?", ["It is."])[0])
    return f"{config.reranker}, SHA-256 {reranker.identity.hash}, gives {score:.2f}"


def _index(config: Config) -> str:
    from dltutor.search.generation import read_current

    manifest = read_current(config.index_dir).manifest
    counts = ", ".join(f"{count} {name}" for name, count in manifest.counts.items())
    return f"{config.index_dir}: {counts}, {manifest.vectors}, {manifest.model.name}, built {manifest.built_at}"
