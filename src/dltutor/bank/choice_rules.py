"""How choices are scored, as documents and programs say it: "all or nothing", "per option", "negative"."""

import re
from typing import get_args

from dltutor.bank.item import ChoiceRule

CHOICE_RULES: tuple[ChoiceRule, ...] = get_args(ChoiceRule)
SPELT = ", ".join(rule.replace("_", " ") for rule in CHOICE_RULES)
"""What may be written, for people."""


def read_choice_rule(text: str) -> ChoiceRule | None:
    """The rule that a text names, in any case, with spaces, hyphens or underscores; None for any other text."""
    name = re.sub(r"[\s_-]+", "_", text.strip().lower())
    return next((rule for rule in CHOICE_RULES if rule == name), None)
