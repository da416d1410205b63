import re
from collections.abc import Callable
from typing import Any

import pytest

from dltutor.bank.item import Item, KeyPoint, Option
from dltutor.grading.examiner import Examiner
from dltutor.grading.result import CONTRADICTIONS, Grading

MakeItem = Callable[..., Item]

RIGHT = {
    "early-stopping": "You stop the training when the validation loss no longer falls.",
    "weight-decay": "Every weight is multiplied by a factor slightly below one in each step, so weights remain small.",
    "dropout": "Units are randomly turned off, so none can depend on the others.",
    "momentum": "A running mean of gradients is kept. Oscillations across the valley cancel. "
    "Movement along the floor accumulates, which reaches the minimum earlier.",
    "overfitting": "Early stopping and weight decay.",
    "batches": "Gradients are less noisy, but more memory is needed.",
    "batchnorm": "The batch mean is subtracted from every feature and the result divided by the standard deviation.",
    "max-pooling": "The largest value of each window survives, so the map gets smaller.",
}
TERSE = {
    "weight-decay": "shrink each weight a little every step -> small weights",
    "dropout": "random units off -> cannot rely on each other",
    "batches": "+ less noise, - more memory",
    "batchnorm": "(x - batch mean) / std per feature",
    "max-pooling": "largest value per window, smaller map",
}
REVERSED = {
    "max-pooling": "Max pooling keeps the smallest value of every window.",
    "weight-decay": "Weight decay grows every weight by a small factor at each step, which keeps the weights large.",
    "early-stopping": "Early stopping ends the training once the loss on the training data has not fallen for several "
    "epochs.",
    "batchnorm": "It doesn't subtract the mean of the batch from every feature, nor divide by its standard deviation.",
}


def misspelt(text: str) -> str:
    """The text with two letters exchanged in the middle of each longer word."""

    def swap(match: re.Match[str]) -> str:
        word, half = match.group(), len(match.group()) // 2
        return word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]

    return re.sub(r"[A-Za-z]{5,}", swap, text)


def scored(examiner: Examiner, name: str, answer: str) -> float:
    score = examiner.grade(name, answer).grading.score
    assert score is not None
    return score


def brought(examiner: Examiner, item: Item, answer: str) -> Grading:
    return examiner.grader.grade(examiner.task_for(item), answer).grading


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_in_own_words_passes(examiner: Examiner, name: str) -> None:
    grading = examiner.grade(name, RIGHT[name]).grading
    assert grading.verdict == "pass"
    assert not grading.flags


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_the_official_text_earns_nearly_everything_and_no_flag(examiner: Examiner, name: str) -> None:
    item = examiner.grade(name, "").item
    assert item is not None
    text = " ".join(f"{point.text}." for point in item.key_points) or item.answer
    grading = examiner.grade(name, text).grading
    assert grading.score is not None
    assert grading.score >= 0.9
    assert not grading.flags


def test_the_official_text_raises_no_flag_though_it_gives_a_number_twice(examiner: Examiner) -> None:
    grading = examiner.grade("clipping", "The gradient's norm is scaled down to 5. The threshold is 5.").grading
    assert not grading.flags


@pytest.mark.parametrize("name", RIGHT)
def test_typos_cost_nothing(examiner: Examiner, name: str) -> None:
    assert scored(examiner, name, misspelt(RIGHT[name])) >= scored(examiner, name, RIGHT[name]) - 0.1


@pytest.mark.parametrize("name", ["dropout", "momentum", "batchnorm"])
def test_typos_cost_nothing_without_documents_either(
    without_documents: Examiner, examiner: Examiner, name: str
) -> None:
    item = examiner.grade(name, "").item
    assert item is not None
    request = {"question": item.question, "reference": item.answer}
    right = without_documents.grade_request({**request, "answer": RIGHT[name]}).grading
    slips = without_documents.grade_request({**request, "answer": misspelt(RIGHT[name])}).grading
    assert right.score is not None
    assert slips.score is not None
    assert slips.score >= right.score - 0.1


