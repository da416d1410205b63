import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.cues import read

ACTIONS = {
    "formula": [
        "give me the formula", "formula?", "what's the formula for that?", "could you give me the exact equations",
        "show me the equations", "update rule?", "loss formula", "formula of that", "and mathematically?",
        "the formula for L1",
    ],
    "example": [
        "an example", "example?", "can you give an example", "a worked example please", "such as?", "e.g.?",
        "example with numbers", "do you have an example of that", "can u give example", "what would be an example",
    ],
    "more": [
        "more", "tell me more", "more details", "go on", "can you elaborate", "in more detail please",
        "could you expand on that", "i want to know more", "more on that", "the rotary one, more detail", "next",
        "show more", "is there something else on that?",
    ],
    "other_source": [
        "another source", "other source on that?", "is it in another document too?", "where else is this explained",
        "anywhere else?", "is there another explanation?",
    ],
    "clarify": [
        "what did you mean by sparse", "what does kernel mean here", "what is meant by kernel", "meaning of kernel?",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "message"), [(kind, one) for kind, many in ACTIONS.items() for one in many])
def test_a_request_is_told_by_its_words(wanted: str, message: str) -> None:
    cues = read(message)
    assert cues.action == wanted
    assert cues.bond == "tight"


@pytest.mark.parametrize(
    "message",
    [
        "how is the formula derived",
        "what is gamma in the formula",
        "why does the example work",
        "which of the two has more parameters",
        "does it need more data",
        "what is another name for it",
        "i don't understand why gradients vanish",
    ],
)
def test_a_question_that_holds_the_words_of_a_request_is_none(message: str) -> None:
    assert read(message).action is None


@pytest.mark.parametrize(
    ("message", "bond"),
    [
        ("why?", "tight"),
        ("how is it done at test time?", "tight"),
        ("and for L1?", "tight"),
        ("what can go wrong with that", "tight"),
        ("which loss", "loose"),
        ("what does momentum do in SGD", "none"),
        ("How do recurrent networks handle long sequences in practice?", "none"),
        ("what is dropout and why does it help", "none"),
        ("", "none"),
    ],
)
def test_pronouns_connectives_and_fragments_hang_on_what_was_said(message: str, bond: str) -> None:
    assert read(message).bond == bond


def test_what_a_request_names_is_kept_apart_from_it() -> None:
    assert read("loss formula").about == "loss"
    assert read("give me the formula for L1").target == "L1"
    assert read("a worked example with numbers please").about == ""


@pytest.mark.parametrize(
    ("message", "number", "among"),
    [
        ("the second one", 2, "anything"),
        ("the first one please", 1, "anything"),
        ("number 3", 3, "list"),
        ("show me number 3", 3, "list"),
        ("2.", 2, "list"),
        ("the third question", 3, "list"),
        ("the latter?", -1, "pair"),
        ("how is the latter trained?", -1, "pair"),
        ("the former in more detail", 1, "pair"),
        ("and the former's cost?", 1, "pair"),
        ("explain the second remedy", 2, "parts"),
        ("advantages of the second one?", 2, "anything"),
    ],
)
def test_ordinals_point_at_one_of_several(message: str, number: int, among: str) -> None:
    ordinal = read(message).ordinal
    assert ordinal is not None
    assert (ordinal.number, ordinal.among) == (number, among)


def test_an_ordinal_within_a_term_points_at_nothing() -> None:
    assert read("what is a second moment").ordinal is None
    assert read("how do first-order methods work").ordinal is None


@pytest.mark.parametrize(
    ("message", "again"),
    [
        ("explain that again", "again"),
        ("I don't get it", "again"),
        ("can you explain that more simply?", "otherwise"),
        ("in other words?", "otherwise"),
        ("source?", "source"),
        ("why is it said again", ""),
    ],
)
def test_the_answer_can_be_wanted_once_more(message: str, again: str) -> None:
    assert read(message).again == again


def test_a_correction_names_what_was_meant() -> None:
    assert read("no, I meant L2").instead == "L2"
    assert read("no I mean batch norm").instead == "batch norm"


def test_they_who_do_something_to_a_named_thing_are_people() -> None:
    assert read("how do they train CLIP").bond == "none"
    assert read("how do they work").bond == "tight"


@pytest.mark.parametrize(
    ("message", "topic", "rest"),
    [
        ("back to dropout", "dropout", "dropout"),
        ("let's go back to dropout: why does it help?", "dropout", "why does it help?"),
        ("about batch norm again", "batch norm", "batch norm"),
        ("again about batch norm, where does it stand", "batch norm", "where does it stand"),
    ],
)
def test_going_back_names_the_earlier_topic(message: str, topic: str, rest: str) -> None:
    cues = read(message)
    assert (cues.back, cues.text) == (topic, rest)


def test_a_connective_with_a_name_goes_on_to_the_next_topic() -> None:
    assert read("and GloVe?").next_topic == "GloVe"
    assert read("what about at test time?").next_topic == ""


def test_an_opening_says_nothing() -> None:
    assert read("ok, thanks. now what is early stopping").text == "what is early stopping"


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    cues = read(text)
    assert cues.bond in {"none", "loose", "tight"}
