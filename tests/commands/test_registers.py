"""Clearing registers: asked or told, decided by the right person, looked up for a day."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from casework.access import Actor
from casework.database import in_reading
from casework.database.whose import for_person
from casework.errors import NotFound, NotPermitted, OutOfDate
from casework.policies.queries import versions
from casework.registers.commands import AcknowledgePolicy, AskEntry, DecideEntry, SayCoverage
from casework.registers.files import RegisterFileRefused
from casework.registers.importing import NAMES, import_registers
from casework.registers.kinds import Register
from casework.registers.models import RegisterEntry
from casework.registers.queries import Found, entries_of, look_up, to_decide
from tests.refusing import wrong_answers
from tests.world import DAY, World, at

HEADING = ",".join(NAMES)


def ask(world: World, who: Actor, kind: Register = Register.SITE, **told: Any) -> RegisterEntry:
    asked = AskEntry.model_validate({"kind": kind, "what": "A class page"} | told)
    return asked.perform(world.session, who, at())


def decide(world: World, who: Actor, entry: RegisterEntry, **told: Any) -> None:
    asked = DecideEntry.model_validate({"granted": True} | told)
    asked.perform(world.session, who, entry.id, at())
    world.session.flush()


def found(world: World, who: Actor, kind: Register, day: date) -> Found:
    told = look_up(world.session, who.id, day)
    return next(each for each in told.found if each.register is kind)


def test_a_permission_counts_from_the_day_it_was_given(world: World) -> None:
    entry = ask(world, world.employee)
    assert found(world, world.employee, Register.SITE, DAY).entries == ()
    decide(world, world.principal, entry)
    assert found(world, world.employee, Register.SITE, DAY).entries == (entry,)
    before = found(world, world.employee, Register.SITE, DAY - timedelta(1))
    assert before.entries == ()
    assert before.others == (entry,)


def test_a_permission_ends_after_its_last_day(world: World) -> None:
    entry = ask(world, world.employee)
    decide(world, world.principal, entry, valid_until=DAY + timedelta(5))
    assert found(world, world.employee, Register.SITE, DAY + timedelta(5)).entries
    assert not found(world, world.employee, Register.SITE, DAY + timedelta(6)).entries


def test_nothing_found_says_from_when_the_register_is_complete(world: World) -> None:
    says = found(world, world.employee, Register.LOGO, DAY).says
    assert says == "No entry found; nobody has said from when the register is complete"
    SayCoverage(kind=Register.LOGO, covers_from=date(2025, 9, 1)).perform(
        world.session, world.case_manager, at()
    )
    says = found(world, world.employee, Register.LOGO, DAY).says
    assert says == "No entry found; the register covers from 1 September 2025"


def test_a_refusal_says_why_and_counts_for_nothing(world: World) -> None:
    entry = ask(world, world.employee)
    with wrong_answers("reasons"):
        decide(world, world.principal, entry, granted=False)
    decide(world, world.principal, entry, granted=False, reasons="There is one already.")
    assert found(world, world.employee, Register.SITE, DAY).entries == ()


@pytest.mark.parametrize("who", ["employee", "stranger", "hearing_manager", "case_manager"])
def test_only_the_right_person_decides(world: World, who: str) -> None:
    entry = ask(world, world.employee)
    with pytest.raises(NotPermitted):
        decide(world, getattr(world, who), entry)


def test_a_line_manager_takes_note_of_an_own_site(world: World) -> None:
    world.person(world.employee).manager_id = world.reporter.id
    world.session.flush()
    entry = ask(world, world.employee, Register.OWN_SITE)
    other = ask(world, world.employee, Register.SITE)
    with pytest.raises(NotPermitted):
        decide(world, world.reporter, other)
    decide(world, world.reporter, entry)
    assert found(world, world.employee, Register.OWN_SITE, DAY).entries == (entry,)


def test_a_principal_does_not_decide_on_their_own(world: World) -> None:
    entry = ask(world, world.principal)
    with pytest.raises(NotPermitted):
        decide(world, world.principal, entry)
    decide(world, world.chief_executive, entry)


def test_a_decision_is_taken_once(world: World) -> None:
    entry = ask(world, world.employee)
    decide(world, world.principal, entry)
    with pytest.raises(OutOfDate):
        decide(world, world.chief_executive, entry)
    with pytest.raises(NotFound):
        DecideEntry(granted=True).perform(world.session, world.principal, uuid4(), at())


def test_days_that_cannot_be_are_refused(world: World) -> None:
    with wrong_answers("asked_on"):
        ask(world, world.employee, asked_on=DAY + timedelta(1))
    entry = ask(world, world.employee)
    with wrong_answers("valid_until"):
        decide(world, world.principal, entry, valid_until=DAY - timedelta(1))


def test_hr_asks_for_others_and_nobody_else_does(world: World) -> None:
    entry = ask(world, world.case_manager, person_id=world.employee.id)
    assert entry.person_id == world.employee.id
    with pytest.raises(NotPermitted):
        ask(world, world.stranger, person_id=world.employee.id)
    assert [each.entry.id for each in to_decide(world.session, world.principal)] == [entry.id]
    assert to_decide(world.session, world.hearing_manager) == []


def test_a_version_is_acknowledged_once(world: World) -> None:
    version = versions(world.session)[0]
    for _ in range(2):
        AcknowledgePolicy(version_id=version.id).perform(world.session, world.employee, at())
    told = look_up(world.session, world.employee.id, DAY)
    assert [each.on for each in told.acknowledged] == [DAY]
    earlier = look_up(world.session, world.employee.id, DAY - timedelta(1))
    assert [each.on for each in earlier.acknowledged] == [None]
    with pytest.raises(NotPermitted):
        AcknowledgePolicy(version_id=version.id, person_id=world.employee.id).perform(
            world.session, world.stranger, at()
        )


def file_of(*rows: str) -> str:
    return "\n".join([HEADING, *rows])


def test_a_file_is_imported_whole(world: World) -> None:
    text = file_of(
        "2.1,101,Year 4 page,1 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,",
        "3.8,101,The logo on a blog,1 Oct 2025,no,2 Oct 2025,Ruth Calder,,,Not now,",
    )
    done = import_registers(world.session, world.case_manager, text, at())
    assert done.sentence() == "imported 2 entries into the clearing registers"
    assert [each.what for each in found(world, world.employee, Register.SITE, DAY).entries] == [
        "Year 4 page"
    ]
    assert found(world, world.employee, Register.LOGO, DAY).entries == ()


def test_a_wrong_row_is_named_by_its_line_and_nothing_is_kept(world: World) -> None:
    text = file_of(
        "2.1,101,Year 4 page,1 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,",
        "9.9,101,A page,1 Sep 2025,maybe,3 Sep 2025,Ruth Calder,,,,",
        "2.1,101,A page,5 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,",
    )
    with pytest.raises(RegisterFileRefused) as refused:
        import_registers(world.session, world.case_manager, text, at())
    assert refused.value.problems == [
        "Line 3: Choose the clause: 2.1, 2.4, 2.6, 3.7, 3.8 or 3.9",
        "Line 3: Choose granted: yes or no",
        "Line 4: decided_on is before asked_on",
    ]
    stranger = file_of("2.1,999,A page,1 Sep 2025,yes,3 Sep 2025,Ruth Calder,,,,")
    with pytest.raises(RegisterFileRefused) as unknown:
        import_registers(world.session, world.case_manager, stranger, at())
    assert unknown.value.problems == ["Line 2: 999 is nobody’s staff number"]
    assert world.session.exec(select(RegisterEntry)).all() == []


@pytest.mark.parametrize("text", ["", "a,b", HEADING, f"{HEADING}\n2.1,101", f"{HEADING},granted"])
def test_what_is_no_such_file_is_refused(world: World, text: str) -> None:
    with pytest.raises(RegisterFileRefused):
        import_registers(world.session, world.case_manager, text, at())


def test_only_hr_imports(world: World) -> None:
    with pytest.raises(NotPermitted):
        import_registers(world.session, world.principal, file_of("x"), at())


def read_by(world: World, who: Actor, whose: UUID) -> int:
    world.session.flush()
    with in_reading() as session:
        for_person(session, who.id)
        return len(entries_of(session, whose))


@pytest.mark.parametrize(
    ("who", "sees"),
    [("employee", 1), ("case_manager", 1), ("principal", 1), ("stranger", 0), ("it_admin", 0)],
)
def test_the_database_shows_an_entry_to_whom_it_concerns(world: World, who: str, sees: int) -> None:
    ask(world, world.employee)
    assert read_by(world, getattr(world, who), world.employee.id) == sees
