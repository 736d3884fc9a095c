"""The parts of the journey between triage and closing, each by the person whose part it is."""

from datetime import date

from tests.journeys.people import AtBrowser

PARTICULARS = (
    "Posted two photographs of Year 4 pupils on a personal Instagram account, with their faces "
    "clear, after the harvest assembly."
)


def begin(hr: AtBrowser, case: str, officer: str) -> None:
    hr.go(f"/cases/{case}/begin-investigation")
    hr.axe_finds_nothing()
    hr.choose_person("officer_id", officer)
    hr.fill(terms="Whether the photographs were posted\nBy whom, and who could see them")
    hr.press("Begin the investigation")
    hr.sees("appointed the investigating officer")


def admit(officer: AtBrowser, case: str, titles: list[str]) -> None:
    """Admit every file that came with the report."""
    for title in titles:
        officer.go(f"/cases/{case}/evidence")
        officer.axe_finds_nothing()
        officer.page.locator("main a", has_text="IMG_").or_(
            officer.page.locator("main a", has_text="release-check")
        ).first.click()
        officer.page.wait_for_load_state()
        officer.axe_finds_nothing()
        officer.press("Admit as an exhibit")
        shows = "yes" if title.startswith("Photo") else "no"
        officer.fill(title=title, description=f"{title}, described in words", shows_pupil=shows)
        officer.page.locator("main form button[type=submit]").first.click()
        officer.sees(title)


def allege(officer: AtBrowser, case: str, clause: str, conduct_on: date) -> None:
    officer.go(f"/cases/{case}/make-allegation")
    officer.axe_finds_nothing()
    officer.fill(clause=clause, conduct_on=conduct_on.isoformat(), severity="serious")
    officer.fill(place="Instagram, the personal account becky.hallam", particulars=PARTICULARS)
    for box in officer.page.locator('main input[name="exhibits"]').all():
        box.check(force=True)
    officer.page.locator("main form button[type=submit]").first.click()
    officer.sees("made allegation 1")


def conclude(officer: AtBrowser, case: str) -> None:
    officer.go(f"/cases/{case}/conclude-investigation")
    officer.axe_finds_nothing()
    officer.fill(
        introduction="I was asked to look into two photographs.",
        process_followed="I saved the post and spoke to two people.",
        people__0__name="Daniel Okafor",
        people__0__role="Principal",
        people__0__heard_on="6 Oct 2026",
        people__0__about="How the post was found",
        undisputed_facts="The photographs were posted.\nThe account is hers.",
        employee_account="She thought only her family could see the account.",
        exculpatory_evidence="I looked for a media release slip and found none.",
        mitigation="Seven years without a concern.",
    )
    page = officer.page
    page.locator('main [name^="conclusions"][value="case_to_answer"]').first.check(force=True)
    page.locator('main textarea[name^="conclusions"]').first.fill("The post is admitted.")
    officer.press("Conclude with this report")
    officer.sees("concluded the investigation with a report, L1")


def screen(hr: AtBrowser, case: str) -> None:
    """The twelve questions about protected content, each answered no."""
    hr.go(f"/cases/{case}/protected-content")
    hr.axe_finds_nothing()
    for number in range(1, 13):
        hr.fill(**{f"answers__PC-{number:02d}__answer": "no"})
    hr.fill(basis="The two photographs and what she said about them.")
    hr.press("Record my answers")
    hr.sees("answered the questions about protected content")


def put_to_hearing(hr: AtBrowser, case: str, chair: str, note_taker: str) -> None:
    screen(hr, case)
    hr.go(f"/cases/{case}/case-to-answer")
    hr.axe_finds_nothing()
    hr.page.locator('main [name^="to_hearing"][value="yes"]').first.check(force=True)
    hr.fill(reasons="The photographs are admitted and the clause is plain.")
    hr.press("Record my decision")
    for role, who in (("hearing_manager", chair), ("note_taker", note_taker)):
        hr.go(f"/cases/{case}/appoint?role={role}")
        hr.choose_person("person_id", who)
        hr.press("Appoint them")
        hr.sees("appointed the")


