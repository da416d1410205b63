import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dltutor.building import build_index, staleness
from dltutor.config import Config
from dltutor.documents import Documents
from dltutor.errors import IndexProblem, UsageError
from dltutor.grading import store
from dltutor.grading.examiner import Examiner, item_from
from dltutor.progress import silent
from dltutor.search.build import Outcome
from dltutor.search.generation import MANIFEST, read_current
from dltutor.search.searcher import Searcher

if TYPE_CHECKING:
    from dltutor.bank.item import Item

REFERENCE = "Dropout switches units off at random."


def request(**more: Any) -> dict[str, Any]:
    return {"question": "What does dropout do?", "reference": REFERENCE, "answer": "It turns off random units.", **more}


@pytest.mark.parametrize("name", ["training/dropout", "dropout"])
def test_an_item_is_named_by_its_id_or_the_end_of_it(examiner: Examiner, name: str) -> None:
    graded = examiner.grade(name, "It switches units off at random.")
    assert graded.item is not None
    assert graded.item.id == "training/dropout"
    assert examiner.grade_request({"item": name, "answer": "It switches units off at random."}) == graded


def test_an_unknown_item_names_the_nearest(examiner: Examiner) -> None:
    with pytest.raises(UsageError, match="dropuot") as caught:
        examiner.grade("dropuot", "x")
    assert "training/dropout" in caught.value.hint


def test_without_an_index_items_are_an_error_and_questions_are_graded(without_documents: Examiner) -> None:
    with pytest.raises(IndexProblem, match="no index") as caught:
        without_documents.grade("dropout", "x")
    assert "dltutor index" in caught.value.hint
    graded = without_documents.grade_request(request())
    assert (graded.item, graded.reference, graded.grading.verdict) == (None, REFERENCE, "pass")


@pytest.mark.parametrize(
    ("rule", "score"),
    [({}, 0.0), ({"rule": "per option"}, 0.75), ({"rule": "per_option"}, 0.75), ({"rule": "negative"}, 0.5)],
)
def test_a_request_says_how_its_choice_is_scored(
    without_documents: Examiner, rule: dict[str, str], score: float
) -> None:
    options = [{"text": name, "correct": name < "c"} for name in "abcd"]
    brought = {"question": "Which?", "options": options, "answer": "a", **rule}
    assert without_documents.grade_request(brought).grading.score == score


def test_an_unknown_rule_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="by mood") as caught:
        item_from(request(rule="by mood"))
    assert "per option" in caught.value.hint


def test_key_points_with_credits_make_the_credits(without_documents: Examiner) -> None:
    points = [{"text": "switches units off", "credits": 1.5}, {"text": "at random", "credits": 0.5}]
    grading = without_documents.grade_request(request(key_points=points)).grading
    assert [point.credits for point in grading.points] == [1.5, 0.5]
    assert grading.out_of == 2.0


def test_key_points_alone_are_a_reference_and_may_be_mere_texts(without_documents: Examiner) -> None:
    brought = request(key_points=["switches units off", {"text": "does so at random"}])
    del brought["reference"]
    grading = without_documents.grade_request(brought).grading
    assert [point.text for point in grading.points] == ["switches units off", "does so at random"]
    assert grading.out_of is None


def test_credits_beyond_the_key_points_are_the_whole_answers(without_documents: Examiner) -> None:
    points = [{"text": "units are switched off", "credits": 1}]
    grading = without_documents.grade_request(request(key_points=points, credits=3)).grading
    assert [point.credits for point in grading.points] == [1.0, 2.0]
    assert grading.out_of == 3.0


def test_marks_of_no_worth_are_graded_all_the_same(without_documents: Examiner) -> None:
    grading = without_documents.grade_request(request(key_points=[{"text": "units go off", "credits": 0}])).grading
    assert grading.score is not None


def test_options_with_a_key_are_a_choice(without_documents: Examiner) -> None:
    options = [{"text": "Adam", "correct": True, "reason": "it steps"}, {"text": "ReLU", "correct": False}]
    graded = without_documents.grade_request({"question": "Which optimize?", "options": options, "answer": "a"})
    assert (graded.grading.score, graded.grading.credits) == (1.0, 2.0)


