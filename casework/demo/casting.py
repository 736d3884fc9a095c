"""Who plays which part in a story. Nobody decides on what they reported or looked into."""

from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from casework.demo.people import Person, Trust
from casework.demo.plots import Plot

CASE_MANAGERS = ("Priya Nair", "Gareth Pugsley", "Priya Nair", "Leanne Dobbs")
NOTE_TAKERS = ("Leanne Dobbs", "Gareth Pugsley", "Priya Nair")
INVESTIGATORS = (
    "Tom Whitworth",
    "Chidinma Eze-Ward",
    "Jeevan Gahir",
    "Bethan Rowlands",
    "Omar Farid",
    "Mina Chowdhury-Hale",
    "Yaw Darko",
    "Nasreen Baig",
)
PRINCIPALS = (
    "Daniel Okafor",
    "Catriona Heald",
    "Victor Amadi",
    "Lynette Shore",
    "Bernadette Quill",
)
TRUSTEES = (
    "Helen Ashcroft",
    "Grace Bello",
    "Imran Rauf",
    "Moira Kilbride",
    "Tunde Alabi",
    "Sarah Whitlock",
    "Anil Deshpande",
)
DIRECTOR, CHIEF_EXECUTIVE, CHAIR_OF_TRUSTEES = "Fiona Leigh", "Marian Coley", "Peter Lindqvist"
SUPPORT = "Asha Mistry"
PANEL_SIZE = 3
POSSIBLE_GROSS_MISCONDUCT = 3


@dataclass(frozen=True, kw_only=True)
class Players:
    """The people of one story, each in one part only."""

    subject: Person
    reporter: Person
    told: Person
    case_manager: Person
    investigator: Person
    decider: Person
    panel: tuple[Person, ...]
    note_taker: Person
    appeal_to: Person
    support: Person


class Casting:
    """Hands out the parts of one plot; whoever has one is passed over for the next."""

    def __init__(self, trust: Trust, plot: Plot) -> None:
        self.trust, self.plot = trust, plot
        self.subject = trust.named(plot.subject)
        manager = trust.manager_of(self.subject)
        self.reporter = trust.named(plot.reporter) if plot.reporter else manager
        self.taken = {self.subject.name, self.reporter.name}
        self.turn = crc32(plot.key.encode())

    def players(self, turn: int) -> Players:
        """The whole cast; `turn` shares the work out between case managers."""
        told = self.told()
        case_manager = self.free((CASE_MANAGERS[turn % len(CASE_MANAGERS)], *CASE_MANAGERS))
        investigator = self.chosen(self.plot.investigator, self.from_elsewhere(INVESTIGATORS))
        decider = self.chosen(self.plot.decider, self.deciders())
        panel = self.panel()
        appeal = CHAIR_OF_TRUSTEES if panel[0].worker_type == "trustee" else CHIEF_EXECUTIVE
        return Players(
            subject=self.subject,
            reporter=self.reporter,
            told=told,
            case_manager=case_manager,
            investigator=investigator,
            decider=decider,
            panel=panel,
            note_taker=self.free(NOTE_TAKERS),
            appeal_to=self.trust.named(appeal),
            support=self.trust.named(SUPPORT),
        )

    def told(self) -> Person:
        """The safeguarding lead the reporter spoke to: the trust's own when it is the reporter."""
        lead = self.trust.safeguarding_lead_of(self.subject.academy)
        if lead.name in self.taken:
            lead = self.trust.named("Ruth Adekoya")
        self.taken.add(lead.name)
        return lead

    def panel(self) -> tuple[Person, ...]:
        """Three people: trustees where dismissal is possible, else a Principal from elsewhere."""
        grave = any(
            each.severity == POSSIBLE_GROSS_MISCONDUCT and each.case
            for each in self.plot.allegations
        )
        chairs = TRUSTEES if grave else tuple(self.from_elsewhere(PRINCIPALS))
        chair = self.chosen(self.plot.chair, iter(chairs))
        return (chair, *(self.free(TRUSTEES) for _ in range(PANEL_SIZE - 1)))

    def deciders(self) -> Iterator[str]:
        yield self.trust.principal_of(self.subject.academy).name
        yield DIRECTOR
        yield CHIEF_EXECUTIVE

    def from_elsewhere(self, names: tuple[str, ...]) -> Iterator[str]:
        """People of other workplaces, starting at another one for each plot."""
        first = self.turn % len(names)
        for name in names[first:] + names[:first]:
            if self.trust.named(name).academy != self.subject.academy:
                yield name

    def chosen(self, name: str, otherwise: Iterator[str]) -> Person:
        return self.free((name,) if name else tuple(otherwise))

    def free(self, names: tuple[str, ...]) -> Person:
        """The first who has no part yet. Raises LookupError when everybody has one."""
        name = next((each for each in names if each not in self.taken), None)
        if name is None:
            raise LookupError(f"{self.plot.key}: nobody is free among {', '.join(names)}")
        self.taken.add(name)
        return self.trust.named(name)
