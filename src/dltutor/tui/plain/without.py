"""What of the app has no word line by line, and why."""

MOVING = "There is no cursor: what could be chosen is numbered or lettered, and typed."
SCROLLING = "What was said stays; the terminal, or whatever reads the lines, goes back through it."
CLOSING = "No window opens, so that there is none to leave: the next line is typed."
COLOURS = "There are no colours."
ALL_AT_ONCE = "All of it is said at once."

WITHOUT: dict[str, str] = {
    **dict.fromkeys(
        (
            "to_prompt", "session_up", "session_down", "choose_here", "option_above", "option_below", "point_above",
            "point_below", "paper_above", "paper_below", "point_up", "point_down", "row_above", "row_below",
        ),
        MOVING,
    ),
    **dict.fromkeys(
        (
            "sideways", "back_sideways", "page_up", "page_down", "row_up", "row_down", "to_end", "question_up",
            "question_down", "feedback_page_up", "feedback_page_down", "stem_up", "stem_down", "stem_right",
            "stem_left", "marking_page_up", "marking_page_down", "marking_right", "marking_left", "report_up",
            "report_down", "report_page_up", "report_page_down", "stats_up", "stats_down", "stats_page_up",
            "stats_page_down", "place_up", "place_down", "clear",
        ),
        SCROLLING,
    ),
    **dict.fromkeys(
        (
            "close_menu", "find_stay", "find_close", "leave_sessions", "leave_study", "leave_end", "leave_exams",
            "leave_report", "leave_stats", "leave_settings", "leave", "close",
        ),
        CLOSING,
    ),
    **dict.fromkeys(("theme", "take_theme", "leave_themes"), COLOURS),
    **dict.fromkeys(("reveal", "section"), ALL_AT_ONCE),
    "send": "Every line is sent by its end.",
    "newline": "A question is one line; answers are several, up to an empty one.",
    "switch": "Nothing is suggested while a line is typed, and answers have no place of their own.",
    "accept": "Nothing is suggested while a line is typed.",
    "save_now": "Every answer is saved as soon as it is given, and the time with it every few seconds.",
    "edit": "An editor takes the whole screen; open says file and line for the one that you use.",
}  # fmt: skip
"""By the command's id."""
