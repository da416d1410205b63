import json
import shutil
from pathlib import Path

import pytest
from program import Run, json_lines

ITEM_FIELDS = {
    "id",
    "kind",
    "document",
    "label",
    "section",
    "stem",
    "question",
    "answer",
    "answer_status",
    "options",
    "credits",
    "key_points",
    "aliases",
    "misconceptions",
    "hints",
    "see_also",
    "references",
    "computations",
    "topic",
    "choice_rule",
    "line",
}
SUMMARIES = {
    "marked_qa.txt": "8 questions, 7 answered",
    "oral_questions.txt": "7 questions, 4 answered",
    "solved_exam.txt": "16 questions, 16 answered",
    "unsolved_exam.txt": "12 questions, 0 answered, 2 fragments",
    "transcript.txt": "9 fragments",
}


def test_items_have_the_documented_fields(run: Run, corpus: Path) -> None:
    items = json_lines(run("items", "--json", "--corpus", corpus).stdout)

    assert [item["id"] for item in items] == [
        "gradients/1",
        "gradients/2",
        "gradients/3",
        "pooling/1",
        "pooling/2",
    ]
    assert all(item.keys() == ITEM_FIELDS for item in items)
    assert items[0]["key_points"][0] == {"text": "rescales the gradient above a threshold", "credits": 1.0}
    assert items[2]["answer_status"] == "none"
    assert [option["correct"] for option in items[4]["options"]] == [True, False]


def test_products_in_the_wordings_of_an_item_keep_their_asterisks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(
        "# Optimisers\n\n## What is a *heavy ball* step?\n\nA step with memory.\n\n"
        "**Also asked as**\n\n- beta*v - lr*grad\n- why is x**2 + y**2 a *bowl*\n",
        encoding="utf-8",
    )

    item = json_lines(run("items", "--json", "--corpus", tmp_path).stdout)[0]

    assert item["question"] == "What is a heavy ball step?"
    assert item["aliases"] == ["beta*v - lr*grad", "why is x**2 + y**2 a bowl"]


def test_items_can_be_searched_by_words(run: Run, corpus: Path) -> None:
    assert run("items", "--corpus", corpus, "max window").stdout.startswith("pooling/1\t")


def test_show_takes_an_id_or_its_end(run: Run, corpus: Path) -> None:
    done = run("--corpus", corpus, "show", "gradients/1")

    assert "What is gradient clipping?" in done.stdout
    assert "gradients.md" in done.stdout


def test_show_names_the_nearest_ids(run: Run, corpus: Path) -> None:
    done = run("--corpus", corpus, "show", "gradient/1")

    assert done.returncode == 2
    assert "gradients/1" in done.stderr


def test_the_inbox_names_file_and_line(run: Run, corpus: Path) -> None:
    done = run("--corpus", corpus, "inbox")

    assert "gradients.md:20: unanswered:" in done.stdout


@pytest.mark.parametrize("name", SUMMARIES)
def test_add_copies_a_document_and_says_what_was_understood(
    run: Run, documents: Path, tmp_path: Path, name: str
) -> None:
    before = (documents / name).read_bytes()

    dry = run("--corpus", tmp_path / "mine", "add", "--dry-run", documents / name)
    assert SUMMARIES[name] in dry.stdout
    assert not (tmp_path / "mine").exists()

    done = run("--corpus", tmp_path / "mine", "add", documents / name)
    assert done.returncode == 0
    assert SUMMARIES[name] in done.stdout
    assert (tmp_path / "mine" / name).read_bytes() == before == (documents / name).read_bytes()


