from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.bank.item import Item, Source
from dltutor.search.conversation import KEPT, Conversation
from dltutor.search.followup import answer
from dltutor.search.parts import pair_of, parts_of
from dltutor.search.reply import Hit, Reply, Status
from dltutor.search.searcher import Searcher
from dltutor.search.tokens import terms
from dltutor.search.topics import topic_of


def made(place: str, question: str, text: str, section: str = "") -> Item:
    document, label = place.split("#")
    source = Source(f"{document}.md", label, (section,))
    return Item(f"{document}/{label}", "open", question, text, "official", source)


WINDOW = made("signals#1", "What is a window function?", "It fades a signal out at both ends, so that leakage shrinks.")
HANN = made("signals#2", "How does the Hann window taper a signal?", "By $w(n) = \\sin^2 n$, for example $w(0) = 0$.")
LEAKAGE = made("signals#3", "What is spectral leakage?", "Energy of one frequency that shows at its neighbours.")
TAPER = made("lecture#9", "What does a taper do to a signal?", "A window function fades it out at both ends.")
SAMPLING = made("lecture#4", "What does the sampling theorem say?", "Sample at twice the highest frequency or more.")
ITEMS = (WINDOW, HANN, LEAKAGE, TAPER, SAMPLING)


class Library:
    """Search by counting shared words: predictable, and it notes what it was asked."""

    def __init__(self, items: Sequence[Item] = ITEMS) -> None:
        self.items = items
        self.asked: list[str] = []

    def __call__(self, text: str, top: int) -> Reply:
        self.asked.append(text)
        wanted = set(terms(text))
        hits = sorted((self._hit(item, wanted) for item in self.items), key=lambda hit: -hit.score)
        best = hits[0].score
        status: Status = "answered" if best > 0.3 else "unsure" if best > 0.1 else "not_covered"
        return Reply(text, status, best, tuple(hits[:top]))

    @staticmethod
    def _hit(item: Item, wanted: set[str]) -> Hit:
        asked, told = set(terms(item.question)), set(terms(item.answer))
        share = len(wanted & (asked | told)) / max(1, len(wanted))
        score = 0.7 * len(wanted & asked) / max(1, len(wanted | asked)) + 0.3 * share
        return Hit(item, score, "related", (item.source,), share)


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def first(reply: Reply) -> str:
    return reply.hits[0].item.id


def test_the_first_message_is_answered_as_without_a_conversation(library: Library, talk: Conversation) -> None:
    assert answer("and the Hann window?", 3, talk, library) == library("and the Hann window?", 3)


def test_a_message_that_stands_alone_is_answered_as_without_a_conversation(
    library: Library, talk: Conversation
) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    question = "What does the sampling theorem say?"
    assert answer(question, 3, talk, library) == library(question, 3)


