import pytest

from dltutor.grading.checks.blank import blank


@pytest.mark.parametrize("answer", ["", "  \n\t ", "-", "?", "...", "???", "🙂", "-- ?!", "\u200b"])
def test_nothing_and_signs_alone_are_empty(answer: str) -> None:
    flag = blank(answer)
    assert flag is not None
    assert flag.kind == "empty"


@pytest.mark.parametrize(
    "answer",
    [
        "idk", "IDK, sorry!", "no idea", "No clue :(", "not enough time", "ran out of time", "skip", "Pass",
        "pass, sorry", "don't know", "dont know", "I dunno", "can't remember right now", "I never learned this", "n/a",
        "sorry, I really have no idea what this is, will read it again tomorrow", "keine Ahnung", "weiß nicht",
        "ich weiß es leider nicht", "je ne sais pas", "no sé", "non lo so", "geen idee", "???? idk",
    ],
)  # fmt: skip
def test_saying_that_one_does_not_know_is_no_answer(answer: str) -> None:
    flag = blank(answer)
    assert flag is not None
    assert flag.kind == "dont_know"


@pytest.mark.parametrize(
    "answer",
    [
        "I forgot this one, did not study pooling", "not sure about this, I would have to guess",
        "I'd have to guess here", "no idea about autoencoders", "I don't know what pooling is",
        "no idea how this works", "I forgot what pooling does",
        "we never covered convolutions in class, sorry", "I can't remember the formula",
    ],
)  # fmt: skip
def test_naming_what_one_does_not_know_is_no_answer(answer: str) -> None:
    flag = blank(answer)
    assert flag is not None
    assert flag.kind == "dont_know"


@pytest.mark.parametrize("answer", ["dont knwo", "no idae sorry", "I cant remmeber"])
def test_slips_in_it_change_nothing(answer: str) -> None:
    flag = blank(answer)
    assert flag is not None
    assert flag.kind == "dont_know"


@pytest.mark.parametrize(
    "answer",
    [
        "dropout", "0", "33", "none", "no", "yes", "nothing", "{}", "[ ]", "∅", "∞", "<", "≥", "c", "x", "-1",
    ],
)  # fmt: skip
def test_one_word_or_one_sign_may_be_the_answer(answer: str) -> None:
    assert blank(answer) is None


@pytest.mark.parametrize(
    "answer",
    [
        "not sure, but I think that pooling shrinks the maps",
        "the weights are shared, but I don't know why",
        "in the forward pass",
        "skip connections",
        "the network does not know the labels",
        "there is no time dependence in the weights",
        "not sure, pooling",
        "never studied this, softmax",
        "would have to guess: relu",
        "did not learn useful features",
        "the queries do not know about the future",
        "it never learned about rare classes",
        "the cell forgot what it did",
        "I don't know why it works but it zeroes units",
        "I don't know why larger batches help generalisation less",
        "I did not study this but batch norm rescales activations",
        "not sure what it is called but units are dropped",
    ],
)
def test_an_answer_with_doubts_is_an_answer(answer: str) -> None:
    assert blank(answer) is None
