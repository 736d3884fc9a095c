"""Letters as an HR adviser would have filled them in. Every person is invented."""

from datetime import date
from typing import Any

from casework.documents.letterhead import Letter
from casework.documents.letters import (
    DismissalHearingNotice,
    DismissalWithNotice,
    FinalWrittenWarning,
    FirstWrittenWarning,
    HearingNotice,
    NoActionLetter,
    NoCaseToAnswerLetter,
    SummaryDismissal,
)
from casework.documents.wording import (
    AllegationPut,
    AppealRight,
    ClauseQuoted,
    Contact,
    Enclosure,
    FindingMade,
    HearingHeld,
    Meeting,
    Person,
    PolicyCited,
    Preparation,
)

POLICY = PolicyCited(
    title="Staff Social Media Policy", version="3", effective_from=date(2025, 9, 1)
)
CHAIR = Person(name="Morwenna Pascoe", role="Executive Principal")
OFFICER = Person(name="Idris Okafor", role="Investigating officer, Saltmarsh Academy")
NOTES = Person(name="Lena Farquhar", role="HR Officer")
PICTURES = AllegationPut(
    number=1,
    clause=ClauseQuoted(
        policy=POLICY,
        number="2.6",
        wording="Pictures and films of pupils are posted only on an academy’s own sites, and only "
        "where a release slip has been signed. They never appear on a personal account.",
    ),
    particulars="You posted a photograph in which three pupils of Year 5 can be recognised to your "
    "personal Instagram account, which about 340 people follow.",
    occurred="Saturday 3 October 2026, at about 8:40pm",
    place="Instagram, the account @cal.wexford",
    exhibits=("CW/01", "CW/02"),
)
REMARKS = AllegationPut(
    number=2,
    clause=ClauseQuoted(
        policy=POLICY,
        number="4.1, 5th point",
        wording="What employees post may not bully or harass anyone.",
    ),
    particulars="Under that photograph you replied to a parent in words that mocked her child.",
    occurred="Sunday 4 October 2026, between 9:05am and 9:20am",
    place="Instagram, the comments under the photograph",
    exhibits=("CW/03",),
)
EVERY: dict[str, Any] = {
    "trust": "Tansley Vale Learning Trust",
    "academy": "Saltmarsh Academy",
    "reference": "TVLT-2026-014",
    "dated": date(2026, 11, 16),
    "employee": "Callum Wexford",
    "employee_role": "Teaching assistant",
    "sender": CHAIR,
    "policies": (
        POLICY,
        PolicyCited(title="Disciplinary Policy", version="6", effective_from=date(2024, 1, 8)),
    ),
    "support": (
        Contact(name="Employee assistance line", how="01632 960455, free, day and night"),
        Contact(name="Your trade union", how="your workplace representative or regional office"),
    ),
    "adjustments": Contact(name="Lena Farquhar, HR Officer", how="lena.farquhar@tvlt.example"),
    "privacy_notice": "tvlt.example/privacy/staff",
    "address": ("14 Quarry Row", "Tansley Vale"),
    "delivery": "By email and by first class post",
}
NOTICE: dict[str, Any] = {
    **EVERY,
    "allegations": (PICTURES, REMARKS),
    "possible_outcomes": ("no further action", "a first written warning"),
    "hearing": Meeting(
        day=date(2026, 12, 3),
        starts="10am",
        duration="two hours",
        place="Meeting room 2, Tansley Vale House, Mill Lane, Tansley Vale",
        chair=CHAIR,
        panel=(Person(name="Tobias Renn", role="Trustee"),),
        presenter=OFFICER,
        note_taker=NOTES,
        witnesses=(Person(name="Bea Lindqvist", role="Class teacher"),),
    ),
    "preparation": Preparation(
        contact=Contact(name="Lena Farquhar", how="lena.farquhar@tvlt.example"),
        companion_by=date(2026, 11, 30),
        papers_by=date(2026, 11, 30),
        witnesses_by=date(2026, 11, 27),
        postponed_to_at_latest=date(2026, 12, 10),
    ),
    "enclosures": (
        Enclosure(title="Hearing pack, bundle A", pages=46),
        Enclosure(title="Disciplinary Policy, version 6"),
    ),
}
HELD = HearingHeld(
    day=date(2026, 12, 3),
    chair=CHAIR,
    attended_by=(Person(name="Callum Wexford", role="Teaching assistant"), OFFICER, NOTES),
    accompanied_by="Priya Ashdown, a colleague from Saltmarsh Academy, accompanied you.",
)
OUTCOME: dict[str, Any] = {
    **EVERY,
    "dated": date(2026, 12, 8),
    "hearing": HELD,
    "findings": (
        FindingMade(
            allegation=PICTURES,
            finding="Upheld",
            upheld=True,
            reasons="You accept that you posted the photograph. No release slip was signed, and "
            "the account is your own.",
        ),
        FindingMade(
            allegation=REMARKS,
            finding="Not upheld",
            upheld=False,
            reasons="The words can be read as a clumsy joke between friends. The parent said that "
            "she had not been offended.",
        ),
    ),
}
SANCTION: dict[str, Any] = {
    **OUTCOME,
    "misconduct": "You posted a photograph of pupils to a personal account.",
    "reasons": "The rule protects children. You had been trained in it in September 2025.",
    "mitigation": "You took the photograph down within an hour and told your line manager "
    "yourself. You have nine years of service without any earlier warning.",
    "appeal": AppealRight(
        to=Person(name="Rosalind Achterberg", role="Chief Executive"),
        how="appeals@tvlt.example",
        by=date(2026, 12, 22),
        working_days=10,
    ),
}
WARNING: dict[str, Any] = {
    **SANCTION,
    "change_required": "Do not post pictures of pupils anywhere but on the academy’s own sites.",
    "change_by": "At once, and from now on.",
    "live_from": date(2026, 12, 8),
    "live_months": 12,
    "spent_on": date(2027, 12, 8),
    "further_misconduct": "Further misconduct while this warning is live could lead to a final "
    "written warning.",
    "training": "A one-hour session with the digital lead before the end of January 2027.",
    "kept_where": "On your personnel file, seen only by HR and by those who decide a later case.",
}
DISMISSAL: dict[str, Any] = {
    **SANCTION,
    "why_no_lesser_sanction": "A final written warning was already live for the same conduct.",
    "contract_ends": date(2027, 1, 5),
    "holiday": "4.5 days not taken will be paid.",
    "final_pay": "Paid on 29 January 2027, with a statement.",
    "property": "Return your laptop, keys and badge to the academy office by 5 January 2027.",
}
ENDING: dict[str, Any] = {
    "records": "This letter stays on your personnel file. The investigation papers are kept apart "
    "from it.",
    "removed_on": date(2027, 6, 8),
}

