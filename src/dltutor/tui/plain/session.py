"""The tutor line by line, for screen readers and pipes: no colours, no cursor, no spinner, nothing that moves.

It answers from the same Tutor and in the same words as the app. Questions and commands are lines of standard input;
the end of the input ends the session.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TextIO

from dltutor.errors import DltutorError, IndexProblem
from dltutor.tui import describe, trying
from dltutor.tui.plain.console import Console, Ended
from dltutor.tui.plain.start import STOPPED_CODE, begin, sit

if TYPE_CHECKING:
    from collections.abc import Callable

    from dltutor.config import Config
    from dltutor.tutor import Hit, Item, Reply, Tutor

HITS = 10
MORE = 3
"""How many questions ``m`` lists further."""
TRY_FIRST = "Type try, before you go on reading, to answer this yourself first."
NO_INDEX = "There is no index of your documents yet. Type rebuild to build it."
AROUND = 6
"""Lines printed on either side of an item's place."""

HELP = """\
Type a question. It may go on from the last: "why?", "and for L1?", "the formula", "an example", "more", "another
source", "the second one", "back to dropout". Or one of these words alone on a line:
new      begin anew: the next question goes on from nothing
1 to 9   the answer of the question with that number in the last list
m        more questions that are near
o        the place of the last answer in its document
try      answer the last question yourself and have it graded; /try and an ID or words: another question
add      put the question of the last answer into your reviews
quiz     be asked questions; /quiz and a topic: of that topic
review   be asked again what is due
exams    the papers that can be sat and the exams begun; /exam and a paper's name: sit it, and resume: go on
stats    what you know, what comes due, what to mend
library  the documents and what they hold
rebuild  bring the index up to date with the documents
help     this list
quit     leave; the end of the input does the same"""


def run_plain(config: Config, stdin: TextIO, stdout: TextIO) -> int:
    """Answer line by line until the input ends; the exit code."""
    from dltutor.tutor import Tutor

    session = PlainSession(Tutor.open(config), config, stdin, stdout)
    try:
        with suppress(BrokenPipeError):  # whoever reads the output may have had enough
            session.run()
    except KeyboardInterrupt:
        return STOPPED_CODE
    return 0


