"""Packs as the worker makes them: from pages made ready once, and whole or not at all."""

import asyncio
import io
import os
import signal
from datetime import UTC, datetime
from uuid import UUID

import pikepdf
import pytest
from sqlmodel import col, delete, select

from casework import worker
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.documents.printing import written
from casework.evidence.derived import copies_of, copy_of, prepare
from casework.evidence.derived_models import CopyKind, DerivedCopy
from casework.evidence.models import Capture
from casework.evidence.preparing import prepare_earlier
from casework.hearing_packs.building import build
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import Beside
from casework.hearing_packs.models import HearingPack, PackPart, PackStatus
from casework.hearing_packs.queries import packs_of
from casework.storage import store
from tests.database import same_keys
from tests.documents.foreign import a_pdf, a_picture
from tests.documents.reading import bare, words_in
from tests.forking import ran
from tests.world import World

JPEG = a_picture(400, 300, "JPEG")
PAPERS = (("letter.pdf", a_pdf("A letter", "Its end")), ("post.jpg", JPEG))
BUILDS = """
import os, signal, sys
from uuid import UUID
from casework import database, keys
from casework.hearing_packs import building, telling
from casework.hearing_packs.contents import Beside
from casework.hearing_packs.pressing import KeepingPress
from casework.settings import settings
database.connect(sys.argv[1])
keys.connect(settings(), sys.argv[1])
point, told_by = sys.argv[3], telling.tell
def dies(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def tell(pack_id, told):
    told_by(pack_id, told)
    if told.stage.value == point:
        dies()
telling.tell = tell
if point == "committed":
    KeepingPress.tidy = dies
building.build(UUID(sys.argv[2]), Beside())
"""
# In the order of the making: before the row is written there is no pack, after it there is one.
POINTS = ("parts", "index", "linking", "checking", "done", "committed")


def a_case() -> tuple[UUID, list[UUID]]:
    """A case with a letter and a picture as exhibits."""
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        exhibits = [world.exhibit(case, content, name=name) for name, content in PAPERS]
        world.allegation(case, exhibits=exhibits)
        return case.id, [each.capture_id for each in exhibits]


def asked_for(case_id: UUID) -> UUID:
    with as_casework() as session:
        manager, case = World(session).case_manager, session.get_one(Case, case_id)
        perform(session, manager, case.reference, MakePack(), datetime.now(UTC))
        return packs_of(session, case_id)[0].id


def made(pack_id: UUID) -> HearingPack:
    with reading_as_casework() as session:
        pack = session.get_one(HearingPack, pack_id)
        session.expunge(pack)
        return pack


def built(case_id: UUID) -> HearingPack:
    pack_id = asked_for(case_id)
    build(pack_id, Beside())
    return made(pack_id)


def units(capture_ids: list[UUID]) -> list[DerivedCopy]:
    with reading_as_casework() as session:
        found = [copy_of(session, each, CopyKind.LINKABLE) for each in capture_ids]
        session.expunge_all()
        return [each for each in found if each]


@pytest.mark.usefixtures("live")
def test_pages_are_made_ready_once_and_a_pack_holds_them_to_the_last_byte() -> None:
    case_id, captures = a_case()
    for each in captures:
        prepare(each)
    ready = units(captures)
    assert len(ready) == 2
    pack = built(case_id)
    assert (pack.status, pack.failure) == (PackStatus.DRAFT, None)
    content = store().read(pack.key or "")
    assert JPEG in content
    assert bare("A letter") in words_in(content)
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == pack.pages
    assert [each.id for each in units(captures)] == [each.id for each in ready]


@pytest.mark.usefixtures("live")
def test_what_nobody_made_ready_yet_is_in_the_pack_all_the_same() -> None:
    case_id, captures = a_case()
    pack = built(case_id)
    assert (pack.status, pack.failure) == (PackStatus.DRAFT, None)
    assert JPEG in store().read(pack.key or "")
    assert units(captures) == []


