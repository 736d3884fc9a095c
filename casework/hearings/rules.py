"""What must be true before a hearing is notified, and before it counts as held. Pure."""

from dataclasses import dataclass
from datetime import date

from casework.procedure import Rule


@dataclass(frozen=True)
class NoticeFacts:
    """What the notice rests on, and how many working days it gives."""

    hearing_manager: bool
    note_taker: bool
    allegations: int
    notice_days: int
    required_days: int
    shorter_agreed: bool


NOTICE_RULES: list[Rule[NoticeFacts]] = [
    Rule(
        "G-NOT-0",
        "ACAS-06",
        "A hearing manager with no earlier part in the case is appointed",
        lambda facts: facts.hearing_manager,
    ),
    Rule("G-NOT-3", "HOUSE", "A note-taker is appointed", lambda facts: facts.note_taker),
    Rule(
        "G-NOT-1",
        "ACAS-09a",
        "At least one allegation goes to the hearing, with its clause, day and facts",
        lambda facts: facts.allegations > 0,
    ),
    Rule(
        "G-NOT-2",
        "ACAS-11",
        "The employee has the notice of a hearing that the Trust’s timescales require, "
        "or agrees in writing to less",
        lambda facts: facts.shorter_agreed or facts.notice_days >= facts.required_days,
    ),
]


@dataclass(frozen=True)
class HearingFacts:
    """What has happened by the day the hearing is recorded as held."""

    notified: bool
    pack_issued: bool
    starts_on: date | None
    today: date
    unanswered: int = 0
    not_notified: int = 0


HEARING_RULES: list[Rule[HearingFacts]] = [
    Rule(
        "G-NOT-4",
        "ACAS-10",
        "The hearing notice has been sent, with the right to be accompanied explained",
        lambda facts: facts.notified,
    ),
    Rule(
        "G-PACK-1",
        "ACAS-09b",
        "The hearing pack has been issued, with what the last notice puts, so that both sides "
        "have the same evidence",
        lambda facts: facts.pack_issued,
    ),
    Rule(
        "G-HRG-1",
        "ACAS-12a",
        "The day of the hearing has come",
        lambda facts: facts.starts_on is not None and facts.starts_on <= facts.today,
    ),
    Rule(
        "G-POST-3",
        "ACAS-16",
        "Every request to move the hearing has been answered",
        lambda facts: facts.unanswered == 0,
    ),
    Rule(
        "G-CHG-2",
        "CHARGE",
        "Everything that goes to the hearing is in the notice; what is new has a new notice",
        lambda facts: facts.not_notified == 0,
    ),
]


@dataclass(frozen=True)
class CompanionFacts:
    """The kind of companion somebody chose, and whether the hearing is over."""

    in_a_category: bool
    held: bool


COMPANION_RULES: list[Rule[CompanionFacts]] = [
    Rule(
        "G-COMP-1",
        "ACAS-14",
        "A companion is a fellow worker, somebody a union employs, or a certified union "
        "representative; anybody who is one is accepted",
        lambda facts: facts.in_a_category,
    ),
    Rule(
        "G-COMP-2",
        "ACAS-15",
        "A companion is named or changed before the hearing is over",
        lambda facts: not facts.held,
    ),
]


@dataclass(frozen=True)
class MovingFacts:
    """A request to move the hearing, and the answer somebody means to give it."""

    granted: bool
    of_right: bool
    for_companion: bool
    by_hearing_manager: bool


MOVING_RULES: list[Rule[MovingFacts]] = [
    Rule(
        "G-POST-1",
        "ERA99-10-4",
        "When the companion cannot be there, a day the employee suggests is accepted if it is "
        "within the five working days after the hearing day",
        lambda facts: facts.granted or not facts.of_right,
    ),
    Rule(
        "G-POST-2",
        "TALON",
        "A later day for the companion is refused only by the hearing manager, with reasons, and "
        "HR signs it off",
        lambda facts: facts.granted or not facts.for_companion or facts.by_hearing_manager,
    ),
]


@dataclass(frozen=True)
class AbsenceFacts:
    """What was done before a hearing goes on without the employee."""

    missed: int
    health_considered: bool
    offered: frozenset[str]
    notice_served: bool


WAYS: dict[str, str] = {
    "written": "Write to us instead. What you write is read before anything is decided",
    "remote": "Take part by video or by phone",
    "companion": "Have your companion come and speak for you",
}

ABSENCE_RULES: list[Rule[AbsenceFacts]] = [
    Rule(
        "G-ABS-1",
        "ACAS-25",
        "The employee has not come to this hearing at least once before",
        lambda facts: facts.missed > 0,
    ),
    Rule(
        "G-ABS-2",
        "EQA-20",
        "Adjustments and advice of occupational health were considered, and what came of it is "
        "recorded",
        lambda facts: facts.health_considered,
    ),
    Rule(
        "G-ABS-3",
        "ACAS-25",
        "They were offered to take part otherwise: in writing, by video or phone, and through "
        "their companion",
        lambda facts: facts.offered >= set(WAYS),
    ),
    Rule(
        "G-ABS-4",
        "ACAS-25",
        "The notice that the hearing goes on without them (L-15) was sent for this very day",
        lambda facts: facts.notice_served,
    ),
]
