"""Asking rules: which of them a set of facts does not meet."""

from collections.abc import Iterable
from typing import Any

from casework.procedure import Rule, unmet


def broken(rules: Iterable[Rule[Any]], facts: object) -> list[str]:
    """The ids of the rules that do not hold, in their order."""
    return [each.rule for each in unmet(rules, facts)]