@pytest.mark.parametrize("name", TERSE)
def test_brevity_and_note_style_cost_nothing(examiner: Examiner, name: str) -> None:
    grading = examiner.grade(name, TERSE[name]).grading
    assert grading.verdict == "pass"
    assert not grading.flags


@pytest.mark.parametrize("name", ["weight-decay", "batchnorm", "max-pooling"])
def test_capitals_bullets_and_missing_punctuation_cost_little(examiner: Examiner, name: str) -> None:
    plain = scored(examiner, name, RIGHT[name])
    assert scored(examiner, name, RIGHT[name].upper()) >= plain - 0.1
    assert scored(examiner, name, "- " + RIGHT[name].replace(", ", "\n- ").rstrip(".")) >= plain - 0.1


@pytest.mark.parametrize("answer", ["", "   \n", "?", "idk", "no idea, sorry", "-"])
@pytest.mark.parametrize("name", ["momentum", "overfitting", "batchnorm", "parameters"])
def test_nothing_said_is_nothing_earned(examiner: Examiner, name: str, answer: str) -> None:
    grading = examiner.grade(name, answer).grading
    assert grading.score == 0.0
    assert {flag.kind for flag in grading.flags} <= {"empty", "dont_know"}
    assert len(grading.flags) == 1
    assert sum(point.weight for point in grading.points) == pytest.approx(1.0)
    assert all(point.band == "not_found" and not point.evidence for point in grading.points)


def test_the_question_given_back_earns_nothing(examiner: Examiner) -> None:
    grading = examiner.grade("momentum", "Momentum speeds up gradient descent because it is momentum.").grading
    assert grading.score == 0.0
    assert [flag.kind for flag in grading.flags] == ["echo"]


def test_keywords_without_a_statement_earn_next_to_nothing(examiner: Examiner) -> None:
    words = "momentum running average gradients valley floor steps minimum sooner"
    grading = examiner.grade("momentum", words).grading
    assert grading.score is not None
    assert grading.score <= 0.15
    assert grading.flags[0].kind == "stuffing"


@pytest.mark.parametrize("name", ["momentum", "dropout", "batches", "batchnorm"])
def test_the_words_of_the_question_alone_pass_nothing(examiner: Examiner, name: str) -> None:
    item = examiner.grade(name, "").item
    assert item is not None
    assert examiner.grade(name, item.question).grading.verdict == "not_yet"


@pytest.mark.parametrize("name", REVERSED)
def test_a_near_copy_that_is_reversed_is_flagged_its_point_is_lost_and_the_score_is_capped(
    examiner: Examiner, name: str
) -> None:
    grading = examiner.grade(name, REVERSED[name]).grading
    flags = [flag for flag in grading.flags if flag.kind in CONTRADICTIONS]
    assert flags
    assert all(flag.student and flag.reference for flag in flags)
    lost = [point for point in grading.points if point.coverage == 0.0]
    assert lost
    assert grading.score is not None
    assert grading.score <= max(0.0, 1.0 - 2.0 * sum(point.weight for point in lost)) + 1e-9
    assert grading.verdict != "pass"


def test_another_number_halves_its_point_and_is_shown(examiner: Examiner) -> None:
    answer = "The gradient is scaled down to a norm of {} whenever its norm is larger, and its direction stays."
    right = examiner.grade("clipping", answer.format(5)).grading
    wrong = examiner.grade("clipping", answer.format(7)).grading
    assert not right.flags
    assert [flag.kind for flag in wrong.flags] == ["number"]
    assert wrong.score is not None
    assert right.score is not None
    assert wrong.score < right.score


def test_only_any_two_of_three_are_wanted(examiner: Examiner) -> None:
    for answer in (
        "Early stopping, weight decay",
        "data augmentation; weight decay",
        "augmentation and early stopping",
    ):
        grading = examiner.grade("overfitting", answer).grading
        assert grading.verdict == "pass"
        assert grading.out_of == 2.0
        assert sorted(point.weight for point in grading.points) == [0.0, 0.5, 0.5]


