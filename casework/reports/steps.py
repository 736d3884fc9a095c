"""The steps of a report: what each asks, and which of its answers cannot be right.

A report is judged step by step while it is written, and as a whole when it is sent, by the same
models and the same rules. Pure.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from casework.people.models import Person
from casework.policies.intake import INTAKE_LABELS, intake_label
from casework.reports.answers import IN_WORDS, About, AccountType, ChildInvolved
from casework.text import Day, Line, OptionalDay, OptionalLine, OptionalProse, Prose, Words

KNOWN_LABELS = {each.key for each in INTAKE_LABELS}


class Step(StrEnum):
    """One page of the report, in its order. The value is the end of its address."""

    SAFEGUARDING = "safeguarding"
    PERSON = "person"
    WHAT_HAPPENED = "what-happened"
    POLICY = "policy"
    EVIDENCE = "evidence"
    CHECK = "check"

    @property
    def label(self) -> str:
        return {
            Step.SAFEGUARDING: "Safeguarding",
            Step.PERSON: "The member of staff",
            Step.WHAT_HAPPENED: "What happened",
            Step.POLICY: "The policy",
            Step.EVIDENCE: "Evidence",
            Step.CHECK: "Check and send",
        }[self]

    @property
    def number(self) -> int:
        return list(Step).index(self) + 1

    @property
    def following(self) -> "Step":
        """The step after this one; the last leads nowhere."""
        return list(Step)[min(self.number, len(Step) - 1)]

    @property
    def preceding(self) -> "Step | None":
        return list(Step)[self.number - 2] if self.number > 1 else None


@dataclass(frozen=True)
class Concerned:
    """The employee a report is about, as far as its answers are judged by it."""

    name: str
    employed_from: date


def concerned(employee: Person | None) -> Concerned | None:
    return Concerned(employee.name, employee.employed_from) if employee else None


@dataclass(frozen=True)
class Circumstances:
    """What is known beside the answers: the employee, if one is named, and the day it is."""

    employee: Concerned | None
    today: date


class StepAnswers(BaseModel):
    """What one step asks."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def wrong(self, known: Circumstances) -> dict[str, str]:
        """Each answer that cannot be right, by its field, with what to do about it."""
        raise NotImplementedError


class SafeguardingAnswers(StepAnswers):
    child: ChildInvolved = Field(title="whether a pupil or child is involved")
    told_lead: bool | None = Field(default=None, title="whether the safeguarding lead knows")
    told_lead_at: OptionalLine = Field(default=None, title="what time you spoke to them")

    def wrong(self, _known: Circumstances) -> dict[str, str]:
        if self.child.stops and self.told_lead is None:
            return {"told_lead": "Say whether you have spoken to the safeguarding lead"}
        return {}


class PersonAnswers(StepAnswers):
    about: About = Field(title="whom the report is about")
    employee_id: UUID | None = Field(default=None, title="the member of staff")
    unknown_person: OptionalProse = Field(default=None, title="what you know about them")

    def wrong(self, known: Circumstances) -> dict[str, str]:
        if self.about in IN_WORDS:
            if self.unknown_person is None and known.employee is None:
                return {"unknown_person": "Say what you know about them, even if it is little"}
        elif known.employee is None:
            return {"employee_id": "Choose the member of staff"}
        return {}


class HappenedAnswers(StepAnswers):
    posted_on: OptionalDay = Field(default=None, title="the day it was posted")
    found_on: Day = Field(title="the day you found out")
    platform: Line = Field(title="where it was posted")
    account_type: AccountType = Field(
        default=AccountType.UNSURE, title="what kind of account it was"
    )
    audience: OptionalLine = Field(default=None, title="who could see it")
    own_words: Prose = Field(title="what happened, in your own words")
    spoken_to: OptionalLine = Field(default=None, title="whether you have spoken to them")

    def wrong(self, known: Circumstances) -> dict[str, str]:
        return _wrong_posted_on(self, known) | _wrong_found_on(self, known)


def _wrong_posted_on(told: HappenedAnswers, known: Circumstances) -> dict[str, str]:
    if told.posted_on is None:
        return {}
    if told.posted_on > known.today:
        return {"posted_on": "The day it was posted cannot be in the future"}
    if told.posted_on > told.found_on:
        return {"posted_on": "The day it was posted cannot be after the day you found out"}
    return _before_employment("posted_on", told.posted_on, "the day it was posted", known)


def _wrong_found_on(told: HappenedAnswers, known: Circumstances) -> dict[str, str]:
    if told.found_on > known.today:
        return {"found_on": "The day you found out cannot be in the future"}
    return _before_employment("found_on", told.found_on, "the day you found out", known)


def _before_employment(field: str, day: date, called: str, known: Circumstances) -> dict[str, str]:
    employee = known.employee
    if employee is None or day >= employee.employed_from:
        return {}
    started = f"{employee.name} started on {employee.employed_from:%-d %B %Y}"
    return {field: f"{started}. Check {called}"}


class Ticked(BaseModel):
    """One thing the post did, as ticked, with the answers to its follow-up questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    follow_ups: dict[Line, Words] = {}


class PolicyAnswers(StepAnswers):
    labels: list[Ticked] = Field(min_length=1, title="what the post, message or account did")

    def wrong(self, _known: Circumstances) -> dict[str, str]:
        keys = [each.key for each in self.labels]
        if set(keys) - KNOWN_LABELS or len(keys) != len(set(keys)):
            return {"labels": "Tick what the post did from the list"}
        return {
            f"follow_ups.{each.key}.{asked.key}": "Say in your own words what it did"
            for each in self.labels
            if (label := intake_label(each.key))
            for asked in label.follow_ups
            if asked.required and not each.follow_ups.get(asked.key, "").strip()
        }


class EvidenceAnswers(StepAnswers):
    suspected_image: bool = Field(
        default=False, title="whether it could be a nude or sexual image of a child"
    )
    link: OptionalLine = Field(default=None, title="the web address")
    still_online: OptionalLine = Field(default=None, title="whether it is still online")

    def wrong(self, _known: Circumstances) -> dict[str, str]:
        if self.link and not _full_address(self.link):
            example = "https://www.instagram.com/p/abc123"
            return {"link": f"Enter a full web address, like {example}"}
        return {}


def _full_address(link: str) -> bool:
    try:
        told = urlsplit(link)
    except ValueError:
        return False
    return told.scheme in {"http", "https"} and "." in (told.hostname or "")


ANSWERS: dict[Step, type[StepAnswers]] = {
    Step.SAFEGUARDING: SafeguardingAnswers,
    Step.PERSON: PersonAnswers,
    Step.WHAT_HAPPENED: HappenedAnswers,
    Step.POLICY: PolicyAnswers,
    Step.EVIDENCE: EvidenceAnswers,
}
