"""Search finds a word exactly where a page shows it: every part, a word planted in every place."""

from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from casework.access import Actor
from casework.allegations.models import ProtectedContentScreen
from casework.case_file.search_places import NOT_SEARCHED, PLACES, Kind
from casework.case_file.search_words import matches, readable
from casework.cases.models import Case
from casework.cases.pseudonyms import Kind as Named
from casework.cases.pseudonyms import Pseudonym
from casework.cases.searchable import SearchWords
from casework.data_rights.places import PLACES as SAYING
from casework.database import in_reading
from casework.database.whose import for_person
from casework.investigation.inquiry import LooksFor, PlannedStep, ReportDraft
from casework.investigation.models import WitnessAccount
from casework.investigation.notes import MeetingNotes, NotesOf
from casework.reports.answers import Decision
from casework.reports.models import Report, ReportAddition, Triage
from tests.access.cells import When
from tests.access.conftest import Trust
from tests.access.marked import Marked
from tests.staging import NO_TO_ALL
from tests.world import at

WORD = "Zqplanted"
WORKING = ("P12", "P13", "P16", "P18", "P19", "P20", "P21", "P22", "P23", "P29")
NOTHING = ("P02", "P03", "P06", "P07", "P08", "P09", "P14", "P15", "P17", "P24", "P27", "P32")
PAGES = ("", "/reports", "/allegations", "/allegations/1", "/evidence", "/hearing", "/letters",
         "/investigation", "/witnesses", "/pseudonyms", "/decision")  # fmt: skip
# The words of a file are on its own page only once they were read by the worker.
WITHOUT_A_WORD_HERE = {"file", "decision", "appeal_decision", "witness_letter", "paper"}
# Whoever broke the glass has no part, and a list shows a summary only by one's parts.
IN_NO_LIST_OF = {"P29": {"summary"}}


def planted(place: str) -> str:
    return f"{WORD} zq{place.replace('_', '')}x"


def test_every_table_that_says_something_is_searched_or_says_why_not() -> None:
    searched = {each.table for each in PLACES.values()}
    assert set(SAYING) - searched - set(NOT_SEARCHED) == set()
    assert searched & set(NOT_SEARCHED) == set()


def test_every_trigger_has_its_place(session: Session) -> None:
    kept = text("SELECT substr(tgname, 13) FROM pg_trigger WHERE tgname LIKE 'keeps_words_%'")
    assert set(session.execute(kept).scalars()) | {"file"} == set(PLACES)


@pytest.mark.parametrize("when", [When.PACK_ISSUED, When.APPEALED])
def test_a_word_is_found_exactly_where_a_page_shows_it(trust: Trust, when: When) -> None:
    case = trust.cases[when]
    wrong: list[tuple[str, str, str]] = []
    with trust.undone():
        with Session(trust.connection) as session:
            case_id = plant(session, trust, case)
        for persona in WORKING:
            found = found_by(trust, persona, case_id)
            browser, item = trust.page(persona), f"/evidence/{case.capture}"
            said = browser.get("/cases").text + " ".join(
                browser.get(f"/cases/{case.reference}{each}").text for each in (*PAGES, item)
            )
            for place in set(PLACES) - WITHOUT_A_WORD_HERE - IN_NO_LIST_OF.get(persona, set()):
                if reads(place, said) is not (place in found):
                    wrong.append((persona, place, "found" if place in found else "shown"))
        for persona in NOTHING:
            main = trust.page(persona).post("/search", data={"q": WORD}).text.split("<main")[1]
            wrong += [(persona, "any place", "found")] * ("Nothing found" not in main)
    assert wrong == []


def reads(place: str, said: str) -> bool:
    return planted(place).split()[1] in said


def found_by(trust: Trust, persona: str, case_id: UUID) -> set[str]:
    with in_reading() as session:
        person = trust.people[persona]
        for_person(session, person.id)
        within = readable(session, Actor(person.id, persona), [case_id])
        return {each.place for each in matches(session, WORD, within, list(Kind))}