def test_a_pronoun_is_resolved_by_the_topic_and_said(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    reply = answer("where does it show?", 3, talk, library)
    assert first(reply) == "signals/3"
    assert reply.query == "where does it show?"
    assert reply.understood_as == "spectral leakage — where does it show?"
    assert reply.action is None


def test_what_no_answer_holds_alone_goes_on_from_the_answer_shown(library: Library, talk: Conversation) -> None:
    assert library("what is done at the ends?", 3).status == "unsure"
    answer("what does a taper do to a signal", 3, talk, library)
    reply = answer("what is done at the ends?", 3, talk, library)
    assert (reply.status, first(reply)) == ("answered", "lecture/9")
    assert reply.understood_as.endswith("what is done at the ends?")


def test_a_mere_why_stays_with_the_topic(library: Library, talk: Conversation) -> None:
    answer("What does the sampling theorem say?", 3, talk, library)
    assert first(answer("why?", 3, talk, library)) == "lecture/4"


def test_the_topic_stays_through_several_follow_ups(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    for message in ("why?", "where does it show?", "how so?"):
        assert first(answer(message, 3, talk, library)) == "signals/3"


def test_a_named_next_topic_takes_the_place_of_the_last(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    answer("and leakage?", 3, talk, library)
    reply = answer("why?", 3, talk, library)
    assert "leakage" in reply.understood_as


def test_what_nothing_answers_is_still_refused(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    for message in ("and the price of a piano?", "where can I rent it for a birthday party in Lisbon?"):
        reply = answer(message, 3, talk, library)
        assert reply.status == "not_covered"
        assert reply.understood_as == ""


def test_a_refused_message_leaves_the_topic_as_it_was(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    answer("how do I bake a lemon cake for nine people?", 3, talk, library)
    assert first(answer("why?", 3, talk, library)) == "signals/3"


def test_no_message_takes_more_than_two_searches(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    for message in (
        "why?", "the formula for leakage", "an example", "what is leakage", "another source", "more", "more",
        "the second one", "and sampling?", "back to leakage", "what did you mean by fades",
    ):  # fmt: skip
        library.asked.clear()
        answer(message, 3, talk, library)
        assert 0 <= len(library.asked) <= 2, message


def test_a_formula_comes_from_the_answer_shown_if_it_holds_one(library: Library, talk: Conversation) -> None:
    answer("How does the Hann window taper a signal?", 3, talk, library)
    reply = answer("give me the formula", 3, talk, library)
    assert (reply.action, first(reply), reply.status) == ("formula", "signals/2", "answered")


def test_a_formula_comes_from_the_nearest_that_holds_one_else(library: Library, talk: Conversation) -> None:
    answer("What does a taper do to a signal?", 3, talk, library)
    reply = answer("show me the equation", 3, talk, library)
    assert (reply.action, first(reply)) == ("formula", "signals/2")


def test_where_nothing_near_holds_an_example_none_is_claimed(talk: Conversation) -> None:
    library = Library([item for item in ITEMS if item is not HANN])
    answer("What is spectral leakage?", 3, talk, library)
    reply = answer("an example please", 3, talk, library)
    assert (reply.action, first(reply), reply.status) == ("example", "signals/3", "unsure")


def test_a_request_that_names_something_else_is_a_question(library: Library, talk: Conversation) -> None:
    answer("What does the sampling theorem say?", 3, talk, library)
    reply = answer("give me the formula for the Hann window", 3, talk, library)
    assert (reply.action, first(reply)) == (None, "signals/2")


def test_another_source_is_another_document(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    reply = answer("is it in another document too?", 3, talk, library)
    assert (reply.action, first(reply)) == ("other_source", "lecture/9")


def test_another_source_of_twins_is_their_own_list_of_places(library: Library, talk: Conversation) -> None:
    twin = Source("copy.md", "3")
    answer("What is a window function?", 3, talk, library)
    talk.turns[-1] = replace(talk.turns[-1], shown=replace(talk.turns[-1].shown, sources=(WINDOW.source, twin)))
    reply = answer("other source?", 3, talk, library)
    assert reply.hits[0].sources == (WINDOW.source, twin)


def test_more_is_each_time_another_answer_about_the_topic(talk: Conversation) -> None:
    library = Library([*ITEMS, made("signals#6", "What does a window function cost?", "Resolution in frequency.")])
    shown = [first(answer("What is a window function?", 5, talk, library))]
    for message in ("tell me more", "more"):
        reply = answer(message, 5, talk, library)
        assert (reply.action, reply.status) == ("more", "answered")
        shown.append(first(reply))
    assert sorted(shown) == ["lecture/9", "signals/1", "signals/6"]


def test_where_nothing_further_is_about_the_topic_more_says_so(library: Library, talk: Conversation) -> None:
    answer("What does the sampling theorem say?", 3, talk, library)
    reply = answer("more", 3, talk, library)
    assert (reply.action, reply.status) == ("more", "unsure")
    assert "nothing further" in reply.note
    assert reply.confidence < 0.5


def test_who_was_pointed_to_a_part_may_first_read_the_whole(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    talk.turns[-1] = replace(talk.turns[-1], shown=replace(talk.turns[-1].shown, part="fades"))
    assert first(answer("more", 3, talk, library)) == "signals/1"
    assert first(answer("more", 3, talk, library)) != "signals/1"


def test_a_word_of_the_answer_is_explained_by_it(library: Library, talk: Conversation) -> None:
    answer("What does a taper do to a signal?", 3, talk, library)
    reply = answer("what did you mean by fades", 3, talk, library)
    assert (reply.action, first(reply)) == ("clarify", "lecture/9")
    assert "fades" in reply.understood_as


def test_a_word_that_an_item_asks_for_is_explained_by_that_item(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    reply = answer("what is leakage", 3, talk, library)
    assert (reply.action, first(reply)) == (None, "signals/3")


def test_an_ordinal_picks_from_the_questions_listed(library: Library, talk: Conversation) -> None:
    listed = answer("signal peculiarities of old church organs frequency", 5, talk, library)
    assert listed.status != "answered"
    reply = answer("the second one", 5, talk, library)
    assert (first(reply), reply.status) == (listed.hits[1].item.id, "answered")
    assert reply.understood_as == listed.hits[1].item.question


def test_an_ordinal_points_at_what_was_named_side_by_side(library: Library, talk: Conversation) -> None:
    answer("window function vs spectral leakage", 3, talk, library)
    reply = answer("what is the second one about?", 3, talk, library)
    assert first(reply) == "signals/3"
    assert reply.understood_as.startswith("spectral leakage — ")


def test_an_earlier_topic_can_be_gone_back_to(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    answer("What does the sampling theorem say?", 3, talk, library)
    reply = answer("back to leakage", 3, talk, library)
    assert (first(reply), reply.understood_as) == ("signals/3", "leakage")
    answer("What does the sampling theorem say?", 3, talk, library)
    assert first(answer("back to spectral leakage: where does it show?", 3, talk, library)) == "signals/3"


def test_a_picked_question_is_what_it_means_from_then_on(library: Library, talk: Conversation) -> None:
    reply = answer("What is a window function?", 5, talk, library)
    picked = next(hit for hit in reply.hits if hit.item is LEAKAGE)
    talk.pick(picked)
    assert first(answer("why?", 3, talk, library)) == "signals/3"


def test_a_copy_goes_its_own_way(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    before, copied = talk.copy(), talk.copy()
    answer("why?", 3, copied, library)
    assert talk == before != copied


def test_a_cleared_conversation_is_a_new_one(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    talk.clear()
    assert talk == Conversation()


def test_a_long_conversation_keeps_its_newest_turns(library: Library, talk: Conversation) -> None:
    for _ in range(KEPT + 3):
        answer("What is spectral leakage?", 3, talk, library)
    assert len(talk.turns) == KEPT


def test_an_empty_index_leaves_nothing_to_talk_about(talk: Conversation) -> None:
    def nothing(text: str, _top: int) -> Reply:
        return Reply(text, "not_covered", 0.0)

    assert answer("what is it", 3, talk, nothing).hits == ()
    assert answer("more", 3, talk, nothing).hits == ()


@given(
    messages=st.lists(st.one_of(st.text(max_size=40), st.sampled_from(["more", "why?", "the second one"])), max_size=5)
)
def test_no_conversation_breaks_down(messages: list[str]) -> None:
    talk, library = Conversation(), Library()
    for message in messages:
        reply = answer(message, 3, talk, library)
        assert reply.query == message
        assert len(reply.hits) <= 3
        assert 0.0 <= reply.confidence <= 1.0


@pytest.mark.parametrize(
    ("message", "pair"),
    [
        ("L1 vs L2", ("L1", "L2")),
        ("difference between batch norm and layer norm?", ("batch norm", "layer norm")),
        ("compare word2vec and glove", ("word2vec", "glove")),
        ("how does k-means differ from PCA?", ("k-means", "PCA")),
        ("k-means or PCA?", ("k-means", "PCA")),
        ("from input to output", ()),
        ("what is dropout and why does it help", ()),
        ("dropout", ()),
    ],
)
def test_two_names_side_by_side_are_parts(message: str, pair: tuple[str, ...]) -> None:
    assert pair_of(message) == pair


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It consists of an inlet (left in figure 2) and an outlet (right).", ("inlet", "outlet")),
        (
            "Two things help:\n\n- **Shorter cables**: less noise.\n- a shield, of copper",
            ("Shorter cables", "shield"),
        ),
        ("First, the signal is filtered. Second, it is sampled.", ("signal is filtered", "it is sampled")),
        ("Each sample is drawn independently and anew.", ()),
    ],
)
def test_only_what_an_answer_counts_out_are_its_parts(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(made("a#1", "What is it?", text)) == parts


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("What is dropout?", "dropout"),
        ("how do I compute the receptive field", "receptive field"),
        ("how does dropout work?", "dropout"),
        ("how is a GAN trained", "GAN"),
        ("why do we need positional encoding?", "positional encoding"),
        ("I don't understand the ELBO", "ELBO"),
        ("what happens to dropout at test time", "dropout at test time"),
        ("how to represent words as numbers", "words as numbers"),
        ("what is the no free lunch theorem", "no free lunch theorem"),
        ("how does k-means differ from PCA?", "k-means and PCA"),
        ("what does ridge add to the loss", "ridge add to the loss"),
        ("what does momentum do in SGD", "momentum in SGD"),
        ("why?", ""),
    ],
)
def test_a_topic_is_a_message_without_its_frame(message: str, topic: str) -> None:
    assert topic_of(message) == topic


def test_a_follow_up_reaches_the_items_of_a_real_index(searcher: Searcher) -> None:
    talk = Conversation()
    assert first(answer("What is L1 regularization?", 3, talk, searcher.ask)) == "nets/4"
    reply = answer("and L2?", 3, talk, searcher.ask)
    assert first(reply) == "nets/5"
    assert answer("how long do I boil an egg for it", 3, talk, searcher.ask).status == "not_covered"


def test_the_other_of_two_is_the_one_not_spoken_of_last(library: Library, talk: Conversation) -> None:
    answer("window function vs spectral leakage", 3, talk, library)
    answer("what is the first one about?", 3, talk, library)
    reply = answer("and the other one?", 3, talk, library)
    assert first(reply) == "signals/3"


@pytest.mark.parametrize("message", ["number 2", "show me number 2", "2.", "the second one", "the second question"])
def test_the_n_th_is_that_of_the_list_beside_an_answer(message: str, library: Library, talk: Conversation) -> None:
    listed = answer("What is a window function?", 4, talk, library)
    assert listed.status == "answered"
    reply = answer(message, 4, talk, library)
    assert (first(reply), reply.status) == (listed.hits[2].item.id, "answered")


def test_a_number_beyond_the_list_is_said_to_be_none(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    reply = answer("number 7", 3, talk, library)
    assert (reply.hits, reply.status) == ((), "not_covered")
    assert "no number 7" in reply.note
    assert first(answer("number 1", 3, talk, library))


def test_a_remark_leaves_the_list_as_it_was(library: Library, talk: Conversation) -> None:
    listed = answer("What is a window function?", 3, talk, library)
    answer("thanks!", 3, talk, lambda query, _: Reply(query, "not_covered", 0.0, note="You're welcome."))
    assert first(answer("number 2", 3, talk, library)) == listed.hits[2].item.id


def test_the_latter_is_never_picked_from_a_list(library: Library, talk: Conversation) -> None:
    answer("signal peculiarities of old church organs frequency", 5, talk, library)
    for message in ("the latter?", "and the former?"):
        assert answer(message, 5, talk, library).confidence < 1.0


def test_the_latter_of_two_things_compared_is_the_second(library: Library, talk: Conversation) -> None:
    answer("how does a window function differ from spectral leakage?", 3, talk, library)
    assert first(answer("what is the latter about?", 3, talk, library)) == "signals/3"
    reply = answer("and the former?", 3, talk, library)
    assert (first(reply), reply.understood_as) == ("signals/1", "window function — and the former?")


def test_what_is_not_about_the_topic_is_not_its_answer(talk: Conversation) -> None:
    pianos = made("music#1", "What are the disadvantages of pianos?", "The disadvantages: they are heavy.")
    library = Library([*ITEMS, pianos])
    answer("What is spectral leakage?", 3, talk, library)
    assert answer("what are its disadvantages?", 3, talk, library).status != "answered"


def test_what_the_answer_does_not_say_is_not_claimed(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    for message in ("who discovered it?", "what does it cost?"):
        assert answer(message, 3, talk, library).status != "answered"


def test_another_source_that_asks_something_else_is_not_sold_as_one(library: Library, talk: Conversation) -> None:
    answer("What does the sampling theorem say?", 3, talk, library)
    reply = answer("another source?", 3, talk, library)
    assert (reply.action, reply.status) == ("other_source", "unsure")
    assert "No other document" in reply.note
    assert first(answer("why?", 3, talk, library)) == "lecture/4"


def test_status_and_confidence_agree_in_every_request(library: Library, talk: Conversation) -> None:
    for message in ("What is a window function?", "formula", "an example", "more", "more", "another source", "source?"):
        reply = answer(message, 3, talk, library)
        if reply.status != "answered":
            assert reply.confidence < 0.5, message
        elif reply.action:
            assert reply.confidence >= 0.5, message


def test_what_is_shown_again_is_as_sure_as_it_was(library: Library, talk: Conversation) -> None:
    shown = answer("How does the Hann window taper a signal?", 3, talk, library)
    for message in ("the formula", "explain that again", "source?"):
        reply = answer(message, 3, talk, library)
        assert (first(reply), reply.confidence) == ("signals/2", shown.confidence)


def test_a_source_is_named_when_asked_for(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    assert "signals.md" in answer("source?", 3, talk, library).note


def test_the_documents_other_words_are_looked_for(library: Library, talk: Conversation) -> None:
    answer("What is spectral leakage?", 3, talk, library)
    reply = answer("can you explain that more simply?", 3, talk, library)
    assert (reply.action, first(reply)) == ("clarify", "signals/3")
    assert "no other words" in reply.note


def test_a_correction_asks_the_last_question_anew(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    reply = answer("no, I meant spectral leakage", 3, talk, library)
    assert (first(reply), reply.understood_as) == ("signals/3", "What is a spectral leakage?")


def test_a_refused_first_message_leaves_its_topic(talk: Conversation) -> None:
    def refuse(text: str, top: int) -> Reply:
        return replace(Library()(text, top), status="not_covered")

    answer("is spectral leakage bad?", 3, talk, refuse)
    reply = answer("and why?", 3, talk, Library())
    assert reply.understood_as == "spectral leakage — and why?"


def test_a_topic_gone_back_to_stays_in_the_question(library: Library, talk: Conversation) -> None:
    answer("What does a taper do to a signal?", 3, talk, library)
    answer("What does the sampling theorem say?", 3, talk, library)
    reply = answer("back to the taper: why at both ends?", 3, talk, library)
    assert "taper" in reply.understood_as
    assert first(reply) == "lecture/9"


def test_a_new_question_is_not_said_to_be_about_the_last(library: Library, talk: Conversation) -> None:
    answer("What is a window function?", 3, talk, library)
    for message in ("What is a window function?", "and what does the sampling theorem say?"):
        assert answer(message, 3, talk, library).understood_as == ""
