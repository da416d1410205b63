from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dltutor.search.glossary import LANGUAGES, Language, glossary
from dltutor.search.languages import HINT, LEAST_KNOWN, translate
from dltutor.search.searcher import Searcher
from dltutor.search.tokens import plain

DOCUMENTS = dict.fromkeys(
    "dropout convolution kernel gradient descent loss relu softmax transformer attention bert adam regularization "
    "normalization encoder decoder transduction learning rate training what is the die in also".split(),
    3,
)

ENGLISH = """
what is dropout
What is the difference between L1 and L2?
adam
Adam vs SGD
how does Adam work
what does Adam do that RMSProp does not
die
why do neurons die
dying relu die out
also in the decoder?
in also
was it in the lecture
so was it an encoder
man and woman analogy
king man woman queen
hat matrix
what does y hat mean
war and peace corpus
gut feeling about the learning rate
gift wrapping
fast weights
fast gradient sign method
stark difference between train and test
lost gradient
null hypothesis
art generation
den of a fraction
as in the case of the loss
form of the loss
per layer learning rate
per example gradient
come up with a loss
no free lunch
me again: softmax
pour water
sans serif font classification
chat models
type I error
types of pooling
comment on the following loss
ensemble
ensemble of classifiers
classifier
augmentation
explosion of gradients
matrices and vectors
red channel of an image
real data
regularisation
regularisation and normalisation
optimiser
initialisation
van der Maaten t-SNE
von Neumann entropy
Wasserstein distance
Kullback-Leibler divergence
Xavier
He initialisation
Hessian
Jensen
Nesterov
Boltzmann
Fourier
de facto standard
et al
a priori probability
a la carte
sine and cosine
wat is loss
non-maximum suppression in an image
bakpropagation explaned simpel
whats teh loss
waht is dropout
wich loss
im confused about dropout
i dont get softmax
what ist the gradient
what does the German word Verlustfunktion mean
what is a Faltung in signal processing
is regularización the same as regularization
does naïve Bayes need a prior
Poincaré embeddings
Möbius transformation
LSTM
MIT lecture on attention
ELBO
GAN loss NaN
x = y + z, what is dx
∂L/∂w
σ(x)
λ
2 + 2
512 units

?
""".strip("\n").splitlines()


@pytest.mark.parametrize("query", ENGLISH)
def test_an_english_message_is_left_as_it_is(query: str) -> None:
    translated = translate(query, DOCUMENTS)
    assert (translated.text, translated.language, translated.known, translated.hint) == (query, None, 1.0, "")


@pytest.mark.parametrize(
    ("query", "english", "language"),
    [
        ("Was ist Dropout?", "what is Dropout?", "de"),
        ("Wie funktioniert die Rückpropagation?", "how does back-propagation work?", "de"),
        ("wozu dient eine Faltungsschicht", "what is the purpose of a convolution layer", "de"),
        ("Was ist der Unterschied zwischen Gewicht und Schwellwert?", None, "de"),
        ("Ueberanpassung", "overfitting", "de"),
        ("Lernraten", "learning rate", "de"),
        ("Qu'est-ce que la rétropropagation du gradient ?", "what is back-propagation?", "fr"),
        ("à quoi sert la fonction de perte", "what is the purpose of loss function", "fr"),
        ("pourquoi un réseau de neurones profond", "why a deep neural network", "fr"),
        ("c'est quoi le dropout", "what is dropout", "fr"),
        ("che cos'è la discesa del gradiente", "what is gradient descent", "it"),
        ("come funziona una rete neurale", "how does a neural network work", "it"),
        ("¿Cómo funciona el descenso de gradiente?", "how does gradient descent work?", "es"),
        ("qué es la tasa de aprendizaje", "what is learning rate", "es"),
        ("Wat is het verschil tussen fout en verlies?", "what is the difference between error and loss?", "nl"),
        ("hoe werkt een convolutielaag", "how does a convolution layer work", "nl"),
    ],
)
def test_a_question_in_another_language_is_put_into_english(query: str, english: str | None, language: str) -> None:
    translated = translate(query, DOCUMENTS)
    assert translated.language == language
    assert translated.known == 1.0
    assert english in {None, translated.text}


@pytest.mark.parametrize(
    ("query", "english"),
    [
        ("Gewichte", "weight"),  # a plural
        ("Batchnormalisierung", "batch normalization"),
        ("Bildklassifikationsfehler", "image classification error"),  # three parts
        ("Was macht eine Dropoutschicht?", "what does a dropout layer do?"),  # a part that only the documents hold
        ("Was ist die Transduktion?", "what is transduction?"),  # an ending
        ("Was ist die Ableitung von $x^2$ nach x?", "what is derivative of $x^2$ after x?"),
    ],
)
def test_forms_and_parts_of_known_words_are_known(query: str, english: str) -> None:
    documents = {word: 1 for word in DOCUMENTS if word != "weight"}
    assert translate(query, documents).text == english


