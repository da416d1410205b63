"""Everything that can go wrong and that a person can mend.

::

    DltutorError              exit code 1
    ├── UsageError            exit code 2: the command line or the configuration is wrong
    ├── DocumentError         a document can't be read; nothing else is affected
    ├── ModelError            the encoder's weights are missing, damaged or of another model
    ├── IndexProblem          the index is missing, damaged or made by another model
    └── Stopped               exit code 130: the person stopped the work; what was there before is unchanged

Each carries what happened, and a hint: the command or the change that mends it. Both faces print the two, never a
traceback.
"""


class DltutorError(Exception):
    """Something went wrong that the person can mend.

    Args:
        message: What happened and where, as one sentence.
        hint: What to do about it; empty where there is nothing to do.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DltutorError):
    """The command line, the environment or the configuration asks for something that can't be."""

    exit_code = 2


class DocumentError(DltutorError):
    """A document can't be read. Others are not affected; the inbox names it."""


class ModelError(DltutorError):
    """The encoder's weights are missing, damaged, or not the ones that the index was made with."""


class IndexProblem(DltutorError):  # noqa: N818  IndexError is Python's own
    """The index is missing, damaged, or was made by a model that is not the one in use."""


class Stopped(DltutorError):  # noqa: N818  a person's wish, not a fault
    """The work was stopped on request; whatever was there before is still there, whole."""

    exit_code = 130
