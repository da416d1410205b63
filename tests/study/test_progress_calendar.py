import pytest
from histories import TODAY, attempt, known

from dltutor.study.progress.calendar import calendar, mark


@pytest.mark.parametrize(
    ("answers", "sign"), [(0, "·"), (1, "░"), (5, "░"), (6, "▒"), (16, "▓"), (31, "█"), (999, "█")]
)
def test_five_characters_tell_how_much(answers: int, sign: str) -> None:
    assert mark(answers) == sign


def test_twelve_weeks_stand_in_seven_rows_and_end_today() -> None:
    attempts = [attempt(TODAY)] * 6 + [attempt(TODAY - 1)] + [attempt(TODAY - 11 * 7)] * 40

    found = calendar(known(attempts))
    rows = {line[:3]: line.split()[1:] for line in found.text(80)[1:8]}

    assert list(rows) == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert rows["Sat"] == ["█", *"·" * 10, "▒"]
    assert rows["Fri"] == [*"·" * 11, "░"]
    assert rows["Sun"] == [*"·" * 11]
    assert found.text(80)[0].split() == ["Sep", "Oct", "Nov"]


def test_days_are_counted_without_a_streak() -> None:
    attempts = [attempt(TODAY - back) for back in (0, 0, 1, 5, 13, 14)]

    assert calendar(known(attempts)).finding == "Studied on 4 of the last 14 days."


def test_after_a_break_nothing_is_held_against_the_student() -> None:
    assert calendar(known([attempt(TODAY - 20)])).finding == (
        "Last studied on Sun 1 Nov; a review begins with what is fading first."
    )


def test_days_that_have_yet_to_come_are_left_out() -> None:
    found = calendar(known([attempt(TODAY + 3)]))

    assert sum(day.answers for day in found.days) == 0
    assert found.last is None