@pytest.mark.usefixtures("live")
def test_what_an_earlier_version_took_in_is_made_ready_and_tried_once() -> None:
    case_id, captures = a_case()
    with as_casework() as session:
        world = World(session)
        gone = world.exhibit(session.get_one(Case, case_id), JPEG, name="gone.jpg")
        (store().root / session.get_one(Capture, gone.capture_id).key).unlink()
    tried: set[UUID] = set()
    assert prepare_earlier(tried) >= 2
    assert len(units(captures)) == 2
    assert prepare_earlier(tried) == 0


@pytest.mark.usefixtures("live")
def test_what_did_not_change_is_not_printed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = a_case()
    first = built(case_id)
    printed: list[str] = []

    def watched(template: str, **context: object) -> str:
        printed.append(template)
        return written(template, **context)

    monkeypatch.setattr("casework.hearing_packs.pressing.written", watched)
    second = built(case_id)
    assert second.pages == first.pages
    # What says when it was made is made again; nothing else is.
    assert printed == ["pack/procedure.html", "pack/cover.html"]


@pytest.mark.usefixtures("live")
def test_a_part_that_was_lost_is_printed_again() -> None:
    case_id, _ = a_case()
    built(case_id)
    with reading_as_casework() as session:
        for each in session.exec(select(PackPart).where(PackPart.case_id == case_id)):
            (store().root / each.store_key).unlink()
    assert built(case_id).status is PackStatus.DRAFT


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize("lost", [True, False], ids=["lost", "changed"])
def test_pages_that_are_not_what_was_kept_stop_the_pack_by_name_and_are_made_again(
    lost: bool,
) -> None:
    case_id, captures = a_case()
    for each in captures:
        prepare(each)
    place = store().root / units(captures)[1].store_key
    content = bytearray(place.read_bytes())
    place.unlink()
    if not lost:
        content[len(content) // 2] ^= 1
        place.write_bytes(bytes(content))
    pack = built(case_id)
    assert (pack.status, pack.key) == (PackStatus.FAILED, None)
    assert pack.failure is not None
    assert pack.failure.startswith("E2 cannot be put into the pack")
    with as_casework() as session:
        assert copy_of(session, captures[1], CopyKind.LINKABLE) is None
    prepare(captures[1])
    assert built(case_id).status is PackStatus.DRAFT


@pytest.mark.usefixtures("live")
def test_an_original_that_changed_stops_the_pack_even_when_its_pages_are_ready() -> None:
    case_id, captures = a_case()
    for each in captures:
        prepare(each)
    with reading_as_casework() as session:
        place = store().root / session.get_one(Capture, captures[0]).key
    place.unlink()
    pack = built(case_id)
    assert pack.status is PackStatus.FAILED
    assert pack.failure is not None
    assert "E1" in pack.failure


def test_a_pack_is_whole_or_not_there_wherever_its_worker_is_killed(live: str) -> None:
    case_id, _ = a_case()
    pack_id = asked_for(case_id)
    for tries, point in enumerate(POINTS, start=1):
        killed(live, pack_id, point)
        pack = made(pack_id)
        whole = point == "committed"
        assert pack.status is (PackStatus.DRAFT if whole else PackStatus.BUILDING), pack.failure
        assert whole == (pack.key is not None) == (pack.sha256 is not None)
        assert pack.tries == tries
    store().check(pack.key or "", pack.sha256 or "")
    build(pack_id, Beside())
    assert made(pack_id).key == pack.key


def killed(live: str, pack_id: UUID, point: str) -> None:
    done = ran([live, str(pack_id), point], env=os.environ | same_keys(), code=BUILDS)
    assert done.returncode == -signal.SIGKILL


def test_the_worker_makes_ready_what_waits(live: str) -> None:
    case_id, captures = a_case()
    with as_casework() as session:
        gone = delete(DerivedCopy).where(col(DerivedCopy.case_id) == case_id)
        session.execute(gone)
    asyncio.run(_tick(live))
    assert len(units(captures)) == 2
    with reading_as_casework() as session:
        assert CopyKind.PAGE_PICTURE in {each.kind for each in copies_of(session, captures[1])}


async def _tick(url: str) -> None:
    app = worker.application(url)
    async with app.open_async():
        task = app.tasks["casework.prepare_earlier"]
        await task.defer_async(timestamp=0)
        await app.run_worker_async(wait=False, install_signal_handlers=False)
