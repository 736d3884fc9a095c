"""The figures of one academic year, each a question a Director of HR or a trustee asks."""

from sqlmodel import Session

from casework.appeals.models import AppealResult
from casework.cases.stages import Severity, Stage
from casework.insights import counting
from casework.insights.counting import BANDS, Counted, by_number, counted, one
from casework.insights.figures import Figure, figure
from casework.insights.years import AcademicYear
from casework.outcomes.ladder import Sanction
from casework.reports.answers import PLATFORMS

RECEIVED = ("Reports received", "Formal cases opened", "Cases closed")
ELSEWHERE = "Somewhere else"
POSTS = ("teacher", "support", "leader", "central", "agency", "trustee")
WAITING = "Not decided yet"
SHORT = {
    Sanction.NO_ACTION.value: "No action",
    Sanction.FIRST_WRITTEN_WARNING.value: "First warning",
    Sanction.FINAL_WRITTEN_WARNING.value: "Final warning",
    Sanction.DISMISSAL_WITH_NOTICE.value: "Dismissal",
    Sanction.SUMMARY_DISMISSAL.value: "Summary dismissal",
}
SANCTIONS = {each.value: each.label for each in Sanction}
SEVERITIES = {each.value: each.label for each in Severity}


def figures_of(session: Session, year: AcademicYear) -> list[Figure]:
    """Every figure of a year, in the order of the page."""
    return [
        _volumes(session, year),
        _ages(session),
        _clauses(session, year),
        _sources(session, year),
        _outcomes(session, year),
        _by_clause(session, year),
        _times(session, year),
        _appeals(session, year),
        _posts(session, year),
    ]


def _volumes(session: Session, year: AcademicYear) -> Figure:
    asked = (counting.REPORTS, counting.FORMAL, counting.CLOSED)
    found: Counted = {
        term.name: {
            head: one(session, each, term) for head, each in zip(RECEIVED, asked, strict=True)
        }
        for term in year.terms
    }
    says = "What came in and what was finished, by term."
    return figure("volumes", "Reports and cases", says, "Term", found, RECEIVED, found)


def _ages(session: Session) -> Figure:
    found = counting.relabelled(
        counted(session, counting.AGES), {each.value: each.label for each in Stage}
    )
    says = "Open cases today, whatever the year: how long since they were reported."
    stages = [each.label for each in Stage if each is not Stage.CLOSED]
    return figure("ages", "Open cases by age", says, "Stage", found, BANDS, stages)


def _clauses(session: Session, year: AcademicYear) -> Figure:
    found = counted(session, counting.CLAUSES, **year.span.bounds)
    says = "In how many of the year’s cases a clause was alleged, and upheld."
    heads = ("Alleged", "Upheld")
    return figure("clauses", "Clauses", says, "Clause", found, heads, by_number(found))


def _sources(session: Session, year: AcademicYear) -> Figure:
    told = counted(session, counting.SOURCES, **year.span.bounds)
    found: Counted = {}
    for place, columns in told.items():  # a place in somebody's own words could name somebody
        known = place if place in PLATFORMS else ELSEWHERE
        at = found.setdefault(known, {})
        at["Reports"] = at.get("Reports", 0) + columns["Reports"]
    says = "Where the reported posts were."
    return figure("sources", "Where", says, "Place", found, ("Reports",), (*PLATFORMS, ELSEWHERE))


def _outcomes(session: Session, year: AcademicYear) -> Figure:
    told = counted(session, counting.OUTCOMES, **year.span.bounds)
    found = counting.renamed(counting.relabelled(told, SANCTIONS), SEVERITIES)
    says = "Outcomes decided in the year, as they stand after any appeal, by how serious it was."
    heads = tuple(SEVERITIES.values())
    return figure(
        "outcomes", "Outcomes by severity", says, "Outcome", found, heads, SANCTIONS.values()
    )


def _by_clause(session: Session, year: AcademicYear) -> Figure:
    told = counted(session, counting.OUTCOMES_BY_CLAUSE, **year.span.bounds)
    found = counting.renamed(told, SHORT)
    says = "Outcomes by clause upheld. A case with two clauses counts under both."
    heads = tuple(SHORT.values())
    return figure(
        "outcomes-by-clause", "Outcomes by clause", says, "Clause", found, heads, by_number(found)
    )


def _times(session: Session, year: AcademicYear) -> Figure:
    found = counted(session, counting.TIMES, **year.span.bounds)
    says = "From the report to the decision on the outcome."
    return figure("times", "Time to outcome", says, "Time", found, ("Cases",), BANDS)


def _appeals(session: Session, year: AcademicYear) -> Figure:
    names = {each.value: each.label for each in AppealResult} | {"waiting": WAITING}
    found = counting.relabelled(counted(session, counting.APPEALS, **year.span.bounds), names)
    says = "Appeals lodged in the year, by what became of the outcome."
    return figure("appeals", "Appeals", says, "Result", found, ("Appeals",), names.values())


def _posts(session: Session, year: AcademicYear) -> Figure:
    names = {each: each.capitalize() for each in POSTS}
    found = counting.relabelled(counted(session, counting.POSTS, **year.span.bounds), names)
    says = "By the post of whom a report was about, and how many were warned or dismissed."
    heads = ("Reported", "Warned or dismissed")
    return figure("posts", "Kinds of post", says, "Post", found, heads, names.values())
