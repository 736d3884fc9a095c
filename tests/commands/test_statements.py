"""Statements on paper, witnesses left unnamed, and a part that is handed over."""

import pytest

from casework.access import Role
from casework.cases.appointing import holder
from casework.cases.stages import Stage
from casework.errors import NotFound
from casework.investigation.drafting import ShareDraft
from casework.investigation.handing_over import HandOver
from casework.investigation.queries import terms_of
from casework.investigation.statements import AssessAnonymity, RecordStatement, anonymity_on
from casework.investigation.witnesses import accounts_on
from tests.commands.inquiring import begun, by, officer
from tests.refusing import breaches, wrong_answers
from tests.world import DAY, World

STATEMENT = {"name": "Al Reed", "role": "A parent", "words": "I saw the post.", "signed_on": DAY}
POINTS = {
    "fear": "Of being shunned",
    "opportunity": "On his own screen",
    "motive": "None is known.",
    "corroboration": "A screenshot",
    "reasons": "There is ground for it.",
}


def test_a_statement_on_paper_has_its_scan_in_the_evidence(world: World) -> None:
    case = begun(world)
    with wrong_answers("scan"):
        officer(world, case, RecordStatement, **STATEMENT, scan="E9")
    exhibit = world.exhibit(case, title="The signed statement")
    officer(world, case, RecordStatement, **STATEMENT, scan=exhibit.reference)
    account = accounts_on(world.session, case.id)[0]
    assert account.is_signed
    assert account.capture_id == exhibit.capture_id


def test_a_witness_is_left_unnamed_point_by_point_and_once(world: World) -> None:
    case = begun(world)
    exhibit = world.exhibit(case)
    officer(world, case, RecordStatement, **STATEMENT, scan=exhibit.reference, fears="My boy")
    account = accounts_on(world.session, case.id)[0]
    told = POINTS | {"account_id": account.id, "granted": True}
    with wrong_answers("known_as"):
        officer(world, case, AssessAnonymity, **told)
    officer(world, case, AssessAnonymity, **told, known_as="Witness A")
    assert anonymity_on(world.session, case.id)[account.id].known_as == "Witness A"
    with wrong_answers("account_id"):
        officer(world, case, AssessAnonymity, **told, known_as="Witness B")


def test_an_officer_who_leaves_hands_over_with_what_is_due(world: World) -> None:
    case = begun(world)
    told = {"role": "investigating_officer", "reason": "She moves away.", "stands": "Two heard."}
    entry = by(world, world.case_manager, case, HandOver, **told, person_id=world.stranger.id)
    assert entry.facts["deadlines"] == 1
    found = holder(world.session, case.id, Role.INVESTIGATING_OFFICER)
    terms = terms_of(world.session, case.id)
    assert terms
    assert found == terms.officer_id == world.stranger.id
    with pytest.raises(NotFound):
        officer(world, case, ShareDraft, words="Mine still.")


def test_a_part_is_handed_over_to_somebody_else_who_is_independent(world: World) -> None:
    case = begun(world)
    told = {"role": "investigating_officer", "reason": "Ill", "stands": "Begun"}
    with wrong_answers("person_id"):
        person = world.investigating_officer.id
        by(world, world.case_manager, case, HandOver, **told, person_id=person)
    with breaches("G-ROLE-1"):
        by(world, world.case_manager, case, HandOver, **told, person_id=world.reporter.id)


def test_a_hearing_manager_has_nothing_to_hand_over_before_the_hearing(world: World) -> None:
    told = {"role": "hearing_manager", "reason": "Ill", "stands": "Nothing"}
    with breaches("G-HAND-1"):
        person = world.stranger.id
        by(world, world.case_manager, begun(world), HandOver, **told, person_id=person)


def test_a_case_manager_who_leaves_is_followed_by_another(world: World) -> None:
    case = world.case(Stage.HEARING)
    told = {"role": "case_manager", "reason": "Leaves", "stands": "Notice to be sent"}
    by(world, world.case_manager, case, HandOver, **told, person_id=world.colleague.id)
    assert holder(world.session, case.id, Role.CASE_MANAGER) == world.colleague.id
