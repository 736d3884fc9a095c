"""Supplements and packs of other kinds as the worker makes them, and one that is stopped."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest

from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database import as_casework, reading_as_casework
from casework.documents.progress import Making, Told
from casework.hearing_packs import telling
from casework.hearing_packs.building import build
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import Beside
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.queries import packs_of
from casework.hearing_packs.stopping import StopPack
from casework.investigation.models import WitnessAccount
from casework.storage import store
from tests.documents.foreign import a_pdf
from tests.documents.reading import bare, words_in, words_on
from tests.worker.test_building_packs import a_case, asked_for, built, made
from tests.world import World, at

NOW = datetime(2026, 10, 19, 9, tzinfo=UTC)
GROUND = ("The outcome is too severe", "Others were given a warning.")


def printed(pack: HearingPack) -> str:
    return words_in(store().read(pack.key or ""))


def asked(case_id: UUID, **told: object) -> UUID:
    with as_casework() as session:
        manager, case = World(session).case_manager, session.get_one(Case, case_id)
        command = MakePack.model_validate(told)
        perform(session, manager, case.reference, command, datetime.now(UTC))
        return packs_of(session, case_id)[0].id


def issued(pack_id: UUID) -> None:
    with as_casework() as session:
        session.get_one(HearingPack, pack_id).status = PackStatus.ISSUED


@pytest.mark.usefixtures("live")
def test_a_supplement_holds_what_is_new_and_the_index_of_all_of_it() -> None:
    case_id, _ = a_case()
    first = built(case_id)
    issued(first.id)
    nothing = asked(case_id, supplement=True)
    build(nothing, Beside())
    assert made(nothing).failure == "Nothing has come into the case since the pack was issued"
    with as_casework() as session:
        world = World(session)
        world.exhibit(session.get_one(Case, case_id), a_pdf("A late letter"), name="late.pdf")
    added_id = asked(case_id, supplement=True)
    build(added_id, Beside())
    added = made(added_id)
    assert (added.status, added.failure) == (PackStatus.DRAFT, None)
    assert added.first_page == (first.pages or 0) + 1
    assert len(added.contents) == 1
    assert added.contents[0]["last"] == added.last_page - 1
    content = store().read(added.key or "")
    assert words_on(content, added.pages or 0).endswith(str(added.last_page))
    whole = printed(added)
    assert bare("A late letter") in whole
    assert bare("What was issued before") in whole
    assert bare("Schedule of allegations") in whole
    assert bare("Its end") not in whole, "what was issued is not issued twice"


@pytest.mark.usefixtures("live")
def test_an_appeal_pack_holds_the_outcome_and_the_grounds() -> None:
    case_id, _ = a_case()
    with as_casework() as session:
        world, case = World(session), session.get_one(Case, case_id)
        for code in ("L-17", "L-21"):
            _printed_paper(world, case, code)
    pack_id = asked(case_id, kind="appeal")
    build(pack_id, Beside(grounds=[GROUND]))
    pack = made(pack_id)
    assert (pack.status, pack.failure) == (PackStatus.DRAFT, None)
    titles = [each["title"] for each in pack.contents if each["section"] == "A"]
    assert titles == ["A paper", "Grounds of the appeal", "A paper"]
    assert bare("Others were given a warning.") in printed(pack)
    assert bare("Appeal hearing") in words_on(store().read(pack.key or ""), 1)


def _printed_paper(world: World, case: Case, code: str) -> None:
    from hashlib import sha256

    from casework.documents.issuing import Issue, issue
    from casework.documents.printing import PrintedDocument

    content = a_pdf(f"Letter {code}")
    digest = sha256(content).hexdigest()
    letter = PrintedDocument(
        pdf=content, sha256=digest, pages=1, template="a", template_version="1"
    )
    what = Issue(code, "A paper", world.case_manager.name, at(), "by hand")
    issue(world.session, case.id, letter, what)


@pytest.mark.usefixtures("live")
def test_a_witness_who_asked_not_to_be_named_is_in_no_pack_until_that_was_weighed() -> None:
    case_id, captures = a_case()
    with as_casework() as session:
        for name, fears in (("Orla Finch", None), ("Perrin Holt", "They live next door.")):
            session.add(
                WitnessAccount(
                    case_id=case_id,
                    name=name,
                    words=f"What {name} saw.",
                    given_at=NOW,
                    signed_as=name,
                    signed_on=NOW.date(),
                    fears=fears,
                    capture_id=captures[0],
                )
            )
    whole = printed(built(case_id))
    assert bare("What Orla Finch saw.") in whole
    assert bare("Perrin Holt") not in whole
    assert bare("whose writer asked not to be named") in whole


@pytest.mark.usefixtures("live")
def test_what_is_stopped_while_it_is_made_stays_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    case_id, _ = a_case()
    pack_id = asked_for(case_id)
    going_on = telling.tell

    def stopped_halfway(pack: UUID, told: Told) -> None:
        if told.stage is Making.PARTS and told.done == 2:
            with as_casework() as session:
                manager = World(session).case_manager
                reference = session.get_one(Case, case_id).reference
                perform(session, manager, reference, StopPack(edition=1), datetime.now(UTC))
        going_on(pack, told)

    monkeypatch.setattr(telling, "EVERY", 0)
    monkeypatch.setattr(telling, "tell", stopped_halfway)
    build(pack_id, Beside())
    pack = made(pack_id)
    assert (pack.status, pack.failure) == (PackStatus.FAILED, "Nadia Farrow stopped it")
    assert pack.key is None
    with reading_as_casework() as session:
        assert packs_of(session, case_id)[0].edition == 1


def test_two_people_who_ask_at_once_each_get_an_edition_of_their_own(live: str) -> None:
    case_id, _ = a_case()
    with ThreadPoolExecutor(2) as both:
        asked = list(both.map(lambda _: asked_for(case_id), range(2)))
    assert len(set(asked)) == 2
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda pack_id: build(pack_id, Beside()), asked))
    one, other = (made(pack_id) for pack_id in asked)
    assert {one.edition, other.edition} == {1, 2}
    assert one.status is other.status is PackStatus.DRAFT
    assert one.pages == other.pages
    for each in (one, other):
        store().check(each.key or "", each.sha256 or "")
