"""Who sees one case, said a third time: sets of names, and no line of casework's own code.

A person is the name of their attribute in tests/world.py.
"""

from dataclasses import dataclass, field

EMPLOYEE, REPORTER = "employee", "reporter"
WHOLE = frozenset(
    {
        "case_manager",
        "decision_maker",
        "investigating_officer",
        "hearing_manager",
        "panel_member",
        "note_taker",
        "legal_adviser",
    }
)
EVIDENCE = frozenset({"case_manager", "decision_maker", "investigating_officer", "legal_adviser"})
ONE_AT_A_TIME = frozenset({"case_manager", "hearing_manager"})
NEXT_IN_HR = ("hr_director", "case_manager", "colleague", "chair_of_trustees")


@dataclass
class Case:
    """What was done so far, and what follows from it."""

    parts: dict[str, set[str]] = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)  # had a part at any time
    conflicts: dict[str, str] = field(default_factory=dict)  # whose, and who recorded it
    named: set[str] | None = None  # once it is sealed
    disabled: set[str] = field(default_factory=set)
    glass: set[str] = field(default_factory=set)
    notified: bool = False

    def give(self, person: str, part: str) -> None:
        if part in ONE_AT_A_TIME:
            self.end(part)
        self.parts.setdefault(person, set()).add(part)
        self.ever.add(person)
        if part == "case_manager" and self.named is not None:
            self.named.add(person)

    def end(self, part: str) -> None:
        for held in self.parts.values():
            held.discard(part)

    @property
    def manager(self) -> str:
        return next(who for who, held in self.parts.items() if "case_manager" in held)

    def step_off(self, person: str) -> None:
        managed = "case_manager" in self.parts[person]
        self.conflicts[person] = person
        self.parts[person] = set()
        if managed:
            free = [each for each in NEXT_IN_HR if each not in self.ever | set(self.conflicts)]
            self.give(free[0], "case_manager")

    def case(self, person: str) -> int:
        """What a request for the case itself is answered."""
        if person in self.disabled:
            return 401
        if person == EMPLOYEE:
            return 200 if self.notified else 404
        if not self._is_clear(person):
            return 404
        held = self.parts.get(person, set())
        if held:
            return 200 if held & WHOLE or (self.notified and "companion" in held) else 404
        return 200 if person in self.glass or person == "hr_director" else 404

    def evidence(self, person: str) -> int:
        """What a request for its evidence is answered."""
        told = self.case(person)
        if told != 200:
            return told
        held = self.parts.get(person, set())
        opened = not held and person in self.glass
        return 200 if held & EVIDENCE or opened else 403

    def _is_clear(self, person: str) -> bool:
        """Neither whoever reported it, nor kept away, nor shut out by a seal."""
        shut_out = self.named is not None and person not in self.named
        return not (person == REPORTER or person in self.conflicts or shut_out)