class PlainSession:
    """One session: what was asked last, and what its list holds."""

    def __init__(self, tutor: Tutor, config: Config, stdin: TextIO, stdout: TextIO) -> None:
        from dltutor.tutor import Conversation

        self._tutor = tutor
        self._config = config
        self._console = Console(stdin, stdout)
        self._say = self._console.say
        self._conversation = Conversation()
        self._hit: Hit | None = None
        self._others: tuple[Hit, ...] = ()
        self._listed = 0
        self._damaged = False
        self._commands: dict[str, Callable[[], None]] = {
            "new": self._begin_anew,
            "m": self._more,
            "o": self._place,
            "try": self._try,
            "add": self._add,
            "quiz": self._quiz,
            "review": self._review,
            "exams": self._exams,
            "stats": self._stats,
            "library": self._library,
            "rebuild": self._rebuild,
            "help": lambda: self._say(HELP),
        }

    def run(self) -> None:
        """Read and answer until the input ends or the person quits."""
        self._say("dltutor: type a question, or help, or quit.")
        self._tried(self._load)
        while line := self._console.line():
            text = line.strip()
            if text.lower().lstrip("/") in {"quit", "exit"}:
                break
            if text:
                self._tried(partial(self._take, text))
        self._tutor.close()

    def _tried(self, act: Callable[[], None]) -> None:
        try:
            act()
        except IndexProblem as problem:
            # What is damaged must not be built upon.
            self._damaged = True
            self._say(f"{problem.message} Type rebuild to make it anew.")
        except DltutorError as error:
            self._console.tell(error)
        except Ended:
            pass  # the end of the input ends the session, too

    def _load(self) -> None:
        if not self._tutor.load():
            self._say(NO_INDEX)

    def _take(self, text: str) -> None:
        command = self._commands.get(text.lower().lstrip("/"))
        if command is not None:
            command()
        elif len(text) == 1 and text in "123456789":
            self._pick(int(text))
        else:
            first, _, rest = text.partition(" ")
            taking: dict[str, Callable[[str], None]] = {"/try": self._try, "/quiz": self._quiz, "/exam": self._exam}
            if first.lower() in taking:
                taking[first.lower()](rest.strip())
            else:
                self._ask(text)

    # Asking

    def _ask(self, text: str) -> None:
        if self._is_ready():
            self._show(self._tutor.ask(text, top=HITS, conversation=self._conversation))

    def _is_ready(self) -> bool:
        if not self._tutor.ready:
            if not self._tutor.load():
                self._say(NO_INDEX)
                return False
            self._tutor.warm()
        return True

    def _begin_anew(self) -> None:
        self._conversation.clear()
        self._hit, self._others, self._listed = None, (), 0
        self._say("A new conversation.")

    def _show(self, reply: Reply) -> None:
        if describe.is_remark(reply):
            # The list above it still stands.
            self._say("", describe.reply_text(reply))
            return
        answered = reply.status == "answered" and reply.hits
        self._hit = reply.hits[0] if answered else None
        self._others = (reply.hits[1:] if answered else reply.hits)[: describe.LISTABLE]
        self._listed = min(self._config.top, len(self._others))
        if answered and reply.hits[0].match == "exact" and not trying.why_not(reply.hits[0].item):
            self._say("", TRY_FIRST)
        self._say("", describe.reply_text(reply, self._listed))

    def _pick(self, number: int) -> None:
        if number > self._listed:
            self._say(f"Nothing has the number {number} here.")
            return
        self._hit = self._others[number - 1]
        self._conversation.pick(self._hit)
        words = " · ".join(["Picked from the list", *describe.hit_words(self._hit)])
        self._say("", words, "", describe.item_text(self._hit.item, self._hit.sources))

    def _more(self) -> None:
        further = self._others[self._listed : self._listed + MORE]
        if further:
            self._say(describe.list_text(further, heading="Also near:", start=self._listed + 1))
            self._listed += len(further)
        else:
            self._say("Nothing further is near.")

    def _place(self) -> None:
        item = self._item()
        if item is None:
            self._say("There is no source to show yet.")
            return
        source = item.source
        file, line = self._tutor.place(source)
        first, lines = self._tutor.lines(source, around=AROUND)
        self._say(f"{file}, line {line}:")
        for number, text in enumerate(lines, start=first):
            self._say(f"{'>' if number == line else ' '} {number}: {text}")

    def _item(self) -> Item | None:
        hit = self._hit or next(iter(self._others), None)
        return hit.item if hit is not None else None

    # Trying a question

    def _try(self, words: str = "") -> None:
        if not self._is_ready():
            return
        item = trying.find_item(self._tutor, words) if words else self._item()
        if item is None:
            self._say("Ask for a question first, or type /try and its ID or some words.")
        elif reason := trying.why_not(item):
            self._say(reason)
        else:
            sit(self._tutor.study, self._console, self._tutor.study.trial(item))

    # Studying

    def _quiz(self, topic: str = "") -> None:
        from dltutor.study.quizzing import QuizWish

        if self._is_ready():
            begin(self._tutor.study, self._console, "quiz", QuizWish(topic=topic))

    def _review(self) -> None:
        if self._is_ready():
            begin(self._tutor.study, self._console, "review", None)

    def _exams(self) -> None:
        begin(self._tutor.study, self._console, "exams", None)

    def _exam(self, name: str) -> None:
        if self._is_ready():
            study = self._tutor.study
            if name.lower() in {"resume", "mark"}:
                begin(study, self._console, "exam", study.exam(None))
            else:
                paper = study.paper(name)
                begin(study, self._console, "paper", (paper, paper.minutes and 60 * paper.minutes))

    def _add(self) -> None:
        item = self._item()
        if item is None:
            self._say("Ask for a question first: then it can be added.")
        else:
            self._tutor.study.act(item.id, "add")
            self._say(f"Added to your reviews: {describe.title(item)}")

    def _stats(self) -> None:
        self._say(str(self._tutor.study.progress()))

    # Documents

    def _library(self) -> None:
        documents = self._tutor.library()
        for document in documents:
            change = f", {document.change}" if document.change else ""
            self._say(
                f"{document.path} ({document.layout}): {document.questions} questions, {document.answered} answered, "
                f"{document.doubts} doubts{change}"
            )
        self._say(f"{len(documents)} documents in {self._config.corpus_dir}.")
        stale = self._tutor.stale()
        if stale:
            self._say(f"The index is behind: {stale}. Type rebuild to bring it up to date.")

    def _rebuild(self) -> None:
        try:
            report = self._tutor.build(rebuild=self._damaged, report=self._console.progress)
            self._damaged = False
            self._say(describe.build_line(report))
        except KeyboardInterrupt:
            self._say("The build was stopped; the index is as it was.")
