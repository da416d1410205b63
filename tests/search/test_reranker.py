"""A cross-encoder by its folder: it scores as the library does, orders anew, and decides nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from small_models import SENTENCES, cross_encoder, exported_reranker, network, wordpiece

from dltutor.bank.item import Item
from dltutor.config import Config, load
from dltutor.doctor import checks
from dltutor.errors import ModelError
from dltutor.search.candidates import Candidate
from dltutor.search.encoders import open_reranker, rerankers_dir
from dltutor.search.reranker import ANSWER_WORDS, Reranker, reordered, text_of
from dltutor.search.searcher import Searcher

pytestmark = pytest.mark.filterwarnings("ignore")  # torch warns of whatever its tracer meets in transformers' code

MESSAGE = SENTENCES[0]


def bert(place: Path) -> Path:
    return network(place / "n", "bert", wordpiece(), num_labels=1)


QUERY = "which penalty on a network should I use"
LIKED = "nets/6"


@pytest.fixture(scope="session")
def indexed(index: Path) -> list[Item]:
    opened = Searcher.open(index)
    return [opened.item(row) for row in range(opened.generation.manifest.counts["items"])]


@pytest.fixture(scope="session")
def partial(indexed: list[Item], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder taught in a few steps to like one of the items."""
    from sentence_transformers import CrossEncoder

    place = tmp_path_factory.mktemp("partial")
    model = CrossEncoder(str(bert(place)), device="cpu")
    pairs = [[QUERY, text_of(item)] for item in indexed]
    inputs = model.tokenizer(pairs, return_tensors="pt", padding=True, truncation=True)
    wanted = torch.tensor([float(item.id == LIKED) for item in indexed])
    optimiser = torch.optim.Adam(model[0].auto_model.parameters(), lr=3e-3)
    for _ in range(60):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model[0].auto_model(**inputs).logits[:, 0], wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.save_pretrained(str(place / "saved"))
    return place / "saved"


@pytest.fixture(scope="session")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported")


@pytest.fixture(scope="session")
def reranker(partial: Path, exports: Path) -> Reranker:
    return exported_reranker(partial, exports)


