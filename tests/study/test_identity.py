from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from edits import CHOICE, COURSE, OTHER_CHOICE, PADDING, POOLING, STRIDE, Desk, in_full
from hypothesis import given, settings
from hypothesis import strategies as st

from dltutor.bank.item import Item, Option, Source
from dltutor.study.identity import Matching, match
from dltutor.study.recognised import Recognised
from dltutor.study.traces import Seen, Trace


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.write(*COURSE)
    made.study()
    return made


def same_cards(desk: Desk, before: dict[int, str]) -> bool:
    """Whether every card that is there asks what it asked."""
    now = desk.where()
    return all(before[card] == question for card, question in now.items())


def trace(seen: Seen, card: int) -> Trace:
    item = seen.item
    place = (item.id, seen.hash, bool(seen.name), item.source.document, item.source.label)
    return Trace(card, *place, item.question, seen.wording, seen.answer)


def matched(before: Sequence[Item], after: Sequence[Item]) -> Matching:
    return match([trace(Seen(item), card) for card, item in enumerate(before)], [Seen(item) for item in after])


# What stays as it is


def test_nothing_changed_keeps_everything(desk: Desk) -> None:
    assert str(desk.recognise()) == "kept 4"


def test_questions_in_another_order_keep_their_cards_though_their_numbers_shift(desk: Desk) -> None:
    before = desk.where()
    desk.write(CHOICE, POOLING, "## What is a feature map?\n\nThe output of one filter.\n", PADDING, STRIDE)

    assert str(desk.recognise()) == "kept 4"
    assert desk.where() == before


def test_two_questions_that_are_swapped_keep_their_cards(desk: Desk) -> None:
    before = desk.where()
    desk.write(PADDING, STRIDE, POOLING, CHOICE)

    assert str(desk.recognise()) == "kept 4"
    assert desk.where() == before


def test_formatting_is_no_edit(desk: Desk) -> None:
    bold = STRIDE.replace("larger stride", "**larger** *stride*").replace("stride 2", "stride $2$")
    desk.write(bold, PADDING.replace("padded", "Padded"), POOLING.replace("?", " ?"), CHOICE)

    assert str(desk.recognise()) == "kept 4"


def test_options_in_another_order_are_the_same_question(desk: Desk) -> None:
    heading, blank, *options = CHOICE.strip().split("\n")
    desk.write(STRIDE, PADDING, POOLING, "\n".join([heading, blank, *reversed(options), ""]))

    assert str(desk.recognise()) == "kept 4"


def test_a_renamed_document_keeps_its_progress(desk: Desk) -> None:
    before = desk.where()
    (desk.corpus / "cnn.md").rename(desk.corpus / "images.md")
    recognised = desk.recognise()

    assert str(recognised) == "kept 0 · moved 4"
    assert desk.where() == before
    assert str(desk.recognise()) == "kept 4"


def test_a_document_that_is_renamed_and_edited_at_once_keeps_its_progress(desk: Desk) -> None:
    (desk.corpus / "cnn.md").unlink()
    desk.write(STRIDE, PADDING.replace("padded", "paded"), POOLING, CHOICE, name="images.md")

    assert str(desk.recognise()) == "kept 0 · edited 1 · moved 3"


def test_a_question_that_moves_to_another_document_keeps_its_card(desk: Desk) -> None:
    before = desk.where()
    desk.write(STRIDE, PADDING, CHOICE)
    desk.write(POOLING, name="pooling.md")

    assert str(desk.recognise()) == "kept 3 · moved 1"
    assert desk.where() == before


# What is edited


def test_a_slip_that_is_mended_keeps_the_card(desk: Desk) -> None:
    desk.write(STRIDE, PADDING.replace("images", "imagess"), POOLING, CHOICE)
    recognised = desk.recognise()

    assert str(recognised) == "kept 3 · edited 1"
    assert "imagess" in recognised.edited[0].question


def test_a_slip_that_is_mended_while_numbers_shift_keeps_the_card(desk: Desk) -> None:
    desk.write(OTHER_CHOICE, STRIDE, PADDING.replace("images", "imagess"), POOLING, CHOICE)

    assert str(desk.recognise()) == "kept 3 · edited 1"


