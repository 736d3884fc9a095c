"""A hearing pack as the case file would fill it in. Every person is invented."""

from datetime import UTC, date, datetime
from hashlib import sha256

from casework.documents.packs import (
    ImagePage,
    PackItem,
    PackPlan,
    PackSection,
    PdfPages,
)
from casework.documents.printing import printed
from casework.documents.sheets import (
    AllegationSchedule,
    CaptureSheet,
    ChronologyEntry,
    ChronologySheet,
    CoverSheet,
    CustodyLine,
    LiveWarning,
    NoteSheet,
    PeopleSheet,
    PersonInvolved,
    PolicySheet,
    ProceduralNote,
    ProceduralNotes,
    ScheduledAllegation,
    WarningsSheet,
)
from casework.documents.wording import Person
from tests.documents.reported import REPORT
from tests.documents.written import PICTURES, POLICY, REMARKS

SEEN = datetime(2026, 10, 5, 7, 42, 11, tzinfo=UTC)


def a_capture(exhibit: str, content: bytes, title: str) -> CaptureSheet:
    return CaptureSheet(
        exhibit=exhibit,
        title=title,
        what_it_is="Screenshot of a phone, PNG",
        captured_by="Hester Vane, Principal, Saltmarsh Academy",
        captured_at=SEEN,
        how_obtained="Shown by a parent on her own phone, and sent by her to the Principal.",
        sha256=sha256(content).hexdigest(),
        file_name="IMG_2041.PNG",
        size=len(content),
        shows="A photograph in which three pupils can be recognised, on the account @cal.wexford.",
        does_not_prove=(
            "Who pressed the button: an account can be used by somebody else.",
            "Who could see it on the day: the audience is not shown.",
        ),
        posted_at="“2 days ago”",
        account="@cal.wexford, display name Cal",
        link="https://www.instagram.example/p/Cq9-x12/?img_index=1",
        authenticity="Not disputed",
        allegations=(1,),
        custody=(
            CustodyLine(at=SEEN, who="Hester Vane", what="Received and hashed"),
            CustodyLine(at=SEEN, who="Idris Okafor", what="Viewed"),
        ),
    )


COVER = CoverSheet(
    trust="Tansley Vale Learning Trust",
    academy="Saltmarsh Academy",
    reference="TVLT-2026-014",
    employee="Callum Wexford",
    employee_role="Teaching assistant",
    hearing="Disciplinary hearing",
    hearing_day=date(2026, 12, 3),
    hearing_starts="10am",
    hearing_place="Meeting room 2, Tansley Vale House",
    people=(
        Person(name="Morwenna Pascoe, Executive Principal", role="Chair"),
        Person(name="Idris Okafor", role="Presents the investigation"),
    ),
    edition="Draft 2",
    made_at=datetime(2026, 11, 16, 9, 5, tzinfo=UTC),
    made_by="Lena Farquhar, HR Officer",
    recipient="The panel",
)


def an_item(called: str, *parts: object, day: date | None = None, title: str = "") -> PackItem:
    return PackItem(
        called=called,
        title=title or called,
        description="",
        parts=parts,  # type: ignore[arg-type]
        day=day,
    )


def an_exhibit(exhibit: str, content: bytes, title: str, day: date) -> PackItem:
    picture = ImagePage(content, f"Exhibit {exhibit}. {title}. Captured 5 October 2026.")
    return PackItem(
        called=f"Exhibit {exhibit}",
        title=f"{exhibit} {title}",
        description="Screenshot of a phone, with its capture sheet",
        parts=(a_capture(exhibit, content, title), picture),
        day=day,
    )


def a_plan(*exhibits: PackItem, draft: bool = True) -> PackPlan:
    """A small pack: a sheet of every kind, and these exhibits."""
    notice = PdfPages(printed("pack/note.html", sheet=NOTICE_STAND_IN, reference="").pdf)
    return PackPlan(
        cover=COVER,
        draft=draft,
        sections=(
            PackSection(
                letter="A",
                title="Notice and allegations",
                items=(
                    an_item("Notice of hearing", notice, day=date(2026, 11, 16)),
                    an_item("Allegations", SCHEDULE),
                ),
            ),
            PackSection(
                letter="B",
                title="Chronology and people",
                items=(an_item("Chronology", CHRONOLOGY), an_item("People in the case", PEOPLE)),
            ),
            PackSection(
                letter="C",
                title="Policies relied on",
                items=(an_item("Staff Social Media Policy", POLICIES, day=date(2025, 9, 1)),),
            ),
            PackSection(
                letter="D",
                title="Investigation report",
                items=(an_item("Investigation report", REPORT, day=REPORT.dated),),
            ),
            PackSection(letter="E", title="Evidence", items=exhibits),
            PackSection(letter="F", title="Statements", items=()),
            PackSection(
                letter="H", title="Live warnings", items=(an_item("Live warnings", WARNINGS),)
            ),
            PackSection(
                letter="K", title="Procedural notes", items=(an_item("Procedural notes", NOTES),)
            ),
        ),
    )


NOTICE_STAND_IN = NoteSheet(title="Notice of hearing", text="As sent on 16 November 2026.")
SCHEDULE = AllegationSchedule(
    allegations=(
        ScheduledAllegation(
            allegation=PICTURES, version_shown="Version 3, acknowledged on 4 September 2025"
        ),
        ScheduledAllegation(allegation=REMARKS),
    )
)
CHRONOLOGY = ChronologySheet(
    entries=(
        ChronologyEntry(
            when=date(2026, 10, 3), time="20:40", what="The photograph is posted.", see="CW/01"
        ),
        ChronologyEntry(
            when=date(2026, 10, 5), what="A parent shows it to the Principal.", see="CW/01"
        ),
    )
)
PEOPLE = PeopleSheet(
    people=(
        PersonInvolved(part="Employee", name="Callum Wexford", post="Teaching assistant"),
        PersonInvolved(part="Chair", name="Morwenna Pascoe", post="Executive Principal"),
    )
)
POLICIES = PolicySheet(
    policy=POLICY,
    clauses=(PICTURES.clause, REMARKS.clause),
    acknowledgements=("4 September 2025: read and acknowledged version 3.",),
)
WARNINGS = WarningsSheet(
    on=date(2026, 12, 3),
    warnings=(
        LiveWarning(
            level="First written warning",
            given_on=date(2026, 3, 2),
            about="Late reports",
            live_until=date(2027, 3, 2),
        ),
    ),
)
NOTES = ProceduralNotes(
    checked_at=datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
    notes=(
        ProceduralNote(
            demand="Different people investigate and hear",
            source="Acas Code of Practice 1 (2015), para 6",
            met=True,
        ),
        ProceduralNote(
            demand="The employee has ten working days’ notice",
            source="Acas Code of Practice 1 (2015), para 11",
            met=False,
            by="Lena Farquhar, HR Officer",
            reason="The employee agreed in writing to an earlier day.",
        ),
    ),
    withheld=("The other pupils’ names, under data protection law.",),
)
