"""Who is who where little tells: each case is decided by one thing alone."""

from collections.abc import Sequence

import pytest

from dltutor.bank.item import Item, Option, Source
from dltutor.study.identity import match
from dltutor.study.traces import Seen, Trace

SHARED = "because the weights are shared over all positions of the image"
KEPT = "since a gate keeps what was put into the cell many steps ago"
STEM = "A network has three layers of 64 units each and is trained on images of handwritten digits."
CHOICES = ("Dropout switches units off at random", "Weight decay makes weights small", "Both act at test time")
LONG = "Which part of a convolutional network looks at the whole image at once"


def item(
    question: str, answer: str = "", at: str = "one/1", *, name: str = "", stem: str = "", options: Sequence[str] = ()
) -> Item:
    document, label = at.split("/")
    status = "official" if answer else "none"
    listed = tuple(Option(text, correct=text == answer) for text in options)
    source = Source(f"{document}.md", label)
    return Item(f"{document}/{name or label}", "open", question, answer, status, source, stem=stem, options=listed)


def trace(one: Item, card: int = 0, *, gone: bool = False, refused: Sequence[Item] = ()) -> Trace:
    seen = Seen(one)
    place = (one.id, seen.hash, bool(seen.name), one.source.document, one.source.label)
    others = frozenset(Seen(other).wording for other in refused)
    return Trace(card, *place, one.question, seen.wording, seen.answer, gone=gone, refused=others)


def who(before: Sequence[Item], after: Sequence[Item]) -> list[str]:
    """For each item before: the id that it has after; "" where it is gone, "?" where the student is asked."""
    return told([trace(one, card) for card, one in enumerate(before)], after)


def told(traces: Sequence[Trace], after: Sequence[Item]) -> list[str]:
    matching = match(traces, [Seen(one) for one in after])
    asked = dict.fromkeys(matching.asks, "?")
    return [
        (asked | {card: seen.item.id for card, (seen, _) in matching.found.items()}).get(one.card, "") for one in traces
    ]


def test_a_name_weighs_more_than_the_wording() -> None:
    before = [item("Why pad?", SHARED, name="a"), item("Why stride?", KEPT, "one/2", name="b")]
    after = [item("Why stride?", KEPT, name="a"), item("Why pad?", SHARED, "one/2", name="b")]

    assert who(before, after) == ["one/a", "one/b"]


def test_a_name_holds_in_a_renamed_document() -> None:
    before = [item(LONG, SHARED), item("Why stride?", KEPT, "one/2", name="b")]
    after = [item(LONG, SHARED, "new/1"), item("What for?", "To save time.", "new/2", name="b")]

    assert who(before, after) == ["new/1", "new/b"]


def test_a_label_with_a_suffix_is_no_name() -> None:
    assert not Seen(item("Why?", at="one/3", name="3-2")).name
    assert not Seen(item("Why?", at="one/3", name="3.md")).name
    assert Seen(item("Why?", at="one/3", name="gate.md")).name == "gate"


def test_another_name_makes_a_slip_doubtful() -> None:
    before, after = (
        item("What does a gate do to a signal?", name="a"),
        item("What does a gates do to a signal?", name="b"),
    )

    assert who([before], [after]) == ["?"]


def test_the_document_decides_between_equals() -> None:
    before = [item("Why?", SHARED, "one/1"), item("Why?", SHARED, "two/2")]
    after = [item("Why?", SHARED, "two/1"), item("Why?", SHARED, "one/2")]

    assert who(before, after) == ["one/2", "two/1"]


def test_the_answer_decides_between_equals_of_one_document() -> None:
    before = [item("Why?", SHARED), item("Why?", KEPT, "one/2")]
    after = [item("Why?", KEPT), item("Why?", SHARED, "one/2")]

    assert who(before, after) == ["one/2", "one/1"]


@pytest.mark.parametrize("answer", ["", SHARED])
def test_the_label_decides_where_the_answer_does_not(answer: str) -> None:
    before = [item("Why?", answer, at="one/1"), item("Why?", answer, at="one/2")]
    after = [item("**Why?**", answer, at="one/2"), item("**Why?**", answer, at="one/1")]

    assert who(before, after) == ["one/1", "one/2"]


