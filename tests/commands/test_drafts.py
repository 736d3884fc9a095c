"""A report while it is being written: nobody else's, sent once, and not kept for ever."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework.errors import FileRefused, NotFound, NotPermitted, StoreUnavailable
from casework.evidence.models import Capture, CustodyEntry
from casework.reports.drafts import (
    discard,
    drafts_of,
    files_of,
    mine,
    remove_file,
    save,
    send,
    start,
    take_file,
    tidy,
)
from casework.reports.models import DraftFile, Report, ReportDraft
from casework.settings import settings
from casework.storage import store
from tests.refusing import breaches, wrong_answers
from tests.told import COME_BY
from tests.world import World, at

TYPED = {
    "child": "no",
    "about": "staff",
    "posted_on": "21 Sep 2026",
    "found_on": "23/09/2026",
    "platform": "A photo-sharing app",
    "account_type": "personal",
    "own_words": "It calls our academy a zoo.",
    "labels": [{"key": "3.3"}],
    **COME_BY,
}


def written(world: World, **answers: Any) -> ReportDraft:
    draft = start(world.session, world.reporter, at())
    save(draft, "check", {**TYPED, "employee_id": str(world.employee.id), **answers}, at())
    return draft


def attach(world: World, draft: ReportDraft, content: bytes = b"A screenshot") -> DraftFile:
    return take_file(world.session, store(), draft, "post.txt", [content])


def sent(world: World, draft: ReportDraft) -> str:
    world.session.flush()
    return send(world.session, store(), world.reporter, draft.id, at())


def kept(file: DraftFile) -> bool:
    return (store().root / file.key).exists()


def test_a_draft_is_resumed_where_it_was_left(world: World) -> None:
    draft = written(world)
    save(draft, "policy", {"platform": "A forum"}, at(hour=12))
    found = mine(world.session, world.reporter, draft.id)
    assert (found.step, found.answers["platform"]) == ("policy", "A forum")
    assert found.answers["own_words"] == TYPED["own_words"]
    assert [each.id for each in drafts_of(world.session, world.reporter)] == [draft.id]


def test_a_draft_may_be_wrong_for_as_long_as_it_is_one(world: World) -> None:
    draft = written(world, found_on="yesterday")
    assert mine(world.session, world.reporter, draft.id).answers["found_on"] == "yesterday"


def test_somebody_elses_draft_does_not_exist(world: World) -> None:
    draft = written(world)
    with pytest.raises(NotFound):
        mine(world.session, world.dsl, draft.id)
    with pytest.raises(NotFound):
        send(world.session, store(), world.dsl, draft.id, at())
    assert drafts_of(world.session, world.dsl) == []


def test_somebody_who_does_not_report_has_no_drafts(world: World) -> None:
    with pytest.raises(NotPermitted):
        start(world.session, world.employee, at())


def test_a_draft_becomes_a_report_with_its_files_as_evidence(world: World) -> None:
    draft = written(world)
    attached = attach(world, draft)
    assert sent(world, draft) == "R26-0001"
    capture = world.session.exec(select(Capture)).one()
    assert store().read(capture.key) == b"A screenshot"
    assert (capture.sha256, capture.taken_in_by) == (attached.sha256, world.reporter.id)
    assert len(world.session.exec(select(CustodyEntry)).all()) == 1
    assert drafts_of(world.session, world.reporter) == []


def test_sending_again_gives_the_same_reference_and_one_report(world: World) -> None:
    draft = written(world)
    attach(world, draft)
    assert sent(world, draft) == sent(world, draft)
    assert len(world.session.exec(select(Report)).all()) == 1
    assert len(world.session.exec(select(Capture)).all()) == 1


def test_what_was_typed_is_kept_nowhere_else_after_sending(world: World) -> None:
    draft = written(world)
    sent(world, draft)
    assert draft.answers == {}


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ({"found_on": "yesterday"}, ["found_on"]),
        ({"own_words": "  "}, ["own_words"]),
        ({"own_words": None, "platform": None}, ["own_words", "platform"]),
        ({"labels": []}, ["labels"]),
        ({"child": "perhaps"}, ["child"]),
        ({"own_words": "x" * 20_001}, ["own_words"]),
    ],
)
def test_a_draft_that_cannot_be_sent_names_what_is_wrong_and_stays(
    world: World, answers: dict[str, Any], fields: list[str]
) -> None:
    draft = written(world, **answers)
    with wrong_answers(*fields):
        sent(world, draft)
    assert draft.sent_as is None
    assert draft.answers["about"] == "staff"


def test_a_refused_report_keeps_its_draft_and_files(world: World) -> None:
    draft = written(world, employee_id=str(world.reporter.id))
    file = attach(world, draft)
    with breaches("G-TRI-1"):
        sent(world, draft)
    assert draft.sent_as is None
    assert kept(file)


def test_a_report_that_fails_halfway_keeps_every_file_of_its_draft(world: World) -> None:
    draft = written(world)
    files = [attach(world, draft) for _ in range(3)]
    (store().root / files[2].key).unlink()
    world.session.commit()
    with pytest.raises(StoreUnavailable):
        sent(world, draft)
    world.session.rollback()
    assert [each.id for each in files_of(world.session, draft)] == [each.id for each in files]
    assert kept(files[0])
    assert kept(files[1])


def test_files_taken_out_for_nothing_are_still_there(world: World) -> None:
    draft = written(world)
    file = attach(world, draft)
    undone = world.session.begin_nested()
    remove_file(world.session, store(), draft, file.id)
    undone.rollback()
    world.session.commit()
    assert [each.id for each in files_of(world.session, draft)] == [file.id]
    assert kept(file)


def test_an_empty_file_is_refused_by_name(world: World) -> None:
    draft = written(world)
    with pytest.raises(FileRefused, match=r"“post\.txt” is empty"):
        attach(world, draft, b"")
    assert files_of(world.session, draft) == []


def test_a_report_has_so_many_files_and_no_more(world: World) -> None:
    draft = written(world)
    for _ in range(settings().upload_files):
        attach(world, draft)
    with pytest.raises(FileRefused, match="can have 20 files"):
        attach(world, draft)


def test_a_file_taken_out_of_a_draft_is_gone(world: World) -> None:
    draft = written(world)
    file = attach(world, draft)
    remove_file(world.session, store(), draft, file.id)
    assert files_of(world.session, draft) == []
    assert kept(file), "bytes may outlive their row, a row never its bytes"
    world.session.commit()
    assert not kept(file)


def test_a_file_of_another_draft_is_not_taken_out(world: World) -> None:
    file = attach(world, written(world))
    with pytest.raises(NotFound):
        remove_file(world.session, store(), written(world), file.id)
    assert kept(file)


def test_a_discarded_draft_leaves_nothing(world: World) -> None:
    draft = written(world)
    file = attach(world, draft)
    discard(world.session, store(), draft)
    world.session.commit()
    assert world.session.exec(select(ReportDraft)).all() == []
    assert not kept(file)


@pytest.mark.parametrize(("days", "stays"), [(13, True), (14, True), (15, False)])
def test_a_draft_nobody_came_back_to_is_deleted_after_a_fortnight(
    world: World, days: int, stays: bool
) -> None:
    draft = written(world)
    file = attach(world, draft)
    draft.saved_at = at()
    tidy(world.session, store(), at() + timedelta(days=days))
    world.session.commit()
    assert bool(world.session.exec(select(ReportDraft)).all()) is stays
    assert kept(file) is stays


def test_tidying_never_touches_evidence(world: World) -> None:
    draft = written(world)
    attach(world, draft)
    reference = sent(world, draft)
    tidy(world.session, store(), at() + timedelta(days=15))
    capture = world.session.exec(select(Capture)).one()
    assert store().read(capture.key) == b"A screenshot"
    assert sent(world, draft) == reference
