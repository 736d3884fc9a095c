"""The hard stop: nothing is uploaded, viewed, copied or kept; only that it was reached."""

from uuid import UUID

import pytest
from sqlmodel import select

from casework.access import Role
from casework.cases.appointing import current
from casework.cases.models import Case, Deadline
from casework.cases.stages import Stage
from casework.errors import FileRefused, NotFound, NotPermitted
from casework.evidence.commands import DecidePackPlace
from casework.evidence.image_stop import (
    LiftImageStop,
    RecordImageReported,
    StopForSuspectedImage,
)
from casework.evidence.looking import has_opened, look
from casework.evidence.models import Capture
from casework.evidence.opening import OpenEvidence
from casework.evidence.queries import item_on
from casework.journal import JournalEntry
from casework.reports.drafts import files_of, save, send, start, stop_for_image, take_file
from casework.reports.models import Report, ReportDraft
from casework.reports.safeguarding import safeguarding_facts
from casework.storage import store
from tests.commands.taking import admitting
from tests.refusing import breaches, wrong_answers
from tests.told import COME_BY
from tests.world import DAY, World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.HEARING)


def stopping(capture: Capture | None = None) -> StopForSuspectedImage:
    return StopForSuspectedImage(capture_id=capture.id if capture else None)


def lifting(capture: Capture) -> LiftImageStop:
    advised = "The police, 6 October 2026"
    return LiftImageStop(capture_id=capture.id, advised_by=advised, reason="It shows a cartoon")


def due(world: World, case: Case) -> list[Deadline]:
    tasks = select(Deadline).where(Deadline.case_id == case.id, Deadline.kind == "IMG")
    return list(world.session.exec(tasks))


def test_before_anything_is_added_only_the_stop_is_recorded(world: World, case: Case) -> None:
    entry = world.perform(world.case_manager, case, stopping())
    assert entry.facts == {"capture_id": None, "label": ""}
    assert world.session.exec(select(Capture)).all() == []
    (task,) = due(world, case)
    assert (task.due_on, task.owner_id) == (DAY, world.safeguarding_lead.id)
    assert Role.SAFEGUARDING_LEAD in current(world.session, case.id, world.safeguarding_lead.id)
    assert case.pupil_involved


def test_an_item_that_is_stopped_is_closed_to_everybody(world: World, case: Case) -> None:
    exhibit = world.exhibit(case)
    capture = world.session.get_one(Capture, exhibit.capture_id)
    opened = look(world.session, world.case_manager, case.reference, capture.id)
    assert has_opened(world.session, world.case_manager, capture.id, opened)
    entry = world.perform(world.case_manager, case, stopping(capture))
    assert entry.sentence == "closed exhibit E1 as a suspected image of a child"
    assert not has_opened(world.session, world.case_manager, capture.id, opened)
    for download in (False, True):
        opening = OpenEvidence(capture_id=capture.id, download=download, reason="To see it")
        with breaches("IMG-2"):
            world.perform(world.case_manager, case, opening)
    into = DecidePackPlace(exhibit_id=exhibit.id, in_pack=True, reason="The panel must see it")
    with breaches("IMG-2"):
        world.perform(world.case_manager, case, into)
    assert not item_on(world.session, case.id, "E1").capture.is_shown


def test_what_is_stopped_does_not_become_an_exhibit(world: World, case: Case) -> None:
    capture = world.capture(case)
    world.perform(world.case_manager, case, stopping(capture))
    with breaches("IMG-2"):
        world.perform(world.case_manager, case, admitting(capture))


