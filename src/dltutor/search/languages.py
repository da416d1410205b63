"""Questions in other languages, put into English word by word: enough for a search, and for saying that it isn't.

Only what the glossaries hold is understood; there is no model behind it. A message counts as foreign when words that
can't be English outnumber the English words that hold a sentence together, so that neither a name nor one foreign word
makes an English question foreign. Where the documents hold the foreign words themselves, nothing is translated.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dltutor.search.glossary import LANGUAGES, Glossary, Language, Role, glossary
from dltutor.search.tokens import STOP_WORDS, plain, stem

LEAST_KNOWN = 0.5
"""The share of content words that must be known for a translation to be searched for: with less, hits are accidents."""
LEAST_FOREIGN = 1.0
LEAST_GRAMMAR = 0.0005
"""The share that each of a language's small words has of all words in documents of that language, at least."""
HALF = 0.5
"""What a word counts that names, slips and other languages share: two of them tell as much as one that none shares."""

HINTS: dict[Language, str] = {
    "de": "Ich kenne nur englische Dokumente: Versuche es mit dem englischen Fachwort.",
    "es": "Solo conozco documentos en inglés: prueba con el término inglés.",
    "fr": "Je ne connais que des documents en anglais : essaie avec le terme anglais.",
    "it": "Conosco solo documenti in inglese: prova con il termine inglese.",
    "nl": "Ik ken alleen Engelse documenten: probeer het met de Engelse term.",
}
HINT = "I know English documents only; try the English term."

_SHARED = frozenset(
    """abandon aide alle allen als alt alto am ans art audio augmentation backpropagation be begin brut bug but cache
    caches canal car caves cite classifier come comment con consequence consequences dan das dat de del dem den der des
    descend die diverse door du due ensemble era explosion falls fan fast fin form genre grand grande gut halt has hat
    hyperparameter hypotheses ja kan kern la lang le lieu local los lost lot lots mag mais mal man mascara mass
    matrices me media men met mine minima mis mit moment monte net neuronal nom non normal null ob on op or par para
    parties paso per petite plus pour prevision prima que reconnaissance red run sans serve signification sin solo son
    spat stark sur taken temps tempo tester ton tor tot type types un und une unique usa van vague vector von wan war
    wat wen""".split()
)
"""Words of the glossaries that are English, too, or stand in names and slips of the hand."""
_ENGLISH = STOP_WORDS | frozenset("the they vs versus please use many does did way kind like make used want".split())

_WORD = re.compile(r"[^\W_]+")
_MATHS = frozenset("_^=*/+$\\{}|<>")
_CLAUSE_END = re.compile(r"[,;:.?!]")


@dataclass(frozen=True, slots=True)
class Translated:
    """A message in English.

    Attributes:
        text: The message in English, what isn't known left as it is; as it came where it is no other language.
        language: The language that it was in; None for English and for whatever else isn't translated.
        known: The share of content words that were translated or that the documents hold as they are, 0 to 1.
    """

    text: str
    language: Language | None = None
    known: float = 1.0

    @property
    def hint(self) -> str:
        """What helps when nothing is found: first in the asker's language, then in English; else empty."""
        return f"{HINTS[self.language]} ({HINT})" if self.language else ""


@dataclass(frozen=True, slots=True)
class _Token:
    typed: str
    word: str
    before: str


@dataclass(slots=True)
class _Piece:
    """Some words, rendered; ``role`` is None for what was left as it is."""

    text: str
    before: str
    role: Role | None
    weight: int = 1
    known: bool = True


def translate(query: str, vocabulary: Mapping[str, int]) -> Translated:
    """The message in English, if it is in German, French, Spanish, Italian or Dutch.

    Args:
        query: The message.
        vocabulary: The documents' own words, plain, with how often each occurs.
    """
    tokens, end = _tokens(query)
    language = _language(tokens, vocabulary)
    if language is None:
        return Translated(query)
    words = glossary(language)
    pieces = _pieces(tokens, words, vocabulary)
    if language in {"es", "fr", "it"}:
        pieces = _adjectives_first(pieces)
    content = [piece for piece in pieces if piece.role != "grammar"]
    total = sum(piece.weight for piece in content)
    known = sum(piece.weight for piece in content if piece.known)
    return Translated(_sentence(pieces, end), language, known / total if total else 1.0)


