"""What a case holds at its later stages, put there directly for tests that start from it."""

import io
from datetime import date, time
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from casework.allegations.models import ProtectedContentScreen, SeverityAssessment
from casework.allegations.protected_content import QUESTIONS, Reply
from casework.allegations.severity import FACTORS
from casework.appeals.models import Appeal, AppealGround, AppealHearing, GroundKind, HeardAs
from casework.cases.models import Case, Deadline
from casework.cases.stages import Severity
from casework.documents.issuing import Issue, issue
from casework.documents.linking import Binding, Part, linked
from casework.documents.models import IssuedDocument
from casework.documents.press import Pressed
from casework.documents.printing import PrintedDocument
from casework.documents.units.foreign import unit_of_pdf
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearings.models import CompanionCategory, Hearing
from casework.investigation.models import Investigation
from casework.outcomes.ladder import Sanction
from casework.outcomes.models import Outcome
from casework.outcomes.proportionality import PROPORTION, WORDING, Point, alternatives_to
from casework.storage import new_key, store
from casework.working_days import local_moment
from tests.documents.foreign import a_pdf
from tests.world import DAY, World, at

Row = TypeVar("Row")
PAPER = b"%PDF-1.7 a paper"
NO_TO_ALL = {each.id: {"answer": "no"} for each in QUESTIONS}
FACTORS_WEIGHED = {each.id: {"applies": True, "words": "It was weighed."} for each in FACTORS}


def paper(world: World, case: Case, code: str = "L-12") -> IssuedDocument:
    """Some issued paper, its bytes in the store."""
    printed = PrintedDocument(
        pdf=PAPER, sha256=sha256(PAPER).hexdigest(), pages=1, template="a", template_version="1"
    )
    what = Issue(code, "A paper", world.case_manager.name, at(), "by hand")
    return issue(world.session, case.id, printed, what)


def investigated(world: World, case: Case) -> Investigation:
    """The investigation report is on the case."""
    return _kept(
        world,
        Investigation(
            case_id=case.id,
            officer_id=world.investigating_officer.id,
            sections={},
            document_id=paper(world, case, "REPORT").id,
            concluded_at=at(),
        ),
    )


def hearing(world: World, case: Case, on: date = DAY, **told: Any) -> Hearing:
    """A hearing that was notified; `held_at` says that it was held."""
    whole: dict[str, Any] = {
        "starts_at": local_moment(on, time(10)),
        "place": "Room 4, Tansley House",
        "presenter_id": world.investigating_officer.id,
        "dismissal_possible": True,
        "gross_misconduct_rule": "Staff social media policy, 5.6",
        "why_dismissal": "It may be gross misconduct.",
        "notice_document_id": paper(world, case).id,
        "served_on": DAY,
    }
    if not (whole | told)["dismissal_possible"]:
        whole |= {"gross_misconduct_rule": None, "why_dismissal": None}
    return _kept(world, Hearing(case_id=case.id, **(whole | told)))


def held(world: World, case: Case, **told: Any) -> Hearing:
    """A hearing that was held, with the employee there on their own."""
    whole: dict[str, Any] = {
        "held_at": at(),
        "attended": True,
        "companion_category": CompanionCategory.NOBODY,
        "notes": "The employee answered.",
        "pack_issued_on": DAY,
    }
    return hearing(world, case, **(whole | told))


def screened(world: World, case: Case, **answers: Reply) -> ProtectedContentScreen:
    """The questions about protected content are answered, all no but for those named (PC_01=…)."""
    told = {each.id: {"answer": Reply.NO.value, "words": None} for each in QUESTIONS}
    for id, reply in answers.items():
        told[id.replace("_", "-")] = {"answer": reply.value, "words": "It says what he believes."}
    return _kept(
        world,
        ProtectedContentScreen(
            case_id=case.id,
            answers=told,
            basis="The post and his first account.",
            needs_advice=any(each.needs_advice for each in answers.values()),
            screened_by=world.case_manager.id,
            screened_at=at(),
        ),
    )


def answered(points: tuple[Point, ...]) -> dict[str, str]:
    """Each point answered in words."""
    return {each.id: f"Weighed: {each.name.lower()}." for each in points}


