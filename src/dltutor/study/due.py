"""What is due, in one line for a shell prompt."""

from dataclasses import dataclass

from dltutor.study.choosing import BEST, Chosen
from dltutor.study.plans import Plan


@dataclass(frozen=True, slots=True)
class Due:
    """What a review would ask today.

    Attributes:
        due: Questions whose day has come and that fit into today's minutes.
        new: Questions that were never asked and fit beside them.
        backlog: Questions whose day has come and that don't fit today.
        minutes: That ``due`` and ``new`` take, at the student's own pace; rounded up.
        exam_in: Days until the exam; None without one.
        best: With a backlog, how many are to be asked now, those most likely forgotten first; else 0.
    """

    due: int = 0
    new: int = 0
    backlog: int = 0
    minutes: int = 0
    exam_in: int | None = None
    best: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.due or self.new)

    def __str__(self) -> str:
        """``12 due · 9 min · exam in 20 days``; "nothing due" where there is nothing to do, never an empty text.

        A backlog is never counted out: it reads ``best 20 now``, and "done for today" where the minutes are used up.
        """
        work = [f"best {self.best} now"] if self.best else [f"{self.due} due"] if self.due else []
        if self.new:
            work.append(f"{self.new} new")
        parts = [*work, f"{self.minutes} min"] if work else ["done for today" if self.backlog else "nothing due"]
        if self.exam_in is not None:
            days = {0: "exam today", 1: "exam tomorrow"}
            parts.append(days.get(self.exam_in, f"exam in {self.exam_in} days"))
        return " · ".join(parts)


def due_of(chosen: Chosen, plan: Plan, today: int) -> Due:
    """What a choice for today's review comes to."""
    new = sum(wanted.why == "new" for wanted in chosen.wanted)
    due = len(chosen.wanted) - new
    return Due(
        due=due,
        new=new,
        backlog=chosen.backlog,
        minutes=chosen.minutes,
        exam_in=plan.days_left(today),
        best=min(BEST, due) if chosen.backlog else 0,
    )