WRITTEN: tuple[Letter, ...] = (
    NoCaseToAnswerLetter(
        **EVERY,
        **ENDING,
        investigator=OFFICER,
        decided_by=CHAIR,
        decided_on=date(2026, 11, 13),
        allegations=(PICTURES,),
        reasons="The account that posted the photograph is run by somebody else.",
        wellbeing="Your line manager will meet you in the first week, and weekly for a month.",
        informal_advice="Check who can see and use the accounts that carry your name.",
    ),
    HearingNotice(**NOTICE),
    DismissalHearingNotice(
        **{
            **NOTICE,
            "possible_outcomes": (
                "no further action",
                "a final written warning",
                "dismissal with notice",
                "dismissal without notice",
            ),
        },
        suspended=True,
        gross_misconduct_rule="Disciplinary Policy, version 6, section 9, example (c): putting "
        "the safety or the privacy of a pupil at serious risk.",
        why_dismissal_is_possible="Allegation 1 concerns pictures of children who can be "
        "recognised, shown to people outside the academy.",
    ),
    FirstWrittenWarning(**WARNING),
    FinalWrittenWarning(
        **{**WARNING, "live_months": 24, "spent_on": date(2028, 12, 8)},
        why_final="Children could be recognised, and one of them must not be traced.",
        why_longer="The child must not be traced for at least that time.",
    ),
    DismissalWithNotice(
        **DISMISSAL,
        notice_period="Four weeks, from 8 December 2026.",
        notice="You are not required to work. You will be paid as usual until your contract ends.",
    ),
    SummaryDismissal(
        **{**DISMISSAL, "contract_ends": date(2026, 12, 8)},
        gross_misconduct="The conduct was so serious that it ended the trust on which your "
        "contract rests. You knew that one child must not be traced, and posted the picture.",
        referrals="We are considering whether the law requires a referral to the Disclosure and "
        "Barring Service. We will tell you in writing.",
        references="A reference will state your dates, your post and the reason you left.",
    ),
    NoActionLetter(
        **{**OUTCOME, "findings": OUTCOME["findings"][1:]},
        **ENDING,
        statement="Nothing was upheld.",
        return_to_work="You return to your class on 10 December 2026.",
    ),
)