def test_a_question_with_another_word_and_the_same_answer_keeps_the_card(desk: Desk) -> None:
    desk.write(STRIDE.replace("larger", "bigger"), PADDING, POOLING, CHOICE)

    assert str(desk.recognise()) == "kept 3 · edited 1"


def test_an_option_that_is_put_in_other_words_keeps_the_card(desk: Desk) -> None:
    desk.write(STRIDE, PADDING, POOLING, CHOICE.replace("over positions", "across all positions"))
    recognised = desk.recognise()

    assert len(recognised.edited) + len(recognised.changed) == 1
    assert recognised.kept == 3


def test_an_id_that_the_document_names_outlives_any_edit(desk: Desk) -> None:
    desk.write(STRIDE.replace("?\n", "? {#stride}\n", 1), PADDING)
    desk.study()
    desk.recognise()
    number = desk.cards.by_item()["cnn/stride"].id
    desk.write(PADDING, "## Skipping positions: what for? {#stride}\n\nTo save time and memory.\n")
    recognised = desk.recognise()

    assert [card.id for card in recognised.changed] == [number]
    assert desk.where()[number] == "Skipping positions: what for?"


def test_an_id_that_is_given_twice_is_no_identity(desk: Desk) -> None:
    first, second = STRIDE.replace("?\n", "? {#a}\n", 1), PADDING.replace("?\n", "? {#a}\n", 1)
    desk.write(first, second, name="twice.md")
    desk.study()
    before = desk.where()
    desk.write(second, first, name="twice.md")
    desk.recognise()

    assert desk.where() == before


def test_a_number_in_the_question_makes_another_question(desk: Desk) -> None:
    size = "## How large is the output of a 3×3 convolution on 28×28 pixels, without padding?\n\n26×26.\n"
    desk.write(size)
    desk.study()
    desk.write(size.replace("3×3", "5×5").replace("26×26", "24×24"))
    recognised = desk.recognise()

    assert [ask.card.question for ask in recognised.asks] == [by_question_text(size)]


def by_question_text(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].removeprefix("## ")


@pytest.mark.parametrize("other", ["layer", "weight"])
def test_a_neighbour_that_takes_over_the_number_of_a_deleted_question_is_not_taken_for_it(
    desk: Desk, other: str
) -> None:
    batch = "## Over which axes does batch normalisation compute its mean and variance?\n\nOver examples and places.\n"
    desk.write(batch)
    cards = desk.study()
    second = batch.replace("batch", other).replace("Over examples and places", "Over the channels of an example")
    desk.write(second)
    recognised = desk.recognise()

    assert not desk.cards.by_item()
    assert [ask.card.id for ask in recognised.asks] == [cards[by_question_text(batch)]]


# What is gone, and what comes back


def test_a_deleted_question_is_kept_and_listed(desk: Desk) -> None:
    desk.write(STRIDE, PADDING, POOLING)
    recognised = desk.recognise()

    assert str(recognised) == "kept 3 · gone 1"
    assert [card.question for card in desk.cards.orphans()] == ["Which statements are true?"]
    assert str(desk.recognise()) == "kept 3"


def test_what_is_gone_comes_back_by_itself(desk: Desk) -> None:
    before = desk.where()
    desk.write(STRIDE, PADDING)
    desk.recognise()
    desk.write(POOLING, CHOICE, STRIDE, PADDING)
    recognised = desk.recognise()

    assert str(recognised) == "kept 2 · back 2"
    assert desk.where() == before
    assert not desk.cards.orphans()


def test_an_empty_corpus_loses_nothing(desk: Desk) -> None:
    before = desk.where()
    (desk.corpus / "cnn.md").unlink()

    assert str(desk.recognise()) == "kept 0 · gone 4"
    desk.write(*COURSE)
    assert str(desk.recognise()) == "kept 0 · back 4"
    assert desk.where() == before


# Wordings that stand in several places


