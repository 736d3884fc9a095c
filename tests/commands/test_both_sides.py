"""Both sides read the same pack, or the pack says why they do not."""

from typing import Any

from casework.cases.models import Case
from casework.documents.sheets import NoteSheet, ProceduralNotes
from casework.hearing_packs.beside import Beside
from casework.hearing_packs.commands import IssuePack
from casework.hearing_packs.contents import plan
from casework.hearing_packs.copies import copies_of_pack
from casework.hearing_packs.differing import ExplainPackDifference
from casework.hearing_packs.models import HearingPack, PackStatus
from casework.hearing_packs.profiles import Profile
from casework.hearing_packs.recalling import RecallPackCopy
from casework.hearing_packs.recipes import PackKind
from casework.hearing_packs.sides import sides_of
from casework.journal import JournalEntry
from tests.commands.test_packs import prepared
from tests.commands.test_what_a_pack_holds import items, planned, sheet_of, submitted
from tests.packing import handed_in
from tests.refusing import breaches, wrong_answers
from tests.staging import pack
from tests.world import World, at

EMPLOYEE = PackKind.EMPLOYEE
WHY = "It came after the hearing pack was issued, and the panel reads it on the day."
PAPER = {"what": "submission 1", "title": "My side", "section": "B", "first": 3, "last": 4}
SCHEDULE = {"what": "", "title": "Schedule of allegations", "section": "A", "first": 3, "last": 3}


def made(world: World, case: Case, kind: PackKind, *lines: dict[str, Any]) -> HearingPack:
    """A final edition of a kind with these lines in its index."""
    last = 1 if kind.is_of_the_hearing else 2
    found = pack(world, case, edition=last)
    found.kind, found.contents = kind, [SCHEDULE, *lines]
    world.session.flush()
    return found


def issue(world: World, case: Case, edition: int, hour: int = 12) -> JournalEntry:
    return world.perform(world.case_manager, case, IssuePack(edition=edition), at(hour=hour))


def both(world: World, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> Case:
    """The hearing pack, issued, and then the employee's, which is not yet."""
    case = prepared(world)
    made(world, case, PackKind.MANAGEMENT, *ours)
    issue(world, case, 1)
    made(world, case, EMPLOYEE, *theirs)
    return case


def explain(world: World, case: Case, kind: PackKind = EMPLOYEE) -> JournalEntry:
    told = ExplainPackDifference(kind=kind, reason=WHY)
    return world.perform(world.case_manager, case, told, at(hour=13))


def unlike(world: World, case: Case) -> dict[str, str]:
    return sides_of(world.session, case, EMPLOYEE).unlike


def test_packs_with_the_same_documents_need_no_reason(world: World) -> None:
    more = {**PAPER, "what": "exhibit 1"}
    case = both(world, [PAPER, more], [{**PAPER, "first": 9, "last": 10}])
    assert unlike(world, case) == {}
    with wrong_answers("reason"):
        explain(world, case)
    issue(world, case, 2)


def test_what_only_the_employees_pack_holds_is_explained_before_it_is_issued(
    world: World,
) -> None:
    case = both(world, [], [PAPER])
    assert unlike(world, case) == {"submission 1": "My side"}
    with breaches("G-PACK-16"):
        issue(world, case, 2)
    entry = explain(world, case)
    assert entry.sentence == "recorded why the two sides read different packs"
    with breaches("G-PACK-8"):  # it does not say so yet
        issue(world, case, 2, hour=14)
    again = sides_of(world.session, case, EMPLOYEE).theirs
    assert again
    again.requested_at = at(hour=14)
    world.session.flush()
    issue(world, case, 2, hour=15)


def test_a_reason_does_not_cover_what_came_after_it(world: World) -> None:
    case = both(world, [], [PAPER])
    explain(world, case)
    theirs = sides_of(world.session, case, EMPLOYEE).theirs
    assert theirs
    theirs.contents = [*theirs.contents, {**PAPER, "what": "submission 2", "title": "More"}]
    world.session.flush()
    with breaches("G-PACK-16"):
        issue(world, case, 2)


def test_a_copy_that_the_employee_lost_and_names_that_one_side_reads_are_differences(
    world: World,
) -> None:
    case = both(world, [PAPER], [PAPER])
    sides = sides_of(world.session, case, EMPLOYEE)
    assert sides.ours
    assert sides.theirs
    theirs = next(
        each
        for each in copies_of_pack(world.session, sides.ours.id)
        if each.person_id == world.employee.id
    )
    recall = RecallPackCopy(copy_id=theirs.id, reason="It was left on a train")
    world.perform(world.case_manager, case, recall, at(hour=13))
    sides.theirs.profile = Profile.PUPILS
    world.session.flush()
    assert set(unlike(world, case)) == {"no copy", "profile"}


def test_the_reason_is_printed_in_whichever_pack_it_is_about(world: World) -> None:
    case = both(world, [], [PAPER])
    explain(world, case)
    beside = Beside(submitted=[submitted(handed_in(world, case), "My side")])
    (note, _) = items(planned(world, case, beside, kind="employee"), "B")
    (sheet,) = note.parts
    assert isinstance(sheet, NoteSheet)
    assert (sheet.text, sheet.facts) == (WHY, (("Only one side reads", "My side"),))
    (told,) = _procedure(world, case).unlike
    assert (told.pack, told.reason, told.what) == ("Employee’s pack", WHY, ("My side",))


def _procedure(world: World, case: Case) -> ProceduralNotes:
    """The sheet of the procedure as a hearing pack would print it now."""
    ours = sides_of(world.session, case, EMPLOYEE).ours
    assert ours
    ours.status = PackStatus.FINAL
    return sheet_of(plan(world.session, case, ours, Beside(), at(hour=14)), "K", ProceduralNotes)