def test_a_terse_mark_is_covered_by_an_answer_that_explains_it_thanks_to_the_glossary(
    examiner: Examiner, without_documents: Examiner, make_item: MakeItem
) -> None:
    mark = KeyPoint("Data augmentation", 1.0)
    item = make_item("Name a remedy.", "Any from the lecture will do.", key_points=(mark,), credits=1.0)
    answer = "Show mirrored and cropped pictures to the network, too."
    known, unknown = brought(examiner, item, answer), brought(without_documents, item, answer)
    assert known.score is not None
    assert unknown.score is not None
    assert known.score >= unknown.score + 0.2
    assert (known.points[0].band, unknown.points[0].band != "covered") == ("covered", True)


def test_the_students_own_words_are_quoted(examiner: Examiner) -> None:
    answer = "Uints are randomly turned off. So none may depend on the others."
    for point in examiner.grade("dropout", answer).grading.points:
        assert point.evidence
        assert point.evidence in answer


def test_two_answers_in_a_row_do_not_influence_each_other(examiner: Examiner) -> None:
    before = examiner.grade("dropout", RIGHT["dropout"])
    examiner.grade("dropout", "Weights grow without end.")
    examiner.grade("max-pooling", REVERSED["max-pooling"])
    examiner.grade_request({"question": "What?", "reference": "Dropout removes units.", "answer": "idk"})
    assert examiner.grade("dropout", RIGHT["dropout"]) == before


def test_german_and_french_answers_are_not_graded_and_told_so(examiner: Examiner) -> None:
    for answer, language in (
        ("Es merkt sich den Mittelwert der Gradienten und wird dadurch schneller.", "German"),
        ("Il garde la moyenne des gradients et donc il va plus vite vers le minimum.", "French"),
    ):
        grading = examiner.grade("momentum", answer).grading
        assert (grading.score, grading.verdict) == (None, "ungraded")
        assert [flag.kind for flag in grading.flags] == ["language"]
        assert language in grading.note


def test_fragments_and_unanswered_items_are_not_graded_and_told_so(
    examiner: Examiner, course_items: tuple[Item, ...]
) -> None:
    keyless = [item for item in course_items if item.kind == "fragment" or item.answer_status == "none"]
    assert len(keyless) == 2
    for item in keyless:
        grading = examiner.grade(item.id, "It is pulled to zero.").grading
        assert (grading.score, grading.verdict, grading.points) == (None, "ungraded", ())
        assert grading.note


def test_another_students_transcript_grades_nobody(examiner: Examiner, make_item: MakeItem) -> None:
    item = make_item("Why?", "Because of the slope.", answer_status="transcript")
    grading = brought(examiner, item, "Because of the slope.")
    assert (grading.score, grading.verdict) == (None, "ungraded")
    assert "another student" in grading.note


@pytest.mark.parametrize("status", ["linked", "own"])
@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"answer": "It averages the gradients."}, "It averages the gradients."),
        ({"question": "How many weights are there?", "answer": "15"}, "15"),
        ({"options": (Option("a pooling", correct=False), Option("a layer", correct=True)), "kind": "choice"}, "b"),
    ],
)
def test_without_an_official_key_nothing_is_called_a_pass(
    examiner: Examiner, make_item: MakeItem, status: str, more: dict[str, Any], answer: str
) -> None:
    item = make_item(**{"question": "What does it do?", "answer": "", "answer_status": status, **more})
    grading = brought(examiner, item, answer)
    assert grading.score is not None
    assert grading.score > 0.9
    assert grading.verdict == "check"
    assert "No official key" in grading.note