def send_notice(hr: AtBrowser, case: str) -> None:
    hr.go(f"/cases/{case}/union-representative")
    hr.fill(is_representative="no")
    hr.press("Record this")
    hr.sees("does not represent a union")
    hr.go(f"/cases/{case}/hearing-notice")
    hr.axe_finds_nothing()
    hr.fill(
        place="Trust office, meeting room 2",
        dismissal_possible="yes",
        gross_misconduct_rule="Staff social media policy, 5.6",
        why_dismissal="The photographs show pupils whose families had not agreed.",
        served_how="by hand and by e-mail",
    )
    hr.press("Send the notice")
    hr.sees("sent the hearing notice, L2")


def hold(hr: AtBrowser, case: str) -> None:
    hr.go(f"/cases/{case}/hearing-held")
    hr.axe_finds_nothing()
    hr.fill(attended="yes", companion_category="union_employed_official")
    hr.fill(companion="Mark Devlin, UNISON", notes="The officer presented; she answered.")
    hr.press("Record the hearing")
    hr.sees("recorded that the hearing was held")


def decide(chair: AtBrowser, case: str) -> None:
    """The finding, the severity and the outcome, by the hearing manager."""
    chair.go(f"/cases/{case}/finding?allegation=1")
    chair.axe_finds_nothing()
    chair.fill(finding="upheld", reasons="She admits it, and the account was open to parents.")
    chair.press("Record my finding")
    chair.go(f"/cases/{case}/severity")
    chair.axe_finds_nothing()
    for number in range(1, 25):
        chair.fill(**{f"factors__F-{number:02d}__applies": "yes"})
        chair.fill(**{f"factors__F-{number:02d}__words": f"Weighed under F-{number:02d}."})
    chair.fill(severity="serious", reasons="Real reach, no harm shown, removed at once.")
    chair.press("Record my assessment")
    chair.go(f"/cases/{case}/outcome")
    chair.axe_finds_nothing()
    chair.fill(
        sanction="final_written_warning",
        reasons="Serious, once, and admitted.",
        mitigation="Long service and insight.",
        lesser_steps="A first warning would not mark how serious it was.",
    )
    chair.press("Record my decision")
    chair.sees("There is a problem")
    for point in ("aim", "link", "least", "balance"):
        chair.fill(**{f"proportion__{point}": f"Weighed: {point}."})
    for point in ("manner", "harm", "lesser", "attribution", "mitigation"):
        chair.fill(**{f"wording__{point}": f"Weighed: {point}."})
    chair.fill(comparable="None is known.")
    chair.press("Record my decision")
    chair.sees("decided the outcome: final written warning")


def send_outcome(hr: AtBrowser, case: str, received_on: date) -> None:
    hr.go(f"/cases/{case}/outcome-letter")
    hr.axe_finds_nothing()
    hr.fill(served_how="by hand", misconduct="Posting photographs of pupils.")
    hr.press("Send the letter")
    hr.sees("There is a problem")
    hr.fill(
        change_required="No pupil appears on any personal account.",
        change_by="From today.",
        further_misconduct="It may lead to dismissal.",
        training="A session with the safeguarding lead.",
        why_final="The conduct was serious.",
    )
    hr.press("Send the letter")
    hr.sees("sent the outcome letter, L3")
    hr.go(f"/cases/{case}/appeal-window")
    hr.fill(received_on=received_on.isoformat())
    hr.press("Open the appeal window")
    hr.sees("opened the appeal window")


def close(hr: AtBrowser, case: str) -> None:
    hr.go(f"/cases/{case}/close")
    hr.axe_finds_nothing()
    hr.fill(reasons="No appeal arrived.", no_appeal="yes")
    hr.press("Close the case")
    hr.sees("This case is closed.")
