"""A file as it comes into a case, for tests about evidence."""

from casework.access import Actor
from casework.cases.models import Case
from casework.evidence.commands import AdmitExhibit, RecordCapture
from casework.evidence.custody import chain
from casework.evidence.details import CaptureDetails
from casework.evidence.intake import Received, receive
from casework.evidence.models import Capture, Handling
from casework.evidence.rules import Collected
from casework.storage import new_key, store
from tests.documents.foreign import a_picture
from tests.told import COME_BY
from tests.world import World

POST = a_picture(60, 90)
LAWFUL = Collected.model_validate(COME_BY)


def streamed(case: Case, content: bytes = POST, name: str = "post.png") -> Received:
    """A file as a door hands it over: in pieces."""
    pieces = [content[at : at + 100] for at in range(0, len(content), 100)]
    return receive(store(), new_key("evidence", case.id), name, pieces)


def taken_in(world: World, case: Case, received: Received, by: Actor | None = None) -> Capture:
    command = RecordCapture.of(received, CaptureDetails(), LAWFUL)
    entry = world.perform(by or world.investigating_officer, case, command)
    return world.session.get_one(Capture, entry.facts["capture_id"])


def admitting(capture: Capture, shows_pupil: bool = False) -> AdmitExhibit:
    return AdmitExhibit(
        capture_id=capture.id,
        title="The post",
        description="A post with two comments",
        shows_pupil=shows_pupil,
    )


def handled(world: World, capture: Capture) -> list[Handling]:
    return [each.handling for each in chain(world.session, capture.id)]
