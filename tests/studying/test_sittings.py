"""What a quiz or a review does to the history, over a real one."""

from dataclasses import replace
from pathlib import Path

import pytest
from desks import CHOICE, NOTES, UNSOLVED, Clock, Marker, Shelf, item

from dltutor.bank.item import Item
from dltutor.study.attempt import Circumstances, Handed
from dltutor.study.database import Database
from dltutor.study.quizzing import QuizWish
from dltutor.study.sitting import Asked, Sitting
from dltutor.studying import Studying

DROPOUT = NOTES[0]
QUIZ = Circumstances(mode="quiz", sitting="quiz-1", seconds=20.0)


def asked_of(sitting: Sitting) -> Asked:
    assert sitting.asked is not None
    return sitting.asked


def ask(study: Studying, one: Item) -> Asked:
    return asked_of(study.quiz(QuizWish(items=(one.id,))))


def answered(study: Studying, one: Item, answer: str, circumstances: Circumstances = QUIZ) -> Handed:
    return study.hand_in(ask(study, one), answer, circumstances)


def test_an_answer_is_kept_the_moment_it_is_handed_in(study: Studying) -> None:
    handed = answered(study, DROPOUT, "half of it")
    (kept,) = study.history.attempts()
    assert (kept.id, kept.answer, kept.score, kept.decided) == (handed.attempt, "half of it", 0.5, False)
    assert study.memories() == {}


def test_confirming_schedules_and_taking_back_unschedules(study: Studying) -> None:
    handed = answered(study, DROPOUT, "right")
    assert handed.suggested == 3
    assert study.settle(handed) == 3
    card = study.cards()[DROPOUT.id]
    assert study.memories()[card.id].due - study.today == handed.next_days[3]
    study.take_back(handed)
    assert study.memories() == {}
    assert len(study.history.attempts()) == 1


def test_partly_right_is_a_fail_unless_the_student_says_otherwise(study: Studying) -> None:
    handed = answered(study, DROPOUT, "half")
    assert handed.suggested == 1
    assert study.settle(handed, score=0.7) == 2


def test_a_hint_lowers_the_best_rating_and_two_make_it_a_fail(study: Studying) -> None:
    for hints, rating in ((1, 2), (2, 1)):
        assert answered(study, DROPOUT, "right", replace(QUIZ, hints=hints)).suggested == rating


def test_only_the_first_answer_of_a_day_counts(study: Studying) -> None:
    study.settle(answered(study, DROPOUT, "wrong"))
    again = answered(study, DROPOUT, "right")
    assert again.next_days == {}
    study.settle(again)
    card = study.cards()[DROPOUT.id]
    assert [review.rating for review in study.history.reviews()[card.id]] == [1]


def test_the_letters_that_were_shown_are_those_of_the_answer(study: Studying, marker: Marker) -> None:
    asked = ask(study, CHOICE)
    letter = "abc"[asked.order.index(0)]
    assert study.hand_in(asked, f"({letter})", QUIZ).graded.grading.score == 1.0
    assert marker.asked[-1] == (CHOICE.id, "a")
    assert study.history.attempts()[-1].answer == "a"


def test_a_choice_that_cannot_be_read_is_asked_for_again_and_not_kept(study: Studying) -> None:
    handed = study.hand_in(ask(study, CHOICE), "maybe a or b?", QUIZ)
    assert handed.graded.grading.score is None
    assert "letters" in handed.graded.grading.note
    assert study.history.attempts() == ()


def test_a_guess_that_was_right_is_asked_again_openly_and_that_counts(study: Studying, marker: Marker) -> None:
    sitting = study.quiz(QuizWish(items=(CHOICE.id,)))
    asked = asked_of(sitting)
    guessed = study.hand_in(asked, "abc"[asked.order.index(0)], replace(QUIZ, confidence=1))
    assert (guessed.suggested, guessed.next_days) == (None, {})
    assert study.settle(guessed) is None
    sitting.settle(guessed, right=True, rating=None)
    openly = asked_of(sitting)
    assert (openly.openly, openly.order) == (True, ())
    handed = study.hand_in(openly, "right, since it is one", replace(QUIZ, openly=True))
    assert marker.asked[-1][0] == "- ReLU — it is one"
    assert study.settle(handed) == 3


def test_without_a_solution_the_student_says_whether_they_were_right(study: Studying) -> None:
    handed = answered(study, UNSOLVED, "my own idea")
    assert handed.graded.grading.score is None
    assert handed.next_days
    assert study.settle(handed, score=1.0) == 3
    assert study.settle(handed, score=0.0) == 1