@pytest.mark.parametrize(
    "query",
    [
        "Wie backe ich einen Kuchen?",
        "Was ist die Hauptstadt von Frankreich?",
        "où est la tour Eiffel",
        "dove si mangia la pizza",
        "¿Quién ganó el mundial?",
        "Waar koop ik verse groenten?",
    ],
)
def test_too_few_known_words_are_told_by_their_share_and_a_hint_in_both_languages(query: str) -> None:
    translated = translate(query, DOCUMENTS)
    assert translated.known < LEAST_KNOWN
    assert HINT in translated.hint
    assert not translated.hint.startswith("I know")


def test_a_question_of_nothing_but_small_words_is_known() -> None:
    assert translate("und warum ist das so?", DOCUMENTS).known == 1.0


def test_documents_in_the_askers_language_are_asked_in_it() -> None:
    german = {"warum": 20, "ist": 90, "wie": 30, "die": 200, "das": 90, "netz": 12, "gewichte": 9, "verlust": 4}
    assert translate("Warum ist das Gewicht der Verlust?", german).language is None
    assert translate("pourquoi la perte augmente", german).language == "fr"


def test_names_and_symbols_in_english_documents_do_not_make_them_foreign() -> None:
    documents = {**DOCUMENTS, "est": 2, "un": 2, "the": 5000}
    assert translate("qu'est-ce qu'un hyperparamètre", documents).language == "fr"


@pytest.mark.parametrize(("language", "least"), [("de", 500), ("fr", 500), ("it", 200), ("es", 200), ("nl", 200)])
def test_a_glossary_holds_enough_words(language: Language, least: int) -> None:
    entries = glossary(language).phrases.values()
    assert sum(entry.role != "grammar" for entry in entries) >= least
    assert all(entry.english or entry.role == "grammar" for entry in entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_glossary_is_found_by_its_own_words(language: Language) -> None:
    words = glossary(language)
    for phrase, entry in words.phrases.items():
        assert words.longest_at_start([*phrase, "zzzz"]) == (len(phrase), entry)


@given(st.text(max_size=300))
def test_any_message_is_translated_without_failing(query: str) -> None:
    translated = translate(query, DOCUMENTS)
    assert 0.0 <= translated.known <= 1.0
    assert translated.language or translated.text == query


@given(
    st.lists(
        st.sampled_from(
            "was ist le pourquoi réseau Netz - ? , $x_1$ Faltungsschicht profond a the (die) l'erreur".split()
        ),
        max_size=12,
    )
)
def test_a_mixture_of_languages_is_translated_without_failing(words: list[str]) -> None:
    assert 0.0 <= translate(" ".join(words), DOCUMENTS).known <= 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_glossary_gives_each_wording_one_meaning(language: Language) -> None:
    text = resources.files("dltutor.search.glossary").joinpath(f"{language}.txt").read_text(encoding="utf-8")
    lines = text.partition("[cognates]")[0].splitlines()
    sides = [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]
    wordings = Counter(plain(wording.strip()) for side in sides for wording in side.split("|"))
    assert [wording for wording, count in wordings.items() if count > 1] == []


def test_a_foreign_question_is_answered_and_its_translation_shown(searcher: Searcher) -> None:
    reply = searcher.ask("Warum verschwinden Gradienten in tiefen Netzen?")
    assert (reply.status, reply.hits[0].item.id) == ("answered", "nets/3")
    assert reply.searched_for == "why vanishing gradients in deep network?"
    assert reply.note == ""


def test_a_foreign_question_of_unknown_words_gets_a_hint_and_nothing_else(searcher: Searcher) -> None:
    for reply in (searcher.ask("où est la tour Eiffel ?"), searcher.ask_by_words("où est la tour Eiffel ?")):
        assert (reply.status, reply.confidence, reply.hits) == ("not_covered", 0.0, ())
        assert HINT in reply.note
        assert reply.to_json()["note"] == reply.note


def test_a_foreign_question_that_is_understood_but_not_covered_gets_the_hint_beside_what_is_near(
    searcher: Searcher,
) -> None:
    reply = searcher.ask("Wie lange dauert die Übersetzung von sieben Sprachen?")
    assert reply.status == "not_covered"
    assert HINT in reply.note
