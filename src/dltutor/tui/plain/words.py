"""Every word of the line-by-line tutor, once: what is done, the help, and the documentation are made from this."""

from __future__ import annotations

from dltutor.config import SETTINGS
from dltutor.tui.plain import asking, documents, examining, reading, sessions, settings, studying
from dltutor.tui.plain.word import Word

NUMBER = r"\d{1,4}"
FILE = r"\S+\.\w{1,5}|[~.]?/\S*"
ID = r"\S+/\S+"
EXAM = r"(?:resume|mark|review)(?:\s+\d+)?|report(?:\s+(?:\d+|file)){0,2}|mix(?:\s+[\d.,]+)?"
PLAN = r"(?:none|\d{4}-\d\d?-\d\d?)(?:\s+\d+)?|\d+"
SETTING = rf"reset|(?:reset\s+)?(?:{'|'.join(SETTINGS)})(?:\s.*)?"

GROUPS: dict[str, tuple[Word, ...]] = {
    "Asking": (
        Word("1 to 9", "the answer of the question with that number in the last list", ("pick",)),
        Word("m", "more questions that are near", ("more",), short="/more", do=asking.more),
        Word("understood", "what your last question was taken for", ("edit_question",), do=asking.understood),
        Word(
            "ask",
            "ask a question that stands alone, whatever was said before",
            ("edit_question",),
            words="exactly: QUESTION",
            bare=r"exactly:.*",
            do=asking.exactly,
        ),
        Word(
            "history",
            "what you asked before, the newest first; a number asks it again",
            ("history", "earlier_prompt", "later_prompt"),
            words="[words or number]",
            bare=NUMBER,
            do=asking.history,
        ),
    ),
    "Reading answers": (
        Word("open", "the place of the last answer in its document", ("open", "read_one"), short="o", do=reading.place),
        Word(
            "source",
            "the last answer as it stands in the document, its code and its formulas' LaTeX numbered",
            ("copy_answer",),
            words="[number]",
            bare=NUMBER,
            do=reading.source,
        ),
        Word(
            "copy",
            "copy the answer, its code, a formula, the place: alone it says their numbers",
            ("copy", "copy_answer", "copy_this"),
            words="[number]",
            bare=NUMBER,
            do=reading.copy,
        ),
        Word(
            "formulas",
            "say formulas on one line, drawn over several lines, or as LaTeX; alone in turn",
            ("formulas",),
            words="[line, drawn or latex]",
            bare="line|drawn|2d|latex|source",
            do=reading.formulas,
        ),
        Word(
            "find",
            "find words in all that was asked and answered in this session",
            ("find",),
            words="WORDS",
            do=reading.find,
        ),
        Word(
            "answers",
            "what was asked and opened in this session",
            ("load_earlier", "load_later"),
            do=reading.answers,
        ),
        Word(
            "show",
            "an answer of this session again; words and numbers are about it then",
            ("previous_answer", "next_answer", "find_next", "find_previous"),
            words="NUMBER",
            bare=NUMBER,
            do=reading.show,
        ),
    ),
    "Sessions": (
        Word("new", "begin a new session: the next question goes on from nothing", ("new",), do=sessions.new),
        Word(
            "sessions",
            "earlier sessions, or those that hold some words",
            ("sessions",),
            words="[words]",
            do=sessions.sessions,
        ),
        Word(
            "resume",
            "go on with the last session, or with another",
            ("resume",),
            words="[number]",
            bare=rf"{NUMBER}|last",
            do=sessions.resume,
        ),
        Word(
            "delete",
            "delete a session, after asking",
            ("delete_session",),
            words="NUMBER",
            bare=NUMBER,
            do=sessions.delete,
        ),
        Word(
            "export",
            "write this session into a new file: Markdown, or JSON where it ends in .json",
            ("export",),
            words="[FILE]",
            bare=FILE,
            do=sessions.export,
        ),
    ),
    "Studying": (
        Word("study", "what is due, what waits, how things stand", ("study",), do=studying.study),
        Word("due", "what is due today", do=studying.due),
        Word(
            "try",
            "answer the question of the last answer yourself and have it graded, or another one",
            ("try", "again"),
            words="[ID or words]",
            do=studying.try_question,
        ),
        Word(
            "quiz",
            "be asked: what is due, weak topics, new questions; or only about a topic",
            ("quiz", "begin_quiz"),
            words="[topic or words]",
            do=studying.quiz,
        ),
        Word("review", "be asked what is due today", ("review", "begin_review"), do=studying.review),
        Word("continue", "go on with the quiz or review that waits", ("go_on",), do=studying.go_on),
        Word("missed", "be asked again what was missed in the last quiz", ("quiz_missed",), do=studying.missed),
        Word(
            "undo",
            "take back the decision made last; right after a quiz, decide anew",
            ("undo", "undo_last"),
            do=studying.undo,
        ),
        Word(
            "exam",
            "the papers that can be sat and the exams begun; sit, mark or report one",
            ("exam", "see_exams", "mixed", "review_exam", "export_report"),
            words="[paper; mix CREDITS; resume, mark, report or review, and a number]",
            bare=EXAM,
            short="exams",
            do=examining.exam,
        ),
        Word(
            "plan",
            "the date of your exam and the minutes a day",
            ("see_plan",),
            words="[DATE or none] [MINUTES]",
            bare=PLAN,
            do=studying.plan,
        ),
        Word(
            "stats",
            "what you know, what comes due, what to mend; csv writes the numbers into a file",
            ("stats", "see_stats", "save_csv"),
            words="[csv]",
            bare="csv",
            do=studying.stats,
        ),
    ),
    "Single questions": (
        Word(
            "add-to-review",
            "put the question of the last answer into your reviews",
            ("add-to-review",),
            short="+",
            do=studying.add_to_review,
        ),
        Word(
            "cards",
            "what your history knows of questions",
            words="[suspended, flagged or gone]",
            bare="suspended|flagged|gone",
            do=studying.cards,
        ),
        Word(
            "suspend",
            "never ask the question again; once more: ask it again",
            ("suspend",),
            words="[ID]",
            bare=ID,
            do=studying.suspend,
        ),
        Word("bury", "put the question off until tomorrow", ("bury",), words="[ID]", bare=ID, do=studying.bury),
        Word(
            "flag",
            "mark the question, or take the mark off",
            ("flag_question",),
            words="[ID]",
            bare=ID,
            do=studying.flag,
        ),
    ),
    "Documents": (
        Word(
            "library",
            "the documents and what they hold; the questions of one",
            ("library", "questions"),
            words="[document]",
            bare=FILE,
            do=documents.library,
        ),
        Word(
            "doubts",
            "what a person should look at in the documents",
            ("doubts",),
            words="[document]",
            bare=FILE,
            do=documents.doubts,
        ),
        Word("add", "copy a document or a folder into the corpus", ("add",), words="FILE", bare=FILE, do=documents.add),
        Word(
            "rebuild",
            "bring the index up to date with the documents; Ctrl+C stops that",
            ("rebuild", "cancel"),
            do=documents.rebuild,
        ),
    ),
    "The tutor": (
        Word(
            "settings",
            "all settings; one by its name, a value behind it changes it, reset puts it back",
            ("settings", "change_setting", "previous_value", "next_value", "reset_setting"),
            words="[NAME [value], or reset NAME]",
            bare=SETTING,
            do=settings.settings,
        ),
        Word("help", "this list", ("help", "command_palette")),
        Word("quit", "leave; the end of the input does the same", ("quit", "interrupt")),
    ),
}
"""The words below their headings, both in the order of the help."""

WORDS: tuple[Word, ...] = tuple(word for words in GROUPS.values() for word in words)
