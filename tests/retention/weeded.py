"""A case with papers that nobody relied on, for tests of weeding."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.evidence.models import Capture
from casework.investigation.inquiry import ReportDraft
from casework.retention.weeding import ApproveWeeding, ProposeWeeding
from casework.retention.weeding_models import Weed, Weeding
from casework.retention.weeding_out import weed_out
from casework.settings import settings
from casework.storage import store
from tests.retention.disposing import dpo_of
from tests.staging import investigated
from tests.world import DAY, World, at

SPEAKS = b"Zanzibar on a screenshot that nobody used"
DUE = DAY + timedelta(30)
OVER = at(DUE + timedelta(15))
LOOKED = ProposeWeeding(
    kind=Weed.EVIDENCE,
    reason="Nobody relied on it.",
    looked_through=True,
    safeguarding_agreed="Lead, 4 May",
)


def papers_case(world: World) -> tuple[Case, Capture]:
    """A case after its report: an item nobody relied on, one somebody did, and a draft."""
    case = world.case(Stage.DECISION)
    unused = world.capture(case, SPEAKS, "Zanzibar.txt")
    used = world.exhibit(case, b"The post itself")
    world.allegation(case, exhibits=[used])
    investigated(world, case)
    draft = ReportDraft(
        case_id=case.id,
        version=1,
        words="Zanzibar was my first thought.",
        shared_by=world.investigating_officer.id,
        shared_at=at(),
    )
    world.session.add(draft)
    world.session.flush()
    return case, unused


def proposed(world: World, case: Case, told: ProposeWeeding = LOOKED) -> Weeding:
    world.perform(world.case_manager, case, told, at(DUE))
    wanted = select(Weeding).where(Weeding.case_id == case.id, Weeding.kind == told.kind)
    return world.session.exec(wanted).one()


def approve(world: World, case: Case, row: Weeding, actor: Actor) -> None:
    told = ApproveWeeding(weeding_id=row.id, reason="I looked at the list.")
    world.perform(actor, case, told, at(DUE))


def agreed(session: Session, told: ProposeWeeding = LOOKED) -> tuple[UUID, UUID, UUID]:
    """A case, its unused item, and the weeding of it that two people agreed to."""
    world = World(session)
    case, unused = papers_case(world)
    row = proposed(world, case, told)
    approve(world, case, row, dpo_of(world))
    return case.id, unused.id, row.id


def weeded(weeding_id: UUID) -> bool:
    return weed_out(weeding_id, store(), settings(), OVER)
