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
        "The hearing pack has been issued, so that both sides have the same evidence",
        lambda facts: facts.pack_issued,
    ),
    Rule(
        "G-HRG-1",
        "ACAS-12a",
        "The day of the hearing has come",
        lambda facts: facts.starts_on is not None and facts.starts_on <= facts.today,
    ),
]
