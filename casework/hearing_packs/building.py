"""Making an edition in the background: all of it, or nothing and why."""

from datetime import UTC, datetime
from uuid import UUID

from sqlmodel import col, update

from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.documents.joining import assemble
from casework.documents.packs import PackPlan, PrintedPack, UnitChanged
from casework.errors import CaseworkError, NotFound, StoreUnavailable
from casework.evidence.preparing import make_pages_again
from casework.hearing_packs.commands import KeepPack
from casework.hearing_packs.contents import Beside, plan
from casework.hearing_packs.hidden import hidden_in, to_look_at
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.pressing import KeepingPress, KeptPack
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.scanning import require_nothing_hidden
from casework.hearing_packs.signature import with_signature
from casework.hearing_packs.signing import signer_of
from casework.hearing_packs.telling import Telling, begin
from casework.keys import at_hand
from casework.people.sign_in import actor_of
from casework.settings import settings


@at_hand()
def build(pack_id: UUID, beside: Beside) -> None:
    """Make the pack, keep its bytes, and record it as the person who asked for it.

    A refusal is recorded on the pack in its own words, and nothing is kept.
    """
    with reading_as_casework() as session:
        pack = session.get_one(HearingPack, pack_id)
        case = session.get_one(Case, pack.case_id)
        case_id, reference, edition = case.id, case.reference, pack.edition
        profile = pack.profile
        actor = actor_of(session, pack.requested_by)
        wanted = pack.status is PackStatus.BUILDING
    if not wanted:
        return  # made already: a job may be delivered twice
    try:
        begin(pack_id)
        with KeepingPress(case_id) as press:
            planned = _planned(pack_id, beside)
            printed = assemble(planned, Telling(pack_id), press)
        _require_nothing_hidden(case_id, planned, printed, profile)
        command = keeping(edition, planned, printed)
        if not planned.draft:
            command = with_signature(command, case_id, signer_of(settings()))
        with as_casework() as session:
            perform(session, actor, reference, command, datetime.now(UTC))
        press.tidy()
    except UnitChanged as changed:
        _failed(pack_id, str(changed))
        _make_ready_again(planned, changed.exhibit)
    except CaseworkError as refused:
        _failed(pack_id, str(refused) or "Whoever asked for it no longer manages the case")
    except Exception:
        _failed(pack_id, "Something went wrong while making it. It has been logged")
        raise


def _make_ready_again(planned: PackPlan, called: str) -> None:
    """The original is sound, or there would be no plan: what was made of it is made again."""
    items = [item for section in planned.sections for item in section.items]
    for capture_id in (each.capture_id for each in items if each.called == called):
        if capture_id is not None:
            make_pages_again(capture_id)


def _planned(pack_id: UUID, beside: Beside) -> PackPlan:
    with reading_as_casework() as session:
        pack = session.get_one(HearingPack, pack_id)
        case = session.get_one(Case, pack.case_id)
        try:
            return plan(session, case, pack, beside, datetime.now(UTC))
        except NotFound as missing:
            raise StoreUnavailable("A file of the case is missing from the store") from missing


def _require_nothing_hidden(
    case_id: UUID, planned: PackPlan, printed: PrintedPack, profile: Profile
) -> None:
    """Whom the case hides is asked when the pack is there: somebody may have been added since."""
    with reading_as_casework() as session:
        case = session.get_one(Case, case_id)
        hidden = hidden_in(session, case, profile)
        looked_at = to_look_at(session, case, planned, printed, profile)
    require_nothing_hidden(looked_at, hidden)


def keeping(edition: int, planned: PackPlan, printed: PrintedPack) -> KeepPack:
    """The bytes are in the store; what is returned records them on the case."""
    kept = printed.kept
    if not isinstance(kept, KeptPack):
        raise StoreUnavailable("The pack was not kept in the store")
    contents = [
        {
            "section": line.section,
            "heading": line.heading,
            "title": line.title,
            "day": line.day.isoformat() if line.day else None,
            "description": line.description,
            "first": line.first_page,
            "last": line.last_page,
            "what": line.what,
            "sha256": line.sha256,
        }
        for line in printed.index
    ]
    printed_of = [item.capture_id for each in planned.sections for item in each.items]
    return KeepPack(
        edition=edition,
        exhibits=tuple(each for each in printed_of if each),
        key=kept.key,
        sha256=kept.sha256,
        size=kept.size,
        pages=printed.pages,
        contents=contents,
        conformance=printed.keeps_to.as_kept(),
    )


def give_up(pack_id: UUID) -> None:
    """Record that a pack is not made, because each try ended the worker that made it."""
    _failed(pack_id, "Each try to make it was cut off. Leave out the exhibit added last, try again")


def _failed(pack_id: UUID, says: str) -> None:
    with as_casework() as session:
        session.execute(
            update(HearingPack)
            .where(col(HearingPack.id) == pack_id, col(HearingPack.status) == PackStatus.BUILDING)
            .values(status=PackStatus.FAILED, failure=says, step="Not made")
        )