@pytest.mark.parametrize("name", ["", "a"])
def test_a_card_that_is_there_comes_before_one_that_was_gone(name: str) -> None:
    gone, there = item("Why?", SHARED, name=name), item("Why?", SHARED, "one/2", name=name)

    edited = item("**Why?**", SHARED, name=name)
    assert told([trace(gone, 0, gone=True), trace(there, 1)], [edited]) == ["", edited.id]


@pytest.mark.parametrize(("question", "found"), [(LONG, "two/1"), ("Why?", "?")])
def test_only_a_telling_wording_is_known_again_in_another_document(question: str, found: str) -> None:
    assert who([item(question)], [item(question, at="two/1")]) == [found]


@pytest.mark.parametrize(("at", "found"), [("one/1", "one/1"), ("one/2", "?")])
def test_few_words_with_another_answer_are_known_again_in_their_place_alone(at: str, found: str) -> None:
    assert who([item("Why?", SHARED)], [item("Why?", KEPT, at)]) == [found]


def test_a_telling_wording_with_another_answer_is_known_again_in_its_document_alone() -> None:
    assert who([item(LONG, SHARED)], [item(LONG, KEPT, "one/2")]) == ["one/2"]
    assert who([item(LONG, SHARED)], [item(LONG, KEPT, "two/1")]) == ["?"]


def test_options_tell_as_much_as_an_answer() -> None:
    asked, edited = item("What holds?", options=CHOICES), item("What holds?", CHOICES[1], "two/4", options=CHOICES)

    assert who([asked], [edited]) == ["two/4"]


@pytest.mark.parametrize(("answer", "found"), [(SHARED, "one/1"), ("", "?")])
def test_a_stem_in_other_words_needs_the_same_answer(answer: str, found: str) -> None:
    before = item(LONG, answer, stem=STEM)

    assert who([before], [item(LONG, answer, stem="Consider the drawing.")]) == [found]
    assert who([before], [item(LONG, f"{answer} at once", stem="Consider the drawing.")]) == ["?"]


def test_parts_of_one_stem_are_not_taken_for_each_other() -> None:
    assert who([item("How many weights?", stem=STEM)], [item("Which loss fits?", stem=STEM)]) == [""]


@pytest.mark.parametrize(("label", "found"), [("2b", "one/2b"), ("3", "?")])
def test_without_answers_a_printed_label_tells_and_a_running_number_does_not(label: str, found: str) -> None:
    before, after = (
        item(f"How does a {word} network read a long sentence word by word?", at=f"one/{label}")
        for word in ("plain", "gated")
    )

    assert who([before], [after]) == [found]


def test_a_slip_in_another_place_with_another_answer_is_doubtful() -> None:
    before, after = item(f"{LONG}?", SHARED), item(f"{LONG}s?", KEPT, "one/2")

    assert who([before], [after]) == ["?"]
    assert who([before], [item(f"{LONG}s?", SHARED, "one/2")]) == ["one/2"]
    assert who([before], [item(f"{LONG}s?", KEPT)]) == ["one/1"]


def test_between_two_slips_the_label_decides() -> None:
    after = [item(f"{LONG}s?", at="one/2"), item(f"{LONG}x?", at="one/1")]

    assert who([item(f"{LONG}?")], after) == ["one/1"]


def test_what_was_refused_is_neither_taken_nor_asked_about() -> None:
    other = item(f"{LONG}s?")

    assert told([trace(item(f"{LONG}?"))], [other]) == ["one/1"]
    assert told([trace(item(f"{LONG}?"), refused=[other])], [other]) == [""]


def test_what_was_refused_elsewhere_is_still_known_again_in_its_own_place() -> None:
    card = trace(item("Why?", SHARED), gone=True, refused=[item("Why?", KEPT, "two/1")])

    assert told([card], [item("Why?", KEPT, "two/1")]) == [""]
    assert told([card], [item("Why?", KEPT, "one/1")]) == ["one/1"]


def test_questions_about_different_things_are_not_asked_about() -> None:
    assert who([item("What is a GAN?", SHARED)], [item("What is a GRU?", KEPT)]) == [""]


@pytest.mark.parametrize("back", [False, True])
def test_parts_and_wholes_are_asked_about(back: bool) -> None:  # noqa: FBT001
    whole = item(
        "Why is it small and fast?", f"It is small {SHARED}. It is fast because all positions are done at once."
    )
    part = item("What keeps the number of parameters low?", f"It is small {SHARED}.")
    before, after = (part, whole) if back else (whole, part)

    assert who([before], [after]) == ["?"]
