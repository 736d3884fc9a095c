"""In Chromium: a suspension, a dismissal that two people look at, and an appeal that undoes it."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from casework.outcomes.ladder import Sanction
from casework.outcomes.proportionality import PROPORTION, WORDING, alternatives_to
from casework.suspension.alternatives import Alternative
from tests.documents.reading import bare
from tests.journeys import onward
from tests.journeys.along import Along, along
from tests.journeys.telling import made_a_case, reported

pytestmark = pytest.mark.browser

REPORTED, REVIEWED, HEARD = date(2026, 10, 5), date(2026, 10, 16), date(2026, 10, 19)
APPEAL_HEARD = date(2026, 11, 3)
HR, CHAIR = "case_manager", "hearing_manager"
PRINCIPAL = "Ruth Calder, Principal, Birchfield Academy"


def test_an_appeal_overturns_a_dismissal_and_the_employee_returns(
    live: str, chrome: Browser
) -> None:
    with along(chrome, REPORTED) as people:
        case = made_a_case(people, reported(people, "no"), "no")
        suspended(people, case)
        onward.begun(case, REPORTED)
        onward.called_to_a_hearing(case, REPORTED, HEARD, severity="possible_gross_misconduct")
        people.on(REVIEWED)
        reviewed(people, case)
        people.on(HEARD)
        onward.heard_and_found(case, HEARD, "possible_gross_misconduct")
        dismissed(people, case)
        appealed(people, case)
        people.on(APPEAL_HEARD)
        overturned(people, case)
        reinstated(people, case)


def suspended(people: Along, case: str) -> None:
    """While something less will do, nobody is suspended; then the letter goes at once."""
    hr = people[HR]
    hr.go(f"/cases/{case}/suspend")
    hr.fits()
    hr.axe_finds_nothing()
    hr.page.locator('main select[name="decided_by_id"]').select_option(label=PRINCIPAL)
    hr.choose_person("contact_id", "Ben Ainsley")
    for each in Alternative:
        hr.fill(**{f"alternatives__{each}__will_do": "no"})
        hr.fill(**{f"alternatives__{each}__reason": "It would not keep them apart."})
    hr.fill(
        alternatives__home_working__will_do="yes",
        starts_on=REPORTED.isoformat(),
        reason="A post that names a pupil was reported.",
        protects="The pupil, and what witnesses say.",
        terms="Do not come to site or write to witnesses.",
        lasts="About four weeks",
        available="9am to 3pm on working days",
        immediate="no",
    )
    hr.press("Suspend on full pay")
    hr.sees("There is a problem")
    hr.sees("None of the alternatives")
    hr.fill(alternatives__home_working__will_do="no")
    hr.press("Suspend on full pay")
    served = {"served_how": "by hand"}
    people.done(HR, case, "suspension-letter", "Send the letter", **served)
    people["employee"].go(f"/cases/{case}")
    people["employee"].sees("Suspension from work on full pay")
    people["employee"].fits()


def reviewed(people: Along, case: str) -> None:
    people.done(
        HR,
        case,
        "review-suspension",
        "Record this review and send the letter",
        reviewed_on=REVIEWED.isoformat(),
        decision="continue",
        reasons="The hearing is on Monday.",
        served_how="by post",
    )


def dismissed(people: Along, case: str) -> None:
    """The letter waits until somebody else on the panel agrees."""
    told = {f"proportion__{each.id}": "Weighed." for each in PROPORTION}
    told |= {f"wording__{each.id}": "Weighed." for each in WORDING}
    lesser = alternatives_to(Sanction.SUMMARY_DISMISSAL)
    told |= {f"alternatives__{each.id}": "It would not protect the pupil." for each in lesser}
    found = {
        "gross_misconduct_found": "gross_misconduct",
        "repudiatory_breach": "repudiatory_reasons",
        "fair_dismissal": "fair_dismissal_reasons",
    }
    for field, why in found.items():
        told |= {field: "yes", why: "Trust is gone."}
    told |= {
        "sanction": "summary_dismissal",
        "reasons": "He named a pupil.",
        "mitigation": "A long and clean record.",
        "comparable": "None is known.",
    }
    people.done(CHAIR, case, "outcome", "Record my decision", **told)
    letter = {
        "served_how": "by hand",
        "misconduct": "Naming a pupil.",
        "why_no_lesser_sanction": "Nothing less protects the pupil.",
        "contract_ends": HEARD.isoformat(),
        "final_pay": "To today, in October.",
        "holiday": "Three days, in October.",
        "property": "Keys and laptop, by post.",
    }
    act, button = "outcome-letter", "Send the letter"
    people.act(HR, case, act, button, **letter).sees("There is a problem")
    second = "I agree with the decision"
    words = {"words": "I read the report and the reasons."}
    people.done("panel_member", case, "review-dismissal", second, **words)
    people.done(HR, case, act, button, **letter)


def appealed(people: Along, case: str) -> None:
    received = {"received_on": HEARD.isoformat()}
    people.done(HR, case, "appeal-window", "Open the appeal window", **received)
    wrong = {"finding": "The account is not mine: here is who opened it."}
    people.done("employee", case, "appeal", "Send my appeal", **wrong)
    hr = people[HR]
    hr.go(f"/cases/{case}/appoint?role=appeal_manager")
    hr.choose_person("person_id", "Clara Dunmore")
    hr.press("Appoint them")
    people.done(
        HR,
        case,
        "appeal-hearing-notice",
        "Send the notice",
        day=APPEAL_HEARD.isoformat(),
        place="Room 2",
        heard_as="rehearing",
        why_heard_so="The finding is disputed.",
        new_evidence_handled="Send it a week before.",
        served_how="by hand",
    )


def overturned(people: Along, case: str) -> None:
    """What would follow from each result is told before one is chosen."""
    held = {"attended": "yes", "companion_category": "nobody", "notes": "He showed who opened it."}
    people.done(HR, case, "appeal-heard", "Record the appeal hearing", **held)
    manager = people["appeal_manager"]
    manager.go(f"/cases/{case}/appeal-decision")
    manager.axe_finds_nothing()
    manager.sees("A reinstatement letter follows (L-23)")
    manager.sees("The dismissal counts as never made")
    people.done(
        "appeal_manager",
        case,
        "appeal-decision",
        "Record my decision",
        grounds__finding__upheld="yes",
        grounds__finding__reasons="Somebody else opened the account.",
        result="overturned",
        reasons="The account was not his.",
    )
    people.done(HR, case, "appeal-letter", "Send the letter", served_how="by hand")


def reinstated(people: Along, case: str) -> None:
    people.done(
        HR,
        case,
        "reinstatement-letter",
        "Send the letter",
        returns_on="2026-11-09",
        return_to_work="A meeting with the Principal first.",
        back_pay="All of it, in November.",
        continuity="Service has no gap.",
        records="The dismissal is taken off the file.",
        referrals="Nobody had been told.",
        served_how="by hand",
    )
    assert bare("Service has no gap.") in people.newest_letter(HR, case)
    people["employee"].go(f"/cases/{case}")
    people["employee"].sees("Your employment goes on")
    people["employee"].fits()
    people["employee"].axe_finds_nothing()
