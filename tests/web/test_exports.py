"""What leaves Casework beside packs: two people, only what may leave, and custody of each file."""

import io
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zipfile import ZipFile

import pytest

from casework.access import Actor, TrustRole
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.errors import NotFound, Unsound, WrongAnswer
from casework.evidence.custody import chain
from casework.evidence.models import Handling
from casework.evidence.queries import evidence_on
from casework.evidence.redacted import Audience, CopyStatus, RedactedCopy
from casework.hearing_packs.exhibits_zip import LIST, PUPIL, chosen, zipped
from casework.hearing_packs.exports import AskExport, DecideExport, ExportKind, exports_of
from casework.journal import entries
from casework.people.models import Place
from casework.storage import new_key, store
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.world import World, at

WHY = "The tribunal asked for it"


@pytest.fixture
def dpo(world: World) -> Actor:
    world.session.add(Place(person_id=world.colleague.id, role=TrustRole.DPO))
    world.session.flush()
    told = frozenset({TrustRole.DPO})
    return Actor(world.colleague.id, world.colleague.name, told, confirmed=True)


def agreed(world: World, case: Case, dpo: Actor, what: ExportKind) -> int:
    now = datetime.now(UTC)
    world.perform(world.case_manager, case, AskExport(what=what, reason=WHY), now)
    number = exports_of(world.session, case.id)[0].number
    yes = DecideExport(number=number, approved=True, reason="It is asked for by law")
    world.perform(dpo, case, yes, now)
    return number


def test_one_asks_another_agrees_and_the_exhibits_leave_with_their_hashes(
    world: World, signed_in_as: SignedInAs, dpo: Actor
) -> None:
    case = world.case(Stage.HEARING)
    kept = world.exhibit(case, b"A screenshot")
    world.exhibit(case, b"Of a pupil", shows_pupil=True)
    base = f"/cases/{case.reference}"
    asks = signed_in_as(world.case_manager)
    assert asks.post(f"{base}/ask-export", data={"what": "exhibits"}).status_code == 422
    asked = asks.post(f"{base}/ask-export", data={"what": "exhibits", "reason": WHY})
    assert asked.status_code == 303
    decision = {"number": "1", "approved": "yes", "reason": "It is asked for by law"}
    assert asks.post(f"{base}/exports/1/decide", data=decision).status_code == 403
    assert asks.post(f"{base}/exports/1/take").status_code == 404
    second = signed_in_as(dpo)
    assert WHY in second.get(f"{base}/exports").text
    assert second.post(f"{base}/exports/1/decide", data=decision).status_code == 303
    assert second.post(f"{base}/exports/1/take").status_code == 403
    answer = asks.post(f"{base}/exports/1/take")
    assert answer.headers["content-disposition"].endswith('-exhibits-1.zip"')
    with ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        (name, listed) = archive.namelist()
        assert archive.read(name) == b"A screenshot"
        told = archive.read(listed).decode()
    assert listed == LIST
    assert f"{sha256(b'A screenshot').hexdigest()}  {case.reference}-E1.txt" in told
    assert f"E2, because {PUPIL}" in told
    assert chain(world.session, kept.capture_id)[0].handling is Handling.EXPORTED
    assert entries(world.session, case.id, 1)[0].kind == "ExportTaken"
    assert signed_in_as(world.stranger).post(f"{base}/exports/1/take").status_code == 404
    assert signed_in_as(world.hearing_manager).get(f"{base}/exports").status_code == 403


def test_a_released_redacted_copy_leaves_in_place_of_its_original(world: World) -> None:
    case = world.case(Stage.HEARING)
    exhibit = world.exhibit(case, b"Of a pupil", shows_pupil=True)
    copy = store().put_new(new_key("copies", case.id), [b"%PDF-1.7 redacted"])
    world.session.add(
        RedactedCopy(
            case_id=case.id,
            capture_id=exhibit.capture_id,
            number=1,
            audience=Audience.PANEL_AND_EMPLOYEE,
            status=CopyStatus.RELEASED,
            key=copy.key,
            sha256=copy.sha256,
            size=copy.size,
            media_type="application/pdf",
            shows_pupil=True,
            boxes=[],
            parent_sha256=sha256(b"Of a pupil").hexdigest(),
            made_by=world.case_manager.id,
            asked_at=at(),
            checked_at=at(),
            released_at=at(),
            released_by=world.dsl.id,
        )
    )
    world.session.flush()
    told = chosen(evidence_on(world.session, case.id), case.reference)
    (member,) = told.members
    assert (member.redacted, member.sha256, told.left) == (True, copy.sha256, ())
    with ZipFile(io.BytesIO(b"".join(zipped(told, case.reference, at())))) as archive:
        assert archive.read(f"{case.reference}-E1-redacted.pdf") == b"%PDF-1.7 redacted"