def _tokens(query: str) -> tuple[list[_Token], str]:
    """The words, each with the signs before it, and the signs behind the last."""
    tokens: list[_Token] = []
    place = 0
    for match in _WORD.finditer(query):
        tokens.append(_Token(match.group(), plain(match.group()), query[place : match.start()]))
        place = match.end()
    return tokens, query[place:]


def _language(tokens: list[_Token], vocabulary: Mapping[str, int]) -> Language | None:
    """The language with the most words that can't be English; None where as many are, or documents are in it."""
    if all(token.word in vocabulary or token.word in _ENGLISH for token in tokens):
        return None
    shouting = all(token.typed.isupper() for token in tokens)
    distinct = {token.word: token for token in tokens if shouting or not _is_acronym(token.typed)}
    found: list[tuple[float, int, Language]] = []
    for language in LANGUAGES:
        words = glossary(language)
        weights = {word: _foreign(token, words) for word, token in distinct.items()}
        foreign = sum(weights.values())
        english = sum(word in _ENGLISH and not words.is_grammar(word) for word in distinct)
        # One content word among several others is a loan or a slip.
        tells = len(distinct) <= 2 or foreign >= 2 or any(words.is_grammar(word) for word in weights if weights[word])
        if tells and foreign >= LEAST_FOREIGN and foreign > english:
            found.append((foreign, sum(words.holds(word) for word in distinct), language))
    best = max(found, key=lambda rated: rated[:2])[2] if found else None
    return None if best is None or _are_held(distinct.values(), glossary(best), vocabulary) else best


def _foreign(token: _Token, words: Glossary) -> float:
    """How much a word speaks for the language: 1, a half where it isn't the only language's, 0."""
    word = token.word
    entry = words.phrases.get((word,))
    if entry is None:
        return float(bool(words.compound(word, ())) or words.holds(_without_digraphs(word)) or words.holds_form(word))
    if _has_accent(token.typed):
        return 1.0
    if _is_english_too(word, words):
        return 0.0
    return HALF if word in _SHARED or len(word) < 3 else 1.0


def _is_english_too(word: str, words: Glossary) -> bool:
    """Whether a plain word is its own English, but for its ending: "regularisation" is as English as it is French."""
    entry = words.phrases.get((word,))
    return word in STOP_WORDS or (entry is not None and stem(word) in map(stem, entry.english.lower().split()))


def _are_held(tokens: Iterable[_Token], words: Glossary, vocabulary: Mapping[str, int]) -> bool:
    """Whether the documents hold most of the foreign words: then they are in that language themselves."""
    # Small words stand in any document as names and symbols; in its own language they are frequent.
    least = max(1.0, LEAST_GRAMMAR * sum(vocabulary.values()))
    all_of_them = held = 0.0
    for token in tokens:
        if not _is_english_too(token.word, words):
            weight = _foreign(token, words)
            all_of_them += weight
            held += weight * (vocabulary.get(token.word, 0) >= (least if words.is_grammar(token.word) else 1))
    return held > all_of_them / 2


def _is_acronym(typed: str) -> bool:
    return len(typed) > 1 and typed.isupper()


def _has_accent(typed: str) -> bool:
    return not typed.isascii() and plain(typed) != typed.casefold()


def _pieces(tokens: list[_Token], words: Glossary, vocabulary: Mapping[str, int]) -> list[_Piece]:
    """The longest phrases first, from left to right; what isn't known is left as it is."""
    plain_words = [token.word for token in tokens]
    pieces: list[_Piece] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        is_name = _is_name(token, vocabulary) or _is_symbol(token, tokens[place + 1 : place + 2])
        found = None if is_name else words.longest_at_start(plain_words[place:])
        if found is not None:
            size, entry = found
            pieces.append(_Piece(entry.english, token.before, entry.role, size))
        else:
            size, piece = _unlisted(tokens[place : place + 2], words, vocabulary)
            pieces.append(piece)
        place += size
    return pieces


