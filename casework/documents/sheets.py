"""The sheets of a hearing pack that are printed from the case: each states facts, none argues."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from casework.documents.investigation_report import InvestigationReport
from casework.documents.wording import AllegationPut, ClauseQuoted, Person, PolicyCited


@dataclass(frozen=True, kw_only=True)
class CoverSheet:
    """The first page: which hearing, about whom, for whom, and which edition this is."""

    template: ClassVar[str] = "pack/cover.html"

    trust: str
    academy: str
    reference: str
    employee: str
    employee_role: str
    hearing: str
    hearing_day: date | None
    hearing_starts: str
    hearing_place: str
    people: tuple[Person, ...]
    edition: str
    made_at: datetime
    made_by: str
    recipient: str = ""
    recipe: str = ""
    hides: str = ""
    made_with: str = ""


@dataclass(frozen=True, kw_only=True)
class ScheduledAllegation:
    """An allegation as notified, with the version of the policy the employee was shown."""

    allegation: AllegationPut
    version_shown: str = ""


@dataclass(frozen=True, kw_only=True)
class AllegationSchedule:
    """Each allegation, with the clause as worded on the day of the conduct."""

    template: ClassVar[str] = "pack/allegations.html"

    allegations: tuple[ScheduledAllegation, ...]


@dataclass(frozen=True, kw_only=True)
class ChronologyEntry:
    """What happened, when, and where in the pack it can be seen."""

    when: date
    what: str
    time: str = ""
    see: str = ""


@dataclass(frozen=True, kw_only=True)
class ChronologySheet:
    """What happened, in order, without comment."""

    template: ClassVar[str] = "pack/chronology.html"

    entries: tuple[ChronologyEntry, ...]


@dataclass(frozen=True, kw_only=True)
class PersonInvolved:
    """Somebody in the case: what they are in it, and what post they hold."""

    part: str
    name: str
    post: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PeopleSheet:
    """Who is who, by their part in the case."""

    template: ClassVar[str] = "pack/people.html"

    people: tuple[PersonInvolved, ...]


@dataclass(frozen=True, kw_only=True)
class PolicySheet:
    """The clauses relied on, word for word, and what the employee had been told of them."""

    template: ClassVar[str] = "pack/policy.html"

    policy: PolicyCited
    clauses: tuple[ClauseQuoted, ...]
    acknowledgements: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CustodyLine:
    """One link in the chain of custody."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """Something somebody put their name to about an exhibit, and on what day."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, kw_only=True)
class CaptureSheet:
    """What an exhibit is, how it was come by, and what it does not prove. Goes before it."""

    template: ClassVar[str] = "pack/capture.html"

    exhibit: str
    title: str
    what_it_is: str
    captured_by: str
    captured_at: datetime | None
    how_obtained: str
    sha256: str
    file_name: str
    size: int
    shows: str
    does_not_prove: tuple[str, ...]
    posted_at: str = ""
    account: str = ""
    link: str = ""
    authenticity: str = ""
    grade: str = ""
    why_graded: str = ""
    recorded: tuple[tuple[str, str], ...] = ()
    not_recorded: tuple[str, ...] = ()
    said: tuple[RecordLine, ...] = ()
    allegations: tuple[int, ...] = ()
    custody: tuple[CustodyLine, ...] = ()
    redactions: tuple[str, ...] = ()
    redacted_sha256: str = ""
    not_printed: str = ""
    printed_as: str = ""
    transcript: str = ""


@dataclass(frozen=True, kw_only=True)
class LiveWarning:
    """A warning that counts on the day of the hearing."""

    level: str
    given_on: date
    about: str
    live_until: date


@dataclass(frozen=True, kw_only=True)
class WarningsSheet:
    """Warnings live on a day. Spent ones are left out, unless a legal adviser gave leave."""

    template: ClassVar[str] = "pack/warnings.html"

    on: date
    warnings: tuple[LiveWarning, ...]
    spent: tuple[LiveWarning, ...] = ()
    why_spent: str = ""


@dataclass(frozen=True, kw_only=True)
class ProceduralNote:
    """One demand of the procedure: met, or proceeded without, by whom and why."""

    demand: str
    source: str
    met: bool
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ProceduralNotes:
    """What the procedure asked for and what was done, with every override and its reason."""

    template: ClassVar[str] = "pack/procedure.html"

    checked_at: datetime
    notes: tuple[ProceduralNote, ...]
    withheld: tuple[str, ...] = ()
    unlike: tuple["PacksDiffer", ...] = ()


@dataclass(frozen=True, kw_only=True)
class PacksDiffer:
    """Why the two sides read different packs, and in what."""

    pack: str
    reason: str
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NoteSheet:
    """A sheet of plain text with labelled facts: a statement, a record of a meeting."""

    template: ClassVar[str] = "pack/note.html"

    title: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()


Sheet = (
    AllegationSchedule
    | CaptureSheet
    | ChronologySheet
    | InvestigationReport
    | NoteSheet
    | PeopleSheet
    | PolicySheet
    | ProceduralNotes
    | WarningsSheet
)
