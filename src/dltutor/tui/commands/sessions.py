"""The commands of sessions: those of the chat, kept as they go, and the screen that lists them."""

from dltutor.tui.keys.command import Command

CHATS = "Sessions"


SESSIONS: tuple[Command, ...] = (
    Command(
        "sessions",
        ("ctrl+o",),
        "Sessions",
        "Show earlier sessions, find one by its words, and go on with it.",
        CHATS,
        "chat",
        slash=True,
    ),
    Command(
        "new",
        (),
        "New session",
        "Begin a new session and a new conversation; the present one is kept.",
        CHATS,
        "chat",
        slash=True,
    ),
    Command(
        "export",
        (),
        "Export",
        "Write this session into a new file: Markdown, or JSON where its name ends in .json.",
        CHATS,
        "chat",
        slash=True,
        words="[FILE]",
    ),
    Command(
        "resume",
        ("enter",),
        "Go on",
        "Go on with the chosen session.",
        CHATS,
        "sessions",
        ("sessions",),
        palette=False,
    ),
    Command(
        "session_up",
        ("up",),
        "Up",
        "Choose the session above.",
        CHATS,
        "sessions",
        palette=False,
        action="choose(-1)",
    ),
    Command(
        "session_down",
        ("down",),
        "Down",
        "Choose the session below.",
        CHATS,
        "sessions",
        palette=False,
        action="choose(1)",
    ),
    Command(
        "delete_session",
        ("alt+d",),
        "Delete",
        "Delete the chosen session, after asking.",
        CHATS,
        "sessions",
        ("sessions",),
    ),
    Command(
        "leave_sessions",
        ("escape",),
        "Back",
        "Go back to the chat.",
        CHATS,
        "sessions",
        ("sessions",),
        palette=False,
        action="leave",
    ),
)