def test_a_stop_is_lifted_only_on_advice_and_by_whoever_looks_after_the_child(
    world: World, case: Case
) -> None:
    capture = world.capture(case)
    with wrong_answers("capture_id"):
        world.perform(world.case_manager, case, lifting(capture))
    world.perform(world.case_manager, case, stopping(capture))
    with pytest.raises(NotPermitted):
        world.perform(world.hearing_manager, case, lifting(capture))
    entry = world.perform(world.case_manager, case, lifting(capture))
    assert entry.facts["advised_by"] == "The police, 6 October 2026"
    assert capture.stopped_at is None
    world.perform(world.case_manager, case, OpenEvidence(capture_id=capture.id))
    (task,) = due(world, case)
    assert task.met_at is None, "whether it was reported is another question"


def test_that_it_was_reported_meets_the_task(world: World, case: Case) -> None:
    world.perform(world.case_manager, case, stopping())
    told = RecordImageReported(told="The police, 1234", advice="Keep the phone closed")
    world.perform(world.case_manager, case, told)
    (task,) = due(world, case)
    assert task.met_at == at()


def test_whoever_may_not_see_an_item_cannot_stop_it(world: World, case: Case) -> None:
    capture = world.capture(case)
    for who in (world.stranger, world.employee, world.reporter):
        with pytest.raises(NotFound):
            world.perform(who, case, stopping(capture))
    with pytest.raises(NotPermitted):
        world.perform(world.note_taker, case, stopping(capture))
    assert capture.stopped_at is None


def a_draft(world: World, **answers: str) -> ReportDraft:
    told = world.told().model_dump(mode="json") | COME_BY
    draft = start(world.session, world.reporter, at())
    save(draft, "check", told | {"employee_id": str(world.employee.id)} | answers, at())
    return draft


def reached(world: World) -> list[UUID]:
    kind = JournalEntry.kind == "ImageStopReachedInReport"
    return [each.actor_id for each in world.session.exec(select(JournalEntry).where(kind))]


def test_a_report_takes_no_file_before_it_is_said_what_it_is_not(world: World) -> None:
    draft = a_draft(world)
    draft.answers = {**draft.answers, "suspected_image": None}
    with pytest.raises(FileRefused, match="Say first"):
        take_file(world.session, store(), draft, "post.png", [b"A post"])
    draft.answers = {**draft.answers, "suspected_image": "yes"}
    with pytest.raises(FileRefused, match="may be a nude or sexual image"):
        take_file(world.session, store(), draft, "post.png", [b"A post"])


def test_a_report_at_the_stop_keeps_no_file_and_says_so_once(world: World) -> None:
    draft = a_draft(world)
    file = take_file(world.session, store(), draft, "post.png", [b"A post"])
    key = file.key
    draft.answers = {**draft.answers, "suspected_image": "yes"}
    for _ in range(2):
        stop_for_image(world.session, store(), world.reporter, draft, at())
    assert files_of(world.session, draft) == []
    assert reached(world) == [world.reporter.id]
    world.session.commit()
    with pytest.raises(NotFound):
        store().read(key)


def test_a_report_at_the_stop_is_sent_and_brings_in_the_safeguarding_lead(world: World) -> None:
    draft = a_draft(world, suspected_image="yes")
    world.session.flush()
    reference = send(world.session, store(), world.reporter, draft.id, at())
    report = world.session.exec(select(Report).where(Report.reference == reference)).one()
    case = world.session.get_one(Case, report.case_id)
    assert report.suspected_image
    assert case.pupil_involved
    (task,) = due(world, case)
    assert task.due_on == DAY
    assert task.owner_id
    assert Role.SAFEGUARDING_LEAD in current(world.session, case.id, task.owner_id)
    assert safeguarding_facts(world.session, case.id).child_at_risk


def test_a_report_whose_files_were_not_come_by_lawfully_is_not_sent(world: World) -> None:
    draft = a_draft(world)
    take_file(world.session, store(), draft, "post.png", [b"A post"])
    draft.answers = {**draft.answers, "means": "false_account", "confirmed": None}
    world.session.flush()
    with wrong_answers("means", "confirmed"):
        send(world.session, store(), world.reporter, draft.id, at())
    assert world.session.exec(select(Report)).all() == []
