from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.grading.result import PointResult
from dltutor.tui.answers.evidence import pieces


def point(evidence: str, band: str = "covered") -> PointResult:
    return PointResult("a point", None, 0.9, band, evidence, 1.0)  # type: ignore[arg-type]


def earned(answer: str, *points: PointResult) -> list[tuple[str, str]]:
    return [(piece.text, piece.sign) for piece in pieces(answer, points) if piece.earned]


def test_evidence_is_found_in_the_answer_and_signed_with_its_points_number() -> None:
    found = earned("It turns units off, but only in training.", point("turns units off"), point("training", "partly"))
    assert found == [("turns units off", "✓1"), ("training", "~2")]


def test_evidence_that_earned_several_points_has_all_their_signs() -> None:
    assert earned("It turns units off.", point("units off"), point("units off", "partly")) == [("units off", "✓1 ~2")]


def test_evidence_within_other_evidence_keeps_both_signs() -> None:
    assert earned("one two three", point("one two three"), point("two")) == [
        ("one ", ""),
        ("two", "✓2"),
        (" three", "✓1"),
    ]


def test_line_breaks_and_case_do_not_hide_evidence() -> None:
    assert earned("Turns\n  units off.", point("turns units off")) == [("Turns\n  units off", "✓1")]


def test_evidence_put_together_from_several_places_is_found_part_by_part() -> None:
    assert earned("one two three", point("one … three")) == [("one", ""), ("three", "✓1")]


def test_evidence_is_whole_words_and_what_is_missing_has_none() -> None:
    assert earned("reweighted", point("weight")) == []
    assert earned("units", point("units", "not_found"), point("elsewhere"), point("")) == []


WORDS = st.text(alphabet="ab [.(\n…\\", max_size=12)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=4).map(" ".join), st.lists(WORDS, max_size=4))
def test_an_answer_in_pieces_is_the_answer(answer: str, evidence: list[str]) -> None:
    assert "".join(piece.text for piece in pieces(answer, [point(one) for one in evidence])) == answer