def test_a_choice_tells_each_option_with_its_reason(examiner: Examiner) -> None:
    right = examiner.grade("layers", "a and c").grading
    assert (right.score, right.credits, right.verdict) == (1.0, 2.0, "pass")
    assert "its filters are learned" in right.points[0].text
    wrong = examiner.grade("layers", "a").grading
    assert (wrong.score, wrong.credits, wrong.verdict) == (0.0, 0.0, "not_yet")
    assert [point.coverage for point in wrong.points] == [1.0, 1.0, 0.0]


@pytest.mark.parametrize("answer", ["idk", "?", "no idea"])
def test_not_knowing_a_choice_earns_nothing(examiner: Examiner, answer: str) -> None:
    grading = examiner.grade("layers", answer).grading
    assert (grading.score, grading.credits, grading.verdict) == (0.0, 0.0, "not_yet")


def test_an_unreadable_choice_is_asked_again_and_costs_nothing(examiner: Examiner) -> None:
    grading = examiner.grade("layers", "the good ones").grading
    assert (grading.score, grading.verdict) == (None, "ungraded")
    assert "Which options" in grading.note


def test_ticking_nothing_is_an_answer_to_a_choice(examiner: Examiner, make_item: MakeItem) -> None:
    item = make_item("Which?", kind="choice", options=(Option("a pooling", correct=False),))
    assert brought(examiner, item, "").score == 1.0
    assert examiner.grade("layers", "").grading.score == 0.0


def test_a_value_is_judged_by_its_value(examiner: Examiner) -> None:
    for answer in ("15", "4*3 + 3 = 15", "fifteen", "15 parameters, since each of 3 units has 4 weights and a bias"):
        assert examiner.grade("parameters", answer).grading.score == 1.0
    wrong = examiner.grade("parameters", "12").grading
    assert (wrong.score, wrong.verdict) == (0.0, "not_yet")
    assert wrong.flags[0].kind == "number"


@pytest.mark.parametrize("answer", ["16 or 20", "it is 16, or maybe 20"])
def test_a_value_left_open_never_passes_and_the_student_is_asked(without_documents: Examiner, answer: str) -> None:
    request = {"question": "How many weights are there?", "reference": "20", "credits": 2, "answer": answer}
    grading = without_documents.grade_request(request).grading
    assert grading.score is not None
    assert grading.credits is not None
    assert grading.low is not None
    assert grading.high is not None
    assert grading.score <= 0.5
    assert grading.low <= grading.score <= grading.high
    assert grading.credits == pytest.approx(2 * grading.score)
    assert grading.verdict in {"check", "not_yet"}
    assert "?" in grading.note


def test_the_key_of_a_value_is_shown_readable(without_documents: Examiner) -> None:
    request = {"question": "What is the gradient?", "reference": r"$2 w x^{2}$", "answer": "2*w*x^2"}
    grading = without_documents.grade_request(request).grading
    assert grading.score == 1.0
    assert "$" not in grading.points[0].text


def test_the_range_holds_the_score_and_credits_follow_it(examiner: Examiner) -> None:
    for name, answer in RIGHT.items():
        grading = examiner.grade(name, answer).grading
        assert grading.score is not None
        assert grading.low is not None
        assert grading.high is not None
        assert 0.0 <= grading.low <= grading.score <= grading.high <= 1.0
        assert sum(point.weight for point in grading.points) == pytest.approx(1.0)
        assert (grading.credits is None) == (grading.out_of is None)
        if grading.credits is not None and grading.out_of is not None:
            assert grading.credits == pytest.approx(grading.score * grading.out_of)


def test_the_students_bias_moves_every_point(examiner: Examiner) -> None:
    strict, plain, mild = (examiner.grade("momentum", "It averages.", bias).grading for bias in (-1.0, 0.0, 1.0))
    for low, middle, high in zip(strict.points, plain.points, mild.points, strict=True):
        assert low.coverage < middle.coverage < high.coverage


def test_a_key_held_down_is_graded_like_any_short_answer(examiner: Examiner) -> None:
    graded = examiner.grade("dropout", "a" * 100_000)

    assert graded.answer == "a" * 100_000
    assert graded.grading.score is not None
    assert graded.grading.score <= 0.3
