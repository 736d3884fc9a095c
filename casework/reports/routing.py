"""Who is told of a report, and who must not be. Pure choices over who holds which place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from casework.access import TrustRole
from casework.people.models import Person
from casework.people.queries import Known, holding, roles_in_trust, with_role
from casework.reports.answers import NOT_EMPLOYED, About

IN_HR = frozenset({TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR})
HR = (TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR)
LADDER = (
    (TrustRole.HR_DIRECTOR,),
    (TrustRole.CHIEF_EXECUTIVE,),
    (TrustRole.CHAIR_OF_TRUSTEES,),
)
# Whom a report goes to before the ladder, where that is not anybody in HR.
FIRST = {
    About.HR: ((TrustRole.HR_DIRECTOR,),),
    About.GOVERNOR: ((TrustRole.CHAIR_OF_TRUSTEES,), (TrustRole.CHIEF_EXECUTIVE,)),
}
ABOVE_ACADEMIES = frozenset({About.PRINCIPAL, About.HR, About.GOVERNOR})


@dataclass(frozen=True)
class Routed:
    """Who triages a report, and which safeguarding lead is told when a child is involved."""

    triage: list[Known]
    safeguarding: Known | None


@dataclass(frozen=True)
class Panel:
    """Whom the stop panel says to call first, and what else to do (KCSIE Part Four)."""

    call: Known | None
    because: str


def about_whom(session: Session, about: About, employee_id: UUID | None) -> About:
    """Whom a report is really about: a Principal, HR or an agency worker is also found by name."""
    if employee_id is None or about is not About.STAFF:
        return about
    held = roles_in_trust(session, employee_id)
    if held & IN_HR:
        return About.HR
    if TrustRole.PRINCIPAL in held:
        return About.PRINCIPAL
    person = session.get(Person, employee_id)
    return NOT_EMPLOYED.get(person.worker_type, about) if person else about


def principal_of(session: Session, academy_id: UUID) -> Known | None:
    """The Principal of an academy, if it has one."""
    return next(iter(holding(session, TrustRole.PRINCIPAL, academy_id=academy_id)), None)


def people_in_hr(session: Session) -> list[Known]:
    return holding(session, *IN_HR)


def route(session: Session, *, about: About, academy_id: UUID, kept_out: frozenset[UUID]) -> Routed:
    """Everybody who triages this report, never anybody it is about or who reported it.

    Nobody is given a report who has no account to read it with: it goes to the next who has.

    A report about HR goes to the Director of HR; when that is the person concerned, or nobody is
    left, it goes to the chief executive, and then to the chair of trustees. One about a governor
    is for the chair first, since it is a matter of governance.
    """
    ladder = (*FIRST.get(about, (HR,)), *LADDER)
    triage: list[Known] = []
    for rung in ladder:
        triage = [each for each in with_role(session, *rung) if each.id not in kept_out]
        if triage:
            break
    leads = _safeguarding(with_role, session, about, academy_id, kept_out)
    return Routed(triage, next(leads, None))


def safeguarding_lead(
    session: Session, about: About, academy_id: UUID, kept_out: frozenset[UUID]
) -> Known | None:
    """Whom to call: the academy's safeguarding lead, the trust's own for a Principal or for HR."""
    return next(_safeguarding(holding, session, about, academy_id, kept_out), None)


def _safeguarding(
    who: Callable[..., list[Known]],
    session: Session,
    about: About,
    academy_id: UUID,
    kept_out: frozenset[UUID],
) -> Iterator[Known]:
    local = who(session, TrustRole.DSL, academy_id=academy_id)
    trust_wide = who(session, TrustRole.SAFEGUARDING_LEAD)
    order = trust_wide if about in ABOVE_ACADEMIES else [*local, *trust_wide]
    return (each for each in order if each.id not in kept_out)


def stop_panel(session: Session, *, reporter: UUID, academy_id: UUID, about: About | None) -> Panel:
    """Whom this reporter calls first, by who they are and whom the report is about."""
    kept_out = frozenset({reporter})
    if about is About.PRINCIPAL:
        chair = next(iter(holding(session, TrustRole.CHAIR_OF_TRUSTEES)), None)
        lead = safeguarding_lead(session, About.PRINCIPAL, academy_id, kept_out)
        return Panel(lead or chair, "It is about the Principal. Do not tell the Principal.")
    if about is About.HR:
        lead = safeguarding_lead(session, About.HR, academy_id, kept_out)
        return Panel(lead, "It is about HR. You may also call the LADO directly.")
    if about is About.GOVERNOR:
        lead = safeguarding_lead(session, About.GOVERNOR, academy_id, kept_out)
        return Panel(lead, "It is about a governor or a trustee. Do not tell other governors.")
    principals = holding(session, TrustRole.PRINCIPAL, academy_id=academy_id)
    if any(each.id == reporter for each in principals):
        lead = safeguarding_lead(session, About.STAFF, academy_id, kept_out)
        return Panel(
            lead,
            "You are the Principal, so agree today whether to call the local authority "
            "designated officer (LADO).",
        )
    first = next(iter(principals), None)
    return Panel(first, "The Principal and the safeguarding lead decide on calling the LADO.")
