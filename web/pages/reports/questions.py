"""What each step of a report shows beside its answers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from casework.evidence.choices import StillOnline
from casework.people.queries import Known, known_by_id, search_staff
from casework.policies.intake import INTAKE_LABELS, IntakeGroup, IntakeLabel
from casework.policies.numbering import clause_of
from casework.reports.answers import PLATFORMS, About, AccountType, ChildInvolved
from casework.reports.checking import about_of, employee_of, stops
from casework.reports.collecting import is_stopped
from casework.reports.drafts import files_of
from casework.reports.models import DraftFile
from casework.reports.routing import people_in_hr, principal_of
from casework.reports.steps import Step
from casework.reports.wording import day_of_conduct, pointed, policies_on
from casework.settings import settings
from casework.text import MOST_WORDS
from web.acting.collecting import asked_about_files
from web.frame.rendering import typed
from web.frame.wording import file_size
from web.pages.reports.answers import ELSEWHERE, MYSELF, PUPIL, kept
from web.pages.reports.page import Page

MOST_FOUND = 20
ASKED_ONLINE = (StillOnline.YES, StillOnline.REMOVED, StillOnline.UNKNOWN)
FEWEST_LETTERS = 2

Beside = Mapping[str, Any]


def _safeguarding(page: Page) -> Beside:
    about = about_of(page.session, page.draft.answers)
    return {"choices": list(ChildInvolved), "panel": page.panel(about)}


def _person(page: Page) -> Beside:
    reporter = page.reporter()
    principal = principal_of(page.session, reporter.academy_id)
    routed = (About.PRINCIPAL, About.HR, About.GOVERNOR) if stops(page.draft.answers) else ()
    return {
        "principal": principal if principal and principal.id != page.actor.id else None,
        "in_hr": [_named(each) for each in people_in_hr(page.session) if each.id != page.actor.id],
        "panels": {each.value: page.panel(each) for each in routed},
        "myself": MYSELF,
        "pupil": PUPIL,
        "About": About,
        **found_staff(page),
    }


def found_staff(page: Page) -> Beside:
    """The person chosen before, and whoever the words that were typed find."""
    words = str(kept(typed(page.form, "person_q"))).strip()
    enough = len(words) >= FEWEST_LETTERS
    found = search_staff(page.session, words, page.today, MOST_FOUND + 1) if enough else []
    return {
        "words": words,
        "enough": enough,
        "more": len(found) > MOST_FOUND,
        "people": [_named(each) for each in _with_chosen(page, found[:MOST_FOUND])],
    }


def _named(person: Known) -> tuple[str, str, str]:
    """Somebody as an option to choose."""
    return str(person.id), person.name, f"{person.job_title}, {person.academy}"


def _with_chosen(page: Page, found: list[Known]) -> list[Known]:
    chosen = employee_of({"employee_id": typed(page.form, "staff_id")})
    if chosen is None or chosen in {each.id for each in found}:
        return found
    return [*known_by_id(page.session, [chosen]).values(), *found]


def _happened(page: Page) -> Beside:
    about = about_of(page.session, page.draft.answers)
    elsewhere = stops(page.draft.answers) and about in {About.PRINCIPAL, About.HR, About.GOVERNOR}
    return {
        "panel": page.panel(about) if elsewhere else None,
        "platforms": [*((each, each) for each in PLATFORMS), (ELSEWHERE, "Somewhere else")],
        "accounts": [(each.value, each.label) for each in AccountType],
        "elsewhere": ELSEWHERE,
        "most_words": MOST_WORDS,
    }


@dataclass(frozen=True)
class Quoted:
    """What the policy says about a label, in the version of the day."""

    number: str
    text: str
    source: str


def _policy(page: Page) -> Beside:
    day = day_of_conduct(page.draft.answers, page.today)
    found = pointed(policies_on(page.session, day))
    return {
        "groups": [(group.value, _options(group, found.keys())) for group in IntakeGroup],
        "labels": {each.key: each for each in INTAKE_LABELS},
        "quotes": {
            key: Quoted(clause.printed_number, clause.text, policy.version.named)
            for key, (policy, clause) in found.items()
        },
    }


def _options(group: IntakeGroup, found: Collection[str]) -> list[tuple[str, str, str]]:
    mine = [each for each in INTAKE_LABELS if each.group is group]
    return [(each.key, each.label, pointed_to(each, found)) for each in mine]


def pointed_to(label: IntakeLabel, found: Collection[str]) -> str:
    """The part of the policy a label points to, where the policy in force is known to have it."""
    if label.clause is None:
        return "Tell us in your own words"
    known = label.key in found
    return f"Policy {clause_of(label.clause)}" if known else "HR finds the part of the policy"


@dataclass(frozen=True)
class Added:
    """A file of a draft, as ui.added_file draws it."""

    name: str
    says: str
    remove: str
    kind: str
    thumb: str = ""


def added(file: DraftFile) -> Added:
    """A file that was taken in; one that is not what its name says is kept, and that is said."""
    remove = f"/report/drafts/{file.draft_id}/files/{file.id}/remove"
    if file.name_agrees:
        says = f"Added, {file_size(file.size)}, and fingerprinted"
        return Added(file.name, says, remove, "ok")
    suffix = PurePath(file.name).suffix
    says = f"Named {suffix}, but what is in it is: {file.kind.label}. Kept, for download only"
    return Added(file.name, says, remove, "")


def _evidence(page: Page) -> Beside:
    limits = settings()
    return {
        "files": [added(each) for each in files_of(page.session, page.draft)],
        "most_files": limits.upload_files,
        "most_megabytes": limits.upload_megabytes,
        "most_bytes": limits.upload_bytes,
        "online": [(each.value, each.label) for each in ASKED_ONLINE],
        "stopped": is_stopped(page.draft.answers),
        **asked_about_files(),
    }


_BESIDE: dict[Step, Callable[[Page], Beside]] = {
    Step.SAFEGUARDING: _safeguarding,
    Step.PERSON: _person,
    Step.WHAT_HAPPENED: _happened,
    Step.POLICY: _policy,
    Step.EVIDENCE: _evidence,
}


def beside(step: Step, page: Page) -> Beside:
    """Everything the page of a step needs besides its answers."""
    return _BESIDE[step](page)
