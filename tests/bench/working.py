"""What each of the fifty does: they look, and as often as people do they write.

A person is a generator: it yields what is asked next and is given the answer.
"""

import random
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.reports.steps import Step
from tests.bench.loaded import UNDECIDED
from tests.bench.reporting import answers
from tests.bench.serving import Answer
from tests.bench.trust import Filled

NO_HARM = {f"harm.{key}": "no" for key in ("harmed", "offence", "risk", "unsuitable")}
NOT_A_BREACH = NO_HARM | {"decision": "no_further_action", "reasons": "It names nobody of ours."}
A_CASE = NO_HARM | {"decision": "formal", "clauses": "3.3", "reasons": "The post is still up."}
FORMALLY = 0.3  # of the reports that are triaged
FINDING = {"finding": "upheld", "reasons": "The post is theirs, and parents read it."}
DRAFT = "On the day the post went up it was seen by forty parents. Two of them wrote. " * 20
MOST_GROWTH = 1.05  # of memory, from when it was warm to the end
SHOWN, OVERTAKEN = 200, (404, 409)

INVESTIGATED = (
    "SELECT DISTINCT c.reference FROM cases c JOIN appointments a ON a.case_id = c.id "
    "AND a.role = 'investigating_officer' AND a.ended_at IS NULL "
    "WHERE c.stage = 'investigation' AND a.person_id = %s::uuid ORDER BY 1"
)
EMPLOYEES = (
    "SELECT DISTINCT employee_id FROM cases WHERE employee_id <> %s::uuid ORDER BY 1 LIMIT 200"
)


@dataclass(frozen=True)
class Ask:
    """A page, or a form with what was typed; what it may answer beside what it should."""

    path: str
    told: dict[str, str] | None = None
    also: tuple[int, ...] = ()

    @property
    def what(self) -> str:
        """The last word of its address, without the number of what it is about."""
        last = self.path.partition("?")[0].rpartition("/")[2]
        return "triage" if last[:1] == "R" else last

    @property
    def method(self) -> str:
        return "GET" if self.told is None else "POST"

    def went_well(self, status: int) -> bool:
        """A page is shown or is not theirs to see; what is written is taken."""
        if self.told is None:
            return status in (200, 303, 404)
        return status in (200 if self.path == "/search" else 303, *self.also)


Deeds = Generator[Ask, Answer, None]
Begin = Callable[["Person"], Deeds]


@dataclass(frozen=True)
class ToWrite:
    """Whom somebody could report, what they investigate and decide, and what HR was sent."""

    employees: Sequence[str]
    investigates: Sequence[str]
    decides: "deque[tuple[str, str]]"
    sent: "deque[str]"  # reports that nobody has triaged yet, of everybody


@dataclass(frozen=True)
class Person:
    """Somebody at work: what they look at, how often they write, what and where."""

    chance: random.Random
    pages: Sequence[str]
    cases: Sequence[str]
    writes: float
    can: Sequence[Begin]
    has: ToWrite

    def works(self) -> Deeds:
        """All day long."""
        while True:
            if self.chance.random() < self.writes:
                yield from self.chance.choice(self.can)(self)
            else:
                yield self._looks()

    def _looks(self) -> Ask:
        page = self.chance.choice(self.pages)
        if page == "/search":
            return Ask(page, {"q": self.chance.choice(("offensive", "zoo", "academy"))})
        return Ask(page.format(case=self.chance.choice(self.cases)))


def reports(who: Person) -> Deeds:
    """Six steps and what was sent."""
    begun = yield Ask("/report/new", {})
    draft = begun.location.rpartition("/")[0]
    told = answers(who.chance.choice(who.has.employees))
    for step in Step:
        yield Ask(f"{draft}/{step}")
        answer = yield Ask(f"{draft}/{step}", told[step])
    who.has.sent.append(answer.location.rpartition("/")[2])


def triages(who: Person) -> Deeds:
    """The oldest that waits, if it came to them; else it waits for somebody else in HR."""
    yield Ask("/reports")
    if not who.has.sent:
        return
    reference = who.has.sent.popleft()
    seen = yield Ask(f"/reports/{reference}")
    if seen.status == 404:
        who.has.sent.append(reference)
        return
    told = A_CASE if who.chance.random() < FORMALLY else NOT_A_BREACH
    yield Ask(f"/reports/{reference}", told)


def notes(who: Person) -> Deeds:
    """A step in the plan of an investigation of theirs."""
    if not who.has.investigates:
        return
    case = who.chance.choice(who.has.investigates)
    yield Ask(f"/cases/{case}/investigation")
    form = yield Ask(f"/cases/{case}/plan-step")
    if form.status != SHOWN:  # they have a conflict there
        return
    by = date.today() + timedelta(3)  # noqa: DTZ011 (any day to come will do)
    says = {"says": "Ask the academy who runs the page", "looks_for": "either"}
    yield Ask(f"/cases/{case}/plan-step", says | {"due_on": by.isoformat()})


def drafts(who: Person) -> Deeds:
    """A version of the report that HR may comment on."""
    if not who.has.investigates:
        return
    case = who.chance.choice(who.has.investigates)
    form = yield Ask(f"/cases/{case}/share-draft")
    if form.status != SHOWN:
        return
    yield Ask(f"/cases/{case}/share-draft", {"words": DRAFT})


def finds(who: Person) -> Deeds:
    """A finding, while one waits for them."""
    if not who.has.decides:
        return
    reference, number = who.has.decides.popleft()
    page = f"/cases/{reference}/finding?allegation={number}"
    yield Ask(page)
    yield Ask(page, FINDING, also=OVERTAKEN)


def about(made: Filled, person: str) -> tuple[list[str], list[str]]:
    """Whom somebody could report, and what they investigate."""
    with made.connection() as connection:
        employees, investigated = (
            [str(row[0]) for row in connection.execute(asked, [person])]
            for asked in (EMPLOYEES, INVESTIGATED)
        )
    return employees, investigated


def to_decide(made: Filled) -> dict[str, "deque[tuple[str, str]]"]:
    """The findings that wait, by who chairs the hearing."""
    waits: dict[str, deque[tuple[str, str]]] = defaultdict(deque)
    with made.connection() as connection:
        for case, number, chair in connection.execute(UNDECIDED.encode()):
            waits[str(chair)].append((str(case), str(number)))
    return waits


def faults(failures: int, web: float, worker: float) -> list[str]:
    """Why a soak is not clean."""
    grown = {"the server": web, "the worker": worker}
    return [
        *([f"{failures} requests failed"] if failures else ()),
        *(
            f"the memory of {name} at the end is {times:.3f} of what it was when warm"
            for name, times in grown.items()
            if times > MOST_GROWTH
        ),
    ]