# Of what the case holds anyway: the table, what is set, and of which rows.
CHANGES = (
    ("cases", "summary", "summary", "true"),
    ("reports", "own_words", "report", "true"),
    ("lado_contacts", "advice", "lado", "true"),
    ("allegations", "particulars", "allegation", "number = 1"),
    ("allegations", "conclusion_reasons", "conclusion", "number = 1 AND conclusion IS NOT NULL"),
    ("allegations", "reasons", "finding", "number = 1 AND finding IS NOT NULL"),
    ("terms_of_reference", "terms", "terms", "true"),
    ("terms_of_reference", "scope", "scope", "true"),
    ("hearings", "mitigation", "mitigation", "true"),
    ("outcomes", "reasons", "outcome", "true"),
    ("severity_assessments", "reasons", "severity", "true"),
    ("appeals", "why_late", "appeal", "true"),
    ("appeal_grounds", "words", "ground", "true"),
    ("issued_documents", "title", "notice", "code = 'L-12'"),
    ("issued_documents", "title", "letter", "code = 'L-16'"),
    ("captures", "name", "capture", "id = :capture"),
    ("exhibits", "description", "exhibit", "capture_id = :capture"),
)


def plant(session: Session, trust: Trust, marked: Marked) -> UUID:
    """The word in every place, past what an act would allow at this step."""
    case = session.exec(select(Case).where(Case.reference == marked.reference)).one()
    told = {"case": case.id, "capture": UUID(marked.capture)}
    for table, column, place, only in CHANGES:
        of = "id" if table == "cases" else "case_id"
        change = f"UPDATE {table} SET {column} = :said WHERE {of} = :case AND {only}"
        session.execute(text(change), told | {"said": planted(place)})
    of_report = "UPDATE investigations SET sections = CAST(:said AS jsonb) WHERE case_id = :case"
    session.execute(text(of_report), told | {"said": f'{{"a": ["{planted("investigation")}"]}}'})
    of_paper = "UPDATE issued_documents SET title = :said WHERE case_id = :case AND code = 'REPORT'"
    session.execute(text(of_paper), told | {"said": planted("investigation").split()[1]})
    session.add_all(added(session, case.id, UUID(marked.capture), trust.people["P13"].id))
    session.flush()
    return case.id


def added(session: Session, case_id: UUID, capture_id: UUID, who: UUID) -> list[SQLModel]:
    report = session.exec(select(Report).where(Report.case_id == case_id)).one()
    day, of = date(2026, 10, 1), cast("dict[str, Any]", {"case_id": case_id})
    by: dict[str, Any] = {"decided_by": who, "decided_at": at()}
    notes: dict[str, Any] = {**of, "with_whom": "Them", "held_on": day, "taken_by": who}
    named: dict[str, Any] = {**of, "added_by": who, "added_at": at()}
    return [
        ReportAddition(**of, report_id=report.id, words=planted("addition"), added_at=at()),
        Triage(**of, **by, report_id=report.id, decision=Decision.FORMAL,
               reasons=planted("triage"), harm={}, clauses=[]),
        MeetingNotes(**notes, of=NotesOf.WITNESS_MEETING, words=planted("notes"), shared_at=at()),
        MeetingNotes(**notes, of=NotesOf.HEARING, words=planted("hearing_notes"), shared_at=at()),
        WitnessAccount(**of, name="W", words=planted("statement"), given_at=at(), signed_as="W",
                       signed_on=day, capture_id=capture_id),
        PlannedStep(**of, number=7, says=planted("step"), looks_for=LooksFor.EITHER, due_on=day,
                    planned_by=who, planned_at=at()),
        ReportDraft(**of, version=7, words=planted("draft"), shared_by=who, shared_at=at()),
        Pseudonym(**named, kind=Named.PUPIL, label="Pupil Z", name=planted("pupil")),
        Pseudonym(**named, kind=Named.WITNESS, label="Witness Z", name=planted("unnamed")),
        ProtectedContentScreen(**of, answers=NO_TO_ALL, basis=planted("screen"),
                               needs_advice=False, screened_by=who, screened_at=at()),
        SearchWords(**of, place="file", sight="evidence", record_id=uuid4(), page=1,
                    capture_id=capture_id, body=planted("file")),
    ]  # fmt: skip
