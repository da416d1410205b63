import json
from pathlib import Path

import pytest
from program import Run

DECK = "question,answer\nWhat is a stride?,The step of a window.\nWhat does max pooling compute?,A maximum.\n"


@pytest.fixture
def place(corpus: Path, tmp_path: Path) -> tuple[object, ...]:
    """A copy of the small corpus, to be written into."""
    import shutil

    shutil.copytree(corpus, tmp_path / "corpus")
    return ("--corpus", tmp_path / "corpus", "--index", tmp_path / "index")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    file = tmp_path / "My Deck.csv"
    file.write_text(DECK, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["q.apkg", "q.gift", "q.xml", "q.csv", "q.tsv", "q.jsonl"])
def test_the_ending_tells_the_format_of_an_export(
    run: Run, place: tuple[object, ...], tmp_path: Path, name: str
) -> None:
    done = run(*place, "export", tmp_path / name)

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"questions are in {tmp_path / name}.\n")
    assert (tmp_path / name).stat().st_size


def test_an_export_says_what_it_left_out_and_takes_a_choice(
    run: Run, place: tuple[object, ...], tmp_path: Path
) -> None:
    deck = run(*place, "export", "--apkg", tmp_path / "deck")
    some = run(*place, "export", tmp_path / "q.jsonl", "--document", "pooling")

    assert "4 questions" in deck.stdout
    assert "left out: gradients/3: it has no answer" in deck.stderr
    assert some.stdout.startswith("2 questions")
    lines = (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["document"] for line in lines} == {"pooling.md"}


def test_a_file_that_exists_is_only_replaced_by_force(run: Run, place: tuple[object, ...], tmp_path: Path) -> None:
    file = tmp_path / "q.csv"
    file.write_text("mine", encoding="utf-8")

    refused = run(*place, "export", file)

    assert (refused.returncode, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in refused.stderr
    assert run(*place, "export", file, "--force").returncode == 0


@pytest.mark.parametrize("options", [["q.unknown"], ["--csv", "--gift", "q"], ["q.csv", "--topic", "history"]])
def test_an_export_that_cannot_be_meant_is_a_usage_error(
    run: Run, place: tuple[object, ...], options: list[str]
) -> None:
    assert run(*place, "export", *options).returncode == 2


def test_an_import_becomes_a_document_and_says_what_comes_next(
    run: Run, place: tuple[object, ...], deck: Path, tmp_path: Path
) -> None:
    done = run(*place, "import", deck)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "2 questions (table) are in imported/my-deck.md: 0 kept · 0 edited · 2 new · 0 gone\n"
    assert "twice: What does max pooling compute?" in done.stderr
    assert done.stderr.endswith("Next: dltutor index\n")
    assert "What is a stride?" in run(*place, "items", "--document", "my-deck").stdout


def test_a_dry_run_lists_the_questions_and_writes_nothing(
    run: Run, place: tuple[object, ...], deck: Path, tmp_path: Path
) -> None:
    done = run(*place, "import", deck, "--dry-run")

    assert "\topen\tofficial\tWhat is a stride?\n" in done.stdout
    assert "would go into imported/my-deck.md" in done.stdout
    assert not (tmp_path / "corpus" / "imported").exists()


def test_one_file_that_fails_does_not_stop_the_others(
    run: Run, place: tuple[object, ...], deck: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(b"PK\x03\x04 cut off")

    done = run(*place, "import", broken, tmp_path / "missing.gift", deck)

    assert done.returncode == 1
    assert "broken.apkg is no Anki package" in done.stderr
    assert "missing.gift" in done.stderr
    assert "2 new" in done.stdout


def test_the_shipped_corpus_is_not_written_into(run: Run, deck: Path, tmp_path: Path, shared_home: Path) -> None:
    import shutil

    from dltutor.paths import shipped_corpus

    before = sorted(path.name for path in shipped_corpus().rglob("*"))
    done = run("import", deck, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (shared_home / "data" / "corpus" / "imported" / "my-deck.md").is_file()
    assert sorted(path.name for path in shipped_corpus().rglob("*")) == before
    shutil.rmtree(shared_home / "data" / "corpus")
