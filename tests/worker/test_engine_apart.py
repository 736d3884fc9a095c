"""Parts are printed, and packs linked and checked, in processes that have no rights and may die."""

import io
import os
import signal
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import pytest

from casework.documents.handpress import HandPress, InMemory
from casework.documents.joining import assemble
from casework.documents.packs import ExhibitUnreadable, Finished, PackUnsound, PdfPages, UnitChanged
from casework.documents.press import NotMade, Pressed, printed_unit
from casework.documents.printing import written
from casework.documents.progress import Making, Told, unwatched
from casework.errors import Unsound
from casework.evidence import apart
from casework.evidence import printed as printing
from casework.hearing_packs import bindery
from casework.hearing_packs.bindery import bound
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.pressing import LONG, MOST_TOGETHER, batches
from casework.hearing_packs.watching import watched
from tests.documents.foreign import a_pdf
from tests.documents.packed import PEOPLE, an_item
from tests.documents.test_packs import only

EXHIBIT = an_item("Exhibit CW/07", PdfPages(a_pdf("words", "more words")))
SHEET = {"sheet": PEOPLE, "reference": "S", "in_pack": True}


class Apart(HandPress):
    """Parts from here, linked elsewhere; and what becomes of the other process on the way."""

    def __init__(self, die_after: int | None = None) -> None:
        self.die_after, self.kept = die_after, 0

    def bind(self, parts, binding, contents, progress):  # type: ignore[no-untyped-def]
        return bound(parts, binding, contents, self.keep, progress)

    def keep(self, pieces: Iterable[bytes]) -> Finished:
        got = b""
        for at, piece in enumerate(pieces):
            got += piece
            if at == self.die_after:
                ended(bindery.SHOP)
        self.kept += 1
        if self.die_after == -1:
            ended(bindery.SHOP)
        return InMemory(got)


def ended(shop: str) -> None:
    """End the process that works for us, as a kernel without memory does."""
    for held in (shop_used._process for shop_used in used(shop)):
        assert held
        os.kill(held.pid, signal.SIGKILL)
        held.wait()


@cache
def used(shop: str) -> list[apart._Workshop]:
    """The warm processes there are; one is lent out while it works, so it is remembered."""
    with apart._shops(shop).one() as one:
        return [one]


def test_a_part_printed_apart_has_the_bytes_it_has_when_printed_here() -> None:
    here = printed_unit("pack/people.html", **SHEET)
    assert b"".join(printing.printed_apart(written("pack/people.html", **SHEET))) == here


def test_parts_printed_together_have_the_bytes_they_have_when_printed_alone() -> None:
    pages = [written("pack/people.html", **(SHEET | {"reference": each})) for each in ("S", "T")]
    alone = [b"".join(printing.printed_apart(each)) for each in pages]
    assert printing.printed_together([*pages, pages[0]]) == [*alone, alone[0]]


def test_small_parts_are_printed_a_few_at_a_time_and_a_long_one_alone() -> None:
    short = {f"part {at}": "x" * 100 for at in range(40)}
    sizes = [len(each) for each in batches(short)]
    assert sum(sizes) == 40
    assert max(sizes) == MOST_TOGETHER
    assert [each for batch in batches(short) for each in batch] == list(short)
    assert list(map(list, batches({"a": "x", "long": "x" * LONG, "b": "x"}))) == [
        ["a"], ["long"], ["b"],
    ]  # fmt: skip
    assert len(list(batches({"a": "x", "b": "x"}))) == 2, "both printers are busy"


def test_a_pack_linked_apart_has_the_bytes_it_has_when_linked_here() -> None:
    told: list[Told] = []
    there = assemble(only(EXHIBIT), told.append, Apart())
    assert there.sha256 == assemble(only(EXHIBIT), unwatched).sha256
    said = [each.percent for each in told]
    assert said == sorted(said)
    assert {each.stage for each in told} == set(Making) - {Making.WAITING}


def test_a_part_that_takes_too_much_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "MOST_SECONDS", 1)
    rows = "<table>" + "<tr><td>x</td><td>y</td></tr>" * 40_000 + "</table>"
    with pytest.raises(NotMade, match="too much time or memory"):
        list(printing.printed_apart(rows))

    class Endless(HandPress):
        def own(self, template: str, **context: object) -> Pressed:
            if template == "pack/people.html":
                raise NotMade(printing.TOO_MUCH)
            return super().own(template, **context)

    people = an_item("the people", PEOPLE)
    with pytest.raises(ExhibitUnreadable, match="the people cannot be put into the pack: printing"):
        assemble(only(people), unwatched, Endless())


