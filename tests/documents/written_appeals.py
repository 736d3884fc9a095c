"""Letters about an appeal, as an HR adviser would have filled them in."""

from dataclasses import replace
from datetime import date

from casework.documents.appeal_letters import (
    AppealHearingNotice,
    AppealMeeting,
    AppealOutcomeLetter,
    AppealTooLate,
    GroundAnswered,
    GroundLodged,
    ReinstatementLetter,
)
from casework.documents.letterhead import Letter
from casework.documents.wording import Person
from tests.documents.written import CHAIR, EVERY, HELD, NOTICE

TRUSTEE = Person(name="Rosalind Achterberg", role="Chief Executive")

WRITTEN_ON_APPEAL: tuple[Letter, ...] = (
    AppealHearingNotice(
        **EVERY,
        outcome="Final written warning",
        dismissed=False,
        received_on=date(2026, 12, 18),
        late_reason="You were in hospital when the time ended.",
        grounds=(GroundLodged(ground="The outcome is too severe", words="It was one picture."),),
        rehearing=True,
        why_heard_so="You say that a witness was not asked.",
        new_evidence="Anything new is sent to both sides three days before.",
        hearing=AppealMeeting(
            day=date(2027, 1, 14),
            starts="2pm",
            place="Meeting room 1, Tansley Vale House",
            chair=TRUSTEE,
            panel=(Person(name="Tobias Renn", role="Trustee"),),
            decided_by=CHAIR,
        ),
        preparation=NOTICE["preparation"],
    ),
    AppealOutcomeLetter(
        **EVERY,
        hearing=replace(HELD, chair=TRUSTEE, attended_by=(TRUSTEE,)),
        grounds=(
            GroundAnswered(
                ground="The outcome is too severe",
                words="It was one picture.",
                upheld=True,
                reasons="The picture was up for an hour, and you told us yourself.",
            ),
        ),
        result="A less severe outcome takes its place",
        reasons="A first warning is enough to make the rule clear.",
        was="Final written warning",
        stands="First written warning",
        changed=True,
        warns=True,
        ends_a_dismissal=False,
        spent_on=date(2027, 12, 8),
        change_required="Do not post pictures of pupils.",
        further_misconduct="Further misconduct could lead to a final written warning.",
    ),
    AppealTooLate(
        **EVERY,
        received_on=date(2027, 2, 1),
        window_ended_on=date(2026, 12, 22),
        why_late="I had not opened the letter.",
        reason="You had the letter on 8 December 2026, and nothing kept you from writing.",
    ),
    ReinstatementLetter(
        **EVERY,
        decided_on=date(2027, 1, 14),
        stands="Final written warning",
        returns_on=date(2027, 1, 25),
        return_to_work="The Principal meets you at 8:30am, and weekly for a month.",
        back_pay="All pay since 5 January 2027 is paid on 29 January 2027.",
        continuity="Your service, leave and pension count without a gap.",
        records="The dismissal is taken off your personnel file.",
        referrals="The Disclosure and Barring Service had been told and is told of this result.",
    ),
)
