from histories import TODAY, attempt, card, known, memory

from dltutor.study.plans import Plan
from dltutor.study.progress.forecast import forecast


def test_two_weeks_are_counted_and_what_is_overdue_stands_in_today() -> None:
    dues = {1: TODAY - 40, 2: TODAY, 3: TODAY + 1, 4: TODAY + 13, 5: TODAY + 14}

    found = forecast(known(cards=[card(n) for n in dues], memories={n: memory(day) for n, day in dues.items()}))

    assert [day.cards for day in found.days] == [2, 1, *[0] * 11, 1]
    assert (found.overdue, found.total) == (1, 4)
    assert found.finding == "2 questions are due today; 4 within 14 days."


def test_minutes_come_from_the_median_of_the_students_own_answers() -> None:
    attempts = [attempt(seconds=seconds) for seconds in (30.0, 60.0, 9000.0, None)]

    found = forecast(known(attempts, [card(1), card(2)], {1: memory(), 2: memory()}))

    assert found.seconds == 60.0
    assert found.days[0].minutes == 2.0
    assert found.finding == "2 questions are due today, about 2 min."


def test_without_a_timed_answer_no_minutes_are_made_up() -> None:
    found = forecast(known([attempt()], [card()], {1: memory()}))

    assert found.days[0].minutes is None
    assert "min" not in "\n".join(found.text(80))


def test_what_is_suspended_gone_or_put_off_is_not_due_today() -> None:
    cards = [card(1, suspended=True), card(2, gone=True), card(3, buried=TODAY), card(4, buried=TODAY - 1)]

    found = forecast(known(cards=cards, memories={n: memory() for n in (1, 2, 3, 4)}))

    assert [day.cards for day in found.days[:2]] == [1, 1]


def test_a_backlog_is_answered_with_what_to_do_and_not_with_its_size() -> None:
    numbers = range(1, 101)
    memories = dict.fromkeys(numbers, memory(TODAY - 5))

    found = forecast(known([attempt(seconds=60.0)], [card(n) for n in numbers], memories, plan=Plan(minutes=25)))

    assert found.finding == "More is due than fits into 25 minutes; a review begins with what is fading first."


def test_a_day_without_work_names_the_next() -> None:
    assert forecast(known(cards=[card()], memories={1: memory(TODAY + 2)})).finding == (
        "Nothing is due today; 1 question comes due on Mon 23 Nov."
    )
    assert forecast(known(cards=[card()], memories={1: memory(TODAY + 20)})).finding == (
        "Nothing is due in the next 14 days; the next question comes on Fri 11 Dec."
    )
    assert forecast(known()).finding == "Nothing is scheduled yet: what you answer comes again."


def test_each_bar_ends_with_its_number() -> None:
    memories = {1: memory(), 2: memory(), 3: memory(TODAY + 1)}

    lines = forecast(known(cards=[card(n) for n in memories], memories=memories)).text(80)

    assert lines[0] == f"Sat 21 Nov  today {'█' * 40} 2"
    assert lines[1] == f"Sun 22 Nov        {'█' * 20} 1"
    assert lines[2] == "Mon 23 Nov        0"
