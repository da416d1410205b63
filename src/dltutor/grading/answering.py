"""Exact answers: those whose value decides, not their wording."""

from dltutor.grading.exact.choice import read_choice, score_choice
from dltutor.grading.exact.formula import judge_formula
from dltutor.grading.exact.number import judge_number
from dltutor.grading.exact.shape import judge_shape
from dltutor.grading.exact.tuples import judge_tuple
from dltutor.grading.exact.verdict import Judged
from dltutor.grading.result import PointResult
from dltutor.grading.task import Task
from dltutor.search.texts import readable

AGAIN = "Which options do you mean? Write their letters, such as a c, or none."


def judge(task: Task, answer: str) -> Judged | None:
    """The verdict on an answer of an exact type; None where it is read as text."""
    key = task.scheme.key
    match task.scheme.type:
        case "numeric":
            return judge_number(key, answer, task.question)
        case "shape":
            return judge_shape(key, answer)
        case "tuple":
            return judge_tuple(key, answer)
        case "formula":
            return judge_formula(key, answer)
        case "choice":
            return _judge_choice(task, answer)
    return None


def _judge_choice(task: Task, answer: str) -> Judged:
    options = task.item.options
    chosen = read_choice(answer, [readable(option.text) for option in options])
    if chosen is None:
        return Judged(0.0, unclear=AGAIN)
    key = frozenset(place for place, option in enumerate(options) if option.correct)
    share = score_choice(chosen, key, len(options), task.scheme.rule)
    return Judged(share, evidence=", ".join(_letter(place) for place in sorted(chosen)) or "none")


def option_points(task: Task, chosen: str) -> tuple[PointResult, ...]:
    """For each option whether it was judged rightly, with its reason; ``chosen`` as :func:`judge` quotes it."""
    picked = set(chosen.split(", "))
    options = task.item.options
    found = []
    for place, option in enumerate(options):
        letter = _letter(place)
        right = (letter in picked) == bool(option.correct)
        reason = f" — {readable(option.reason)}" if option.reason else ""
        text = f"{letter}) {readable(option.text)}: {'right' if option.correct else 'not right'}{reason}"
        found.append(
            PointResult(
                text, None, float(right), "covered" if right else "not_found", letter if letter in picked else "",
                1 / len(options),
            )
        )  # fmt: skip
    return tuple(found)


def _letter(place: int) -> str:
    return chr(ord("a") + place)
