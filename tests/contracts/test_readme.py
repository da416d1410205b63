"""The README tells the truth: its commands run, its links lead somewhere."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forking import Forks

if TYPE_CHECKING:
    from dltutor.bank.item import Item

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
COMMANDS = [line.removeprefix("$ ") for block in BLOCKS for line in block.splitlines()]
ASKED_OF = ("regularisation",)
"""The document that the README's questions are about; to index all of the course takes minutes."""
DLTUTOR = [command for command in COMMANDS if command.startswith("dltutor ")]
GENERATED = ("cli", "keys", "plain", "settings")
MAKE = [command for command in COMMANDS if command.startswith("make ")]


@pytest.fixture(scope="module")
def place(share_encoders: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents that the README's examples name."""
    folder = tmp_path_factory.mktemp("readme")
    share_encoders(folder / "home")
    (folder / "corpus").mkdir()
    for name in ASKED_OF:
        shutil.copy(ROOT / "corpus" / f"{name}.md", folder / "corpus")
    (folder / "notes").mkdir()
    (folder / "notes" / "norms.md").write_text("# What is a norm?\n\nA length.\n", encoding="utf-8")
    (folder / "deck.csv").write_text("question,answer\nWhat is a stride?,A step.\n", encoding="utf-8")
    (folder / "exam.txt").write_bytes((ROOT / "tests" / "documents" / "solved_exam.txt").read_bytes())
    return folder


def test_the_commands_of_the_readme_run(forks: Forks, place: Path) -> None:
    def dltutor(*arguments: str) -> subprocess.CompletedProcess[str]:
        return forks.run(arguments, stdin="", cwd=place, env={**os.environ, "DLTUTOR_HOME": str(place / "home")})

    assert len(DLTUTOR) >= 5
    assert dltutor("index").returncode == 0

    outcomes = {}
    for command in DLTUTOR:
        arguments = shlex.split(command)[1:]
        done = dltutor(*(argument.replace("exam.pdf", "exam.txt") for argument in arguments))
        outcomes[command] = (done.returncode, done.stderr if done.returncode else "")

    assert outcomes == dict.fromkeys(DLTUTOR, (0, ""))


@pytest.mark.parametrize("command", MAKE)
def test_the_make_commands_of_the_readme_have_rules(command: str) -> None:
    done = subprocess.run(
        ["make", "-n", *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", GENERATED)
def test_generated_pages_are_what_the_program_says(page: str) -> None:
    code = f"import sys; sys.path.insert(0, 'docs'); import make_pages; print(make_pages.{page}(), end='')"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said == (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")


def test_the_readme_counts_the_corpus_as_it_is(shipped_items: "tuple[Item, ...]") -> None:
    from dltutor.check import count, table

    assert table(count(shipped_items)) in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_page_is_linked_from_another_one() -> None:
    linked = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if (page.parent / link).resolve() != page
    }
    pages = {page for page in PAGES if page.is_relative_to(ROOT / "docs")}

    assert [page.name for page in pages if page not in linked and page.parent not in linked] == []


def test_every_picture_is_shown_on_a_page() -> None:
    pictures = {picture.name for picture in (ROOT / "docs" / "images").iterdir()}

    shown = {name for page in PAGES for name in re.findall(r"images/([\w.-]+)\)", page.read_text(encoding="utf-8"))}

    assert pictures - shown == set()


def test_pages_that_people_wrote_tell_of_every_command() -> None:
    from typer.core import TyperGroup
    from typer.main import get_command

    from dltutor.cli import app
    from dltutor.tui.commands import SLASH

    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.stem not in GENERATED)
    root = get_command(app)
    assert isinstance(root, TyperGroup)

    assert [name for name in root.commands if not re.search(rf"`{name}`|dltutor {name}\b", told)] == []
    assert [typed for typed in SLASH if not re.search(rf"`{typed}\b", told)] == []


def test_documented_fields_are_the_ones_that_are_printed() -> None:
    from dltutor.bank.item import Item, Source
    from dltutor.search.reply import Hit, Reply

    page = (ROOT / "docs" / "programs.md").read_text(encoding="utf-8")
    item = Item("d/1", "open", "Q?", "A", "official", Source("d.md", "1"))
    reply = Reply("Q?", "answered", 1.0, (Hit(item, 1.0, "exact", (item.source,)),))
    fields = {*item.to_json(), *reply.to_json(), *reply.to_json()["hits"][0]}

    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []
