"""From the boxes of a report's page to the answers of its draft, and back again."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from casework.evidence.choices import Means
from casework.evidence.rules import Collected
from casework.policies.intake import INTAKE_LABELS, IntakeLabel
from casework.reports.answers import About
from casework.reports.steps import Step
from casework.text import MOST_WORDS, storable

MYSELF, PUPIL = "me", "pupil"
ELSEWHERE = "other"
# More than any answer may have is kept only so far: enough to shorten it, not enough to do harm.
MOST_KEPT = 5 * MOST_WORDS
BOXES = ("day", "month", "year")

# Under which name a page asks what is known of somebody who is not chosen from a list.
TOLD_AT = {
    About.UNKNOWN: "unknown_person",
    About.AGENCY: "agency_told",
    About.GOVERNOR: "governor_told",
}

Answers = dict[str, Any]


def said(posted: FormData, name: str) -> str | None:
    """One answer as typed, or nothing when it was left blank."""
    value = posted.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _safeguarding(posted: FormData) -> Answers:
    return {each: said(posted, each) for each in ("child", "told_lead", "told_lead_at")}


def _person(posted: FormData) -> Answers:
    """What was told under the answer that was given; the other choices are kept beside it."""
    about, kept = said(posted, "about"), ("staff_id", "hr_id", *TOLD_AT.values())
    chosen = {About.STAFF: said(posted, "staff_id"), About.HR: said(posted, "hr_id")}
    known = About(about) if about in set(About) else About.UNKNOWN
    told = {"about": about, "employee_id": chosen.get(known)}
    told |= {each: said(posted, each) for each in kept}
    if about in TOLD_AT:
        told["unknown_person"] = said(posted, TOLD_AT[known])
    return told


def _happened(posted: FormData) -> Answers:
    plain = ("found_on", "account_type", "audience", "own_words", "spoken_to")
    choice, other = said(posted, "platform"), said(posted, "platform_other")
    told: Answers = {each: said(posted, each) for each in plain}
    told |= _day(posted, "posted_on") | _day(posted, "found_on")
    told["platform"] = other if choice == ELSEWHERE else choice
    return told | {"platform_choice": choice, "platform_other": other}


def _day(posted: FormData, name: str) -> Answers:
    """A day from its three boxes, kept box by box too: a wrong one comes back as it was typed."""
    boxes = {f"{name}-{each}": said(posted, f"{name}-{each}") for each in BOXES}
    parts = [str(each or "").strip() for each in boxes.values()]
    between = "/" if parts[1].isdigit() else " "
    return {name: between.join(parts) if any(parts) else None, **boxes}


def _policy(posted: FormData) -> Answers:
    ticked = [each for each in posted.getlist("labels") if isinstance(each, str)]
    asked = {_name(label, key): said(posted, _name(label, key)) for label, key in _questions()}
    labels = [_ticked(key, asked) for key in dict.fromkeys(ticked)]
    return {"labels": labels or None, "asked": asked}


def _questions() -> list[tuple[IntakeLabel, str]]:
    return [(label, asked.key) for label in INTAKE_LABELS for asked in label.follow_ups]


def _name(label: IntakeLabel, key: str) -> str:
    return f"follow_ups.{label.key}.{key}"


def _ticked(key: str, asked: Answers) -> Answers:
    """One label as the report will hold it, with what was answered under it."""
    under = f"follow_ups.{key}."
    told = {name: value for name, value in asked.items() if value and name.startswith(under)}
    return {
        "key": key,
        "follow_ups": {name.removeprefix(under): value for name, value in told.items()},
    }


def _evidence(posted: FormData) -> Answers:
    asked = ("link", "still_online", *Collected.model_fields)
    told: Answers = {each: said(posted, each) for each in asked}
    if told["confirmed"] and not told["means"]:
        told["means"] = Means.FAIR.value  # the sentence that they ticked says it
    return told


_READ: dict[Step, Callable[[FormData], Answers]] = {
    Step.SAFEGUARDING: _safeguarding,
    Step.PERSON: _person,
    Step.WHAT_HAPPENED: _happened,
    Step.POLICY: _policy,
    Step.EVIDENCE: _evidence,
}


def read(step: Step, posted: FormData) -> Answers:
    """What was typed on a step, as answers; what was left blank is nothing."""
    reader = _READ.get(step)
    return reader(posted) if reader else {}


def kept(answers: Any) -> Any:
    """The same answers as the database can hold them: without characters no text may have."""
    if isinstance(answers, str):
        return "".join(each for each in answers[:MOST_KEPT] if storable(each))
    if isinstance(answers, Mapping):
        return {kept(name): kept(each) for name, each in answers.items()}
    return [kept(each) for each in answers] if isinstance(answers, list) else answers


def started(answers: Mapping[str, Any], today: date) -> Answers:
    """The answers, with today as the day they found out until they say another."""
    return {"found_on": today.isoformat(), **answers}


def typed(answers: Mapping[str, Any]) -> Answers:
    """A draft's answers as the fields of its pages."""
    labels = answers.get("labels") or []
    fields = {name: value for name, value in answers.items() if value is not None}
    fields |= {name: value for name, value in answers.get("asked", {}).items() if value}
    fields["labels"] = [each["key"] for each in labels]
    if choice := answers.get("platform_choice"):
        fields["platform"] = choice
    return fields