def test_one_part_of_a_few_that_takes_too_much_is_refused_and_named_by_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "MOST_SECONDS", 1)
    rows = "<table>" + "<tr><td>x</td><td>y</td></tr>" * 40_000 + "</table>"
    with pytest.raises(NotMade, match="too much time or memory"):
        printing.printed_together([written("pack/people.html", **SHEET), rows])


def test_whoever_reads_a_pack_beside_refuses_one_that_leads_elsewhere() -> None:
    class Forged(Apart):
        def keep(self, pieces: Iterable[bytes]) -> Finished:
            pack = b"".join(pieces)
            assert b"(Index, page 2)" in pack
            return InMemory(pack.replace(b"(Index, page 2)", b"(Index, page 3)"))

    with pytest.raises(PackUnsound, match="A bookmark leads to page 2: Index, page 3"):
        assemble(only(EXHIBIT), unwatched, Forged())


def test_whoever_reads_a_pack_beside_refuses_one_that_could_act() -> None:
    class Forged(Apart):
        def keep(self, pieces: Iterable[bytes]) -> Finished:
            pack = b"".join(pieces)
            plain, acting = b"/PageMode/UseOutlines", b"/OpenAction/XOutlines"
            assert plain in pack
            return InMemory(pack.replace(plain, acting))

    with pytest.raises(PackUnsound, match="could act: /OpenAction"):
        assemble(only(EXHIBIT), unwatched, Forged())


@pytest.mark.parametrize("when", [0, -1], ids=["while it links", "while it checks"])
def test_a_link_that_dies_leaves_no_pack_and_the_next_one_is_made(when: int) -> None:
    used(bindery.SHOP)
    assemble(only(EXHIBIT), unwatched, Apart())
    with pytest.raises(NotMade, match="The pack cannot be made: putting it together takes too"):
        assemble(only(EXHIBIT), unwatched, Apart(die_after=when))
    assert assemble(only(EXHIBIT), unwatched, Apart()).pages > 3


def test_a_unit_that_changes_under_its_hands_stops_the_pack_by_name() -> None:
    class Changing(Apart):
        def foreign(self, part, called):  # type: ignore[no-untyped-def]
            def opens() -> io.BytesIO:
                raise Unsound("altered")

            return Pressed(super().foreign(part, called).unit, opens)

    with pytest.raises(UnitChanged, match="Exhibit CW/07"):
        assemble(only(EXHIBIT), unwatched, Changing())


NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def a_pack(**told: Any) -> HearingPack:
    person = uuid4()
    pack = HearingPack(
        case_id=uuid4(),
        edition=1,
        final=False,
        status=PackStatus.BUILDING,
        requested_by=person,
        requested_at=NOW,
        begun_at=NOW - timedelta(seconds=6),
        tries=1,
    )
    for name, value in told.items():
        setattr(pack, name, value)
    return pack


def test_whoever_waits_reads_the_stage_the_pages_and_how_long_it_takes() -> None:
    said = watched(a_pack(stage=Making.LINKING, percent=60, total=120, pages_done=40, done=40), NOW)
    assert (said.says, said.left) == ("page 40 of 120", "About 4 seconds left.")
    assert [each.stands for each in said.stages] == ["done", "done", "now", "next"]
    early = watched(a_pack(stage=Making.PARTS, percent=1, done=0, total=30), NOW)
    assert (early.says, early.left) == ("document 1 of 30", "")
    slow = watched(a_pack(stage=Making.PARTS, percent=4, done=2, total=30, pages_done=9), NOW)
    assert slow.left == "About 3 minutes left."
    assert slow.says == "document 3 of 30, 9 pages so far"


def test_that_an_earlier_try_was_cut_off_is_said() -> None:
    again = watched(a_pack(stage=Making.WAITING, tries=2), NOW)
    assert again.again == "Try 2: the one before was cut off."
    assert again.says == "starting"
    assert watched(a_pack(), NOW).again == ""
