"""Letters to people beside the procedure, as an HR adviser would have filled them in."""

from datetime import date
from typing import Any

from casework.documents.data_letters import (
    DataComplaintAcknowledgement,
    DataComplaintAnswer,
    DataRequestAcknowledgement,
    DataRequestAnswer,
    DataRightDecision,
)
from casework.documents.ending_letters import SettlementRider, WrittenReasons
from casework.documents.letterhead import Letter
from casework.documents.outward_letters import (
    ComplainantOutcome,
    ComplaintAcknowledgement,
    DataBreachNotice,
    ReferenceResponse,
    ReportAcknowledgement,
    StatementForm,
)
from casework.documents.wording import Contact
from tests.documents.written import EVERY, WRITTEN

CONTACT = Contact(name="Lena Farquhar", how="01632 960456")
OUTWARD: dict[str, Any] = {
    **{name: EVERY[name] for name in ("trust", "academy", "reference", "dated", "sender")},
    "privacy_notice": EVERY["privacy_notice"],
    "employee": "Petra Lindqvist",
    "contact": CONTACT,
}
DISMISSED = next(each for each in WRITTEN if each.code == "L-19")
ASKED: dict[str, Any] = {
    "received_on": date(2026, 10, 5),
    "about": "Everything that is written about me.",
}
WRITTEN_OUTWARD: tuple[Letter, ...] = (
    DataRequestAcknowledgement(**OUTWARD, **ASKED, answer_by=date(2026, 11, 5)),
    DataRequestAnswer(
        **OUTWARD,
        **ASKED,
        answer="A copy of each record that is about you.",
        withheld="What a lawyer advised us.",
        kept="Six years from the end of your employment.",
    ),
    DataComplaintAcknowledgement(**OUTWARD, **ASKED),
    DataComplaintAnswer(**OUTWARD, **ASKED, answer="The list was open to others. It is not now."),
    DataRightDecision(
        **OUTWARD,
        **ASKED,
        asked_for="Delete their data",
        decision="We keep the record until its day.",
        because="A claim can still be brought.",
    ),
    ReportAcknowledgement(
        **OUTWARD | {"employee_role": "Head of Year 9"},
        received_on=date(2026, 10, 5),
        next_by=date(2026, 10, 7),
    ),
    ComplaintAcknowledgement(
        **OUTWARD,
        received_on=date(2026, 10, 5),
        concern="A photograph of your child on an account that is not the school’s.",
    ),
    ComplainantOutcome(
        **OUTWARD,
        received_on=date(2026, 10, 5),
        result="We looked into it fully. The photograph is no longer online.",
    ),
    ReferenceResponse(
        **OUTWARD | {"employee_role": "Northmoor College"},
        about="Callum Brack",
        asked_on=date(2026, 11, 2),
        employment="Teacher of geography, from 1 September 2019 to 31 October 2026.",
        warnings=("First written warning, given on 2 March 2026.",),
        safeguarding="One allegation was substantiated in 2026.",
    ),
    DataBreachNotice(
        **OUTWARD,
        known_since="9:15am on 5 October 2026",
        nature="A message with one attachment went to the wrong address.",
        categories="Names and dates of birth of three pupils.",
        consequences="Whoever received it could know who they are.",
        measures="It was deleted there, which was confirmed in writing.",
    ),
    StatementForm(
        **OUTWARD,
        topics="What you saw at the gate on 21 September.",
        return_by=date(2026, 10, 19),
        unnamed=True,
    ),
    WrittenReasons(
        **EVERY,
        requested_on=date(2026, 12, 14),
        decided_on=date(2026, 11, 26),
        ended_on=date(2026, 11, 27),
        outcome="Summary dismissal",
        findings=DISMISSED.findings,  # type: ignore[attr-defined]
        reasons="It was done knowingly, and after a warning.",
        gross_misconduct="It broke the trust on which the work with pupils rests.",
    ),
    SettlementRider(
        **EVERY,
        agreed_on=date(2026, 11, 20),
        ends_on=date(2026, 12, 31),
        adviser="Imran Sethi of Holt Sethi",
        agreed_reference="Teacher of geography from 2019 to 2026.",
    ),
)
