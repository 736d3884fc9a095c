"""Corrections, deletion, restriction, objection and complaints: decided, answered, and kept."""

from datetime import date, timedelta

import pytest

from casework.access import Actor
from casework.cases.models import Case
from casework.cases.stages import Ending, Stage
from casework.data_rights.answering import AnswerRequest, DecideOnCase
from casework.data_rights.kinds import Ended, RequestKind
from casework.data_rights.models import DataRequest
from casework.data_rights.queries import late, open_request
from casework.data_rights.releasing import AcknowledgeRequest
from casework.errors import ProcedureBreach, WrongAnswer
from casework.retention.clocks import case_due
from casework.retention.periods import lengths_on
from tests.conftest import SignedInAs
from tests.data_rights.conftest import record
from tests.documents.reading import bare, words_in
from tests.world import DAY, World, at

TOLD = {"decision": "We did it.", "because": "You are right.", "served_how": "by post"}


def decide(world: World, actor: Actor, request: DataRequest, agreed: bool, **more: object) -> None:
    for each in open_request(world.session, actor, request.number).found:
        told = {"number": request.number, "row_id": each.seen.row.id, "agreed": agreed}
        whole = {**told, "why": "So it is.", **more}
        DecideOnCase.model_validate(whole).perform(world.session, actor, at())


def answer(world: World, actor: Actor, request: DataRequest, ended: Ended) -> None:
    told = {"number": request.number, "ended": ended, **TOLD}
    AnswerRequest.model_validate(told).perform(world.session, actor, at())


def closed(world: World) -> Case:
    """A case that was settled long ago, whose day by the schedule is to come."""
    case = world.case(Stage.CLOSED)
    case.ending = Ending.INFORMAL
    case.opened_at = case.closed_at = at(DAY - timedelta(10))
    world.session.flush()
    return case


def test_a_correction_is_kept_beside_the_record_which_stays_as_it_was(
    world: World, dpo: Actor, case: Case, signed_in_as: SignedInAs
) -> None:
    before = case.summary
    request = record(world, dpo, kind=RequestKind.RECTIFICATION)
    with pytest.raises(ProcedureBreach, match="noted beside the record"):
        decide(world, dpo, request, True)
    decide(world, dpo, request, True, note="She was on leave that day.")
    answer(world, dpo, request, Ended.AGREED)
    assert case.summary == before
    page = signed_in_as(world.case_manager).get(f"/cases/{case.reference}").text
    assert "She was on leave that day." in page
    assert case.held_since is None


def test_agreeing_to_delete_deletes_nothing_and_brings_it_to_the_queue(
    world: World, dpo: Actor
) -> None:
    case = closed(world)
    lengths = lengths_on(world.session, DAY)
    due = case_due(world.session, case, lengths)
    assert due
    assert due.due_on
    assert due.due_on > DAY
    request = record(world, dpo, kind=RequestKind.ERASURE)
    decide(world, dpo, request, True)
    answer(world, dpo, request, Ended.AGREED)
    sooner = case_due(world.session, case, lengths)
    assert sooner
    assert sooner.due_on == DAY
    assert world.session.get(Case, case.id) is not None


def test_an_open_case_is_not_agreed_to_be_deleted(world: World, dpo: Actor, case: Case) -> None:
    request = record(world, dpo, kind=RequestKind.ERASURE)
    with pytest.raises(ProcedureBreach, match="closed case"):
        decide(world, dpo, request, True)
    decide(world, dpo, request, False)
    with pytest.raises(ProcedureBreach, match="what was decided of the cases"):
        answer(world, dpo, request, Ended.AGREED)
    answer(world, dpo, request, Ended.REFUSED)
    letter = open_request(world.session, dpo, request.number).letters[-1]
    assert bare("You are right.") in words_in(letter.pdf)
    assert bare("ico.org.uk") in words_in(letter.pdf)


@pytest.mark.parametrize("kind", [RequestKind.RESTRICTION, RequestKind.OBJECTION])
def test_a_restriction_and_an_objection_are_decided_case_by_case(
    world: World, dpo: Actor, case: Case, kind: RequestKind
) -> None:
    request = record(world, dpo, kind=kind)
    with pytest.raises(ProcedureBreach, match="Each case"):
        answer(world, dpo, request, Ended.AGREED)
    decide(world, dpo, request, True)
    answer(world, dpo, request, Ended.AGREED)
    assert request.ended is Ended.AGREED


def test_a_complaint_is_acknowledged_within_thirty_days_and_then_answered(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo, kind=RequestKind.COMPLAINT, identity_how=None, identity_on=None)
    assert request.due_on == date(2026, 11, 4)
    assert late(request, date(2026, 11, 5))
    with pytest.raises(ProcedureBreach, match="acknowledged before"):
        answer(world, dpo, request, Ended.PARTLY)
    sent = AcknowledgeRequest(number=request.number, served_how="by post")
    sent.perform(world.session, dpo, at())
    assert not late(request, date(2026, 11, 5))
    answer(world, dpo, request, Ended.PARTLY)
    letters = open_request(world.session, dpo, request.number).letters
    assert [each.code for each in letters] == ["DUTY-L31", "DUTY-L31-2"]
    assert case.held_since is None


def test_a_request_for_a_copy_is_not_answered_like_the_others(
    world: World, dpo: Actor, case: Case
) -> None:
    request = record(world, dpo)
    with pytest.raises(WrongAnswer, match="item by item"):
        answer(world, dpo, request, Ended.AGREED)
    with pytest.raises(WrongAnswer, match="item by item"):
        decide(world, dpo, request, True)


def test_in_the_browser_each_case_is_decided_and_the_answer_sent(
    world: World, dpo: Actor, case: Case, signed_in_as: SignedInAs
) -> None:
    request = record(world, dpo, kind=RequestKind.RECTIFICATION)
    (found,) = open_request(world.session, dpo, request.number).found
    place = f"/data-requests/{request.number}"
    browser = signed_in_as(dpo)
    on_case = f"{place}/cases/{found.seen.row.id}"
    assert "Note beside the record" in browser.get(on_case).text
    wrong = browser.post(on_case, data={"agreed": "yes", "why": "She showed her rota"})
    assert wrong.status_code == 409
    assert "She showed her rota" in wrong.text
    told = {"agreed": "yes", "why": "She showed her rota", "note": "She was on leave."}
    assert browser.post(on_case, data=told).status_code == 303
    assert "She was on leave." in browser.get(place).text
    done = browser.post(f"{place}/answer", data={"ended": "agreed", **TOLD})
    assert done.status_code == 303
    assert browser.get(f"{place}/letters/1.pdf").status_code == 200
    assert signed_in_as(world.case_manager).get(on_case).status_code == 403
    assert browser.get(f"{place}/cases/{request.id}").status_code == 404