def test_a_large_exhibit_leaves_a_piece_at_a_time(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case, b"x" * (5 * 1024 * 1024))
    told = chosen(evidence_on(world.session, case.id), case.reference)
    pieces = list(zipped(told, case.reference, at()))
    assert max(len(each) for each in pieces) <= 1024 * 1024
    with ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None


def test_what_changed_since_it_was_taken_in_does_not_leave(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.exhibit(case)
    told = chosen(evidence_on(world.session, case.id), case.reference)
    (member,) = told.members
    wrong = type(told)((type(member)(**{**vars(member), "sha256": "0" * 64}),), ())
    with pytest.raises(Unsound):
        list(zipped(wrong, case.reference, at()))


def test_the_report_of_the_case_is_one_pdf_of_what_its_reader_sees(
    world: World, api_as: SignedInAs, dpo: Actor
) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case, exhibits=[world.exhibit(case, title="The zoo post")])
    number = agreed(world, case, dpo, ExportKind.REPORT)
    calling, place = api_as(world.case_manager), f"/api/v1/cases/{case.reference}/exports"
    assert calling.get(place).json()[0]["approved"] is True
    answer = calling.post(f"{place}/{number}/take")
    assert answer.headers["content-type"] == "application/pdf"
    words = words_in(answer.content)
    for told in ("The zoo post", "called the academy a zoo", WHY, world.case_manager.name):
        assert bare(told) in words


def test_after_a_week_it_is_asked_for_again(
    world: World, signed_in_as: SignedInAs, dpo: Actor
) -> None:
    case = world.case(Stage.HEARING)
    number = agreed(world, case, dpo, ExportKind.REPORT)
    row = exports_of(world.session, case.id)[0]
    row.decided_at = datetime.now(UTC) - timedelta(days=8)
    world.session.flush()
    browser, place = signed_in_as(world.case_manager), f"/cases/{case.reference}/exports"
    assert browser.post(f"{place}/{number}/take").status_code == 404
    assert "Its week is over" in browser.get(place).text


def test_a_decision_is_made_once(world: World, dpo: Actor) -> None:
    case = world.case(Stage.HEARING)
    number = agreed(world, case, dpo, ExportKind.REPORT)
    again = DecideExport(number=number, approved=False, reason="On second thoughts")
    with pytest.raises(WrongAnswer):
        world.perform(dpo, case, again)
    with pytest.raises(NotFound):
        world.perform(dpo, case, again.model_copy(update={"number": 9}))


def test_what_waits_is_in_the_oversight_of_whoever_decides_and_of_nobody_else(
    world: World, signed_in_as: SignedInAs, dpo: Actor
) -> None:
    case = world.case(Stage.HEARING)
    mine = world.case(Stage.HEARING, employee=world.colleague)
    for each in (case, mine):
        asked = AskExport(what=ExportKind.EXHIBITS, reason=WHY)
        world.perform(world.case_manager, each, asked, at())
    second = signed_in_as(dpo)
    page = second.get("/oversight").text
    assert f'href="/cases/{case.reference}/exports"' in page
    assert WHY not in page
    assert mine.reference not in page  # it is about the data protection officer
    assert case.reference not in signed_in_as(world.hr_director).get("/oversight").text
    decision = {"number": "1", "approved": "yes", "reason": "It is asked for by law"}
    assert second.post(f"/cases/{case.reference}/exports/1/decide", data=decision).is_redirect
    assert case.reference not in second.get("/oversight").text
