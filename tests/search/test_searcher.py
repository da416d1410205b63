from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dltutor.errors import IndexProblem
from dltutor.search.encoder import Encoder
from dltutor.search.searcher import Searcher


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("neurons being switched off, what for", "nets/1"),
        ("wat is a variatonal autoencodr", "nets/2"),
        ("VAE", "nets/2"),
        ("what do residual connections help against", "nets/3"),
        ("which penalty makes weights exactly zero", "nets/4"),
        ("biggest number in each window", "nets/6"),
        ("does average pooling learn anything", "nets/7"),
        ("derivative of the loss of a linear neuron", "exam/2.10"),
        ("running mean of past gradients", "script/1"),
    ],
)
def test_a_question_finds_its_answer(searcher: Searcher, query: str, expected: str) -> None:
    assert searcher.ask(query).hits[0].item.id == expected


def test_the_documents_own_question_is_an_exact_match_and_answered(searcher: Searcher) -> None:
    for query in ("What does max pooling compute?", "WHAT DOES MAX-POOLING COMPUTE", "what does max poling compute"):
        reply = searcher.ask(query)
        assert (reply.status, reply.hits[0].match, reply.hits[0].item.id) == ("answered", "exact", "nets/6")
        assert reply.confidence > 0.9
        assert reply.hits[0].score >= 0.95


def test_a_slip_is_mended_and_said(searcher: Searcher) -> None:
    assert searcher.ask("what is a variatonal autoencoder").searched_for == "what is a variational autoencoder"
    assert searcher.ask("what is a variational autoencoder").searched_for == ""


@pytest.mark.parametrize("query", ["how long do I boil an egg", "which country won the cup", "opening hours of a bank"])
def test_what_the_documents_do_not_hold_is_not_covered_and_gets_the_nearest_three(
    searcher: Searcher, query: str
) -> None:
    for reply in (searcher.ask(query), searcher.ask_by_words(query)):
        assert reply.status == "not_covered"
        assert reply.confidence < 0.5
        assert len(reply.hits) == 3


@pytest.mark.parametrize("query", ["ok", "asdfgh", "", "   ", "???", "\x00", "🙂"])
def test_what_asks_nothing_gets_a_plain_reply_and_no_hits(searcher: Searcher, query: str) -> None:
    for reply in (searcher.ask(query), searcher.ask_by_words(query)):
        assert (reply.status, reply.confidence, reply.hits) == ("not_covered", 0.0, ())
        assert reply.note


def test_a_question_that_documents_ask_but_do_not_answer_is_never_an_answer(searcher: Searcher) -> None:
    reply = searcher.ask("How does a graph network aggregate the messages of its neighbours?")
    assert reply.status != "answered"
    assert "exam/1b" in [hit.item.id for hit in reply.hits]


def test_twins_are_one_hit_with_every_source(searcher: Searcher) -> None:
    reply = searcher.ask("what does dropout do in training", 10)
    first = reply.hits[0]
    assert {source.document for source in first.sources} == {"nets.md", "exam.md"}
    assert first.sources[0] == first.item.source
    assert len({hit.item.id for hit in reply.hits} & {"nets/1", "exam/1a"}) == 1


def test_words_alone_give_a_provisional_reply_without_an_encoder(index: Path) -> None:
    searcher = Searcher.open(index)
    reply = searcher.ask_by_words("variational autoencoder")
    assert reply.provisional
    assert reply.hits[0].item.id == "nets/2"
    assert not searcher.ready
    with pytest.raises(IndexProblem, match="No encoder"):
        searcher.ask("variational autoencoder")


def test_an_encoder_of_another_model_is_an_error_that_names_both(
    index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "identity", replace(encoder.identity, name="other", hash="f" * 64))
    with pytest.raises(IndexProblem, match=r"all-MiniLM-L6-v2.*other"):
        Searcher.open(index).attach(encoder)


@pytest.mark.parametrize("top", [1, 2, 5])
def test_as_many_hits_as_asked_for_come_best_first(searcher: Searcher, top: int) -> None:
    hits = searcher.ask("regularization of weights", top).hits
    assert len(hits) == top
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_a_very_long_message_is_answered_by_its_ends(searcher: Searcher) -> None:
    chatter = "well, as I said, I was on the train the other day and it was late " * 200
    assert searcher.ask(f"What does max pooling compute? {chatter}").hits[0].item.id == "nets/6"
    assert searcher.ask_by_words(f"{chatter} what is a variational autoencoder?").hits[0].item.id == "nets/2"


def test_a_question_between_sentences_of_chatter_is_answered(searcher: Searcher) -> None:
    query = (
        "Hello, I hope you are all well and that the weather is better than here. "
        "My train was late again and I missed half of the lecture. "
        "What does max pooling compute? Thanks a lot and have a nice evening!"
    )
    assert searcher.ask(query).hits[0].item.id == "nets/6"


def test_suggestions_go_on_from_what_is_typed_before_they_hold_its_words(searcher: Searcher) -> None:
    assert searcher.suggest("what is l", 2) == ("What is L1 regularization?", "What is L2 regularization?")
    assert searcher.suggest("vanish")[0] == "Why do gradients vanish in deep networks?"
    assert searcher.suggest("why are")[0] == "why are neurons switched off at random"
    assert searcher.suggest("  ") == ()
    assert searcher.suggest("zebra") == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_message_gets_a_reply_on_one_scale(searcher: Searcher, query: str) -> None:
    for reply in (searcher.ask(query), searcher.ask_by_words(query)):
        assert reply.query == query
        assert 0 <= reply.confidence <= 1
        assert all(0 <= hit.score <= 1 for hit in reply.hits)
        assert reply.hits or reply.note


@pytest.mark.parametrize(
    "query", ["x" * 100_000, " " * 3000, "\udcff", "x" * 5000, "\n\n", "dropout " + "\t" * 4000 + "training"]
)
def test_odd_messages_are_answered_like_others(searcher: Searcher, query: str) -> None:
    assert searcher.ask(query).query == query
    assert searcher.ask_by_words(query).query == query
