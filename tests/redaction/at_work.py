"""A case in which something is redacted; what the worker does is done at once."""

from typing import Any
from uuid import UUID

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.naming import GivePseudonym
from casework.cases.pseudonyms import Kind
from casework.evidence.models import Capture, Exhibit
from casework.evidence.redacted import Audience, CopyStatus, RedactedCopy, copies_of
from casework.redaction import making, reading
from casework.redaction.commands import PlaceBox
from casework.redaction.copies import MakeCopy
from casework.redaction.opening import BeginRedaction
from casework.redaction.queries import Desk, desk, names_sought, reading_of
from casework.redaction.reasons import Reason
from tests.redaction import originals
from tests.world import World

PUPIL = "Maisiewren Holt"


def pupil(world: World, case: Case, by: Actor | None = None, name: str = PUPIL) -> None:
    command = GivePseudonym(kind=Kind.PUPIL, name=name)
    world.perform(by or world.case_manager, case, command)


def an_exhibit(world: World, case: Case, content: bytes | None = None, **told: Any) -> Exhibit:
    """A PDF that names a pupil."""
    whole = {"name": "post.pdf", "shows_pupil": True} | told
    return world.exhibit(case, content or originals.plain(), **whole)


def opened(world: World, case: Case, exhibit: Exhibit, by: Actor | None = None) -> None:
    """Opened to redact, and its words read."""
    command = BeginRedaction(capture_id=exhibit.capture_id)
    world.perform(by or world.case_manager, case, command)
    found = reading_of(world.session, exhibit.capture_id)
    assert found
    reading.read(found.id)
    world.session.expire_all()


def seen(world: World, exhibit: Exhibit, audience: Audience = Audience.PANEL_AND_EMPLOYEE) -> Desk:
    capture = world.session.get_one(Capture, exhibit.capture_id)
    names = names_sought(world.session, exhibit.case_id)
    return desk(world.session, capture, audience, names)


def a_box(exhibit: Exhibit, **told: Any) -> PlaceBox:
    whole: dict[str, Any] = {
        "capture_id": exhibit.capture_id,
        "page": 1,
        "from_left": 10,
        "from_top": 10,
        "wide": 60,
        "high": 20,
        "reason": Reason.PUPIL,
    }
    return PlaceBox(**(whole | told))


def made(
    world: World,
    case: Case,
    exhibit: Exhibit,
    by: Actor | None = None,
    audience: Audience = Audience.PANEL_AND_EMPLOYEE,
) -> RedactedCopy:
    """A copy asked for, and made as the worker makes it."""
    command = MakeCopy(capture_id=exhibit.capture_id, audience=audience)
    world.perform(by or world.case_manager, case, command)
    copy_id: UUID = copies_of(world.session, exhibit.capture_id)[0].id
    making.make(copy_id)
    world.session.expire_all()
    return world.session.get_one(RedactedCopy, copy_id)


def checked(world: World, case: Case, exhibit: Exhibit, by: Actor | None = None) -> RedactedCopy:
    """A sound copy with one box over everything that names the pupil."""
    opened(world, case, exhibit, by)
    world.perform(by or world.case_manager, case, a_box(exhibit))
    copy = made(world, case, exhibit, by)
    assert copy.failure is None
    assert copy.status is CopyStatus.CHECKED
    return copy
