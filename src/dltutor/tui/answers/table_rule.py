"""Tables whose rows keep everything: GFM's own rule cuts formulas at their pipes and drops cells without a column.

A pipe inside ``$…$`` parts no cells, nor does one behind the last column's beginning: what follows stays in that cell.
"""

import re

from markdown_it.rules_block import StateBlock, table

HIDDEN = "\0"
"""Stands for a pipe that parts no cells. The parser lets no such character into its text."""

DELIMITER_ROW = re.compile(r"[|: \t-]+")
PIPE = re.compile(r"(?<!\\)\|")
FORMULA_OR_CODE = re.compile(
    r"(?<!`)(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`)|(?<![\\\d$])\$(?![\s$])[^$`]*(?<![\s\\$])\$(?!\d)"
)


def whole_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    """Do what GFM's rule does, on rows in which the pipes that part nothing are hidden."""
    delimiters = _line(state, first + 1) if first + 2 <= end else ""
    if not DELIMITER_ROW.fullmatch(delimiters) or not (silent or whole_table(state, first, end, True)):  # noqa: FBT003
        return False
    source, before = state.src, len(state.tokens)
    # The first row must have as many cells as there are columns; whether it has is all that is asked silently.
    state.src = _hidden(state, first, first + 1 if silent else end, columns=len(delimiters.strip("|").split("|")))
    try:
        made: bool = table(state, first, end, silent)
    finally:
        state.src = source
    for token in state.tokens[before:]:
        token.content = token.content.replace(HIDDEN, "|")
    return made


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _hidden(state: StateBlock, first: int, end: int, columns: int) -> str:
    """The whole source, as long as it was, with some pipes of the rows hidden."""
    parts, at = [], 0
    for number in range(first, end):
        start, stop = state.bMarks[number], state.eMarks[number]
        row = state.src[start:stop]
        if not row.strip():
            break
        formulas_whole = FORMULA_OR_CODE.sub(_without_pipes, row)
        parts += [state.src[at:start], formulas_whole if number == first else _with_cells(formulas_whole, columns)]
        at = stop
    return "".join([*parts, state.src[at:]])


def _without_pipes(found: re.Match[str]) -> str:
    return found.group() if found["tick"] else PIPE.sub(HIDDEN, found.group())


def _with_cells(row: str, columns: int) -> str:
    """A row in which no pipes part more cells than there are columns."""
    pipes = [found.start() for found in PIPE.finditer(row)]
    leads = row.lstrip().startswith("|")
    closes = bool(pipes) and not row[pipes[-1] + 1 :].strip()
    inner = pipes[int(leads) : len(pipes) - int(closes)]
    kept = list(row)
    for place in inner[columns - 1 :]:
        kept[place] = HIDDEN
    return "".join(kept)