def _is_name(token: _Token, vocabulary: Mapping[str, int]) -> bool:
    """Whether a word in capitals is the documents' acronym rather than a word of the language: "MAP", "SE"."""
    return _is_acronym(token.typed) and token.word in vocabulary


def _is_symbol(token: _Token, following: list[_Token]) -> bool:
    """Whether a letter belongs to a formula: the "d" of "d_k" is no French article."""
    around = token.before[-1:] + "".join(other.before[:1] for other in following)
    return len(token.word) == 1 and bool(set(around) & _MATHS)


def _unlisted(tokens: list[_Token], words: Glossary, vocabulary: Mapping[str, int]) -> tuple[int, _Piece]:
    """The piece of a word that no entry begins with: joined over a hyphen, by its parts, its ending, or as it is."""
    token = tokens[0]
    if len(tokens) > 1 and tokens[1].before == "-":
        joined = words.longest_at_start([token.word + tokens[1].word])
        if joined is not None:
            return 2, _Piece(joined[1].english, token.before, joined[1].role)
    for word in dict.fromkeys((token.word, _without_digraphs(token.word))):
        listed = words.longest_at_start([word])
        english = listed[1].english if listed else words.compound(word, vocabulary)
        if english:
            return 1, _Piece(english, token.before, listed[1].role if listed else "words")
    if token.word in vocabulary or not token.word.isalpha() or len(token.word) < 2 or _is_acronym(token.typed):
        return 1, _Piece(token.typed, token.before, None)
    cognate = words.cognate(token.word, vocabulary)
    return 1, _Piece(cognate or token.typed, token.before, None, known=bool(cognate))


def _without_digraphs(word: str) -> str:
    """The word with "ae", "oe" and "ue" as the umlauts' plain letters: people without the keys type them so."""
    return re.sub(r"([ao])e|(?<![aeq])(u)e", r"\1\2", word)


def _adjectives_first(pieces: list[_Piece]) -> list[_Piece]:
    """Of "réseau profond" make "deep network": an adjective goes before the words that it directly follows."""
    ordered: list[_Piece] = []
    start = 0
    for piece in pieces:
        follows = start < len(ordered) and piece.before.isspace()
        if piece.role == "adjectives" and follows:
            piece.before, ordered[start].before = ordered[start].before, piece.before
            ordered.insert(start, piece)
            continue
        if piece.role == "grammar" or not piece.before.isspace():
            start = len(ordered) + (piece.role == "grammar")
        elif not follows:
            start = len(ordered)
        ordered.append(piece)
    return ordered


def _sentence(pieces: list[_Piece], end: str) -> str:
    """The pieces in a row; what stands behind "…" goes to the end of its clause."""
    text = ""
    waiting = ""
    for number, piece in enumerate(pieces):
        if waiting and _CLAUSE_END.search(piece.before):
            text, waiting = f"{text} {waiting}", ""
        text += _between(piece, pieces[number - 1] if number else None)
        head, _, tail = piece.text.partition("…")
        text += head.strip()
        waiting = tail.strip() or waiting
    return _tidy(f"{text} {waiting}".rstrip() + end)


def _tidy(text: str) -> str:
    """Single spaces, none before a sign that ends a clause; "an" before a vowel; no Spanish opening signs."""
    text = re.sub(r"\s+(?=[?!.,;:])|[¿¡]", "", " ".join(text.split()))
    return re.sub(r"\b([Aa])(?= [aeiouAEIOU])", r"\1n", text).strip()


def _between(piece: _Piece, previous: _Piece | None) -> str:
    """The signs before a piece as typed; but hyphens and apostrophes only join words that were left as they are."""
    before = piece.before
    if previous is None:
        return before
    left = piece.role is None and previous.role is None
    return before if left or before.strip(" \t\n'’-–") else " "
