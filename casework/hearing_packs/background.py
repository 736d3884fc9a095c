"""What a panel needs to know around the evidence: events, people, and the policy relied on."""

from sqlmodel import Session, col, select

from casework import journal
from casework.access import Role
from casework.allegations.letterhead import policy_cited
from casework.allegations.queries import Alleged, allegations_on
from casework.cases.models import Appointment, Case
from casework.database.whose import every_case
from casework.documents import sheets
from casework.documents.packs import PackItem
from casework.documents.wording import ClauseQuoted
from casework.hearing_packs.papers import kept_back
from casework.people.queries import known_by_id
from casework.policies.queries import clauses_of
from casework.registers.queries import acknowledgements_of, staff_file_says
from casework.working_days import LONDON, local_day

# Who reported it, and who saw it, is not told by a list: a witness is named by their own statement.
NOT_LISTED = (Role.TRIAGE, Role.REPORTER, Role.WITNESS)
PRINTED_ON_CASE = {
    "ReportLogged": "Reported to HR",
    "ReportTriaged": "Triage decision",
    "LadoContacted": "LADO contacted",
    "InvestigationBegun": "Investigation began",
    "InvestigationConcluded": "Investigation report",
    "CaseToAnswerDecided": "Case to answer decided",
    "HearingScheduled": "Hearing notice sent",
}


def chronology_entries(session: Session, case: Case) -> list[sheets.ChronologyEntry]:
    """The main events, and the days of the alleged conduct, in order."""
    entries = reversed(journal.entries(session, case.id))
    lines = [
        sheets.ChronologyEntry(
            when=local_day(each.at),
            what=PRINTED_ON_CASE[each.kind],
            time=f"{each.at.astimezone(LONDON):%H:%M}",
        )
        for each in entries
        if each.kind in PRINTED_ON_CASE
    ]
    conduct = {each.allegation.conduct_on for each in allegations_on(session, case.id)}
    lines += [sheets.ChronologyEntry(when=day, what="Alleged conduct") for day in conduct]
    return sorted(lines, key=lambda each: (each.when, each.time))


def chronology(session: Session, case: Case) -> PackItem:
    entries = tuple(chronology_entries(session, case))
    return PackItem(
        called="the chronology",
        title="Chronology",
        description="the main events in order",
        parts=(sheets.ChronologySheet(entries=entries),),
    )


def people_sheet(session: Session, case: Case) -> PackItem:
    return PackItem(
        called="the people",
        title="People",
        description="who has which part in the case",
        parts=(sheets.PeopleSheet(people=_people(session, case)),),
    )


def _people(session: Session, case: Case) -> tuple[sheets.PersonInvolved, ...]:
    held = session.exec(
        select(Appointment)
        .where(Appointment.case_id == case.id, col(Appointment.role).not_in(NOT_LISTED))
        .order_by(col(Appointment.started_at))
    ).all()
    names = known_by_id(session, [each.person_id for each in held])
    unnamed = {each.casefold() for each in kept_back(session, case)}
    return tuple(
        sheets.PersonInvolved(
            part=each.role.label,
            name=names[each.person_id].name,
            post=f"{names[each.person_id].job_title}, {names[each.person_id].academy}",
        )
        for each in held
        if names[each.person_id].name.casefold() not in unnamed
    )


def policies(session: Session, case: Case, alleged: list[Alleged]) -> list[PackItem]:
    by_version = {each.version.id: each for each in alleged}
    items = []
    for version_id, each in by_version.items():
        cited = policy_cited(each)
        relied_on = {a.clause.number for a in alleged if a.version.id == version_id}
        wanted = [c for c in clauses_of(session, version_id) if c.number in relied_on | {"5.6"}]
        quoted = tuple(
            ClauseQuoted(policy=cited, number=clause.printed_number, wording=clause.text)
            for clause in wanted
        )
        of_it = (a for a in alleged if a.version.id == version_id)
        shown = version_shown(session, case, min(of_it, key=lambda a: a.allegation.conduct_on))
        sheet = sheets.PolicySheet(
            policy=cited, clauses=quoted, acknowledgements=(shown,) if shown else ()
        )
        items.append(
            PackItem(
                called=each.version.named,
                title=each.version.named,
                description="the clauses relied on",
                day=each.version.effective_from,
                parts=(sheet,),
            )
        )
    return items


def version_shown(session: Session, case: Case, alleged: Alleged) -> str:
    """What is on record of the employee having been shown the version that is relied on."""
    if case.employee_id is None:
        return ""
    version, conduct = alleged.version, alleged.allegation.conduct_on
    with every_case(session):
        read = acknowledgements_of(session, case.employee_id).get(version.id)
        told = staff_file_says(session, case.employee_id)
    if read:
        late = ", after the alleged conduct" if read > conduct else ""
        return f"{version.named}, acknowledged on {read:%-d %B %Y}{late}"
    if told and version.effective_from <= told <= conduct:
        return f"the staff file says acknowledged on {told:%-d %B %Y}, and not which version"
    return ""
