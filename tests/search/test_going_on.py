import pytest

from dltutor.search.conversation import Conversation
from dltutor.search.cues import read
from dltutor.search.followup import answer
from dltutor.search.going_on import in_english
from dltutor.search.languages import translate
from dltutor.search.searcher import Searcher

VOCABULARY = dict.fromkeys(("dropout", "training", "test", "units", "network"), 9)


def english(message: str) -> str:
    translated = translate(message, VOCABULARY)
    return translated.text if translated.language else message


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("Formel?", "formula"),
        ("Gib mir die Formel", "formula"),
        ("ein Beispiel bitte", "example"),
        ("mehr dazu", "more"),
        ("eine andere Quelle?", "other_source"),
        ("la formule ?", "formula"),
        ("un exemple", "example"),
        ("en savoir plus", "more"),
        ("une autre source", "other_source"),
        ("un ejemplo", "example"),
        ("la fórmula", "formula"),
        ("di più", "more"),
        ("een voorbeeld", "example"),
    ],
)
def test_a_request_is_told_in_other_languages(message: str, action: str) -> None:
    assert read(in_english(message, english)).action == action


@pytest.mark.parametrize(
    "message",
    ["warum?", "und beim Testen?", "wie funktioniert das?", "pourquoi ?", "et au test ?", "¿por qué?", "perché?"],
)
def test_a_short_question_in_another_language_hangs_on_the_last(message: str) -> None:
    assert read(in_english(message, english)).bond == "tight"


def test_a_rest_is_kept_and_put_into_english() -> None:
    assert in_english("und L2?", english) == "and L2"
    assert in_english("zurück zu Dropout", english) == "back to Dropout"
    assert in_english("was bedeutet p?", english) == "what does p mean"


def test_a_number_of_the_list_can_be_said_in_other_languages() -> None:
    for message in ("das zweite", "le deuxième", "el segundo", "il secondo", "de tweede"):
        ordinal = read(in_english(message, english)).ordinal
        assert ordinal is not None
        assert (ordinal.number, ordinal.among) == (2, "list")


@pytest.mark.parametrize("message", ["why?", "and for L1?", "what is a Hessian?", "more on et al. citations", ""])
def test_english_stays_as_it_is(message: str) -> None:
    assert in_english(message, english) == message


def test_a_follow_up_in_another_language_reaches_the_documents(searcher: Searcher) -> None:
    talk = Conversation()
    shown = answer("What is L1 regularization?", 3, talk, searcher.ask, searcher.english)
    reply = answer("warum?", 3, talk, searcher.ask, searcher.english)
    assert reply.hits[0].item.id == shown.hits[0].item.id
    assert reply.understood_as == "L1 regularization — why"
