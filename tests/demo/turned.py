"""What must be true of the stories that turn, in a trust that was filled."""

from collections.abc import Callable

from sqlmodel import Session, select

from casework.appeals.models import AppealDecision, AppealResult
from casework.cases.models import Case, ClockAct, ClockChange
from casework.cases.stages import Ending, Stage
from casework.demo.playing_room import IN_A_ROOM
from casework.demo.playing_turns import REOPENED
from casework.demo.stories import OVERTURNED
from casework.documents.issuing import issued_on
from casework.interruptions.queries import overlaps_of, pause_of, resignation_of
from casework.reports.representatives import union_facts
from casework.room.models import EmployeePaper

CaseOf = Callable[[str], Case]
# What an appeal or two people turned back after it was closed.
TURNED_BACK: dict[str, tuple[Stage, Ending | None]] = {
    OVERTURNED: (Stage.CLOSED, Ending.OVERTURNED_ON_APPEAL),
    REOPENED: (Stage.APPEAL, None),
}


def require_turns(session: Session, case: CaseOf) -> None:
    """Each story turned as it says."""
    for require in (_require_open_ones, _require_undone, _require_rooms):
        require(session, case)


def _require_open_ones(session: Session, case: CaseOf) -> None:
    """A grievance that a case waits for, somebody who resigned, a delay that was explained."""
    waits = case("admissions-list-on-desk").id
    assert pause_of(session, waits)
    assert not overlaps_of(session, waits)[0].goes_on
    assert union_facts(session, waits).official_told
    assert resignation_of(session, case("exclusion-thread").id)
    late = select(ClockChange.case_id).where(ClockChange.what == ClockAct.LATE)
    assert set(session.exec(late)) == {case("caretaking-time-lapse").id}


def _require_undone(session: Session, case: CaseOf) -> None:
    """A dismissal that an appeal overturned, and a case that two people opened again."""
    undone = case(OVERTURNED).id
    decided = select(AppealDecision).where(AppealDecision.case_id == undone)
    assert session.exec(decided).one().result is AppealResult.OVERTURNED
    assert issued_on(session, undone)[-1].code == "L-23"
    assert case(REOPENED).stage is Stage.APPEAL


def _require_rooms(session: Session, case: CaseOf) -> None:
    """One employee sent a statement from their room; another's came by post."""
    sent = {each.case_id: each.given_how for each in session.exec(select(EmployeePaper))}
    assert set(sent) == {case(key).id for key in IN_A_ROOM}
    assert "by post, two pages in handwriting" in sent.values()