def test_the_same_words_above_other_options_are_another_question(desk: Desk) -> None:
    desk.write(STRIDE, PADDING, POOLING, OTHER_CHOICE)
    recognised = desk.recognise()

    assert [card.label for card in recognised.gone] == ["4"]
    assert "cnn/4" not in desk.cards.by_item()


def test_the_same_words_in_two_papers_stay_with_their_papers(desk: Desk) -> None:
    why = "## Explain why.\n\n"
    desk.write(why + "Because the weights are shared over all positions.\n", name="one.md")
    desk.write(why + "Because the gates keep what was long ago.\n", name="two.md")
    desk.study()
    before = desk.places()
    desk.write(PADDING, why + "Because the weights are shared over all positions.\n", name="one.md")
    desk.write(STRIDE, why + "Because the gates keep what was long ago.\n", name="two.md")
    desk.recognise()

    assert desk.places()["one.md"] == before["one.md"]
    assert desk.places()["two.md"] == before["two.md"]


def test_words_that_stand_everywhere_are_not_taken_over_from_another_paper(desk: Desk) -> None:
    why = "## Explain why.\n\n"
    desk.write(why + "Because the weights are shared over all positions.\n", name="one.md")
    desk.study()
    (desk.corpus / "one.md").unlink()
    desk.write(why + "Because the gates keep what was long ago.\n", name="two.md")
    recognised = desk.recognise()

    assert [ask.why for ask in recognised.asks] == ["the same question, with another answer"]
    assert "two/1" not in desk.cards.by_item()


def test_two_papers_that_hold_the_same_question_never_share_a_card(desk: Desk) -> None:
    desk.write(*COURSE, name="again.md")
    desk.study()

    cards = desk.cards.by_item()
    assert len(cards) == len({card.id for card in cards.values()}) == 8
    assert str(desk.recognise()) == "kept 8"


# What is asked


def test_a_question_that_was_split_is_asked_about(desk: Desk) -> None:
    desk.write(
        STRIDE,
        PADDING,
        "## Which value does max pooling pass on?\n\nThe largest value of each window passes.\n",
        "## What does max pooling forget about its windows?\n\nIt forgets where in the window that value stood.\n",
        CHOICE,
    )
    recognised = desk.recognise()

    assert recognised.kept == 3
    assert [ask.card.question for ask in recognised.asks] == [by_question_text(POOLING)]
    assert desk.card(recognised.asks[0].card.id).gone


def test_other_words_above_the_same_answer_are_asked_about(desk: Desk) -> None:
    desk.write(STRIDE, PADDING.replace("Why are images padded with zeros", "What are zeros good for"), POOLING, CHOICE)
    recognised = desk.recognise()
    ask = recognised.asks[0]

    assert str(recognised) == "kept 3 · to say 1"
    assert ask.why == "the same answer, under another question"
    assert [item.question for item in ask.candidates] == ["What are zeros good for before a convolution?"]


def test_what_is_asked_is_asked_until_it_is_said(desk: Desk) -> None:
    before = desk.where()
    desk.write(STRIDE, PADDING.replace("Why are images padded with zeros", "What are zeros good for"), POOLING, CHOICE)
    desk.recognise()
    ask = desk.recognise().asks[0]
    desk.cards.say_same(ask.card.id, ask.candidates[0])

    assert str(desk.recognise()) == "kept 4"
    assert desk.where().keys() == before.keys()
    assert desk.card(ask.card.id).answer_changed is None


def test_what_was_refused_is_asked_again_only_in_other_words(desk: Desk) -> None:
    edited = PADDING.replace("Why are images padded with zeros", "What are zeros good for")
    desk.write(STRIDE, edited, POOLING, CHOICE)
    ask = desk.recognise().asks[0]
    desk.cards.say_gone(ask.card.id)

    assert str(desk.recognise()) == "kept 3"
    desk.write(STRIDE, edited.replace("good", "used"), POOLING, CHOICE)
    assert [again.card.id for again in desk.recognise().asks] == [ask.card.id]


