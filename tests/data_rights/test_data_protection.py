"""The register of breaches, the policy document on file, and the record of processing."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.data_rights.breach_models import DataBreach
from casework.data_rights.breaches import (
    CloseBreach,
    DecideBreach,
    RecordDataBreach,
    breach_register,
)
from casework.data_rights.on_file import PutPolicyOnFile, in_force, warning_on
from casework.data_rights.processing import as_csv, processing_record
from casework.documents.processing_record import print_processing_record
from casework.errors import NotFound, NotPermitted, ProcedureBreach, WrongAnswer
from casework.hearings.arrangements import Adjustment
from casework.retention.schedule import SCHEDULE
from tests.conftest import SignedInAs
from tests.documents.reading import bare, words_in
from tests.world import DAY, World, at

WHOLE: dict[str, Any] = {
    "known_on": DAY,
    "known_time": "9am",
    "happened": "A list went to the wrong address.",
    "categories": "Names of pupils",
    "people": 3,
    "consequences": "They could be known.",
    "measures": "It was deleted there.",
}
NOBODY: dict[str, Any] = {
    "tell_ico": False,
    "why_ico": "A risk is unlikely: it was deleted unread.",
    "tell_people": False,
    "why_people": "The risk is low.",
}
ON_FILE: dict[str, Any] = {
    "title": "Appropriate policy document",
    "version": "2",
    "kept_where": "The governance folder",
    "approved_by": "The audit committee",
    "approved_on": DAY,
    "review_by": DAY + timedelta(365),
}


def recorded(world: World, actor: Actor, **more: Any) -> DataBreach:
    RecordDataBreach.model_validate(WHOLE | more).perform(world.session, actor, at())
    return breach_register(world.session, actor)[0]


def decide(world: World, actor: Actor, row: DataBreach, **told: Any) -> None:
    DecideBreach.model_validate({"number": row.number, **told}).perform(world.session, actor, at())


def test_seventy_two_hours_run_from_when_it_was_known(world: World, dpo: Actor) -> None:
    row = recorded(world, dpo)
    assert row.due_at == row.known_at + timedelta(hours=72)
    assert not row.overdue(row.due_at)
    assert row.overdue(row.due_at + timedelta(seconds=1))
    with pytest.raises(WrongAnswer, match="not in the future"):
        recorded(world, dpo, known_time="11am")


def test_considered_and_not_reported_because(world: World, dpo: Actor) -> None:
    row = recorded(world, dpo)
    close = CloseBreach(number=row.number, learned="Addresses are typed twice.")
    with pytest.raises(ProcedureBreach, match="why nobody is told"):
        close.perform(world.session, dpo, at())
    decide(world, dpo, row, **NOBODY)
    assert not row.overdue(row.due_at + timedelta(days=9))
    close.perform(world.session, dpo, at())
    with pytest.raises(ProcedureBreach, match="not closed"):
        decide(world, dpo, row, **NOBODY)


def test_telling_the_commissioner_late_says_why(world: World, dpo: Actor) -> None:
    row = recorded(world, dpo, known_on=DAY - timedelta(7))
    told = {**NOBODY, "tell_ico": True, "ico_told_on": DAY, "ico_told_time": "9am"}
    with pytest.raises(ProcedureBreach, match="later than 72 hours"):
        decide(world, dpo, row, **told)
    with pytest.raises(WrongAnswer, match="which time"):
        decide(world, dpo, row, **{**told, "ico_told_time": None})
    with pytest.raises(ProcedureBreach, match="only if that was decided"):
        decide(world, dpo, row, **{**told, "tell_ico": False, "why_late": "x"})
    decide(world, dpo, row, **told, why_late="It was found on a Friday night.")
    assert row.ico_told_at == at(DAY, 9)


def test_a_breach_that_is_to_be_told_is_not_closed_before(world: World, dpo: Actor) -> None:
    row = recorded(world, dpo)
    decide(world, dpo, row, **{**NOBODY, "tell_ico": True, "tell_people": True})
    with pytest.raises(ProcedureBreach) as refused:
        CloseBreach(number=row.number, learned="x").perform(world.session, dpo, at())
    assert {each.rule for each in refused.value.breaches} == {"G-BREACH-5", "G-BREACH-6"}
    with pytest.raises(NotFound):
        CloseBreach(number=99, learned="x").perform(world.session, dpo, at())


def test_a_case_with_special_category_data_warns_until_a_document_is_on_file(
    world: World, dpo: Actor, case: Case, signed_in_as: SignedInAs
) -> None:
    assert warning_on(world.session, case, DAY) == ""
    world.session.add(
        Adjustment(
            case_id=case.id,
            given_on=DAY,
            given_how="in a letter",
            recorded_by=world.case_manager.id,
            recorded_at=at(),
            needed="A room without steps",
        )
    )
    world.session.flush()
    browser = signed_in_as(world.case_manager)
    assert "special category data" in browser.get(f"/cases/{case.reference}").text
    PutPolicyOnFile.model_validate(ON_FILE).perform(world.session, dpo, at())
    assert warning_on(world.session, case, DAY) == ""
    assert warning_on(world.session, case, DAY + timedelta(366)) != ""
    assert in_force(world.session, DAY)
    late = PutPolicyOnFile.model_validate({**ON_FILE, "review_by": DAY})
    with pytest.raises(WrongAnswer, match="after it was approved"):
        late.perform(world.session, dpo, at())


def test_the_record_of_processing_is_drawn_from_what_is_kept(world: World, dpo: Actor) -> None:
    record = processing_record(world.session, dpo, DAY)
    rows = list(csv.reader(StringIO(as_csv(record).decode("utf-8-sig"))))
    assert {code for code in SCHEDULE if any(row[1].startswith(code) for row in rows)} == set(
        SCHEDULE
    )
    assert any(dpo.name in row[2] for row in rows)
    assert any("None is on file" in row[2] for row in rows)
    said = words_in(print_processing_record(record).pdf)
    assert bare("Record of processing activities") in said
    assert bare(SCHEDULE["R-11"].record) in said


def test_the_pages_and_json_are_for_those_who_look_after_data_protection(
    world: World, dpo: Actor, signed_in_as: SignedInAs, api_as: SignedInAs
) -> None:
    browser, place = signed_in_as(dpo), "/data-protection"
    sent = {**WHOLE, "known_on": DAY.isoformat(), "people": "some"}
    wrong = browser.post(f"{place}/breaches/new", data=sent)
    assert wrong.status_code == 422
    assert "A list went to the wrong address." in wrong.text
    assert browser.post(f"{place}/breaches/new", data={**sent, "people": "3"}).status_code == 303
    told = {**NOBODY, "tell_ico": "no", "tell_people": "no"}
    assert browser.post(f"{place}/breaches/1", data=told).status_code == 303
    assert "Considered, not reported" in browser.get(f"{place}/breaches/1").text
    assert browser.post(f"{place}/breaches/1/close", data={"learned": "Yes"}).status_code == 303
    days = {"approved_on": "2026-10-05", "review_by": "2027-10-05"}
    assert browser.get(f"{place}/policy").status_code == 200
    assert browser.post(f"{place}/policy", data={**ON_FILE, **days}).status_code == 303
    assert "The audit committee" in browser.get(place).text
    assert browser.get(f"{place}/processing.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{place}/processing.csv").status_code == 200
    assert browser.get(f"{place}/breaches/9").status_code == 404
    (row,) = api_as(dpo).get("/api/v1/data-protection/breaches").json()
    assert row["why_ico"] == NOBODY["why_ico"]
    stranger = signed_in_as(world.case_manager)
    for address in (place, f"{place}/policy", f"{place}/processing.csv", f"{place}/breaches/1"):
        assert stranger.get(address).status_code == 403, address
    assert api_as(world.case_manager).get("/api/v1/data-protection/processing").status_code == 403
    with pytest.raises(NotPermitted):
        recorded(world, world.case_manager)
    assert breach_register(world.session, world.hr_director)[0].known_at.date() == date(2026, 10, 5)
