import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dltutor.grading.head import shipped
from dltutor.grading.measuring.answers import Answer
from dltutor.grading.measuring.bench import Bench
from dltutor.grading.measuring.looks import Looked, coverage, look_at
from dltutor.grading.measuring.marked import Marked, mark
from dltutor.grading.measuring.measure import measure
from dltutor.grading.result import CONTRADICTIONS
from dltutor.search.encoders import ensure, open_encoder
from dltutor.search.searcher import Searcher

CLIPPING = (
    "What does gradient clipping do?",
    "It scales the gradient down. The threshold of its norm is 5. Single steps stay small.",
)
POOLING = ("What does max pooling keep?", "Max pooling keeps the largest value of every window and drops the others.")
TEXTS = (
    "When its norm is larger than 5 the gradient is scaled down.",
    "It scales the gradient up. The threshold of its norm is 5. Single steps stay small.",
    "It scales the gradient down. The threshold of its norm is 7. Single steps stay small.",
    "small steps norm gradient larger scales scaling down 5 single whenever",
    "Single steps stay small, so the trianing is stable",
    "What gradient clipping does is the clipping of a gradient.",
    "no idea, sorry",
)


@pytest.fixture(scope="module")
def searcher(course_index: Path, exported: Path) -> Searcher:
    assert exported.is_dir()
    opened = Searcher.open(course_index)
    opened.attach(open_encoder(ensure("default")))
    return opened


@pytest.fixture(scope="module")
def bench(searcher: Searcher) -> Bench:
    return Bench(searcher)


def answers(*references: str) -> list[Answer]:
    return [Answer("clipping", CLIPPING[0], references, text, 0.5) for text in TEXTS]


def marked(bench: Bench, *references: str) -> list[Marked]:
    looked = look_at(bench, answers(*references))
    return mark(bench, bench.grader(shipped()), looked, shipped())


def test_scores_made_anew_are_those_of_the_grader(bench: Bench) -> None:
    for one in marked(bench, CLIPPING[1], "Steps are cut to a length."):
        assert one.without((), one.looked, one.head) == pytest.approx(one.score, abs=1e-6), one.looked.answer.text


def test_a_check_left_out_gives_back_what_it_took(bench: Bench) -> None:
    flip, number, stuffed, echoed = (marked(bench, CLIPPING[1])[place] for place in (1, 2, 3, 5))

    for one, kinds in (
        (flip, CONTRADICTIONS), (number, {"number", "formula"}), (stuffed, {"stuffing"}), (echoed, {"echo"})
    ):  # fmt: skip
        assert one.best is not None
        assert {flag.kind for flag in one.best.flags} & kinds, one.looked.answer.text
        assert one.without(kinds, one.looked, one.head) == pytest.approx(one.looked.score(one.head), abs=1e-6)
        assert (one.score or 0.0) < one.looked.score(one.head)


def test_words_of_the_question_earn_only_without_demoting(bench: Bench) -> None:
    repeated = [Answer("q", "Why is the window of max pooling small?", (POOLING[1],), "max pooling, a window", 0.0)]

    (demoted,), (plain,) = look_at(bench, repeated), look_at(bench, repeated, demote=False)

    assert words(demoted) < words(plain)


def words(one: Looked) -> float:
    return float(one.looks[0].evidence[:, 1].mean())


def test_what_terms_mean_helps_terse_points_only_where_it_is_looked_up(bench: Bench) -> None:
    explained = [Answer("training/overfitting", "", (), "Stop once validation loss has not fallen for epochs.", 1.0)]

    (meant,), (bare,) = look_at(bench, explained), look_at(bench, explained, expand=False)

    assert coverage(meant.looks[0], shipped()).max() > coverage(bare.looks[0], shipped()).max() + 0.05


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    def write(**sets: list[dict[str, Any]]) -> list[Path]:
        for name, rows in sets.items():
            (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return [tmp_path / f"{name}.jsonl" for name in sets]

    return write


def rows_of(name: str) -> list[dict[str, Any]]:
    told = {
        CLIPPING: (CLIPPING[1], "The gradient is scaled down if its norm is large.", "It makes steps small.", "cake"),
        POOLING: (POOLING[1], "The largest value of the window is kept.", "It keeps something.", "rain"),
    }
    return [
        {"dataset": name, "qid": asked, "question": asked, "reference": right, "answer": text, "score": 1 - place / 3}
        for (asked, right), texts in told.items()
        for place, text in enumerate(texts)
    ]


def test_a_set_is_measured_with_a_head_fitted_on_others_and_share_alike_sets_fit_none(
    bench: Bench, files: Callable[..., list[Path]]
) -> None:
    paths = files(mohler=rows_of("mohler"), saf_en=rows_of("saf_en"), beetle=rows_of("beetle"))

    found = {one.given.name: one for one in measure(bench, paths, 40, ablation=True).sets}

    assert {name: one.fitted_on for name, one in found.items()} == {
        "mohler": ("saf_en",), "saf_en": ("mohler",), "beetle": ("mohler", "saf_en")
    }  # fmt: skip
    names = [row.name for row in found["beetle"].rows]
    assert names[:4] == ["grader", "head alone, no checks", "cosine", "token recall"]
    assert {"without words", "without meaning", "without contradiction rules"} <= set(names)
    assert all(row.count == 8 for row in found["beetle"].rows)


def test_answers_to_items_are_measured_by_kind(bench: Bench, files: Callable[..., list[Path]]) -> None:
    told = [
        ("full", "It switches off units at random. No unit can rely on the presence of another one.", 1.0),
        ("wrong", "It rains in spring.", 0.0),
        ("contradiction", "It switches on units at random. No unit can rely on the presence of another one.", 0.0),
    ]
    lines = [
        {"item": "training/dropout", "student_answer": text, "score": score, "type": kind} for kind, text, score in told
    ]
    lines += [{"item": "training/layers", "student_answer": "a", "score": 0, "type": "full"}]
    lines += [{"item": "elsewhere#1", "student_answer": "a", "score": 0, "type": "full"}]

    (found,) = measure(bench, files(typed=lines), 40).sets

    assert [row.name for row in found.types] == ["full", "wrong", "contradiction"]
    assert found.apart["grader"] == {"contradiction": 1.0, "wrong": 1.0}
    assert found.unmeasured == 2
    assert found.fitted_on == ()
    assert json.loads(json.dumps(found.to_json(), allow_nan=False))["unmeasured"] == 2
