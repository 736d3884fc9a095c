"""In Chromium: the LADO is waited for; a final warning is given, and an appeal makes it a first."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from tests.documents.reading import bare
from tests.journeys import onward
from tests.journeys.along import Along, along
from tests.journeys.telling import made_a_case, reported

pytestmark = pytest.mark.browser

REPORTED, CLEARED = date(2026, 10, 5), date(2026, 10, 12)
HEARD, RECEIVED, APPEAL_HEARD = date(2026, 10, 26), date(2026, 10, 27), date(2026, 11, 12)
ADVICE = {"contacted_at": "8:45", "spoken_to": "Alan Reeve"}


def test_a_final_warning_after_the_lado_is_reduced_on_appeal(live: str, chrome: Browser) -> None:
    with along(chrome, REPORTED) as people:
        case = made_a_case(people, reported(people, "risk"), "yes")
        held_for_the_lado(people, case)
        people.on(CLEARED)
        cleared(people, case)
        onward.called_to_a_hearing(case, CLEARED, HEARD)
        people.on(HEARD)
        onward.heard_and_found(case, HEARD, "serious")
        finally_warned(people, case)
        people.on(RECEIVED)
        appealed(people, case)
        people.on(APPEAL_HEARD)
        reduced(people, case)
        told(people, case)


def held_for_the_lado(people: Along, case: str) -> None:
    """Before the LADO agrees, nothing is begun, and nobody is told."""
    officer = people["case_manager"]
    officer.go(f"/cases/{case}")
    officer.sees("LADO")
    officer.axe_finds_nothing()
    begins(people, case)
    officer.sees("There is a problem")
    officer.sees("LADO")
    people.done(
        "case_manager",
        case,
        "lado-contact",
        "Record this contact",
        contacted_on=REPORTED.isoformat(),
        advice="The police look at it first. Wait.",
        may_investigate="no",
        may_tell_employee="no",
        **ADVICE,
    )
    begins(people, case)
    officer.sees("There is a problem")


def begins(people: Along, case: str) -> None:
    hr = people["case_manager"]
    hr.go(f"/cases/{case}/begin-investigation")
    hr.choose_person("officer_id", "Tom Halsey")
    hr.fill(terms="Whether he wrote to the pupil")
    hr.press("Begin the investigation")


def cleared(people: Along, case: str) -> None:
    """The LADO agrees, and the investigation begins."""
    people.done(
        "case_manager",
        case,
        "lado-contact",
        "Record this contact",
        contacted_on=CLEARED.isoformat(),
        advice="The police take no action. The Trust may go on.",
        may_investigate="yes",
        may_tell_employee="yes",
        **ADVICE,
    )
    begins(people, case)
    people["case_manager"].sees("appointed the investigating officer")


def finally_warned(people: Along, case: str) -> None:
    chair = people["hearing_manager"]
    chair.go(f"/cases/{case}/outcome")
    chair.axe_finds_nothing()
    weighed = {f"proportion__{each}": "Weighed." for each in ("aim", "link", "least", "balance")}
    points = ("manner", "harm", "lesser", "attribution", "mitigation")
    weighed |= {f"wording__{each}": "Weighed." for each in points}
    people.done(
        "hearing_manager",
        case,
        "outcome",
        "Record my decision",
        sanction="final_written_warning",
        reasons="Serious, once, and admitted.",
        mitigation="Long service.",
        lesser_steps="A first warning would not mark it.",
        comparable="None is known.",
        **weighed,
    )
    people.done(
        "case_manager",
        case,
        "outcome-letter",
        "Send the letter",
        served_how="by hand",
        misconduct="Writing to a pupil.",
        change_required="No message to a pupil from any personal account.",
        change_by="From today.",
        further_misconduct="It may lead to dismissal.",
        training="A session with the safeguarding lead.",
        why_final="The conduct was serious.",
    )


def appealed(people: Along, case: str) -> None:
    """The employee appeals at a phone, and is told when it is heard."""
    received = {"received_on": RECEIVED.isoformat()}
    people.done("case_manager", case, "appeal-window", "Open the appeal window", **received)
    people["employee"].go(f"/cases/{case}")
    people["employee"].axe_finds_nothing()
    severe = {"severity": "It was one message, and I have never been warned."}
    people.done("employee", case, "appeal", "Send my appeal", **severe)
    hr = people["case_manager"]
    hr.go(f"/cases/{case}/appoint?role=appeal_manager")
    hr.choose_person("person_id", "Clara Dunmore")
    hr.press("Appoint them")
    people.done(
        "case_manager",
        case,
        "appeal-hearing-notice",
        "Send the notice",
        day=APPEAL_HEARD.isoformat(),
        place="Room 2",
        heard_as="review",
        why_heard_so="The facts are agreed.",
        new_evidence_handled="Send it a week before.",
        served_how="by hand",
    )


def reduced(people: Along, case: str) -> None:
    """All that each result would change is shown before; what was decided is done after."""
    people.done(
        "case_manager",
        case,
        "appeal-heard",
        "Record the appeal hearing",
        attended="yes",
        companion_category="nobody",
        notes="He said that it was one message.",
    )
    manager = people["appeal_manager"]
    manager.go(f"/cases/{case}/appeal-decision")
    manager.axe_finds_nothing()
    manager.fits()
    manager.sees("What each result would change")
    people.done(
        "appeal_manager",
        case,
        "appeal-decision",
        "Record my decision",
        grounds__severity__upheld="yes",
        grounds__severity__reasons="One message, and a clean record.",
        result="varied",
        sanction="first_written_warning",
        reasons="A first warning is enough.",
    )
    people.done(
        "case_manager",
        case,
        "appeal-letter",
        "Send the letter",
        change_required="No message to a pupil.",
        further_misconduct="It may lead to a final warning.",
        served_how="by hand",
    )


def told(people: Along, case: str) -> None:
    """The letter with the result says what stands now."""
    assert bare("first written warning") in people.newest_letter("case_manager", case).lower()