@pytest.fixture(scope="session")
def enthusiast(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    """One to whom every text is the right one."""
    place = tmp_path_factory.mktemp("enthusiast")
    model = cross_encoder(place / "saved", bert(place))
    from safetensors.torch import load_file, save_file

    weights = load_file(model / "model.safetensors")
    weights["classifier.weight"].zero_()
    weights["classifier.bias"].fill_(20.0)
    save_file(weights, model / "model.safetensors", {"format": "pt"})
    return exported_reranker(model, place)


# The order


def candidates(scores: list[float], *, exact: bool = False) -> list[Candidate]:
    ranked = sorted(scores, reverse=True)
    return [Candidate(row, row, score, row, True, exact and row == 0) for row, score in enumerate(ranked)]  # noqa: FBT003


@given(scores=st.lists(st.floats(0, 0.94), max_size=24))
def test_ten_candidates_are_read_and_the_others_stay_behind_in_their_order(
    scores: list[float], reranker: Reranker, indexed: list[Item]
) -> None:
    found = candidates(scores)
    ordered = reordered(MESSAGE, found, lambda row: indexed[row % len(indexed)], reranker)
    read = reranker.relevance(MESSAGE, [text_of(indexed[row % len(indexed)]) for row in range(min(10, len(found)))])
    half = {candidate.row: candidate.score / 2 for candidate in found}
    new = {candidate.row: candidate.score for candidate in ordered}
    assert sorted(new) == sorted(half)
    assert [new[row] for row in range(min(10, len(found)))] == pytest.approx(
        [half[row] + read[row] / 2 for row in range(min(10, len(found)))], abs=1e-5
    )
    assert list(new.values()) == sorted(new.values(), reverse=True)
    assert [candidate.row for candidate in ordered if candidate.row >= 10] == list(range(10, len(found)))
    assert all(new[row] == half[row] for row in range(10, len(found)))


def test_nothing_changes_where_a_document_asks_the_message_word_for_word(
    reranker: Reranker, indexed: list[Item]
) -> None:
    found = candidates([0.99, 0.6, 0.5], exact=True)
    assert reordered(MESSAGE, found, indexed.__getitem__, reranker) == found


def test_question_and_the_beginning_of_the_answer_are_read(make_item: Callable[..., Item]) -> None:
    item = make_item("nets.md#1", "What is $x^2$?", "word " * 500, stem="Let x be a number.")
    assert text_of(item) == f"Let x be a number. What is x²? {'word ' * ANSWER_WORDS}".strip()


# In the search


def test_a_re_ranker_puts_forward_what_it_likes(index: Path, searcher: Searcher, reranker: Reranker) -> None:
    before = searcher.ask(QUERY, top=10)
    searcher.rerank_with(reranker)
    after = searcher.ask(QUERY, top=10)
    assert before.hits[0].item.id != LIKED
    assert after.hits[0].item.id == LIKED
    assert after.hits[0].score > 0.5
    assert [hit.score for hit in after.hits] == sorted((hit.score for hit in after.hits), reverse=True)


@pytest.mark.parametrize("query", [QUERY, "how do I bake bread with yeast", "What is L1 regularization?"])
def test_status_and_confidence_stay_what_the_ranking_says(
    index: Path, searcher: Searcher, enthusiast: Reranker, query: str
) -> None:
    before = searcher.ask(query)
    searcher.rerank_with(enthusiast)
    after = searcher.ask(query)
    assert (after.status, after.confidence) == (before.status, before.confidence)


def test_what_is_not_covered_is_not_made_an_answer(index: Path, searcher: Searcher, enthusiast: Reranker) -> None:
    searcher.rerank_with(enthusiast)
    assert searcher.ask("how do I bake bread with yeast").status == "not_covered"


def test_what_words_alone_give_is_left_as_it_is(index: Path, searcher: Searcher, reranker: Reranker) -> None:
    before = searcher.ask_by_words(QUERY)
    searcher.rerank_with(reranker)
    assert searcher.ask_by_words(QUERY) == before


# By its folder


@pytest.fixture(scope="session")
def run(
    index: Path, share_encoders: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Python in a process of its own, over the index; the re-rankers that it exports are kept for the next."""
    home = tmp_path_factory.mktemp("home")
    share_encoders(home)

    def start(*arguments: object, **environment: object) -> subprocess.CompletedProcess[str]:
        given = {"DLTUTOR_HOME": home, "DLTUTOR_CORPUS": index, "DLTUTOR_INDEX": index, **environment}
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={**os.environ, **{name: str(value) for name, value in given.items()}},
            capture_output=True,
            text=True,
            check=False,
        )

    return start


def test_a_folder_is_exported_once_and_asked_without_torch(
    run: Callable[..., subprocess.CompletedProcess[str]], partial: Path
) -> None:
    code = f"""
import sys
from dltutor.tutor import Tutor
print(Tutor.open().ask({QUERY!r}).hits[0].item.id)
print([name for name in ("torch", "dltutor.search.reranker") if name in sys.modules])
"""
    asked = ["dltutor", "ask", "--json", QUERY]

    assert run("-c", code).stdout.splitlines()[1] == "[]"
    first = run("-m", *asked, "--reranker", partial)
    assert json.loads(first.stdout)["hits"][0]["id"] == LIKED
    assert first.stderr.startswith("loading the re-ranker …\n")
    again = run("-m", *asked, DLTUTOR_RERANKER=partial)
    assert (again.stdout, again.stderr) == (first.stdout, "")
    assert run("-c", code, DLTUTOR_RERANKER=partial).stdout.splitlines() == [LIKED, "['dltutor.search.reranker']"]


def test_a_re_ranker_that_is_not_there_is_told_without_a_traceback(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    done = run("-m", "dltutor", "ask", QUERY, "--reranker", "no/such")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("dltutor: There is no re-ranker in no/such.\n")


def test_the_setting_comes_from_file_environment_and_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.toml"
    assert load(file=file).reranker == ""
    file.write_text('reranker = "from/file"\n', encoding="utf-8")
    assert load(file=file).reranker == "from/file"
    monkeypatch.setenv("DLTUTOR_RERANKER", "from/environment")
    assert load(file=file).reranker == "from/environment"
    assert load({"reranker": ""}, file=file).reranker == ""


@pytest.mark.usefixtures("reranker")
def test_doctor_looks_at_the_re_ranker_that_is_set(partial: Path, exports: Path) -> None:
    rerankers_dir().parent.mkdir(parents=True)
    rerankers_dir().symlink_to(exports / "rerankers", target_is_directory=True)
    assert "re-ranker" not in [check.name for check in checks(Config())]
    assert [check.ok for check in checks(Config(reranker=str(partial))) if check.name == "re-ranker"] == [True]
    wrong = next(check for check in checks(Config(reranker="no/such")) if check.name == "re-ranker")
    assert (wrong.ok, wrong.detail) == (False, "There is no re-ranker in no/such.")


def test_a_missing_folder_and_an_empty_one_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no re-ranker in") as caught:
        open_reranker(str(tmp_path / "none"))
    assert caught.value.hint
    with pytest.raises(ModelError, match="holds no weights"):
        open_reranker(str(tmp_path))


def test_a_damaged_export_is_a_clear_error(reranker: Reranker, tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text(json.dumps(reranker.identity.to_json()), encoding="utf-8")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="can't be opened") as caught:
        Reranker(tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "Delete" in caught.value.hint
