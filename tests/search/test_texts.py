from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item
from dltutor.search.texts import Role, passages, pieces, questions_of


def test_an_item_gives_its_question_aliases_and_pieces_of_its_answer(items: tuple[Item, ...]) -> None:
    found = passages(items[:1])
    assert [passage.role for passage in found] == [Role.QUESTION, Role.ALIAS, Role.PIECE, Role.CONTEXT]
    assert found[3].text.startswith(items[0].question)


def test_a_question_is_embedded_alone_and_with_its_stem(items: tuple[Item, ...]) -> None:
    stemmed = next(item for item in items if item.stem)
    alone, whole = questions_of(stemmed)
    assert alone == "How large is the gradient?"
    assert whole.endswith(alone)
    assert whole.startswith("A linear neuron")


def test_formulas_are_embedded_as_they_are_read(items: tuple[Item, ...]) -> None:
    stemmed = next(item for item in items if item.stem)
    assert not any("$" in passage.text for passage in passages([stemmed]))


def test_options_belong_to_what_can_be_found(items: tuple[Item, ...]) -> None:
    choice = next(item for item in items if item.options)
    assert any("average pooling" in passage.text for passage in passages([choice]))


def test_every_item_gives_a_passage_even_an_empty_one(items: tuple[Item, ...], make_item: type[Item]) -> None:
    empty = make_item("a.md#1")
    rows = {passage.row for passage in passages([*items, empty])}
    assert rows == set(range(len(items) + 1))


def test_neighbouring_pieces_share_a_sentence() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten eleven twelve."
    assert pieces(text, 6) == [
        "One two three. Four five six.",
        "Four five six. Seven eight nine.",
        "Seven eight nine. Ten eleven twelve.",
    ]


@given(st.lists(st.text(alphabet="abcdefgh .?", min_size=1), max_size=20), st.integers(3, 40))
def test_pieces_hold_every_word_and_none_is_longer_than_asked(sentences: list[str], most: int) -> None:
    text = " ".join(sentences)
    found = pieces(text, most)
    assert all(len(piece.split()) <= most for piece in found)
    assert {word for piece in found for word in piece.split()} == set(text.split())
