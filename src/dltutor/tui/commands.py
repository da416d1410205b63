"""Every command of the app, once: key bindings, footer, command palette, slash commands and help are made from this."""

from textual.binding import BindingType

from dltutor.tui.command import Command, Focus, Scope
from dltutor.tui.commands_exam import EXAM
from dltutor.tui.commands_quiz import QUIZ
from dltutor.tui.commands_stats import STATS
from dltutor.tui.commands_trying import TRYING

ASK, READ, MOVE, LIBRARY, APP = "Asking", "The answer in focus", "Moving", "Library", "Everywhere"


COMMANDS: tuple[Command, ...] = (
    Command("send", ("enter",), "Send", "Ask the question.", ASK, "prompt", ("prompt",), palette=False),
    Command("newline", ("ctrl+j", "shift+enter"), "New line", "Start a new line.", ASK, "prompt", palette=False),
    Command(
        "switch",
        ("tab",),
        "Answers",
        "Accept the suggestion; without one, go from the prompt to the answers.",
        ASK,
        "prompt",
        ("prompt",),
        palette=False,
    ),
    Command(
        "accept",
        ("right",),
        "Accept",
        "Accept the suggestion, at the end of the text.",
        ASK,
        "prompt",
        palette=False,
        action="cursor_right",
    ),
    Command(
        "earlier_prompt",
        ("up",),
        "Earlier",
        "Bring back an earlier question, from the first row.",
        ASK,
        "prompt",
        palette=False,
        action="cursor_up",
    ),
    Command(
        "later_prompt",
        ("down",),
        "Later",
        "Go on to a later question, from the last row.",
        ASK,
        "prompt",
        palette=False,
        action="cursor_down",
    ),
    Command(
        "pick",
        tuple(f"{alt}{number}" for alt in ("", "alt+") for number in range(1, 10)),
        "Answers",
        "Show the answer of the question with this number in the list.",
        READ,
        "chat",
        ("transcript",),
        palette=False,
        by_digit=True,
        display="1–9",
    ),
    Command(
        "open", ("o", "alt+o"), "Place", "Open the place in the document.", READ, "chat", ("transcript",), slash=True
    ),
    Command(
        "try",
        ("t", "alt+t"),
        "Try",
        "Answer the question yourself and have it graded; another one by its ID or by words.",
        READ,
        "chat",
        ("transcript",),
        slash=True,
        words="[ID or words]",
    ),
    Command(
        "add-to-review",
        ("plus", "alt+a"),
        "Add to review",
        "Put the question of the answer into your reviews.",
        READ,
        "chat",
        slash=True,
        action="add_to_review",
    ),
    Command("more", ("m", "alt+m"), "More", "List more questions that are near.", READ, "chat", slash=True),
    Command("copy", ("y", "alt+y"), "Copy", "Copy the answer.", READ, "chat", ("transcript",), slash=True),
    Command(
        "formulas",
        ("f", "alt+s"),
        "Formulas",
        "Show formulas as LaTeX source, or drawn again.",
        READ,
        "chat",
        slash=True,
    ),
    Command(
        "sideways",
        ("right",),
        "Right",
        "Scroll wide formulas to the right.",
        READ,
        "chat",
        palette=False,
        action="sideways(8)",
    ),
    Command(
        "back_sideways",
        ("left",),
        "Left",
        "Scroll wide formulas to the left.",
        READ,
        "chat",
        palette=False,
        action="sideways(-8)",
    ),
    Command(
        "to_prompt",
        ("tab", "escape"),
        "Prompt",
        "Go between the prompt and the answers.",
        MOVE,
        "chat",
        ("transcript",),
        palette=False,
        action="other_side",
    ),
    Command(
        "previous_answer",
        ("k", "alt+up"),
        "Previous answer",
        "Go to the answer above.",
        MOVE,
        "chat",
        action="step(-1)",
    ),
    Command("next_answer", ("j", "alt+down"), "Next answer", "Go to the answer below.", MOVE, "chat", action="step(1)"),
    Command(
        "page_up",
        ("pageup",),
        "Page up",
        "Scroll the answers up by a page.",
        MOVE,
        "prompt",
        palette=False,
        action="screen.scroll_page(-1)",
    ),
    Command(
        "page_down",
        ("pagedown",),
        "Page down",
        "Scroll the answers down by a page.",
        MOVE,
        "prompt",
        palette=False,
        action="screen.scroll_page(1)",
    ),
    Command(
        "row_up",
        ("shift+up",),
        "Row up",
        "Scroll the answers up by a row.",
        MOVE,
        "prompt",
        palette=False,
        action="screen.scroll_row(-1)",
    ),
    Command(
        "row_down",
        ("shift+down",),
        "Row down",
        "Scroll the answers down by a row.",
        MOVE,
        "prompt",
        palette=False,
        action="screen.scroll_row(1)",
    ),
    Command("load_earlier", ("alt+pageup",), "Load earlier", "Show earlier answers of this session.", MOVE, "chat"),
    Command("load_later", ("alt+pagedown",), "Load later", "Show later answers of this session.", MOVE, "chat"),
    Command("to_end", ("ctrl+end",), "Newest", "Go to the end of the newest answer.", MOVE, "chat"),
    *QUIZ,
    *TRYING,
    *EXAM,
    *STATS,
    Command("clear", ("ctrl+l",), "Clear", "Clear the answers from view.", APP, "app", slash=True),
    Command("help", ("f1",), "Help", "Show this help.", APP, "app", ("prompt", "transcript", "library"), slash=True),
    Command(
        "library",
        ("f2",),
        "Library",
        "Show documents, their questions and doubts.",
        APP,
        "app",
        ("prompt",),
        slash=True,
    ),
    Command(
        "rebuild",
        ("ctrl+r",),
        "Rebuild",
        "Build the index anew from the documents.",
        APP,
        "app",
        ("library",),
        slash=True,
    ),
    Command("cancel", ("alt+x",), "Cancel", "Stop the build; the old index stays.", APP, "app"),
    Command(
        "command_palette",
        ("ctrl+p",),
        "Commands",
        "Find a command by its name.",
        APP,
        "app",
        palette=False,
        priority=True,
    ),
    Command("change_theme", (), "Theme", "Choose the colours for this session.", APP, "app"),
    Command(
        "interrupt",
        ("ctrl+c",),
        "Copy or quit",
        "Copy the selected text; without one, quit at the second press.",
        APP,
        "app",
        palette=False,
    ),
    Command("quit", ("ctrl+q",), "Quit", "Leave at once.", APP, "app", ("prompt",), slash=True, priority=True),
    Command("add", ("a",), "Add", "Copy a document or folder into the corpus.", LIBRARY, "library", ("library",)),
    Command("questions", ("i",), "Questions", "Show the questions of the selected document.", LIBRARY, "library"),
    Command("doubts", ("d",), "Doubts", "Show what a person should look at.", LIBRARY, "library", ("library",)),
    Command("leave", ("escape", "f2"), "Back", "Go back to the chat.", LIBRARY, "library", ("library",), palette=False),
    Command(
        "edit", ("e",), "Editor", "Open the file at this line in $EDITOR.", LIBRARY, "place", ("place",), palette=False
    ),
    Command("close", ("escape",), "Close", "Close this window.", LIBRARY, "dialog", ("dialog", "place"), palette=False),
)

SLASH = {f"/{command.id}": command for command in COMMANDS if command.slash}


def bindings(scope: Scope, *, focus: Focus | None = None) -> list[BindingType]:
    """The key bindings of a scope.

    Args:
        scope: Whose commands to bind.
        focus: The footer of this place; commands of other scopes that it shows are bound too, since a footer shows
            what is bound nearest to the focus.
    """
    made: list[BindingType] = []
    for command in COMMANDS:
        shown = bool(focus and focus in command.footer)
        if command.scope == scope:
            made += [command.bind(key, shown=shown and not number) for number, key in enumerate(command.keys)]
        elif shown and command.owner:
            made.append(command.bind(command.keys[0], shown=True))
    return made
