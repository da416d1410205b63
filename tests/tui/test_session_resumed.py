"""A kept session as exchanges again, against documents that may have changed since."""

import json
from dataclasses import replace

import pytest
from fake_tutor import DROPOUT, ITEMS
from session_samples import BEGAN, CORPUS, answered

from dltutor.bank.item import Item
from dltutor.search.reply import Hit, Reply
from dltutor.tui import describe
from dltutor.tui.answers import card
from dltutor.tui.answers.exchange import Exchange
from dltutor.tui.sessions.entry import Entry
from dltutor.tui.sessions.rebuilding import CHANGED, ELSEWHERE, GONE, LIST_GONE, UNKNOWN, Rebuilder
from dltutor.tui.sessions.recording import entry_of
from dltutor.tui.sessions.session import line
from dltutor.tui.sessions.shapes import made


def entry(exchange: Exchange) -> Entry:
    """As it is kept and read again."""
    return made(Entry, json.loads(line(entry_of(exchange, CORPUS, BEGAN))))


def rebuilt(exchange: Exchange, *items: Item, corpus: str = CORPUS) -> Exchange:
    return Rebuilder(items, corpus).exchange(entry(exchange))


def hits(*items: Item) -> tuple[Hit, ...]:
    return tuple(Hit(item, 0.9, "related", (item.source,)) for item in items)


UNSURE = Exchange(1, "unclear").answered(Reply("unclear", "unsure", 0.3, hits(*ITEMS[:5])), final=True)
MISSING = Exchange(1, "weather").answered(Reply("weather", "not_covered", 0.1, hits(*ITEMS[1:4])), final=True)
REMARK = Exchange(1, "thanks").answered(Reply("thanks", "answered", 1, note="You're welcome."), final=True)
PICKED = replace(UNSURE, asked="What is weight decay?", hit=UNSURE.others[4], picked=True)
CHOICE = Exchange(1, "which?").answered(Reply("which?", "answered", 0.9, hits(ITEMS[5], *ITEMS[:2])), final=True)
PASSAGE = Exchange(1, "margin").answered(Reply("margin", "answered", 0.9, hits(ITEMS[6])), final=True)
FAILED = Exchange(1, "asked").failed("There is no index.", "Build it.")
ALL = [
    answered(1),
    answered(2, "and then?", understood_as="dropout — and then?", searched_for="and then", note="Mind this."),
    UNSURE,
    MISSING,
    REMARK,
    PICKED,
    CHOICE,
    PASSAGE,
]


def said(exchange: Exchange) -> list[tuple[str, str, str]]:
    return [(one.kind, one.text, one.note) for one in card.lines(exchange)]


@pytest.mark.parametrize("exchange", ALL, ids=lambda exchange: exchange.asked)
def test_what_is_still_there_reads_as_it_did(exchange: Exchange) -> None:
    again = rebuilt(exchange, *ITEMS)
    places = [line for line in said(exchange) if not line[1].startswith("Also in")]
    assert [line for line in said(again) if not line[1].startswith("Also in")] == places
    assert [hit.item for hit in again.others] == [hit.item for hit in exchange.others]
    assert (again.hit and again.hit.item) is (exchange.hit and exchange.hit.item)


def test_a_failed_question_says_again_what_went_wrong() -> None:
    assert ("error", "There is no index. Build it.", "") in said(rebuilt(FAILED, *ITEMS))


def test_an_answer_that_has_changed_is_the_present_one_and_says_so() -> None:
    newer = replace(DROPOUT, answer="Another text.")
    again = rebuilt(answered(1), newer, *ITEMS[1:])
    assert again.hit is not None
    assert again.hit.item is newer
    assert again.became == CHANGED
    assert ("error", CHANGED, "") in said(again)


def test_an_answer_that_is_gone_is_shown_as_it_was() -> None:
    again = rebuilt(answered(1), *ITEMS[1:])
    assert again.became == GONE
    assert again.hit is not None
    assert describe.answer_markdown(again.hit.item) == describe.answer_markdown(DROPOUT)
    assert again.hit.item.source == DROPOUT.source


@pytest.mark.parametrize("item", [ITEMS[5], ITEMS[6]], ids=["choice", "passage"])
def test_options_and_passages_that_are_gone_are_shown_as_they_were(item: Item) -> None:
    exchange = Exchange(1, "asked").answered(Reply("asked", "answered", 0.9, hits(item)), final=True)
    again = rebuilt(exchange)
    assert again.hit is not None
    assert describe.answer_markdown(again.hit.item) == describe.answer_markdown(item)


def test_an_item_whose_document_was_renamed_is_recognised_by_its_words() -> None:
    moved = replace(DROPOUT, id="week-3/1", source=replace(DROPOUT.source, document="week-3.md"))
    again = rebuilt(answered(1), moved, *ITEMS[1:])
    assert again.hit is not None
    assert (again.hit.item, again.became) == (moved, "")


def test_another_folder_of_documents_is_not_taken_for_the_same_one() -> None:
    stranger = replace(DROPOUT, question="Quite another question?")
    again = rebuilt(answered(1), stranger, corpus="/elsewhere")
    assert again.became == ELSEWHERE
    assert again.others == ()
    assert rebuilt(answered(1), *ITEMS, corpus="/elsewhere").became == ""


def test_without_an_index_everything_is_shown_as_it_was() -> None:
    again = Rebuilder(None, CORPUS).exchange(entry(answered(1)))
    assert again.became == UNKNOWN
    assert again.hit is not None


def test_a_list_of_which_nothing_is_left_says_so() -> None:
    assert rebuilt(UNSURE).became == LIST_GONE
    assert "Nothing in the index is near." not in [text for _, text, _ in said(rebuilt(UNSURE))]


def test_a_part_that_was_asked_for_is_forgotten_when_the_answer_has_lost_it() -> None:
    first, *others = answered(1).reply.hits  # type: ignore[union-attr]
    pointed = replace(first, part="It **switches units off** at random while training.")
    exchange = Exchange(1, "asked").answered(Reply("asked", "answered", 0.9, (pointed, *others)), final=True)
    same, newer = rebuilt(exchange, *ITEMS), rebuilt(exchange, replace(DROPOUT, answer="Another text."))
    assert same.hit is not None
    assert newer.hit is not None
    assert (same.hit.part, newer.hit.part) == (pointed.part, "")
