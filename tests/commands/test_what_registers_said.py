"""What the clearing registers said when somebody decided is kept as it was on that day."""

from casework.cases.gateway import begin
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.journal import JournalEntry
from casework.registers.commands import AskEntry, DecideEntry
from casework.registers.kinds import Register
from casework.reports.looked_up import LookedUpAt, digest, looked_up
from casework.reports.triage import TriageReport
from tests.commands.test_triage import NO_HARM
from tests.conftest import SignedInAs
from tests.suspending import begin as begin_investigation
from tests.told import CONDUCT_ON
from tests.world import DAY, World, at


def cleared(world: World) -> None:
    """Somebody enters, today, that the account was permitted on the day of the conduct."""
    asked = AskEntry(kind=Register.SITE, what="The class account", person_id=world.employee.id)
    entry = asked.perform(world.session, world.case_manager, at())
    DecideEntry(granted=True, valid_from=CONDUCT_ON).perform(
        world.session, world.hr_director, entry.id, at()
    )


def triaged(world: World, decision: str = "formal") -> tuple[Case, JournalEntry]:
    case = begin(world.session, world.reporter, world.told(), at())
    told = {"decision": decision, "reasons": "So.", "harm": NO_HARM, "clauses": ["3.3"]}
    asked = TriageReport.model_validate(told | {"gross": "no"})
    return case, world.perform(world.case_manager, case, asked)


def test_a_later_entry_does_not_change_what_triage_saw(world: World) -> None:
    case, entry = triaged(world)
    cleared(world)
    (then,) = looked_up(world.session, case.id)
    assert (then.moment, then.day) == (LookedUpAt.TRIAGE, CONDUCT_ON)
    assert [each for each in then.said["registers"] if each["entries"]] == []
    assert entry.facts["registers"] == digest(then.said), "the journal says which words these were"


def test_the_investigation_keeps_what_they_say_by_then(world: World) -> None:
    case, _ = triaged(world)
    cleared(world)
    entry = begin_investigation(world, case, DAY)
    before, then = looked_up(world.session, case.id)
    assert then.moment is LookedUpAt.INVESTIGATION
    (found,) = [each for each in then.said["registers"] if each["entries"]]
    assert (found["register"], found["entries"][0]["what"]) == ("2.1", "The class account")
    assert entry.facts["registers"] == digest(then.said) != digest(before.said)


def test_nothing_is_looked_up_for_nobody(world: World) -> None:
    case = world.case(Stage.REPORTED, employee=None)
    told = {"decision": "no_further_action", "reasons": "Nobody of ours.", "harm": NO_HARM}
    world.perform(world.case_manager, case, TriageReport.model_validate(told))
    assert looked_up(world.session, case.id) == []


def test_the_page_and_the_api_show_both_and_the_employee_sees_neither(
    world: World, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    case, _ = triaged(world)
    cleared(world)
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "Registers as they were" in page
    assert "When the report was triaged" in page
    place = f"/api/v1/cases/{case.reference}/registers"
    told = api_as(world.case_manager).get(place).json()
    assert [each["moment"] for each in told["kept"]] == ["triage"]
    assert any(each["entries"] for each in told["now"]["registers"])
    assert api_as(world.stranger).get(place).status_code == 404
    assert api_as(world.employee).get(place).status_code == 404