def test_giving_up_is_graded_as_not_knowing(study: Studying) -> None:
    handed = answered(study, CHOICE, "", replace(QUIZ, gave_up=True))
    assert handed.suggested == 1


def test_what_was_missed_is_due_tomorrow_and_a_put_off_part_is_not_asked_today(study: Studying, clock: Clock) -> None:
    study.settle(answered(study, DROPOUT, "wrong"))
    clock.move(days=1)
    assert asked_of(study.review(most=1)).wanted.item == DROPOUT
    assert study.due().due == 1
    study.act(DROPOUT.id, "bury")
    assert study.due().due == 0
    clock.move(days=1)
    assert study.due().due == 1


def test_minutes_that_were_spent_today_are_no_more_there(study: Studying) -> None:
    before = study.due().new
    study.set_plan(None, 1)
    study.settle(answered(study, DROPOUT, "right", replace(QUIZ, seconds=3600.0)))
    assert before > 0
    assert not study.due()


def test_undo_takes_back_decision_after_decision(study: Studying) -> None:
    for one in NOTES[:2]:
        study.settle(answered(study, one, "right"))
    undone = [study.undo(), study.undo(), study.undo()]
    assert [one.item if one else None for one in undone] == [NOTES[1].id, NOTES[0].id, None]
    assert study.memories() == {}


def test_progress_outlives_a_renumbered_document_and_an_answer_that_changed_is_asked_soon(
    study: Studying, shelf: Shelf, clock: Clock
) -> None:
    study.settle(answered(study, DROPOUT, "right"))
    clock.move(days=1)
    moved = item("7", question=DROPOUT.question, answer="Now it is 3 and not 4.", section="Part of dropout")
    shelf.now_holds(moved, *NOTES[1:])
    card = study.cards()[moved.id]
    assert card.answer_changed == study.today
    clock.move(days=1)
    assert asked_of(study.review(most=1)).wanted.why == "changed"


def test_a_question_that_vanished_is_kept_and_comes_back(study: Studying, shelf: Shelf) -> None:
    study.settle(answered(study, DROPOUT, "right"))
    shelf.now_holds(*NOTES[1:])
    assert [card.item for card in study.orphans()] == [DROPOUT.id]
    assert study.memories()
    shelf.now_holds(*NOTES)
    assert DROPOUT.id in study.cards()


def test_looking_around_makes_no_file(study: Studying) -> None:
    assert (study.due().due, study.cards(), study.orphans(), study.plan().exam) == (0, {}, (), None)
    assert study.progress().answers == 0
    assert not study.database.exists


def test_two_tutors_at_once_lose_nothing(
    study: Studying, shelf: Shelf, marker: Marker, clock: Clock, tmp_path: Path
) -> None:
    other = Studying(shelf, lambda: marker, Database(tmp_path / "data" / "history.sqlite3"), clock)
    for one in NOTES[:4]:
        study.settle(answered(study, one, "right"))
        other.settle(answered(other, one, "wrong"))
    assert len(study.history.attempts()) == len(other.history.attempts()) == 8
    assert len(study.cards()) == len(other.cards()) == 4
    other.close()


def test_an_unknown_item_is_named_with_its_neighbours(study: Studying) -> None:
    with pytest.raises(Exception, match="no item"):
        study.act("notes/nowhere", "add")


def test_a_question_that_may_have_become_another_is_asked_about_once(study: Studying, shelf: Shelf) -> None:
    study.settle(answered(study, DROPOUT, "right"))
    near = item("new", question="What is dropconnect good for, and where does it fail?", section="Part of dropout")
    shelf.now_holds(near, *NOTES[1:])
    (ask_,) = study.asks()
    assert ask_.candidates[0].id == near.id
    refused = {one.id for one in ask_.candidates}
    study.say_gone(ask_.card.id)
    study.recognise()
    assert not refused & {one.id for again in study.asks() for one in again.candidates}


def test_the_student_can_say_that_a_question_is_the_same(study: Studying, shelf: Shelf) -> None:
    study.settle(answered(study, DROPOUT, "right"))
    near = item("new", question="What is dropconnect good for, and where does it fail?", section="Part of dropout")
    shelf.now_holds(near, *NOTES[1:])
    (ask_,) = study.asks()
    study.say_same(ask_.card.id, near.id)
    assert study.asks() == ()
    assert study.cards()[near.id].id == ask_.card.id
