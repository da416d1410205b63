"""Every setting with its default, what it is for, what it can be, and when a change of it takes effect."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from dltutor import paths
from dltutor.config.kinds import Choice, Folder, Keys, Number, Switch, Text

Effect = Literal["at once", "for the next answer", "after a restart", "after dltutor index"]

THEMES = tuple(
    """
    textual-dark textual-light ansi-dark ansi-light atom-one-dark atom-one-light catppuccin-frappe catppuccin-latte
    catppuccin-macchiato catppuccin-mocha dracula flexoki gruvbox monokai nord rose-pine rose-pine-dawn rose-pine-moon
    solarized-dark solarized-light tokyo-night
    """.split()
)
"""The app's colour themes; the two ``ansi`` ones use the terminal's own colours."""
NO_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a field of :class:`Config` says of itself.

    Attributes:
        name: The field, and the key in the file.
        label: A word or two for people.
        help: What it is for, as sentences.
        group: The heading that it stands under.
        kind: What it can be.
        effect: When a change takes effect.
        default: Its value where nothing is said.
    """

    name: str
    label: str
    help: str
    group: str
    kind: Text
    effect: Effect
    default: Any

    @property
    def limits(self) -> str:
        """What it can be, and its default, as a sentence."""
        return f"It can be {self.kind.wanted} (default: {self.kind.show(self.default)})."


def _about(label: str, says: str, group: str, kind: Text, effect: Effect) -> dict[str, Any]:
    return {"label": label, "help": says, "group": group, "kind": kind, "effect": effect}


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default."""

    corpus: Path | None = field(
        default=None,
        metadata=_about(
            "Documents",
            "The folder of documents. Without one: ./corpus, else your own, else the one that comes with dltutor.",
            "Documents",
            Folder("found by itself"),
            "after a restart",
        ),
    )
    index: Path | None = field(
        default=None,
        metadata=_about(
            "Index",
            "Where the index is kept. Without a folder: ./index beside ./corpus, else a place for each corpus.",
            "Documents",
            Folder("follows from the documents"),
            "after a restart",
        ),
    )
    top: int = field(
        default=3,
        metadata=_about(
            "Hits in an answer",
            "How many questions an answer lists; in the app nine at most.",
            "Answers",
            Number(low=1, high=20),
            "for the next answer",
        ),
    )
    math: str = field(
        default="2d",
        metadata=_about(
            "Formulas",
            "How formulas that stand by themselves are shown: 2d (as in print), line (on one line), source (as LaTeX). "
            "One that is wider than the screen is put on one line where that fits; else it scrolls sideways.",
            "Answers",
            Choice(choices=("2d", "line", "source")),
            "at once",
        ),
    )
    theme: str = field(
        default="textual-dark",
        metadata=_about(
            "Theme",
            "The app's colours. The two ansi themes are the terminal's own colours on its own background.",
            "Screen",
            Choice(choices=THEMES),
            "at once",
        ),
    )
    column: int = field(
        default=100,
        metadata=_about(
            "Width of the text",
            "How wide a column of text becomes on a wide terminal, in cells.",
            "Screen",
            Number(low=60, high=200, step=10),
            "at once",
        ),
    )
    copy_on_select: bool = field(
        default=False,
        metadata=_about(
            "Copy what is selected",
            "Whether text that you select with the mouse is copied at once.",
            "Screen",
            Switch(),
            "at once",
        ),
    )
    history: bool = field(
        default=True,
        metadata=_about(
            "Keep questions",
            "Whether your questions and the answers shown stay on this machine for the next time. "
            "Off: nothing new of them is written; what is there stays. Quizzes, reviews and exams are always kept.",
            "Privacy",
            Switch(),
            "at once",
        ),
    )
    model: str = field(
        default="",
        metadata=_about(
            "Encoder",
            'A sentence-transformers model, by name or path; "default" is all-MiniLM-L6-v2, which comes with dltutor. '
            "Without one: that of the index.",
            "Encoder",
            Text("that of the index"),
            "after dltutor index",
        ),
    )
    precision: str = field(
        default="",
        metadata=_about(
            "Precision",
            "fp32, or int8, which is faster but gives a text slightly different vectors in different batches. "
            "Without one: that of the index.",
            "Encoder",
            Choice("that of the index", ("", "fp32", "int8")),
            "after dltutor index",
        ),
    )
    reranker: str = field(
        default="",
        metadata=_about(
            "Re-ranker",
            "The folder of a cross-encoder that orders the best hits anew.",
            "Encoder",
            Text(),
            "after a restart",
        ),
    )
    keys: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: NO_KEYS,
        hash=False,
        metadata=_about(
            "Keys",
            "Your own keys for commands. dltutor keys tells their names, and which keys are in force.",
            "Keys",
            Keys("the app's own"),
            "at once",
        ),
    )
    from_command_line: frozenset[str] = field(default=frozenset(), compare=False)
    """The settings that the command line gave. Those are for one run: a change in the file wouldn't be seen in it."""

    @property
    def corpus_dir(self) -> Path:
        """The corpus in use."""
        return self.corpus if self.corpus is not None else paths.default_corpus()

    @property
    def index_dir(self) -> Path:
        """The index in use."""
        return self.index if self.index is not None else paths.default_index(self.corpus_dir)


_DEFAULTS = Config()
SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        one.name: Setting(one.name, default=getattr(_DEFAULTS, one.name), **one.metadata)
        for one in fields(Config)
        if one.metadata
    }
)
"""What the fields say of themselves, by name, in the order of the groups."""
