"""The record of processing activities (UK GDPR art 30), drawn from what Casework keeps.

What a trust must say of disciplinary work stands here as data; the schedule, the records, those
who may be told and the policy document on file are read when it is made.
"""

import csv
from datetime import date
from io import StringIO

from sqlmodel import Session

from casework.access import Actor, TrustPermission, TrustRole, require_in_trust
from casework.data_rights.on_file import in_force
from casework.data_rights.places import PLACES
from casework.documents.processing_record import (
    ProcessingLine,
    ProcessingPart,
    ProcessingRecord,
)
from casework.duties.kinds import Duty
from casework.particulars import particulars
from casework.people.queries import holding
from casework.retention.periods import schedule_on
from casework.settings import settings
from casework.spreadsheets import plain

L = ProcessingLine
PURPOSES = (
    L("Conduct at work", "To look into what was reported, decide on it fairly and keep the record",
      "UK GDPR art 6(1)(b), (c) and (e); Employment Rights Act 1996"),
    L("Safety of children", "To protect children and tell those who must be told",
      "Keeping children safe in education; DPA 2018 Sch 1 para 18"),
    L("Special category data", "Beliefs, health, union membership, where the matter shows them",
      "UK GDPR art 9(2)(b) and (g); DPA 2018 Sch 1 paras 1, 10 and 18"),
    L("Alleged offences", "Where what was reported may be an offence",
      "UK GDPR art 10; DPA 2018 s.11(2) and Sch 1"),
)  # fmt: skip
PEOPLE = (
    L("Employees", "Whom a matter is about, and whoever has a part in it", ""),
    L("Reporters and witnesses", "Staff and others who told of it", ""),
    L("Pupils and parents", "Where a matter concerns them; papers use pseudonyms", ""),
    L("Companions and advisers", "Who accompany or advise", ""),
)
SAFEGUARDS = (
    L("Access", "By part in a case only; each look is recorded", "UK GDPR art 32"),
    L("Encryption", "Files under a key of each case, which is destroyed with it", "UK GDPR art 32"),
    L("Journal", "Every act is written in a chain that shows changes", "UK GDPR art 5(2)"),
    L("Transfers", "Casework sends nothing outside the United Kingdom by itself",
      "UK GDPR art 30(1)(e)"),
)  # fmt: skip


def processing_record(session: Session, actor: Actor, today: date) -> ProcessingRecord:
    """The record as it stands today.

    Raises:
        NotPermitted: they do not look after data protection.
    """
    require_in_trust(actor, TrustPermission.ANSWER_DATA_REQUESTS)
    parts = (
        ProcessingPart("Controller", _controller(session, today)),
        ProcessingPart("Purposes, and on what they rest", PURPOSES),
        ProcessingPart("Whose data", PEOPLE),
        ProcessingPart("Which records", _records()),
        ProcessingPart("Who may be told", _recipients()),
        ProcessingPart("How long it is kept", _kept(session, today)),
        ProcessingPart("How it is kept safe", SAFEGUARDS),
    )
    return ProcessingRecord(trust=settings().trust_name, made_on=today, parts=parts)


def _controller(session: Session, today: date) -> tuple[ProcessingLine, ...]:
    officers = ", ".join(each.name for each in holding(session, TrustRole.DPO))
    document = in_force(session, today)
    told = (
        f"{document.title}, version {document.version}, approved by {document.approved_by} on "
        f"{document.approved_on:%-d %B %Y}, reviewed by {document.review_by:%-d %B %Y}"
        if document
        else "None is on file that holds today"
    )
    notice = particulars(session)["privacy_notice"] or "Not written yet"
    return (
        L("Controller", settings().trust_name, "UK GDPR art 30(1)(a)"),
        L("Data protection officer", officers or "Nobody holds this role", "UK GDPR art 37"),
        L("Privacy notice", notice, "UK GDPR arts 13 and 14"),
        L("Appropriate policy document", told, "DPA 2018 Sch 1 paras 39 to 41"),
    )


def _records() -> tuple[ProcessingLine, ...]:
    """Each kind of record that a case may hold, as the search for a person knows them."""
    names = sorted({each.says for each in PLACES.values()})
    return (L("Kinds of record", "; ".join(names), "UK GDPR art 30(1)(c)"),)


def _recipients() -> tuple[ProcessingLine, ...]:
    inside = "The people with a part in the case, and whom the matrix lets see it"
    return (
        L("Inside the Trust", inside, "UK GDPR art 30(1)(d)"),
        *(L(each.label, "Where the duty to tell them applies", "") for each in Duty),
        L("Employment tribunal, courts", "Where a claim is brought", ""),
    )


def _kept(session: Session, today: date) -> tuple[ProcessingLine, ...]:
    return tuple(
        L(
            f"{each.rule.code} {each.rule.record}",
            f"{each.period}, from {each.rule.starts.label}; then: {each.rule.action.label.lower()}",
            each.source,
        )
        for each in schedule_on(session, today)
    )


def as_csv(record: ProcessingRecord) -> bytes:
    """The same as a table. No cell begins as a formula does."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["Part", "Item", "Record", "Source"])
    for part in record.parts:
        for line in part.lines:
            rows.writerow([plain(each) for each in (part.title, line.item, line.says, line.source)])
    return written.getvalue().encode("utf-8-sig")
