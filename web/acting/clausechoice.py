"""The clauses that can be alleged, as the page offers them: triage's own first, then by kind."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.policies.catalogue import catalogue_for
from casework.policies.clause_kinds import ClauseKind
from casework.policies.models import Clause
from casework.policies.queries import VersionOf, clauses_of, in_force

Option = tuple[str, str, str]


@dataclass(frozen=True)
class ClauseChoice:
    """What can be chosen: (number, number and label, wording), and whose wording it is."""

    day: date | None
    versions: list[VersionOf]
    confirmed: list[Option]
    others: list[tuple[str, list[Option]]]

    @property
    def numbers_beyond_triage(self) -> frozenset[str]:
        return frozenset(number for _, options in self.others for number, _, _ in options)


def clause_choice(session: Session, file: CaseFile, day: date | None) -> ClauseChoice:
    """The clauses in force on a day. A number that two policies share is the first one's."""
    versions = in_force(session, day) if day else []
    offered: dict[str, tuple[Clause, VersionOf]] = {}
    for version in versions:
        for clause in clauses_of(session, version.id):
            offered.setdefault(clause.number, (clause, version))
    allegeable = [each for each in offered.values() if each[0].kind.can_be_alleged]
    confirmed = confirmed_at_triage(file)
    others = [(kind, _of_kind(allegeable, kind, confirmed)) for kind in ClauseKind]
    return ClauseChoice(
        day=day,
        versions=versions,
        confirmed=[_option(*each) for each in allegeable if each[0].number in confirmed],
        others=[(kind.label, options) for kind, options in others if options],
    )


def confirmed_at_triage(file: CaseFile) -> list[str]:
    """The clauses that the latest triage confirmed."""
    triages = [each.triage for each in file.reports if each.triage]
    latest = max(triages, key=lambda each: each.decided_at, default=None)
    return latest.clauses if latest else []


def clauses_so_far(session: Session, file: CaseFile) -> list[str]:
    """What is alleged, by policy and number; before anything is, what triage confirmed."""
    if file.alleged:
        told = [f"{each.version.title}, {each.clause.printed_number}" for each in file.alleged]
        return list(dict.fromkeys(told))
    confirmed = confirmed_at_triage(file)
    return [
        f"{version.title}, {clause.printed_number}"
        for version in (in_force(session, file.policy_day) if file.policy_day else [])
        for clause in clauses_of(session, version.id)
        if clause.number in confirmed
    ]


def _of_kind(
    allegeable: list[tuple[Clause, VersionOf]], kind: ClauseKind, confirmed: list[str]
) -> list[Option]:
    return [
        _option(clause, version)
        for clause, version in allegeable
        if clause.kind is kind and clause.number not in confirmed
    ]


def _option(clause: Clause, version: VersionOf) -> Option:
    entry = catalogue_for(version.title).entry_for(clause.number, clause.text)
    label = f"{clause.printed_number} {entry.label}" if entry else clause.printed_number
    return clause.number, label, clause.text
