"""Where things are kept. Nothing is made at import; a folder is made when something is written into it.

``DLTUTOR_HOME`` puts everything under one folder; without it the platform's own places are used (on Linux the XDG
folders).
"""

import hashlib
import os
from pathlib import Path

APP = "dltutor"
PACKAGE = Path(__file__).resolve().parent


def _place(kind: str) -> Path:
    """The folder for one kind of file: ``config``, ``data``, ``cache`` or ``state``."""
    home = os.environ.get("DLTUTOR_HOME")
    if home:
        return Path(home).expanduser() / kind
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))


def config_file() -> Path:
    """The configuration, in TOML; it need not exist."""
    return _place("config") / "config.toml"


def data_dir() -> Path:
    """What the person owns: their corpus, indexes of corpora elsewhere."""
    return _place("data")


def cache_dir() -> Path:
    """What can be made again: exported encoders, cached vectors."""
    return _place("cache")


def state_dir() -> Path:
    """What the app remembers between two runs: prompt history, logs."""
    return _place("state")


def shipped_corpus() -> Path:
    """The documents that come with dltutor: inside the wheel, or ``corpus/`` of a checkout."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "corpus"


def own_corpus() -> Path:
    """The person's corpus when there is no ``./corpus``; ``dltutor add`` makes it."""
    return data_dir() / "corpus"


def default_corpus() -> Path:
    """The corpus in use when none is named: ``./corpus``, else the person's own, else the shipped one."""
    for folder in (Path("corpus"), own_corpus()):
        if folder.is_dir():
            return folder
    return shipped_corpus()


def default_index(corpus: Path) -> Path:
    """The index of a corpus: ``./index`` beside ``./corpus``, else a folder of its own in the data folder.

    The name carries a hash of the corpus's path, so that two corpora never share an index.
    """
    if corpus.resolve() == Path("corpus").resolve():
        return Path("index")
    digest = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:12]
    return data_dir() / "indexes" / f"{corpus.resolve().name}-{digest}"
