"""The worker keeps no pack that names a pupil, or a witness who is not named."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.cases.naming import GivePseudonym
from casework.cases.pseudonyms import Kind
from casework.cases.stages import Stage
from casework.database import as_casework, reading_as_casework
from casework.evidence.models import Exhibit
from casework.hearing_packs.building import build
from casework.hearing_packs.commands import MakePack
from casework.hearing_packs.contents import Beside
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.queries import packs_of
from casework.investigation.models import WitnessAccount
from tests.documents.foreign import a_pdf
from tests.world import World

pytestmark = pytest.mark.usefixtures("live")
NAME = "Maisiewren Holt"


def nothing_more(world: World, exhibit: Exhibit) -> None:
    """The case as it is."""


def must_be_seen(world: World, exhibit: Exhibit) -> None:
    exhibit.shows_pupil, exhibit.pack_reason = True, "What is alleged is that she is in it."


def left_out(world: World, exhibit: Exhibit) -> None:
    exhibit.in_pack, exhibit.pack_reason = False, "It names a pupil."


def built(then: Callable[[World, Exhibit], None], kind: Kind = Kind.PUPIL) -> HearingPack:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.HEARING)
        exhibit = world.exhibit(case, a_pdf("Nobody", f"and {NAME}"), name="letter.pdf")
        world.allegation(case, exhibits=[exhibit])
        for command in (GivePseudonym(kind=kind, name=NAME), MakePack()):
            perform(session, world.case_manager, case.reference, command, datetime.now(UTC))
        then(world, exhibit)
        pack_id = packs_of(session, case.id)[0].id
    build(pack_id, Beside())
    with reading_as_casework() as session:
        pack = session.get_one(HearingPack, pack_id)
        session.expunge(pack)
        return pack


def test_a_pack_that_would_name_a_pupil_is_not_kept_and_says_where() -> None:
    pack = built(nothing_more)
    assert (pack.status, pack.key) == (PackStatus.FAILED, None)
    told = pack.failure or ""
    assert "(E1)" in told
    assert not any(part in told for part in NAME.split())


@pytest.mark.parametrize("decided", [must_be_seen, left_out])
def test_what_was_decided_of_the_exhibit_lets_the_pack_be_made(
    decided: Callable[[World, Exhibit], None],
) -> None:
    pack = built(decided)
    assert (pack.status, pack.failure) == (PackStatus.DRAFT, None)


def test_the_reason_to_show_a_pupil_shows_no_witness() -> None:
    assert built(must_be_seen, Kind.WITNESS).status is PackStatus.FAILED


def test_a_witness_who_asked_not_to_be_named_is_named_nowhere() -> None:
    def feared(world: World, exhibit: Exhibit) -> None:
        told = WitnessAccount(
            case_id=exhibit.case_id,
            name="Odalys Brannigan",
            words="I saw it.",
            given_at=datetime.now(UTC),
            fears="What they would say to me",
            signed_as="Odalys Brannigan",
            signed_on=datetime.now(UTC).date(),
            capture_id=exhibit.capture_id,
        )
        world.session.add(told)
        other = world.exhibit(
            world.session.get_one(Case, exhibit.case_id), a_pdf("O. Brannigan saw it"), name="b.pdf"
        )
        left_out(world, exhibit)
        assert other.in_pack

    pack = built(feared)
    assert pack.status is PackStatus.FAILED
    assert "(E2)" in (pack.failure or "")
    assert "Brannigan" not in (pack.failure or "")
