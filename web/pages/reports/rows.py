"""A report's answers as the rows of a summary: of a draft to check, or of one to triage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.evidence.choices import AccessRoute, Means, StillOnline
from casework.people.queries import Known
from casework.policies.intake import IntakeLabel, intake_label
from casework.reports.answers import IN_WORDS, About, AccountType, ChildInvolved
from casework.reports.collecting import is_stopped
from casework.reports.steps import Step
from casework.reports.wording import day_told
from web.frame.wording import long_day
from web.pages.reports.questions import pointed_to

NOT_SAID = "Not answered"
STOPPED = "The stop was reached. Nothing was added"
YES = {True, "yes", "true"}


@dataclass(frozen=True)
class Row:
    """One answer: the field it belongs to, its question in short, and its lines."""

    field: str
    label: str
    lines: list[str]


@dataclass(frozen=True)
class Told:
    """The answers of a report with what they name: the employee, files, and known clauses."""

    answers: Mapping[str, Any]
    employee: Known | None
    files: list[str]
    points: frozenset[str]  # the labels that point into the policy of the day

    def said(self, field: str) -> list[str]:
        value = self.answers.get(field)
        return [str(value)] if value else [NOT_SAID]


def sections(told: Told) -> list[tuple[Step, list[Row]]]:
    """Every answer under the step that asked for it."""
    return [
        (Step.SAFEGUARDING, list(_safeguarding(told))),
        (Step.PERSON, list(_person(told))),
        (Step.WHAT_HAPPENED, list(_happened(told))),
        (Step.POLICY, list(_policy(told))),
        (Step.EVIDENCE, list(_evidence(told))),
    ]


def _chosen(kind: type[StrEnum], value: object, said: str = "label") -> str:
    found: Any = next((each for each in kind if each.value == value), None)
    return str(getattr(found, said)) if found else NOT_SAID


def _safeguarding(told: Told) -> Iterable[Row]:
    child = told.answers.get("child")
    yield Row("child", "A pupil or child is involved", [_chosen(ChildInvolved, child)])
    if child in set(ChildInvolved) and ChildInvolved(child).stops:
        spoken, at = told.answers.get("told_lead"), told.answers.get("told_lead_at")
        when = f"Yes, {at}" if at else "Yes"
        said = NOT_SAID if spoken is None else when if spoken in YES else "Not yet"
        yield Row("told_lead", "Safeguarding lead spoken to", [said])


def _person(told: Told) -> Iterable[Row]:
    about = told.answers.get("about")
    yield Row("about", "It is about", [_chosen(About, about)])
    who = told.employee
    if about in IN_WORDS and who is None:
        yield Row("unknown_person", "What you know about them", told.said("unknown_person"))
        return
    named = [who.name, f"{who.job_title}, {who.academy}"] if who else [NOT_SAID]
    yield Row("employee_id", "Name", named)


def _day(told: Told, field: str, unknown: str) -> list[str]:
    day = day_told(told.answers, field)
    return [long_day(day)] if day else [str(told.answers.get(field) or unknown)]


def _happened(told: Told) -> Iterable[Row]:
    yield Row("posted_on", "When it was posted", _day(told, "posted_on", "I do not know"))
    yield Row("found_on", "When you found out", _day(told, "found_on", NOT_SAID))
    yield Row("platform", "Where", told.said("platform"))
    account = _chosen(AccountType, told.answers.get("account_type"))
    yield Row("account_type", "Kind of account", [account])
    yield Row("audience", "Who could see it", told.said("audience"))
    yield Row("own_words", "In your words", told.said("own_words"))
    yield Row("spoken_to", "Have you spoken to them?", told.said("spoken_to"))


@dataclass(frozen=True)
class Followed:
    """One follow-up question under a label, and its answer if it was given."""

    field: str
    question: str
    answer: str


def ticked(told: Told) -> list[tuple[IntakeLabel, list[Followed]]]:
    """Each label that was ticked, with its follow-up questions that matter."""
    found = [(intake_label(each["key"]), each) for each in told.answers.get("labels") or []]
    return [(label, _followed_up(label, each["follow_ups"])) for label, each in found if label]


def _followed_up(label: IntakeLabel, answers: Mapping[str, str]) -> list[Followed]:
    """Those that were answered, and those that must be."""
    return [
        Followed(
            f"follow_ups.{label.key}.{one.key}", one.question, answers.get(one.key) or NOT_SAID
        )
        for one in label.follow_ups
        if one.required or answers.get(one.key)
    ]


def _policy(told: Told) -> Iterable[Row]:
    labels = ticked(told)
    lines = [_with_policy(label, told.points) for label, _ in labels]
    yield Row("labels", "What it did", lines or [NOT_SAID])
    for _, followed in labels:
        yield from (Row(each.field, each.question, [each.answer]) for each in followed)


def _with_policy(label: IntakeLabel, points: frozenset[str]) -> str:
    return f"{label.label} ({pointed_to(label, points)})" if label.key in points else label.label


def _come_by(told: Told) -> Iterable[Row]:
    """How the files of a draft were come by; of a report, each file has it."""
    if "access_route" not in told.answers:
        return
    route, means = told.answers.get("access_route"), told.answers.get("means")
    yield Row("access_route", "How you came to see it", [_chosen(AccessRoute, route, "asked")])
    if told.answers.get("dpia_reference"):
        yield Row("dpia_reference", "Impact assessment (DPIA)", told.said("dpia_reference"))
    yield Row("means", "Means that nobody may use", [_chosen(Means, means)])
    confirmed = "Yes" if told.answers.get("confirmed") else NOT_SAID
    yield Row("confirmed", "It is what you saw, or were given", [confirmed])


def _evidence(told: Told) -> Iterable[Row]:
    yield Row("files", "Files", told.files or ["None"])
    if is_stopped(told.answers):
        yield Row("suspected_image", "Suspected image of a child", [STOPPED])
    if told.files:
        yield from _come_by(told)
    link = told.answers.get("link")
    yield Row("link", "Link", [str(link)] if link else ["None"])
    online = _chosen(StillOnline, told.answers.get("still_online"))
    yield Row("still_online", "Still online when you looked", [online])