def test_a_layout_that_is_named_is_remembered(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# What is a stride?\n\nA step.\n", encoding="utf-8")
    place = ("--corpus", tmp_path / "mine")

    run(*place, "add", "--layout", "fragments", tmp_path / "notes.md")

    assert [item["kind"] for item in json_lines(run(*place, "items", "--json").stdout)] == ["fragment"]


def test_an_unknown_layout_is_a_usage_error(run: Run, documents: Path, tmp_path: Path) -> None:
    done = run("--corpus", tmp_path, "add", "--layout", "exams", documents / "solved_exam.txt")

    assert done.returncode == 2
    assert "exam" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.md", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("deck.json", b'{"questions": [', "JSON"),
        ("paper.pdf", b"%PDF-1.4\n%%EOF\n", "paper.pdf"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_goes_in(
    run: Run, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.md").write_text("# What is a kernel?\n\nA small matrix.\n", encoding="utf-8")

    done = run("--corpus", tmp_path / "mine", "add", tmp_path / name, tmp_path / "good.md")

    assert done.returncode == 1
    assert f"{name}: refused" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["good.md"]


def test_a_corpus_that_is_a_file_is_a_usage_error(run: Run, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    done = run("--corpus", tmp_path / "file", "add", documents / "solved_exam.txt")

    assert done.returncode == 2
    assert "is no folder" in done.stderr


def test_a_place_that_cannot_be_written_is_refused_and_named(run: Run, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "documents").write_text("in the way", encoding="utf-8")

    done = run("--corpus", tmp_path / "mine", "add", documents)

    assert done.returncode == 1
    assert "can't be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_document_of_the_same_name_is_not_overwritten_unless_asked(run: Run, tmp_path: Path) -> None:
    place = ("--corpus", tmp_path / "mine")
    note = tmp_path / "note.md"
    note.write_text("# What is a kernel?\n\nA matrix.\n", encoding="utf-8")
    run(*place, "add", note)
    note.write_text("# What is a kernel?\n\nA small matrix.\n", encoding="utf-8")

    refused = run(*place, "add", note)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr

    replaced = run(*place, "add", "--replace", note)
    assert replaced.returncode == 0
    assert "A small matrix." in (tmp_path / "mine" / "note.md").read_text(encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in (tmp_path / "mine" / ".replaced").iterdir()] == [
        "# What is a kernel?\n\nA matrix.\n"
    ]


def test_a_link_out_of_the_corpus_is_put_into_the_inbox(run: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("# What is a leak?\n\nThis.\n", encoding="utf-8")
    inside = tmp_path / "corpus"
    inside.mkdir()
    (inside / "good.md").write_text("# What is a kernel?\n\nA matrix.\n", encoding="utf-8")
    (inside / "link.md").symlink_to(tmp_path / "outside.md")
    (inside / "broken.md").symlink_to(tmp_path / "nowhere.md")

    doubts = json_lines(run("--corpus", inside, "inbox", "--json").stdout)
    items = json_lines(run("--corpus", inside, "items", "--json").stdout)

    assert [(doubt["document"], doubt["kind"]) for doubt in doubts] == [("broken.md", "unread"), ("link.md", "unread")]
    assert [item["question"] for item in items] == ["What is a kernel?"]


def test_adding_without_a_corpus_begins_ones_own_with_the_shipped_documents(
    run: Run, tmp_path: Path, shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.md").write_text("# What is a zebra net?\n\nA joke.\n", encoding="utf-8")

    done = run("add", tmp_path / "note.md", cwd=tmp_path)

    own = shared_home / "data" / "corpus"
    assert done.returncode == 0, done.stderr
    assert {"note.md", "regularisation.md"} <= {path.name for path in own.iterdir()}
    (own / "note.md").unlink()
    assert json.loads(run("status", "--json", cwd=tmp_path).stdout)["missing"] is True


def test_items_are_those_on_disk_whether_or_not_an_index_holds_them(
    run: Run, indexed: tuple[object, ...], corpus: Path, tmp_path: Path
) -> None:
    without = run("--corpus", corpus, "--index", tmp_path / "none", "items", "--json").stdout
    assert run(*indexed, "items", "--json").stdout == without

    edited = tmp_path / "edited"
    shutil.copytree(corpus, edited)
    (edited / "pooling.md").write_text("# What is a stride?\n\nA step.\n", encoding="utf-8")
    items = json_lines(run("--corpus", edited, *indexed[2:], "items", "--json").stdout)
    assert "A step." in [item["answer"] for item in items]
