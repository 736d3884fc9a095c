"""The procedural notes of a pack: what was overridden and why, and how the case was decided."""

from datetime import date

from casework.case_file.beside_pack import beside_pack
from casework.cases.models import Case
from casework.cases.stages import Stage
from casework.hearings.overrides import overrides_on
from casework.outcomes.ladder import Sanction
from casework.outcomes.letter import IssueOutcomeLetter
from casework.outcomes.record_notes import decision_notes
from casework.reports.representatives import RecordUnionRepresentative
from tests.commands.test_hearings import notify
from tests.commands.test_outcomes import DISMISSED, WARNED, decide, heard, review, write
from tests.staging import outcome, pack
from tests.world import DAY, World


def test_a_notice_without_the_union_and_on_shorter_notice_says_who_and_why(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    union = RecordUnionRepresentative(is_representative=True, union_name="A union")
    world.perform(world.case_manager, case, union)
    why = "He asked us to speak to the union himself, and has."
    agreed = "By e-mail on 5 October 2026."
    notify(
        world,
        case,
        day=date(2026, 10, 12),
        without_official=why,
        shorter_notice_agreed=agreed,
    )
    said = [each.says for each in overrides_on(world.session, case.id)]
    assert said == [
        f"The employee agreed to shorter notice: {agreed}",
        f"The notice went out though no union official was told. {world.case_manager.name}: {why}",
    ]
    printed = [each.says for each in beside_pack(world.session, pack(world, case).id, DAY).notes]
    assert set(said) <= set(printed)


def test_a_notice_that_kept_every_rule_overrides_nothing(world: World) -> None:
    case = world.case(Stage.HEARING)
    world.allegation(case)
    notify(world, case)
    assert overrides_on(world.session, case.id) == []


def sent(world: World) -> Case:
    case = heard(world)
    decide(world, case, Sanction.FIRST_WRITTEN_WARNING)
    write(world, case, **WARNED)
    return case


def test_what_is_decided_is_printed_point_by_point_once_the_letter_is_sent(world: World) -> None:
    case = sent(world)
    told = decision_notes(world.session, case.id)
    said = "\n".join(each.says for each in told)
    assert "Allegation 1 has a finding with reasons: Upheld. The post is his." in said
    assert "The severity was weighed by 24 factors: Serious" in said
    assert "The outcome has reasons: First written warning" in said
    assert "The outcome is in proportion. Aim:" in said
    assert {each.source for each in told} >= {"CHARGE", "HIGGS", "BANK-MELLAT", "ACAS-18"}
    assert all(each.rule == "DECISION" for each in told)


def test_nothing_of_it_is_printed_before_the_employee_has_the_letter(world: World) -> None:
    case = heard(world)
    outcome(world, case, Sanction.FINAL_WRITTEN_WARNING)
    assert decision_notes(world.session, case.id) == []


def test_why_nothing_less_than_dismissal_would_do_is_printed(world: World) -> None:
    case = heard(world)
    decide(world, case, Sanction.SUMMARY_DISMISSAL)
    review(world, case)
    world.perform(world.case_manager, case, IssueOutcomeLetter(served_how="by post", **DISMISSED))
    said = [each.says for each in decision_notes(world.session, case.id)]
    assert [each for each in said if each.startswith("Why it would not do")]
    assert [
        each for each in said if each.startswith("Gross misconduct in fact, judged by itself: F")
    ]
