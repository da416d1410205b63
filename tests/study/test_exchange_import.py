from pathlib import Path

import pytest
from questions import CHOICE, OPEN

from dltutor.bank.bank import read_corpus
from dltutor.errors import UsageError
from dltutor.study import exchange

DECK = "question,answer\nWhat is a stride?,A step.\nWhat is padding?,A rim of zeros.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "own.md").write_text("## What is a stride?\n\nThe step of a window.\n", encoding="utf-8")
    return folder


def deck(folder: Path, text: str = DECK, name: str = "deck.csv") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_becomes_one_document_that_the_corpus_reads(corpus: Path, tmp_path: Path) -> None:
    report = exchange.bring_in(corpus, deck(tmp_path))

    assert (report.document, report.new, report.changed, report.gone) == ("imported/deck.md", 2, 0, 0)
    found = {
        item.question: item.answer for item in read_corpus(corpus).items if item.source.document == report.document
    }
    assert found == {"What is a stride?": "A step.", "What is padding?": "A rim of zeros."}
    text = (corpus / report.document).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: deck\nlayout: notes\n---\n\n<!-- Imported from deck.csv; ")


def test_a_dry_run_says_what_would_come_and_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    report = exchange.bring_in(corpus, deck(tmp_path), dry_run=True)

    assert (len(report.items), report.written) == (2, False)
    assert not (corpus / "imported").exists()


def test_importing_again_replaces_its_own_document_and_counts(corpus: Path, tmp_path: Path) -> None:
    first = exchange.bring_in(corpus, deck(tmp_path))
    edited = "question,answer\nWhat is a stride?,A jump.\nWhat is dilation?,Holes.\n"

    second = exchange.bring_in(corpus, deck(tmp_path, edited))
    third = exchange.bring_in(corpus, deck(tmp_path, edited))

    assert second.document == first.document
    assert (second.new, second.changed, second.gone, second.kept) == (1, 1, 1, 0)
    assert (third.new, third.changed, third.gone, third.kept, third.written) == (0, 0, 0, 2, False)
    assert {item.id for item in first.items} & {item.id for item in second.items}
    replaced = list((corpus / ".replaced").iterdir())
    assert [path.read_text(encoding="utf-8").count("A rim of zeros.") for path in replaced] == [1]


def test_another_file_of_the_same_name_and_a_document_of_ones_own_stay(corpus: Path, tmp_path: Path) -> None:
    (corpus / "imported").mkdir()
    (corpus / "imported" / "deck.md").write_text("# My own notes\n", encoding="utf-8")
    (corpus / "imported" / "deck-2.md").write_bytes(b"\xff\x00\x00binary")

    first = exchange.bring_in(corpus, deck(tmp_path))
    second = exchange.bring_in(corpus, deck(tmp_path, DECK.replace(",", "\t"), "deck.tsv"))

    assert [first.document, second.document] == ["imported/deck-3.md", "imported/deck-4.md"]
    assert (corpus / "imported" / "deck.md").read_text(encoding="utf-8") == "# My own notes\n"


def test_questions_that_the_corpus_has_are_told_and_kept(corpus: Path, tmp_path: Path) -> None:
    known = read_corpus(corpus).items

    report = exchange.bring_in(corpus, deck(tmp_path), known=known)

    assert len(report.items) == 2
    assert len(report.duplicates) == 1
    assert "own/1" in report.duplicates[0]


def test_links_between_imported_questions_still_lead_somewhere(corpus: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    linked = replace(CHOICE, see_also=("optimisation#momentum", "gone", "elsewhere#x"))
    exchange.export((OPEN, linked), "jsonl", tmp_path / "q.jsonl")

    report = exchange.bring_in(corpus, tmp_path / "q.jsonl")

    assert report.items[1].see_also == ("optimisation-momentum", "elsewhere#x")
    assert report.items[0].see_also == ()


def test_an_export_of_everything_comes_back_with_key_points_hints_and_misconceptions(
    corpus: Path, tmp_path: Path
) -> None:
    exchange.export((OPEN, CHOICE), "jsonl", tmp_path / "q.jsonl")

    open_item, choice = exchange.bring_in(corpus, tmp_path / "q.jsonl").items

    for name in ("question", "answer", "key_points", "credits", "aliases", "misconceptions", "hints", "references"):
        assert getattr(open_item, name) == getattr(OPEN, name)
    assert (choice.question, choice.options, choice.answer) == (CHOICE.question, CHOICE.options, CHOICE.answer)


def test_a_list_that_looks_like_a_table_of_contents_stays_in_its_answer(corpus: Path, tmp_path: Path) -> None:
    text = (
        'question,answer\nWhich norms?,"- Batch norm\n- Layer norm"\nBatch norm,Per batch.\nLayer norm,Per example.\n'
    )

    report = exchange.bring_in(corpus, deck(tmp_path, text))

    assert report.notes == ()
    assert "Batch norm" in report.items[0].answer
    assert len(report.items) == 3


def test_an_unwritable_corpus_and_an_empty_file_are_told(corpus: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", encoding="utf-8")

    with pytest.raises(UsageError, match="can't be written"):
        exchange.bring_in(blocked, deck(tmp_path))
    with pytest.raises(UsageError, match="no question"):
        exchange.bring_in(corpus, deck(tmp_path, "question,answer\n,\n"))
    with pytest.raises(UsageError, match="no format"):
        exchange.bring_in(corpus, deck(tmp_path, "Some prose.", "notes.pdf.md"))


def test_an_export_leaves_fragments_out_and_replaces_a_file_only_when_told(tmp_path: Path) -> None:
    from dataclasses import replace

    fragment = replace(OPEN, kind="fragment")
    file = tmp_path / "q.csv"

    assert exchange.chosen((OPEN, fragment, CHOICE)) == (OPEN, CHOICE)
    assert exchange.chosen((OPEN, CHOICE), topic="Optim") == (OPEN,)
    assert exchange.chosen((OPEN, CHOICE), document="pool") == (CHOICE,)
    assert exchange.chosen((OPEN, CHOICE), ids={CHOICE.id}) == (CHOICE,)
    with pytest.raises(UsageError, match="No question"):
        exchange.chosen((OPEN,), topic="history")
    exchange.export((OPEN,), "csv", file)
    with pytest.raises(UsageError, match="exists already"):
        exchange.export((OPEN, CHOICE), "csv", file)
    assert exchange.export((OPEN, CHOICE), "csv", file, force=True).exported == 2
    with pytest.raises(UsageError, match="is a folder"):
        exchange.export((OPEN,), "csv", tmp_path, force=True)
    with pytest.raises(UsageError, match="can't be written"):
        exchange.export((OPEN,), "csv", file / "below.csv")
