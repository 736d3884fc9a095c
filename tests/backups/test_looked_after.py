"""What backups mean for a deletion, and who sees how they are kept."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from casework.backups.models import Backup, Rehearsal
from casework.backups.register import kept
from casework.cases.models import Case
from casework.database import as_casework
from casework.errors import NotPermitted
from casework.retention.holds import holds_on
from tests.conftest import SignedInAs
from tests.database import forget_checkpoints
from tests.retention.disposing import OVER, agreed, deleted, row_of
from tests.world import World, at

PAGE, ROUTE = "/settings/backups", "/api/v1/backups"


def a_backup(began_at: datetime, kept_until: date, found: str | None = "") -> Backup:
    return Backup(
        began_at=began_at,
        place="/mnt/backups",
        keys_place="/mnt/keys",
        kept_until=kept_until,
        finished_at=began_at,
        manifest_hash="0" * 64,
        checked_at=None if found is None else began_at,
        found=found,
    )


@pytest.mark.usefixtures("live")
def test_the_certificate_says_when_the_last_backup_with_the_key_goes() -> None:
    forget_checkpoints()
    _, disposal_id = agreed()
    long_after = OVER.date() + timedelta(90)
    with as_casework() as session:
        session.add(a_backup(OVER - timedelta(2), long_after))
        session.add(a_backup(OVER - timedelta(1), OVER.date() + timedelta(5)))
        gone = a_backup(OVER - timedelta(100), long_after + timedelta(9))
        gone.expired_at = OVER - timedelta(60)
        session.add(gone)
    assert deleted(disposal_id)
    told = row_of(disposal_id).certificate
    assert told is not None
    assert told["last_backup_expires_on"] == long_after.isoformat()
    assert told["backups_with_its_key"] == 2


@pytest.mark.usefixtures("live")
def test_nothing_is_deleted_while_the_newest_backup_may_be_none() -> None:
    forget_checkpoints()
    case_id, disposal_id = agreed()
    with as_casework() as session:
        session.add(a_backup(OVER - timedelta(1), OVER.date() + timedelta(5), None))
    assert not deleted(disposal_id)
    assert "nobody has read it again" in (row_of(disposal_id).failed or "")
    with as_casework() as session:
        held = holds_on(session, [case_id], OVER.date())[case_id]
        assert [each.kind for each in held] == ["backup"]
        row = a_backup(OVER, OVER.date() + timedelta(30))
        session.add(row)
        session.flush()
        assert holds_on(session, [case_id], OVER.date())[case_id] == []
        row.finished_at = row.manifest_hash = row.checked_at = row.found = None
        session.flush()
        assert [each.kind for each in holds_on(session, [case_id], OVER.date())[case_id]]
        session.delete(row)
        for each in session.exec(select(Backup)):
            each.checked_at, each.found = OVER, ""
    assert deleted(disposal_id)


def test_a_trust_that_backs_up_otherwise_waits_for_no_backup(world: World) -> None:
    case: Case = world.case()
    held = holds_on(world.session, [case.id], date(2036, 1, 7))[case.id]
    assert "backup" not in {each.kind for each in held}


def test_who_looks_after_the_machines_sees_what_is_wrong(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    page = signed_in_as(world.it_admin).get(PAGE)
    assert page.status_code == 200
    assert "Casework has made no backup yet" in page.text
    old = a_backup(at() - timedelta(200), at().date() - timedelta(170), "The dump cannot be read")
    world.session.add(old)
    world.session.flush()
    tried = Rehearsal(
        backup_id=old.id,
        began_at=at() - timedelta(199),
        seconds=35,
        sound=False,
        cases=65,
        entries=1557,
        files=246,
        says="It could not be put back: the disk is full",
    )
    world.session.add(tried)
    world.session.flush()
    said = kept(world.session, world.it_admin, at())
    assert len(said.warnings) == 5, said.warnings
    told = api_as(world.it_admin).get(ROUTE).json()
    assert told["backups"][0]["state"] == "Damaged"
    assert told["rehearsals"][0]["says"] == tried.says
    page = signed_in_as(world.it_admin).get(PAGE)
    for each in (*told["warnings"], "The dump cannot be read", tried.says, "/mnt/keys"):
        assert each in page.text


def test_nobody_else_sees_where_the_backups_lie(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    for other in (world.case_manager, world.reporter, world.stranger):
        assert signed_in_as(other).get(PAGE).status_code == 403
        assert api_as(other).get(ROUTE).status_code == 403
    with pytest.raises(NotPermitted):
        kept(world.session, world.case_manager, at())
    assert signed_in_as(world.hr_director).get("/settings").text.count(PAGE) == 1
