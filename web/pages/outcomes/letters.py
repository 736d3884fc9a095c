"""Letters to people beside the procedure, and about the end of an employment."""

from fastapi import APIRouter

from casework.cases.stages import Stage
from casework.letters.acknowledging import (
    AcknowledgeComplaint,
    AcknowledgeReport,
    PrintStatementForm,
)
from casework.letters.answering import AnswerReference, NotifyDataBreach, TellComplainant
from casework.letters.leaving import GiveWrittenReasons, SendSettlementRider
from web.acting.acts import ActPage, add_acts
from web.acting.asking import day, line, prose, yes_no

router = APIRouter()
OPEN = frozenset(Stage) - {Stage.REPORTED, Stage.CLOSED}
AFTER_TRIAGE = frozenset(Stage) - {Stage.REPORTED}
SENT = line("served_how", "How the letter is sent", "For example by post, first class")

add_acts(
    router,
    ActPage(
        slug="acknowledge-report",
        command=AcknowledgeReport,
        title="Acknowledge the report",
        button="Send the letter",
        lead="Whoever reported is asked to keep it to themselves and to look into nothing.",
        what="A letter to whoever reported is kept. It says nothing of what becomes of the report.",
        asks=(
            day("next_by", "Day by which it is decided what to do"),
            SENT,
        ),
        stages=OPEN,
    ),
    ActPage(
        slug="acknowledge-complaint",
        command=AcknowledgeComplaint,
        title="Acknowledge a complaint from outside",
        button="Send the letter",
        lead="For a parent or somebody else outside. The letter names no member of staff.",
        what="A letter to whoever complained is kept, and asks them not to post about it.",
        asks=(
            line("to", "Name of whoever complained"),
            day("received_on", "Day the complaint arrived"),
            prose("concern", "What the complaint is about", "In words that name nobody"),
            SENT,
        ),
        stages=OPEN,
    ),
    ActPage(
        slug="statement-form",
        command=PrintStatementForm,
        title="Print a statement form",
        button="Print the form",
        lead="For a witness who writes by hand. What comes back is recorded as a signed statement.",
        what="The form is kept with the case. It names nobody but the witness.",
        asks=(
            line("name", "Name of the witness"),
            line("role", "Who they are to the school", optional=True),
            prose("topics", "What they are asked about", "The witness will read this"),
            day("return_by", "Day to give it back by"),
            yes_no("unnamed", "Does it ask why they want not to be named?"),
            line("served_how", "How the form reaches them"),
        ),
        stages=frozenset({Stage.INVESTIGATION}),
    ),
    ActPage(
        slug="tell-complainant",
        command=TellComplainant,
        title="Tell whoever complained",
        button="Send the letter",
        lead="Once the matter was dealt with. What happens to a member of staff is not said.",
        what="A letter to whoever complained is kept. Words of a step about anybody refuse it.",
        asks=(
            line("to", "Name of whoever complained"),
            day("received_on", "Day the complaint arrived"),
            prose("result", "What they are told", "Nothing of a step about a member of staff"),
            SENT,
        ),
        stages=frozenset({Stage.OUTCOME, Stage.APPEAL, Stage.CLOSED}),
    ),
    ActPage(
        slug="settlement-rider",
        command=SendSettlementRider,
        title="Send what a settlement does not stop",
        button="Send the letter",
        lead="Goes with a settlement agreement. No agreement stops a referral or a true reference.",
        what="A letter to the employee is kept. What concerns a child has to be concluded first.",
        asks=(
            day("agreed_on", "Day of the agreement"),
            day("ends_on", "Day the employment ends"),
            line("adviser", "Their independent adviser"),
            prose("agreed_reference", "The agreed reference"),
            yes_no("refers", "Does every referral to the DBS still go ahead?"),
            yes_no("references", "Do references still tell the truth?"),
            yes_no("considers_tra", "Is telling the TRA still considered?"),
            SENT,
        ),
        stages=AFTER_TRIAGE,
    ),
    ActPage(
        slug="reference",
        command=AnswerReference,
        title="Answer a request for a reference",
        button="Send the reference",
        lead="Facts from the records. Spent warnings and what was not substantiated stay out.",
        what="The reference is kept, with the warnings that count today and what was concluded "
        "for references about a child.",
        asks=(
            line("to", "Who asks for it"),
            line("organisation", "Organisation", optional=True),
            day("asked_on", "Day it was asked for"),
            prose("more", "What else is said of the employment", optional=True),
            SENT,
        ),
        stages=frozenset({Stage.CLOSED}),
    ),
    ActPage(
        slug="data-breach",
        command=NotifyDataBreach,
        title="Give notice of a data breach",
        button="Send the notice",
        lead="To the Information Commissioner, or to a person whose data were lost or shown.",
        what="The notice is kept. It says since when the breach is known, as it was recorded.",
        asks=(
            line("to", "Who is told"),
            prose("nature", "What happened"),
            prose("categories", "Which data, and of how many people"),
            prose("consequences", "What may follow from it"),
            prose("measures", "What was done and is being done"),
            SENT,
        ),
        stages=AFTER_TRIAGE,
    ),
    ActPage(
        slug="reasons-given",
        command=GiveWrittenReasons,
        title="Give the written reasons",
        button="Send the letter",
        lead="The letter says enough for them to know exactly why they were dismissed.",
        what="A letter with the findings and reasons of the decision is kept, and the clock of "
        "14 days is met today. Nothing is added to what was decided.",
        asks=(SENT,),
        stages=frozenset({Stage.OUTCOME, Stage.APPEAL}),
    ),
)
