import json
import signal
import subprocess
import sys
from pathlib import Path

from program import Run, environment

from dltutor.search.model import locate


def write(folder: Path, name: str, answer: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"# What is {name.removesuffix('.md')}?\n\n{answer}\n", encoding="utf-8")


def test_a_rebuild_says_what_it_kept_and_what_has_changed(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    place = ("--corpus", corpus, "--index", tmp_path / "index")
    for name in ("dropout.md", "padding.md", "stride.md"):
        write(corpus, name, "Something about it.")
    assert run(*place, "index").stdout.strip() == "0 kept · 0 edited · 3 new · 0 gone"

    write(corpus, "padding.md", "Zeros around the border.")
    write(corpus, "dilation.md", "Gaps in the kernel.")
    (corpus / "stride.md").unlink()
    stale = json.loads(run(*place, "status", "--json").stdout)
    assert (stale["new"], stale["edited"], stale["gone"]) == (["dilation.md"], ["padding.md"], ["stride.md"])

    assert run(*place, "index").stdout.strip() == "1 kept · 1 edited · 1 new · 1 gone"
    assert json.loads(run(*place, "status", "--json").stdout)["up_to_date"] is True


def test_a_document_that_cannot_be_read_does_not_make_the_index_stale(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    place = ("--corpus", corpus, "--index", tmp_path / "index")
    write(corpus, "padding.md", "Zeros.")
    (corpus / "empty.md").write_bytes(b"")

    run(*place, "index")

    assert json.loads(run(*place, "status", "--json").stdout)["up_to_date"] is True


def test_naming_a_layout_makes_the_index_stale(run: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    place = ("--corpus", corpus, "--index", tmp_path / "index")
    write(corpus, "padding.md", "Zeros.")
    run(*place, "index")

    run(*place, "add", "--layout", "fragments", corpus / "padding.md")

    assert json.loads(run(*place, "status", "--json").stdout)["edited"] == ["padding.md"]


def test_an_index_that_is_up_to_date_is_left_alone(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "index", "--if-stale")

    assert (done.returncode, done.stdout) == (0, "")


def test_an_empty_corpus_is_an_error_and_no_index(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    done = run("--corpus", tmp_path / "corpus", "--index", tmp_path / "index", "index")

    assert done.returncode == 2
    assert "nothing to index" in done.stderr


def test_an_unknown_model_is_a_clear_error_and_the_old_index_stays(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "index", "--model", "/no/such/model")

    assert done.returncode == 1
    assert "/no/such/model" in done.stderr
    assert run(*indexed, "ask", "gradient clipping").returncode == 0


def test_a_precision_is_kept_until_another_is_asked_for(run: Run, corpus: Path, tmp_path: Path) -> None:
    place = ("--corpus", corpus, "--index", tmp_path / "index")

    run(*place, "index", "--precision", "int8")
    run(*place, "index")
    assert "int8" in run(*place, "doctor").stdout
    assert json.loads(run(*place, "status", "--json").stdout)["up_to_date"] is True
    assert run(*place, "ask", "gradient clipping").returncode == 0

    run(*place, "index", "--precision", "fp32")
    assert "fp32" in run(*place, "doctor").stdout


def test_an_unknown_precision_is_a_usage_error(run: Run, indexed: tuple[object, ...]) -> None:
    assert run(*indexed, "index", "--precision", "int4").returncode == 2


def test_ctrl_c_leaves_the_old_index_as_it_was(
    run: Run, indexed: tuple[object, ...], corpus: Path, shared_home: Path
) -> None:
    command = [sys.executable, "-m", "dltutor", *map(str, indexed), "index", "--rebuild"]
    child = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(shared_home)
    )
    assert child.stderr is not None
    assert child.stderr.readline().startswith("reading")
    child.send_signal(signal.SIGINT)
    _, said = child.communicate()

    assert child.returncode == 130
    assert "Traceback" not in said
    assert run(*indexed, "ask", "gradient clipping").returncode == 0


def test_the_doctor_finds_everything_in_order(run: Run, indexed: tuple[object, ...]) -> None:
    done = run(*indexed, "doctor")

    assert done.returncode == 0, done.stdout
    default = locate("default")
    assert default is not None
    assert f"all-MiniLM-L6-v2 with the adapter, SHA-256 {default.hash}" in done.stdout


def test_the_doctor_says_where_the_history_is_kept(run: Run, indexed: tuple[object, ...], shared_home: Path) -> None:
    lines = [line.split("\t") for line in run(*indexed, "doctor").stdout.splitlines()]

    assert [line[-1] for line in lines if "data" in line] == [str(shared_home / "data")]


def test_the_doctor_says_what_is_wrong_and_what_mends_it(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("--corpus", corpus, "--index", tmp_path, "doctor")

    assert done.returncode == 1
    assert "WRONG\tindex" in done.stdout
    assert "dltutor index" in done.stderr
