"""The commands of exams: papers, and sitting one."""

from dltutor.tui.commands.marking import AFTER
from dltutor.tui.keys.command import Command

EXAMS, SITTING = "Exams", "Sitting an exam"


EXAM: tuple[Command, ...] = (
    Command(
        "exam",
        (),
        "Exams",
        "Show papers and the exams begun; with a paper's name go to its start, with mix to a mixed paper.",
        EXAMS,
        "app",
        slash=True,
        words="[paper or mix]",
    ),
    Command("paper_above", ("k",), "Up", "Go to the row above.", EXAMS, "exams", palette=False, action="step(-1)"),
    Command("paper_below", ("j",), "Down", "Go to the row below.", EXAMS, "exams", palette=False, action="step(1)"),
    Command("mixed", ("m",), "Mix", "Sit a paper mixed out of all papers.", EXAMS, "exams", ("exams",)),
    Command("leave_exams", ("escape",), "Back", "Go back.", EXAMS, "exams", ("exams",), palette=False, action="leave"),
    # Arrows with Alt for terminals in which Ctrl+B is taken, by tmux for one.
    Command(
        "next_part",
        ("ctrl+n", "alt+right"),
        "Next",
        "Go to the next part.",
        SITTING,
        "exam",
        ("exam",),
        action="go(1)",
    ),
    Command(
        "previous_part",
        ("ctrl+b", "alt+left"),
        "Previous",
        "Go to the previous part.",
        SITTING,
        "exam",
        ("exam",),
        action="go(-1)",
    ),
    Command("go_to", ("ctrl+g",), "Go to", "Show all parts, to go to one.", SITTING, "exam", ("exam",)),
    Command("flag", ("ctrl+f",), "Flag", "Flag the part, or take that back.", SITTING, "exam", ("exam",)),
    # Ctrl+S may stop the output where a terminal in between handles it (Ctrl+Q goes on); Alt+S never does.
    Command(
        "save_now",
        ("alt+s", "ctrl+s"),
        "Save",
        "Save now; it is also saved at every move and every five seconds.",
        SITTING,
        "exam",
    ),
    Command("hand_in", ("ctrl+e",), "Hand in", "Hand the exam in, after a question.", SITTING, "exam", ("exam",)),
    Command(
        "stem_up",
        ("pageup",),
        "Text up",
        "Scroll a long text above the answer up.",
        SITTING,
        "exam",
        palette=False,
        action="scroll_question(-1)",
    ),
    Command(
        "stem_down",
        ("pagedown",),
        "Text down",
        "Scroll a long text above the answer down.",
        SITTING,
        "exam",
        palette=False,
        action="scroll_question(1)",
    ),
    Command(
        "stem_right",
        ("alt+pagedown",),
        "Text right",
        "Scroll wide formulas and code above the answer to the right.",
        SITTING,
        "exam",
        palette=False,
        action="sideways(8)",
    ),
    Command(
        "stem_left",
        ("alt+pageup",),
        "Text left",
        "Scroll wide formulas and code above the answer to the left.",
        SITTING,
        "exam",
        palette=False,
        action="sideways(-8)",
    ),
    Command(
        "leave_exam",
        ("escape",),
        "Leave",
        "Leave the exam for now; everything is saved, and the clock stands still.",
        SITTING,
        "exam",
        ("exam",),
        palette=False,
        action="leave",
    ),
    *AFTER,
)
