"""Does a text ask something? And is a text only a placeholder for an answer that nobody wrote yet?

Question marks alone don't tell: people set tasks ("Define …", "Give the definition of …"), and answers contain
rhetorical questions ("… self-adapt. How? Nodes approximate …"). So the first words of each sentence decide, and what
follows a question must ask too.
"""

import re

from dltutor.bank.text import plain

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’)*_]*\s+(?=[A-Z(\"“*_\[])")
ABBREVIATION = re.compile(
    r"\b(?:i\.\s?e|e\.\s?g|cf|vs|fig|eq|etc|resp|approx|dr|prof|no)\.$|^\(?\w{1,4}(?:\.\d+)*[.)]$", re.IGNORECASE
)
PRINTED_NUMBER = re.compile(
    r"^(?:(?:question|exercise|problem|task|q)\s*)?\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z])?[.):]*\s+(?=\S)", re.IGNORECASE
)

INTERROGATIVES = frozenset(
    "what what's why how which when where who whom whose is are was were do does did can could should would will has "
    "have had may might must shall".split()
)
# These set a task whatever follows them.
IMPERATIVES = frozenset(
    "explain define describe discuss derive compare justify illustrate distinguish introduce summarise summarize prove "
    "calculate determine enumerate contrast elaborate identify mention motivate argue outline formulate "
    "differentiate".split()
)
# These begin headings and sentences of other kinds too ("State space models"), so the next word must fit.
AMBIGUOUS_IMPERATIVES = frozenset(
    "state give list name show find compute write draw sketch present provide specify estimate evaluate analyse "
    "analyze tell comment classify interpret suggest propose construct sort rank simplify solve verify "
    "recall complete detail choose select mark indicate repeat".split()
)
FITS_AFTER_IMPERATIVE = frozenset(
    "the a an what why how which whether if when where one two three four five six some all any each every its your "
    "their this that these those in at briefly shortly between me us down up on with for to as possible "
    "mathematically formally examples example reasons both".split()
)
SETUP = frozenset("consider suppose assume given let imagine you your we in for with after if when say there".split())
# Words before the one that asks ("Briefly explain", "Now, what is").
OPENERS = frozenset("please briefly shortly now then also finally first second next again so and but".split())
IMPERATIVE_INSIDE = re.compile(
    rf"(?:,|;|\band|\bthen|\b\w+)\s+(?:please\s+)?(?:{'|'.join(sorted(IMPERATIVES))})\b|[,;]\s+(?:give|name|state|list)\s+\w"
)
INTERROGATIVE_INSIDE = re.compile(
    r"(?:[,:;]|\band|^\S+)\s+(?:\w+\s+){0,2}?(?:what|why|how|which|when|where|who|whom|whose|is|are|do|does|did|can|"
    r"could|should|would|will|has|have)\b",
    re.IGNORECASE,
)

PLACEHOLDER = re.compile(
    r"(?:(?-i:TODO|FIXME|TBD|TBA|XXX+|WIP)\b.{0,80}|(?:to[ -]?do|tbd|tba|fixme)\b(?:\s*[:–-].{0,60})?"
    r"|(?:write |put |insert |enter |type |add )?(?:your |the |my )?(?:answer|solution)s?(?: goes?)?(?: here| below)?"
    r"|(?:to be|will be) (?:done|written|added|filled|completed|determined|announced)\b.{0,40}"
    r"|fill (?:in|me|this).{0,30}|coming soon|no answer(?: yet)?|not answered(?: yet)?|n/?a|pending|unanswered|empty"
    r"|lorem ipsum.*)",
    re.IGNORECASE | re.DOTALL,
)
AUTHORS_NOTE = re.compile(
    r"\((?:to ?do|explain|describe|add|write|insert|expand|fill|mention|see|look|for the|question|similar|i['’]?m not|"
    r"i am not|not sure|check|ask)\b[^()]*(?:\([^()]*\)[^()]*)*\)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; abbreviations such as "i.e." don't end one."""
    found: list[str] = []
    for part in SENTENCE_END.split(" ".join(text.split())):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] += " " + part
        else:
            found.append(part)
    return [sentence for sentence in found if sentence]


def sentence_asks(sentence: str) -> bool:
    """Whether one sentence asks or sets a task."""
    sentence = PRINTED_NUMBER.sub("", plain(sentence)).strip()
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", sentence)
    if len(words) < 2 or sentence.startswith("("):
        return False
    first, second = words[0].lower(), words[1].lower()
    if second == "and":  # "State and prove": the verb behind it tells
        second = "the" if len(words) > 2 and words[2].lower() in IMPERATIVES else second
    if first in OPENERS:
        return sentence_asks(sentence[len(first) :].lstrip(" ,:").capitalize())
    if first in IMPERATIVES or (first in AMBIGUOUS_IMPERATIVES - SETUP and second in FITS_AFTER_IMPERATIVE):
        return sentence[0].isupper() or sentence.endswith("?")
    if sentence.rstrip('"”’)*_ ').endswith("?"):
        return first in INTERROGATIVES or _asks_after_a_clause(sentence)
    return first in {"in", "for", "given", "using", "with", "assuming", "based", "under", "from"} and bool(
        IMPERATIVE_INSIDE.search(sentence)
    )


def _asks_after_a_clause(sentence: str) -> bool:
    """A question whose first words set the scene ("In the context of RNNs, what …?", "To which layer …?")."""
    opening = re.match(
        r"(?:in|for|to|with|by|from|at|on|under|given|after|during|according|based|using|if|when|while|since|as|"
        r"suppose|assuming|regarding|concerning|compared|briefly|broadly|generally|mathematically|and|but|so|now)\b",
        sentence,
        re.IGNORECASE,
    )
    return bool(opening and INTERROGATIVE_INSIDE.search(sentence)) and not re.search(
        r"\b(?:we|one|they|it|this|i)\b[^,?]*,[^?]*\bi\.\s?e\.", sentence, re.IGNORECASE
    )


def asks(text: str) -> bool:
    """Whether a paragraph, or a heading, is a question: asked throughout, perhaps after setting the scene.

    "Why is it so? Because …" holds its own answer and doesn't count.
    """
    parts = sentences(text)
    if not parts or text.lstrip().startswith(("(", "$$", "|", "```")):
        return False
    asking = [sentence_asks(part) for part in parts]
    if not any(asking):
        return False
    first = asking.index(True)
    scene_set = all(_word(part) in SETUP for part in parts[: min(first, 1)])
    goes_on = all(
        asked or _word(part) in SETUP or IMPERATIVE_INSIDE.search(" " + part.lower()) or part.rstrip().endswith("?")
        for asked, part in zip(asking[first:], parts[first:], strict=True)
    )
    return scene_set and goes_on


def _word(sentence: str) -> str:
    """The first word of a sentence that isn't an opener."""
    words = (word.lower() for word in re.findall(r"[^\W_]+", sentence))
    return next((word for word in words if word not in OPENERS), "")


def is_placeholder(text: str) -> bool:
    """Whether a text is empty, or only marks where an answer should be ("TODO", "Answer here", "…")."""
    bare = plain(text).strip(" \t\n.:;,!?*_-–—…[]<>{}#\"'`")
    if not bare or bare == "()":
        return True
    unbracketed = bare.removeprefix("(").removesuffix(")").strip(" .:…-") if bare.startswith("(") else bare
    return bool(PLACEHOLDER.fullmatch(unbracketed)) or is_authors_note(text)


def is_authors_note(text: str) -> bool:
    """Whether a text is a note in brackets of the author to themselves ("(Explain how it works)")."""
    return bool(AUTHORS_NOTE.fullmatch(text.strip().rstrip(".")))