def test_what_was_refused_still_comes_back_by_itself(desk: Desk) -> None:
    before = desk.where()
    desk.write(STRIDE, PADDING.replace("Why are images padded with zeros", "What are zeros good for"), POOLING, CHOICE)
    desk.cards.say_gone(desk.recognise().asks[0].card.id)
    desk.write(*COURSE)

    assert str(desk.recognise()) == "kept 3 · back 1"
    assert desk.where() == before


# Every corpus


WORDS = st.sampled_from("layer weight filter".split())
SHORT = st.lists(WORDS, min_size=1, max_size=2).map(" ".join)


@st.composite
def banks(draw: st.DrawFn) -> list[Item]:
    """Items of two documents whose questions may well have the same words."""
    made = []
    for document in ("one", "two"):
        for number in range(1, draw(st.integers(0, 6)) + 1):
            options = tuple(Option(text, correct=True) for text in draw(st.lists(SHORT, max_size=2, unique=True)))
            source = Source(f"{document}.md", str(number))
            question = f"what is a {draw(SHORT)}?"
            status = "official"
            made.append(Item(f"{document}/{number}", "open", question, draw(SHORT), status, source, options=options))
    return made


def numbered(items: Sequence[Item]) -> list[Item]:
    """The items with the running numbers of the places where they stand now."""
    counts: dict[str, int] = {}
    renumbered = []
    for item in items:
        document = item.source.document
        counts[document] = counts.get(document, 0) + 1
        label = str(counts[document])
        source = replace(item.source, label=label)
        renumbered.append(replace(item, id=f"{document.removesuffix('.md')}/{label}", source=source))
    return renumbered


def content(item: Item) -> tuple[object, ...]:
    return item.source.document, in_full(item), item.answer


@settings(deadline=None)
@given(st.data())
def test_any_order_and_any_deletion_loses_and_swaps_no_card(data: st.DataObject) -> None:
    before = data.draw(banks())
    after = numbered(data.draw(st.permutations(before)))
    kept = after[: data.draw(st.integers(0, len(after)))]
    found = matched(before, numbered(kept)).found
    items = [seen.item.id for seen, _ in found.values()]

    assert len(items) == len(set(items))
    for card, (seen, _) in found.items():
        if content(seen.item) != content(before[card]):  # only where its own is gone
            assert content(before[card]) not in {content(item) for item in kept}
    if len(kept) == len(before):
        assert len(found) == len(before)


@settings(deadline=None)
@given(banks(), banks())
def test_the_same_documents_always_give_the_same_cards(before: list[Item], after: list[Item]) -> None:
    assert matched(before, after) == matched(before, after)


def test_every_shipped_question_is_known_again_when_all_numbers_shift(shipped_items: tuple[Item, ...]) -> None:
    unnamed = [
        replace(item, id=f"{item.source.document.removesuffix('.md')}/{item.source.label}") for item in shipped_items
    ]
    shifted = numbered([*unnamed[::-1]])
    found = matched(unnamed, shifted).found

    assert len(found) >= 0.99 * len(unnamed)
    assert all(content(seen.item) == content(unnamed[card]) for card, (seen, _) in found.items())


def test_every_shipped_question_is_known_again_in_renamed_documents(shipped_items: tuple[Item, ...]) -> None:
    moved = [
        replace(item, id=f"new/{item.id}", source=replace(item.source, document=f"new/{item.source.document}"))
        for item in shipped_items
    ]
    found = matched(shipped_items, moved).found

    assert [found[card][0].item for card in range(len(shipped_items))] == moved


def test_deleting_every_other_shipped_question_gives_its_card_to_no_other(shipped_items: tuple[Item, ...]) -> None:
    unnamed = [
        replace(item, id=f"{item.source.document.removesuffix('.md')}/{item.source.label}") for item in shipped_items
    ]
    matching = matched(unnamed, numbered(unnamed[1::2]))

    assert {content(seen.item) for seen, _ in matching.found.values()} == {content(item) for item in unnamed[1::2]}
    assert all(content(seen.item) == content(unnamed[card]) for card, (seen, _) in matching.found.items())


def test_nothing_known_gives_nothing() -> None:
    assert matched([], []) == Matching()
    assert str(Recognised()) == "kept 0"
