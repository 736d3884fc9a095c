"""A story's investigation: terms, what the employee is told, the report, and the decision on it."""

import re
from datetime import datetime, time
from uuid import UUID

from casework.access import Role
from casework.allegations.commands import MakeAllegation
from casework.allegations.models import Conclusion
from casework.cases.commands import Appoint
from casework.cases.stages import Severity
from casework.demo.playing import Alleged, Play, Playing
from casework.demo.playing_evidence import described, looked_for, numbered, taken_in
from casework.demo.post import Post
from casework.demo.story_stages import CaseDecision, Investigation, InvestigationReport
from casework.demo.timeline import as_shown, long_day
from casework.evidence.details import Authenticity
from casework.investigation.commands import BeginInvestigation, DecideCaseToAnswer
from casework.investigation.report import Concluded, ConcludeInvestigation, Disputed, Heard
from casework.working_days import LONDON, add_months, local_day, local_moment

NO_CASE_KEPT_MONTHS = 6
WELLBEING = (
    "Asha Mistry, staff wellbeing lead, will call you this week and again in a month. You can ask "
    "her for a meeting with your line manager about coming back to ordinary work, and counselling "
    "is free to you through the employee assistance line."
)


def investigated(play: Playing) -> Play:
    """From the appointment of the officer to the report."""
    inquiry = play.story.investigation
    if inquiry is None:
        return
    yield inquiry.appointed_at
    begin = BeginInvestigation(officer_id=play.id_of(inquiry.officer), terms=terms_of(play))
    play.manages(begin, inquiry.appointed_at)
    yield from came_in(play, until=inquiry.employee_told_at)
    yield inquiry.employee_told_at
    for told in play.story.allegations:
        alleged(play, told.number, inquiry.employee_told_at)
    yield from came_in(play, until=None)
    if inquiry.submitted_at and inquiry.report:
        yield inquiry.submitted_at
        corroborated(play, inquiry.submitted_at)
        command = conclusion_of(play, inquiry, inquiry.report)
        play.acts(inquiry.officer, command, inquiry.submitted_at)


def terms_of(play: Playing) -> str:
    story = play.story
    return (
        f"Establish what was published on {story.account.platform} on "
        f"{long_day(local_day(story.posted_at))}, by whom, and who could see it.\n"
        "Look for evidence both for and against the employee.\n"
        "Say for each allegation whether there is a case to answer, and why.\n"
        "Recommend no sanction."
    )


def came_in(play: Playing, until: datetime | None) -> Play:
    """Evidence that was gathered meanwhile, each item numbered as it comes in."""
    for item in play.story.evidence:
        late = item.exhibit not in play.captures
        if late and (until is None or item.captured_at < until):
            yield item.captured_at
            taken_in(play, item, item.captured_at)
            numbered(play, item, item.captured_at)


def alleged(play: Playing, number: int, at: datetime) -> None:
    """One allegation of the story, put under each of its clauses."""
    story = play.story
    told = story.allegations[number - 1]
    admitted = play.exhibits()
    first = len(play.alleged) + 1
    for clause in told.clauses:
        command = MakeAllegation(
            clause=clause,
            conduct_on=local_day(story.posted_at),
            occurred=as_shown(story.posted_at.astimezone(LONDON)),
            place=f"{story.account.platform}, {story.account.handle}",
            particulars=told.particulars,
            severity=list(Severity)[told.severity - 1],
            exhibits=[admitted[each].id for each in told.exhibits if each in admitted],
        )
        facts = play.manages(command, at).facts
        play.alleged.append(Alleged(UUID(facts["allegation_id"]), facts["number"], first, told))


def corroborated(play: Playing, at: datetime) -> None:
    """The screens agree with what people said; that is recorded before the report is handed in."""
    for item in play.story.evidence:
        if isinstance(item.source, Post):
            looked_for(play, item, at)
            described(play, item, Authenticity.CORROBORATED, at)


def conclusion_of(
    play: Playing, inquiry: Investigation, report: InvestigationReport
) -> ConcludeInvestigation:
    return ConcludeInvestigation(
        introduction=report.introduction,
        process_followed=report.process_followed,
        people=people_heard(play, inquiry, report),
        undisputed_facts="\n".join(sentences(report.undisputed_facts)),
        disputed_facts=disputed(report.disputed_facts),
        employee_heard_on=local_day(inquiry.employee_heard_at),
        employee_account=report.employee_account,
        exculpatory_evidence=report.exculpatory,
        mitigation=report.mitigation,
        conclusions={each.id: concluded(each) for each in play.alleged},
    )


def people_heard(play: Playing, inquiry: Investigation, report: InvestigationReport) -> list[Heard]:
    """The employee, whoever reported, and the others the report names."""
    trust, story, heard = play.company.trust, play.story, local_day(inquiry.employee_heard_at)
    subject, reporter = trust.by_number[story.subject], trust.by_number[story.reporter]
    reported = "What they saw, when, and how it was saved"
    rows = [
        Heard(name=subject.name, role=subject.job_title, heard_on=heard, about="Each allegation"),
        Heard(name=reporter.name, role=reporter.job_title, heard_on=heard, about=reported),
    ]
    _, _, others = report.people_spoken_to.rstrip(".").partition("who made the report; ")
    for told in filter(None, re.split(r",? and ", others)):
        name, _, role = told.partition(", ")
        rows.append(Heard(name=name, role=role, heard_on=heard, about="What they know of it"))
    return rows


def disputed(text: str) -> list[Disputed]:
    """Each fact in dispute, taken apart: the question, what was weighed, and what was found."""
    asked = (sentences(each) for each in re.split(r"(?=\bWhether )", text))
    weighed = "Weighed on the accounts given and the exhibits."
    return [
        Disputed(question=told[0], finding=told[-1], reasons=" ".join(told[1:-1]) or weighed)
        for told in asked
        if len(told) > 1
    ]


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.”]) (?=[A-Z“])", text.strip()) if each]


def concluded(each: Alleged) -> Concluded:
    answer = each.told.case_to_answer
    same = f"As for allegation {each.first}: the facts are the same."
    return Concluded(
        conclusion=Conclusion.CASE_TO_ANSWER if answer else Conclusion.NO_CASE_TO_ANSWER,
        reasons=same if each.repeats else each.told.conclusion,
    )


def decided(play: Playing) -> Play:
    """Whether there is a case to answer, by somebody appointed to decide it."""
    decision = play.story.decision
    if decision is None:
        return
    yield (before := local_moment(local_day(decision.at), time(9, 20)))
    decider = play.id_of(decision.by)
    play.manages(Appoint(role=Role.DECISION_MAKER, person_id=decider), before)
    yield decision.at
    play.acts(decision.by, case_to_answer(play, decision), decision.at)


def case_to_answer(play: Playing, decision: CaseDecision) -> DecideCaseToAnswer:
    removed = add_months(local_day(decision.at), NO_CASE_KEPT_MONTHS)
    ends_here = not decision.case_to_answer
    return DecideCaseToAnswer(
        to_hearing={each.id: each.told.case_to_answer for each in play.alleged},
        reasons=reasons_of(play, decision),
        wellbeing=WELLBEING if ends_here else None,
        removed_on=removed if ends_here else None,
    )


def reasons_of(play: Playing, decision: CaseDecision) -> str:
    """Allegation by allegation by its number on the case, or the story's own words."""
    if not decision.reasons.startswith("Allegation 1:"):
        return decision.reasons
    return "\n".join(
        f"Allegation {each.number}: {'case' if each.told.case_to_answer else 'no case'} to "
        f"answer. {concluded(each).reasons}"
        for each in play.alleged
    )
