"""Making an allegation, deciding it, and weighing how serious it was."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import select

from casework.allegations.commands import AssessSeverity, MakeAllegation, RecordFinding
from casework.allegations.models import Allegation, Finding
from casework.allegations.queries import alleged_number, severity_of
from casework.allegations.severity import FACTORS
from casework.cases.models import Case
from casework.cases.stages import Severity, Stage
from casework.database import as_casework
from casework.errors import NotFound, NotPermitted, OutOfDate
from casework.policies.commands import import_policy
from tests.refusing import breaches, wrong_answers
from tests.staging import FACTORS_WEIGHED
from tests.told import CONDUCT_ON
from tests.trust import BEGAN, DIGEST, TITLE
from tests.world import DAY, World, at


@pytest.fixture
def case(world: World) -> Case:
    return world.case(Stage.INVESTIGATION)


@pytest.fixture
def heard(world: World) -> Case:
    return world.case(Stage.OUTCOME)


def alleging(**told: Any) -> MakeAllegation:
    whole = {
        "clause": "3.3",
        "conduct_on": CONDUCT_ON,
        "place": "A personal account",
        "particulars": "On 21 September 2026 Owen Pryce called the academy a zoo.",
        "severity": Severity.SERIOUS,
    }
    return MakeAllegation.model_validate(whole | told)


def finding(allegation: Allegation, reasons: str = "The post is his.") -> RecordFinding:
    return RecordFinding(allegation_id=allegation.id, finding=Finding.UPHELD, reasons=reasons)


def assessing(**told: Any) -> AssessSeverity:
    whole = {
        "factors": FACTORS_WEIGHED,
        "severity": Severity.POSSIBLE_GROSS,
        "reasons": "Pupils read it.",
    }
    return AssessSeverity.model_validate(whole | told)


def test_an_allegation_is_bound_to_the_clause_of_the_day(world: World, case: Case) -> None:
    exhibit = world.exhibit(case)
    entry = world.perform(world.case_manager, case, alleging(exhibits=[exhibit.id, exhibit.id]))
    made = alleged_number(world.session, case.id, 1)
    assert made.clause == world.clause("3.3")
    assert made.exhibit_references == ("E1",)
    assert made.allegation.occurred == "21 September 2026"
    assert entry.sentence == "made allegation 1, under clause 3.3"


def test_a_later_wording_changes_nothing_for_an_earlier_day(world: World, case: Case) -> None:
    import_policy(
        world.session,
        world.hr_director,
        DIGEST.read_text().replace("must not be used", "must never be used"),
        title=TITLE,
        version="October 2026",
        effective_from=date(2026, 10, 1),
        file_name="later.txt",
        at=BEGAN,
    )
    world.perform(world.case_manager, case, alleging())
    world.perform(world.case_manager, case, alleging(conduct_on=date(2026, 10, 2)))
    before, after = (alleged_number(world.session, case.id, each) for each in (1, 2))
    assert "must not be used" in before.clause.text
    assert "must never be used" in after.clause.text
    assert after.version.version == "October 2026"


def test_the_case_shows_its_most_serious_allegation(world: World, case: Case) -> None:
    world.perform(world.case_manager, case, alleging(severity=Severity.POSSIBLE_GROSS))
    world.perform(world.case_manager, case, alleging(severity=Severity.MINOR))
    assert case.severity is Severity.POSSIBLE_GROSS


@pytest.mark.parametrize("number", ["1.4", "2.3", "5.6", "9.9", "nonsense"])
def test_a_clause_that_cannot_be_alleged_is_refused_at_its_field(
    world: World, case: Case, number: str
) -> None:
    with wrong_answers("clause"):
        world.perform(world.case_manager, case, alleging(clause=number))


@pytest.mark.parametrize("day", [date(2026, 10, 6), date(2019, 8, 31), date(2020, 1, 1)])
def test_an_impossible_day_is_refused(world: World, case: Case, day: date) -> None:
    """Tomorrow, before they were employed, and before any policy was in force."""
    with wrong_answers("conduct_on"):
        world.perform(world.case_manager, case, alleging(conduct_on=day))


def test_whom_it_is_about_must_be_known(world: World) -> None:
    case = world.case(Stage.INVESTIGATION, employee=None)
    with wrong_answers("conduct_on"):
        world.perform(world.case_manager, case, alleging())


@pytest.mark.parametrize("field", ["particulars", "place", "occurred", "clause"])
@pytest.mark.parametrize("words", ["a\x00b", "a\ud83db", "x" * 20_001])
def test_words_that_cannot_be_kept_are_refused(field: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        alleging(**{field: words})
    assert [each["loc"][0] for each in refused.value.errors()] == [field]


def test_another_cases_exhibit_is_not_found(world: World, case: Case) -> None:
    elsewhere = world.exhibit(world.case(Stage.INVESTIGATION))
    with pytest.raises(NotFound):
        world.perform(world.case_manager, case, alleging(exhibits=[elsewhere.id]))
    assert not world.session.exec(select(Allegation).where(Allegation.case_id == case.id)).all()


@pytest.mark.parametrize("stage", [Stage.DECISION, Stage.HEARING, Stage.OUTCOME, Stage.CLOSED])
def test_no_allegation_is_made_after_the_investigation(world: World, stage: Stage) -> None:
    with breaches("G-CHG-0"):
        world.perform(world.case_manager, world.case(stage), alleging())


def test_a_finding_is_recorded_with_reasons_and_by_whom(world: World, heard: Case) -> None:
    allegation = world.allegation(heard)
    entry = world.perform(world.hearing_manager, heard, finding(allegation))
    assert (allegation.finding, allegation.reasons) == (Finding.UPHELD, "The post is his.")
    assert (allegation.decided_by, allegation.decided_at) == ("Grace Adeyemi", at())
    assert entry.sentence == "found allegation 1, under clause 3.3, upheld"


def test_nothing_is_found_before_the_hearing(world: World) -> None:
    case = world.case(Stage.HEARING)
    with breaches("G-DEC-0"):
        world.perform(world.hearing_manager, case, finding(world.allegation(case, notified_on=DAY)))


def test_nothing_is_found_that_was_not_in_the_notice(world: World, heard: Case) -> None:
    with breaches("G-CHG-1"):
        unnotified = world.allegation(heard, notified_on=None)
        world.perform(world.hearing_manager, heard, finding(unnotified))


def test_nothing_is_found_after_the_outcome_was_given(world: World) -> None:
    case = world.case(Stage.APPEAL)
    with breaches("G-DEC-2"):
        world.perform(world.hearing_manager, case, finding(world.allegation(case)))


def test_a_second_finding_sees_the_first(world: World, heard: Case) -> None:
    allegation = world.allegation(heard)
    world.perform(world.hearing_manager, heard, finding(allegation, "Seen by two parents."))
    with pytest.raises(OutOfDate) as lost:
        world.perform(world.hearing_manager, heard, finding(allegation, "Mine."))
    assert lost.value.theirs == {"finding": "Upheld", "reasons": "Seen by two parents."}
    assert allegation.reasons == "Seen by two parents."


@pytest.mark.usefixtures("live")
def test_a_page_that_was_read_before_the_other_finding_does_not_overwrite_it() -> None:
    with as_casework() as session:
        world = World(session)
        case = world.case(Stage.OUTCOME)
        allegation_id = world.allegation(case).id
    with as_casework() as mine:
        seen = mine.get_one(Allegation, allegation_id)
        assert seen.finding is None
        with as_casework() as theirs:
            other = World(theirs)
            other.perform(other.hearing_manager, case, finding(seen, "Theirs."))
        world = World(mine)
        with pytest.raises(OutOfDate) as lost:
            world.perform(world.hearing_manager, case, finding(seen, "Mine."))
    assert lost.value.theirs["reasons"] == "Theirs."


def test_severity_takes_all_24_factors(world: World, heard: Case) -> None:
    world.perform(world.hearing_manager, heard, assessing())
    kept = severity_of(world.session, heard.id)
    assert kept is not None
    assert set(kept.factors) == {each.id for each in FACTORS}
    assert heard.severity is kept.severity is Severity.POSSIBLE_GROSS


def test_a_factor_left_out_is_named(world: World, heard: Case) -> None:
    some = {id: each for id, each in FACTORS_WEIGHED.items() if id != "F-21"}
    with wrong_answers("factors.F-21.words"):
        world.perform(world.hearing_manager, heard, assessing(factors=some))


@pytest.mark.parametrize("weighed", [{"words": "Read by many."}, {"applies": True, "words": " "}])
def test_whether_a_factor_applies_is_never_assumed(weighed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        assessing(factors=FACTORS_WEIGHED | {"F-06": weighed})


def test_severity_waits_for_the_hearing(world: World) -> None:
    with breaches("G-DEC-0"):
        world.perform(world.hearing_manager, world.case(Stage.HEARING), assessing())


def test_a_second_assessment_must_have_seen_the_first(world: World, heard: Case) -> None:
    world.perform(world.hearing_manager, heard, assessing())
    with pytest.raises(OutOfDate) as lost:
        world.perform(world.hearing_manager, heard, assessing(severity=Severity.MINOR))
    assert lost.value.theirs["reasons"] == "Pupils read it."
    again = assessing(severity=Severity.SERIOUS, seen=at().isoformat())
    world.perform(world.hearing_manager, heard, again)
    assert heard.severity is Severity.SERIOUS


def test_who_may_allege_and_decide(world: World, case: Case, heard: Case) -> None:
    allegation = world.allegation(heard)
    with pytest.raises(NotPermitted):
        world.perform(world.case_manager, heard, finding(allegation))
    with pytest.raises(NotPermitted):
        world.perform(world.panel_member, heard, assessing())
    for stranger in (world.stranger, world.employee, world.reporter):
        with pytest.raises(NotFound):
            world.perform(stranger, case, alleging())