def decided(sanction: Sanction, **told: Any) -> dict[str, Any]:
    """Every answer that a decision on this outcome needs; a test takes one away or changes it."""
    whole: dict[str, Any] = {
        "sanction": sanction,
        "reasons": "He has not been warned before.",
        "mitigation": "A long and clean record.",
        "lesser_steps": "Advice alone will not do.",
    }
    if sanction is not Sanction.NO_ACTION:
        whole |= {
            "proportion": answered(PROPORTION),
            "wording": answered(WORDING),
            "comparable": "None of them is: nobody else named a pupil.",
            "departing": "It does not depart from them.",
        }
    if sanction.is_dismissal:
        summary = sanction is Sanction.SUMMARY_DISMISSAL
        whole |= {
            "lesser_steps": None,
            "alternatives": answered(alternatives_to(sanction)),
            "gross_misconduct_found": summary,
            "gross_misconduct": "He named a pupil." if summary else "It was not so grave.",
            "repudiatory_breach": summary,
            "repudiatory_reasons": "Trust is gone." if summary else "The contract still stands.",
            "fair_dismissal": True,
            "fair_dismissal_reasons": "Nothing less would protect the pupils.",
        }
    return whole | told


def weighed(world: World, case: Case) -> SeverityAssessment:
    """The 24 factors have been weighed."""
    return _kept(
        world,
        SeverityAssessment(
            case_id=case.id,
            factors=FACTORS_WEIGHED,
            severity=Severity.SERIOUS,
            reasons="It was serious.",
            assessed_by=world.hearing_manager.id,
            assessed_at=at(),
        ),
    )


def outcome(world: World, case: Case, sanction: Sanction, **told: Any) -> Outcome:
    """An outcome that was decided; `letter_document_id` says that its letter was sent."""
    summary = sanction is Sanction.SUMMARY_DISMISSAL
    whole: dict[str, Any] = {
        "reasons": "The post is his.",
        "mitigation": "A long and clean record.",
        "lesser_steps": "Each lesser step was considered.",
        "gross_misconduct": "He named a pupil." if summary else None,
        "repudiatory_breach": summary,
        "decided_by": world.hearing_manager.id,
        "decided_at": at(),
    }
    return _kept(world, Outcome(case_id=case.id, sanction=sanction, **(whole | told)))


def pack(
    world: World, case: Case, status: PackStatus = PackStatus.FINAL, edition: int = 1
) -> HearingPack:
    """An edition of the pack, linked of one page and really in the store."""
    kept = store().put_new(new_key("packs", case.id), [a_linked_pack()])
    return _kept(
        world,
        HearingPack(
            case_id=case.id,
            edition=edition,
            final=status is not PackStatus.DRAFT,
            status=status,
            key=kept.key,
            sha256=kept.sha256,
            size=kept.size,
            pages=1,
            requested_by=world.case_manager.id,
            requested_at=at(),
            made_at=at(),
        ),
    )


@cache
def a_linked_pack() -> bytes:
    unit = unit_of_pdf(a_pdf("Everything of the case"), "E1")
    made = Pressed.of(lambda: io.BytesIO(unit))
    part = Part(made.unit, made.opens, "Everything of the case")
    return b"".join(linked([part], Binding("A pack", "A pack ·", draft=False, made_at=at())))


def window(world: World, case: Case, ends: date) -> Deadline:
    """The time to appeal, ending on a day."""
    deadline = Deadline(
        case_id=case.id, kind="T9", says="The appeal window ends", due_on=ends, counted={}
    )
    return _kept(world, deadline)


def _kept(world: World, row: Row) -> Row:
    world.session.add(row)
    world.session.flush()
    return row


def appealed(world: World, case: Case, on: date = DAY, **told: Any) -> Appeal:
    """An appeal that arrived in time, on the ground that the outcome is too severe."""
    whole: dict[str, Any] = {
        "lodged_by": case.employee_id,
        "lodged_at": local_moment(on, time(11)),
        "received_on": on,
        "in_time": True,
    }
    severe = AppealGround(case_id=case.id, kind=GroundKind.SEVERITY, words="It is too severe.")
    _kept(world, severe)
    return _kept(world, Appeal(case_id=case.id, **(whole | told)))


def appeal_hearing(world: World, case: Case, on: date = DAY, **told: Any) -> AppealHearing:
    """An appeal hearing that was notified; `held_at` says that it was held."""
    whole: dict[str, Any] = {
        "heard_as": HeardAs.REVIEW,
        "why_heard_so": "The facts are agreed.",
        "starts_at": local_moment(on, time(10)),
        "place": "Room 2, Tansley House",
        "notice_document_id": paper(world, case, "L-21").id,
        "served_on": on,
    }
    return _kept(world, AppealHearing(case_id=case.id, **(whole | told)))
