"""The investigating officer's report, written from what a plot says was found."""

from casework.demo.casting import Players
from casework.demo.circumstances import Circumstances
from casework.demo.plots import InquiryPlot, Plot
from casework.demo.story import Evidence
from casework.demo.story_stages import InvestigationReport
from casework.demo.timeline import Timeline, long_day


def report_of(
    told: Circumstances, inquiry: InquiryPlot, evidence: tuple[Evidence, ...]
) -> InvestigationReport:
    """Every section of the report."""
    plot, timeline, players, filled = told.plot, told.timeline, told.players, told.filled
    return InvestigationReport(
        introduction=introduction(plot, timeline, players),
        terms_of_reference=terms(plot, timeline),
        process_followed=process(timeline, players),
        people_spoken_to=people(inquiry, players),
        evidence_considered=considered(evidence),
        undisputed_facts=filled(inquiry.undisputed),
        disputed_facts=filled(inquiry.disputed),
        employee_account=filled(inquiry.account),
        exculpatory=filled(inquiry.exculpatory),
        mitigation=filled(inquiry.mitigation),
    )


def introduction(plot: Plot, timeline: Timeline, players: Players) -> str:
    person = players.subject
    return (
        f"{person.name} is employed as {person.job_title} at {person.academy.name}, where their "
        f"employment began on {long_day(person.employed_from)}. On "
        f"{long_day(timeline.reported_at.date())} a report was made about what was published on "
        f"{plot.platform} on {long_day(timeline.posted_at.date())}. I was asked to establish the "
        "facts. It is not for me to decide whether a sanction should follow."
    )


def terms(plot: Plot, timeline: Timeline) -> str:
    number = len(plot.allegations)
    counted = "the one allegation" if number == 1 else f"the {number} allegations"
    clauses = ", ".join(dict.fromkeys(c for each in plot.allegations for c in each.clauses))
    return (
        f"To establish the facts of {counted} put in writing on {long_day(timeline.on('told'))}; "
        f"to look for evidence both for and against; to consider clauses {clauses} of the social "
        "media policy as worded on the day of the post; and to say, for each allegation, whether "
        "there is a case to answer."
    )


def process(timeline: Timeline, players: Players) -> str:
    return (
        f"I was appointed on {long_day(timeline.on('appointed'))} and had no earlier part in the "
        f"matter. {players.subject.name} was told of the allegations in writing on "
        f"{long_day(timeline.on('told'))} and met me on {long_day(timeline.on('heard'))}, with "
        "the offer of a companion. I gave them my notes to correct. I looked only at what had been "
        "reported or could be seen openly, and used nobody’s account but with their consent."
    )


def people(inquiry: InquiryPlot, players: Players) -> str:
    others = f"; {inquiry.also_spoke_to}" if inquiry.also_spoke_to else ""
    return (
        f"{players.subject.name}, employee; {players.reporter.name}, who made the report{others}."
    )


def considered(evidence: tuple[Evidence, ...]) -> str:
    if not evidence:
        return "No documents were produced."
    lines = (f"E{each.exhibit}, {each.description}" for each in evidence)
    return "; ".join(lines) + ". Each file’s fingerprint was checked before I relied on it."