def test_options_without_a_key_grade_nobody(without_documents: Examiner) -> None:
    graded = without_documents.grade_request({"question": "Which?", "options": ["Adam", "ReLU"], "answer": "a"})
    assert graded.grading.verdict == "ungraded"
    assert "no key" in graded.grading.note


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": None},
        {"answer": 5},
        {"reference": ""},
        {"reference": 5},
        {"question": ["What?"]},
        {"options": "a, b"},
        {"options": {"a": True}},
        {"options": [{"correct": True}]},
        {"options": [{"text": "a", "correct": "yes"}]},
        {"options": [{"text": "a", "reason": 5}]},
        {"key_points": 5},
        {"key_points": [5]},
        {"key_points": [" "]},
        {"key_points": [{"text": 5}]},
        {"key_points": [{"text": "a", "credits": "1"}]},
        {"key_points": [{"text": "a", "credits": True}]},
        {"key_points": [{"text": "a", "credits": -1}]},
        {"key_points": [{"text": "a", "credits": float("nan")}]},
        {"key_points": [{"text": "a", "credits": float("inf")}]},
        {"credits": "2"},
        {"credits": True},
        {"credits": -1},
    ],
)
def test_a_request_of_the_wrong_kind_is_an_error_that_a_program_can_read(
    without_documents: Examiner, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UsageError) as caught:
        without_documents.grade_request(request(**wrong))
    assert caught.value.message


def test_neither_item_nor_reference_is_an_error(without_documents: Examiner) -> None:
    with pytest.raises(UsageError, match='neither "item" nor "reference"'):
        without_documents.grade_request({"question": "What?", "answer": "That."})


def test_halves_of_surrogate_pairs_in_a_request_are_read_as_question_marks(without_documents: Examiner) -> None:
    brought = request(question="What\ud800?", key_points=["units \udfff off"], answer="units \ud83d off")
    graded = without_documents.grade_request(brought)
    assert graded.answer == "units ? off"
    json.dumps(graded.grading.to_json(), ensure_ascii=False).encode("utf-8")


def test_an_item_from_a_request_is_official_and_stands_nowhere() -> None:
    item = item_from(request(credits=2))
    assert (item.id, item.answer_status, item.kind, item.credits) == ("", "official", "open", 2.0)


def test_grading_the_same_twice_gives_the_same_json(examiner: Examiner, without_documents: Examiner) -> None:
    for one in (examiner, without_documents):
        first, second = (json.dumps(one.grade_request(request()).grading.to_json()) for _ in range(2))
        assert first == second


@pytest.fixture
def built(share_encoders: Callable[[Path], None], course: Path, tmp_path: Path) -> Callable[[], tuple[Config, Outcome]]:
    share_encoders(tmp_path / "home")
    config = Config(corpus=course, index=tmp_path / "index")

    def build() -> tuple[Config, Outcome]:
        digests, bank = Documents(course).read()
        made = build_index(config, bank.items, digests, rebuild=False, report=silent, stop=None)
        return config, made

    return build


def test_a_build_without_changes_leaves_the_schemes_and_a_changed_format_makes_them_anew(
    built: Callable[[], tuple[Config, Outcome]], monkeypatch: pytest.MonkeyPatch
) -> None:
    config, _ = built()
    before = read_current(config.index_dir)
    assert built()[1].unchanged
    assert read_current(config.index_dir) == before
    monkeypatch.setattr(store.MarkingSchemes, "key", "another")
    outcome = built()[1]
    assert (outcome.unchanged, outcome.encoded) == (False, 0)
    assert read_current(config.index_dir).manifest.companions[store.NAME] == "another"


def test_an_index_of_an_older_format_says_how_to_mend_it_and_is_mended_so(
    built: Callable[[], tuple[Config, Outcome]],
) -> None:
    config, _ = built()
    manifest = read_current(config.index_dir).folder / MANIFEST
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(data | {"format": 1}), encoding="utf-8")
    with pytest.raises(IndexProblem, match="format 1") as caught:
        Searcher.open(config.index_dir)
    assert "dltutor index" in caught.value.hint
    assert staleness(config, {}).missing
    assert built()[1].unchanged is False
    assert Searcher.open(config.index_dir).generation.manifest.companions[store.NAME] == store.FORMAT


def test_documents_are_read_again_only_when_one_has_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## What is a?\n\nThe first letter.\n", encoding="utf-8")
    documents = Documents(tmp_path)
    digests, bank = documents.read()
    assert documents.read()[1] is bank
    (tmp_path / "b.md").write_text("# B\n\n## What is b?\n\nThe second letter.\n", encoding="utf-8")
    assert documents.digests().keys() == {"a.md", "b.md"} > digests.keys()
    again: tuple[Item, ...] = tuple(documents.read()[1].items)
    assert {item.question for item in again} == {"What is a?", "What is b?"}
