"""What people asked about their own data, a breach nobody outside was told of, and the papers."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, func, select

from casework.access import Actor
from casework.cases.models import Case
from casework.data_rights.acting import OnRequest
from casework.data_rights.answering import AnswerRequest, DecideOnCase
from casework.data_rights.breaches import DecideBreach, RecordDataBreach
from casework.data_rights.contents import fit_to_give_whole
from casework.data_rights.deciding import DecideItems
from casework.data_rights.kinds import Ended, Giving, OtherPeople, RequestKind
from casework.data_rights.models import DataRequest, DataRequestItem
from casework.data_rights.on_file import PutPolicyOnFile
from casework.data_rights.queries import RequestFile, open_request
from casework.data_rights.recording import RecordRequest
from casework.data_rights.releasing import (
    AcknowledgeRequest,
    AskRelease,
    DecideRelease,
    items_of,
)
from casework.demo.playing import Company
from casework.people.queries import known
from casework.working_days import local_day

OFFICER, DIRECTOR = "Samuel Reyes", "Fiona Leigh"
ASKS, GIVEN, CORRECTED = "niece-on-instagram", "open-profile", "staff-rota-comment"
POST = "by post, signed for"
COLLEAGUES = "Colleagues who acted in their work, as she or he would expect to see them named."


def data_rights(company: Company, now: datetime) -> None:
    """A request half decided, one released, a correction kept, a complaint, a breach, a policy."""
    officer = company.actor(company.trust.named(OFFICER).staff_number)
    director = company.actor(company.trust.named(DIRECTOR).staff_number)
    _on_file(company, officer, now)
    _half_decided(company, officer, now)
    _released(company, officer, director, now)
    _corrected(company, officer, now)
    _complained(company, officer, now)
    _breach(company, officer, now)


def _of(company: Company, key: str, kind: RequestKind, days: int, now: datetime) -> dict[str, Any]:
    """What is recorded of a request by the employee of a story."""
    case: Case = company.playing[key].case
    assert case.employee_id
    who = known(company.session, case.employee_id)
    arrived = local_day(now) - timedelta(days)
    return {
        "kind": kind,
        "person_id": who.id,
        "from_name": who.name,
        "reply_to": "Their address on the staff file",
        "received_on": arrived,
        "identity_how": "Known to us, and wrote from the address on the staff file",
        "identity_on": arrived,
    }


def _recorded(company: Company, by: Actor, told: dict[str, Any], now: datetime) -> int:
    RecordRequest.model_validate(told).perform(company.session, by, now)
    number = company.session.exec(select(func.max(col(DataRequest.number)))).one()
    assert number
    _do(company, by, AcknowledgeRequest(number=number, served_how=POST), now)
    return number


def _do(company: Company, by: Actor, command: OnRequest, now: datetime) -> None:
    command.perform(company.session, by, now)


def _half_decided(company: Company, officer: Actor, now: datetime) -> None:
    about = "A copy of everything that is held about me, also in cases about other people."
    told = _of(company, ASKS, RequestKind.ACCESS, 12, now)
    number = _recorded(company, officer, {**told, "about": about}, now)
    file = open_request(company.session, officer, number)
    _decide_all(company, officer, file, file.items[: len(file.items) // 2], now)


def _released(company: Company, officer: Actor, director: Actor, now: datetime) -> None:
    told = _of(company, GIVEN, RequestKind.ACCESS, 20, now)
    asked = {**told, "about": "The record of the informal meeting and what led to it."}
    number = _recorded(company, officer, asked, now)
    file = open_request(company.session, officer, number)
    _decide_all(company, officer, file, file.items, now)
    if any(each.giving is None for each in items_of(company.session, file.request)):
        return  # the officer is kept apart from a case: somebody else decides before it goes on
    kept = "The record is deleted six months after it was closed, unless something holds it."
    _do(company, officer, AskRelease(number=number, kept=kept), now)
    says = "I read each item that goes, and the reasons for what stays."
    yes = DecideRelease(number=number, approved=True, reason=says, served_how=POST)
    _do(company, director, yes, now)


def _decide_all(
    company: Company,
    officer: Actor,
    file: RequestFile,
    items: list[DataRequestItem],
    now: datetime,
) -> None:
    """What may go whole goes; a file that shows a pupil, and what lawyers wrote, stays."""
    fit = {each.id: fit_to_give_whole(company.session, each) for each in items}
    number = file.request.number
    goes = [id for id, may in fit.items() if may]
    stays = [id for id, may in fit.items() if not may]
    whole = {"giving": Giving.WHOLE, "others": OtherPeople.REASONABLE, "why": COLLEAGUES}
    held = {
        **{"giving": Giving.WITHHELD, "others": OtherPeople.NOT_REASONABLE, "exemption": "P16"},
        **{"why": "It shows a child who can be known, and nothing else about the person."},
    }
    for ids, told in ((goes, whole), (stays, held)):
        if ids:
            asked = {"number": number, "items": ids, **told}
            _do(company, officer, DecideItems.model_validate(asked), now)


def _corrected(company: Company, officer: Actor, now: datetime) -> None:
    about = "The report says that I posted in school hours. The post was made in the evening."
    told = _of(company, CORRECTED, RequestKind.RECTIFICATION, 6, now)
    number = _recorded(company, officer, {**told, "about": about}, now)
    note = "The post was made in the evening, after the school day. The time on the picture agrees."
    for each in open_request(company.session, officer, number).found:
        asked = {"number": number, "row_id": each.seen.row.id, "agreed": True, "note": note}
        why = "The picture of the post shows the time."
        _do(company, officer, DecideOnCase.model_validate({**asked, "why": why}), now)
    decision = "We noted the right time beside the record. The report itself stays as it was made."
    _do(
        company,
        officer,
        AnswerRequest(
            number=number,
            ended=Ended.AGREED,
            decision=decision,
            because="The picture of the post shows the time.",
            served_how=POST,
        ),
        now,
    )


def _complained(company: Company, officer: Actor, now: datetime) -> None:
    told = {
        "kind": RequestKind.COMPLAINT,
        "from_name": "Wilma Threlfall",
        "reply_to": "wilma.threlfall@post.example",
        "received_on": local_day(now) - timedelta(9),
        "about": "I was copied into an e-mail about a member of staff whom I do not know.",
    }
    _recorded(company, officer, told, now)


def _breach(company: Company, officer: Actor, now: datetime) -> None:
    told = {
        "known_on": local_day(now) - timedelta(8),
        "known_time": "15:40",
        "happened": "An invitation to a meeting went to a parent of the same surname.",
        "categories": "The name and post of one member of staff; no word of the matter.",
        "people": 1,
        "consequences": "Somebody outside knows that she was invited to a meeting.",
        "measures": "The parent deleted it and confirmed so in writing the same day.",
    }
    RecordDataBreach.model_validate(told).perform(company.session, officer, now)
    DecideBreach(
        number=1,
        tell_ico=False,
        why_ico="A risk is unlikely: one known recipient, deleted the same day.",
        tell_people=True,
        people_told_on=local_day(now) - timedelta(7),
        why_people="She should hear of it from us, though the risk is low.",
    ).perform(company.session, officer, now)


def _on_file(company: Company, officer: Actor, now: datetime) -> None:
    today = local_day(now)
    PutPolicyOnFile(
        title="Appropriate policy document: employment and safeguarding",
        version="3",
        kept_where="Governance folder, data protection",
        approved_by="Audit and risk committee",
        approved_on=today - timedelta(200),
        review_by=today + timedelta(165),
    ).perform(company.session, officer, now)
