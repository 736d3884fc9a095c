"""The clauses that the reporter's labels point to, as worded on the day of the conduct."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from casework.policies.catalogue import catalogue_for
from casework.policies.intake import INTAKE_LABELS, IntakeLabel
from casework.policies.models import Clause
from casework.policies.queries import VersionOf, clauses_of, in_force
from casework.text import read_day


@dataclass(frozen=True)
class InForce:
    """A version of a policy that was in force on a day, with its clauses by number."""

    version: VersionOf
    clauses: dict[str, Clause]

    @property
    def can_be_alleged(self) -> list[Clause]:
        return [each for each in self.clauses.values() if each.kind.can_be_alleged]

    def clause_for(self, label: IntakeLabel) -> Clause | None:
        """What a label points to here; nothing where this policy has other words by that number."""
        clause = self.clauses.get(label.clause or "")
        known = catalogue_for(self.version.title)
        return clause if clause and known.entry_for(clause.number, clause.text) else None


def pointed(policies: list[InForce]) -> dict[str, tuple[InForce, Clause]]:
    """By the key of each label, the clause it points to; not the labels that point to none."""
    found: dict[str, tuple[InForce, Clause]] = {}
    for policy in policies:
        for label in INTAKE_LABELS:
            if (clause := policy.clause_for(label)) is not None:
                found.setdefault(label.key, (policy, clause))
    return found


def policies_on(session: Session, day: date) -> list[InForce]:
    """Every policy in force on a day; the one that the labels are about comes first."""
    found = [
        InForce(each, {clause.number: clause for clause in clauses_of(session, each.id)})
        for each in in_force(session, day)
    ]
    return sorted(found, key=lambda each: -len(pointed([each])))


def day_of_conduct(answers: Mapping[str, Any], today: date) -> date:
    """The day it was posted, or else found, as far as a draft says; today while it does not."""
    for field in ("posted_on", "found_on"):
        if told := day_told(answers, field):
            return told
    return today


def day_told(answers: Mapping[str, Any], field: str) -> date | None:
    """A day as a draft or a report has it; one that cannot be read is not told yet."""
    try:
        told = read_day(answers.get(field))
    except ValueError:
        return None
    return told if isinstance(told, date) else None
