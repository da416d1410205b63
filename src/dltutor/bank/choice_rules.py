"""How choices are scored, as documents and programs say it ("all or nothing", "per option", …) and as people do."""

import re
from typing import Literal, get_args

from dltutor.bank.item import ChoiceRule

CHOICE_RULES: tuple[ChoiceRule, ...] = get_args(ChoiceRule)
SPELT = ", ".join(rule.replace("_", " ") for rule in CHOICE_RULES)
"""What may be written, for people."""

_IN_WORDS: dict[ChoiceRule, str] = {
    "all_or_nothing": "All or nothing: the credits are given only if exactly the right options are chosen.",
    "per_option": "Per option: each option that is rightly chosen or rightly left earns its share of the credits.",
    "right_minus_wrong": (
        "Right minus wrong: each option that is rightly chosen or rightly left earns its share of the credits, "
        "each other one costs as much; never below zero."
    ),
    "negative": (
        "Negative marking: each right option that is chosen earns its share of the credits, each wrong one that is "
        "chosen costs as much; never below zero."
    ),
}


def read_choice_rule(text: str) -> ChoiceRule | None:
    """The rule that a text names, in any case, with spaces, hyphens or underscores; None for any other text."""
    name = re.sub(r"[\s_-]+", "_", text.strip().lower())
    return next((rule for rule in CHOICE_RULES if rule == name), None)


def rule_in_words(rule: ChoiceRule | Literal[""]) -> str:
    """What a rule means for who has to choose, as a sentence; where nobody says a rule, all or nothing holds."""
    return _IN_WORDS[rule or "all_or_nothing"]
