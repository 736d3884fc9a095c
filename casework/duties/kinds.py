"""The duties outside HR: to whom, when each is asked, and by when. Pure; it reads as an annex."""

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """Somebody outside who may have to be told."""

    LADO = "lado"
    POLICE = "police"
    OFFENCE = "offence"
    PREVENT = "prevent"
    ICO = "ico"
    OFSTED = "ofsted"
    TRA = "tra"
    DBS = "dbs"

    @property
    def label(self) -> str:
        return {
            Duty.LADO: "LADO",
            Duty.POLICE: "Police",
            Duty.OFFENCE: "Police or local authority, sexual offence on a child",
            Duty.PREVENT: "Prevent",
            Duty.ICO: "Information Commissioner",
            Duty.OFSTED: "Ofsted, early years",
            Duty.TRA: "Teaching Regulation Agency",
            Duty.DBS: "Disclosure and Barring Service",
        }[self]


class Moment(StrEnum):
    """When the duties are asked about."""

    TRIAGE = "triage"
    OUTCOME = "outcome"
    RESIGNATION = "resignation"

    @property
    def label(self) -> str:
        return {
            Moment.TRIAGE: "At triage",
            Moment.OUTCOME: "At the outcome",
            Moment.RESIGNATION: "On resignation",
        }[self]


@dataclass(frozen=True)
class Asked:
    """One duty: what is asked, at which moments, and the source it rests on."""

    duty: Duty
    says: str
    source: str
    moments: tuple[Moment, ...]
    of_a_child: bool = False  # asked only where a child may be at risk


_AT_THE_END = (Moment.OUTCOME, Moment.RESIGNATION)

DUTIES: tuple[Asked, ...] = (
    Asked(
        Duty.LADO,
        "Is one of the four harm questions answered yes, or unsure? Within one working day.",
        "KCSIE-LADO",
        (Moment.TRIAGE,),
    ),
    Asked(
        Duty.POLICE,
        "Could it be a crime: threats, harassment, an intimate image, hate? Do nothing that could "
        "get in their way.",
        "POLICE",
        (Moment.TRIAGE, Moment.OUTCOME),
    ),
    Asked(
        Duty.OFFENCE,
        "Did somebody who works with children learn of a sexual offence against a child? Tell the "
        "police or the local authority at once, whatever the LADO has been told.",
        "MAND-REP",
        (Moment.TRIAGE,),
        of_a_child=True,
    ),
    Asked(
        Duty.PREVENT,
        "Does it show signs of extremism or support for terrorism?",
        "PREV",
        (Moment.TRIAGE,),
    ),
    Asked(
        Duty.ICO,
        "Were personal data of pupils or staff disclosed? 72 hours from when you knew.",
        "ICO-REP",
        (Moment.TRIAGE,),
    ),
    Asked(
        Duty.OFSTED,
        "Do they work in early years, and may it affect whether they are suitable? Within 14 days.",
        "OFSTED-EY",
        (Moment.TRIAGE, *_AT_THE_END),
    ),
    Asked(
        Duty.TRA,
        "Was a teacher dismissed for serious misconduct, or would they have been?",
        "TRA-1",
        _AT_THE_END,
    ),
    Asked(
        Duty.DBS,
        "Did they leave regulated activity, and is the harm test met?",
        "DBS-1",
        _AT_THE_END,
    ),
)
# Whoever has a clock of their own from the moment somebody knew, and its deadline's kind.
CLOCKS: dict[Duty, tuple[str, str]] = {
    Duty.ICO: ("T16", "Tell the Information Commissioner, or decide not to"),
    Duty.OFSTED: ("T16-O", "Notify Ofsted, or decide not to"),
}
MEETS: dict[Duty, tuple[str, ...]] = {
    Duty.LADO: ("T2", "T2-S"),
    **{duty: (kind,) for duty, (kind, _) in CLOCKS.items()},
}
TEACHES = frozenset({"teacher", "leader"})
REGULATED = TEACHES | {"support", "agency"}
