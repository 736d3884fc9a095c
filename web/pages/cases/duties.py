"""Duties outside HR, the safeguarding outcome, a concern handed on, and a union's official."""

from typing import Any

from fastapi import APIRouter, Request
from sqlmodel import Session

from casework.case_file.queries import CaseFile
from casework.cases.stages import Stage
from casework.duties.commands import ConsiderDuty, StartClock
from casework.duties.kinds import Duty, Moment
from casework.duties.referring import PrepareReferral
from casework.reports.answers import PassedTo
from casework.reports.elsewhere import PassOnCase
from casework.reports.representatives import RecordUnionRepresentative
from casework.reports.side_tracks import ConcludeSafeguarding, HandOnLowLevelConcern
from casework.reports.tracks import SafeguardingOutcome
from web.acting.acts import ActPage, add_acts
from web.acting.asking import choice, day, line, members, prose, select, yes_no

router = APIRouter()


def _named(_session: Session, _file: CaseFile, request: Request) -> dict[str, Any]:
    """The duty and the moment that a link named."""
    asked: dict[str, set[str]] = {
        "duty": {each.value for each in Duty},
        "moment": {each.value for each in Moment},
    }
    told = {name: request.query_params.get(name, "") for name in asked}
    return {name: value for name, value in told.items() if value in asked[name]}


add_acts(
    router,
    ActPage(
        slug="consider-duty",
        command=ConsiderDuty,
        title="Answer a duty outside HR",
        button="Record this answer",
        lead="Was somebody outside told? If not, why not?",
        what="It is recorded with your name. An earlier answer stays as it was.",
        asks=(
            select("duty", "Who may have to be told", members(Duty)),
            choice("moment", "When it is asked", members(Moment)),
            yes_no("referred", "Was it referred?"),
            day("referred_on", "Day it was referred", optional=True),
            line("reference", "Their reference", optional=True),
            prose("because", "Why it is not referred", "Only when it is not", optional=True),
        ),
        start=_named,
    ),
    ActPage(
        slug="start-clock",
        command=StartClock,
        title="Start the clock of the ICO or of Ofsted",
        button="Start the clock",
        lead="It counts from when somebody in the Trust first knew, not from today.",
        what="The deadline is put on the case. Answering the duty meets it.",
        asks=(
            choice("duty", "Whose clock it is", members(Duty, Duty.ICO, Duty.OFSTED)),
            day("aware_on", "Day somebody knew"),
            line("aware_at", "Time they knew", "For example 10:15"),
        ),
        start=_named,
    ),
    ActPage(
        slug="prepare-referral",
        command=PrepareReferral,
        title="Prepare a referral",
        button="Prepare the paper",
        lead="It is made from what the case holds: the person, what was found, the evidence.",
        what="The paper is kept with the case and not sent. Record the answer when it has gone.",
        asks=(
            choice("duty", "Who it is for", members(Duty, Duty.LADO, Duty.TRA, Duty.DBS)),
            prose(
                "grounds",
                "Grounds, or how the harm test is met",
                "For the TRA and the DBS",
                optional=True,
            ),
            prose("safety", "What was done so that the child is safe", "For the LADO", True),
            prose("told", "Who has been told what", "For the LADO", True),
        ),
        start=_named,
    ),
    ActPage(
        slug="conclude-safeguarding",
        command=ConcludeSafeguarding,
        title="Record the safeguarding outcome",
        button="Record this outcome",
        lead="One of five, apart from any finding of discipline. It is reached even when the "
        "person resigns or will not take part.",
        what="A summary in five parts is kept for the safeguarding lead. It cannot be changed.",
        asks=(
            choice("outcome", "Outcome", members(SafeguardingOutcome)),
            prose("summary", "What was alleged", "A clear summary, without naming a child"),
            prose("followed_up", "How it was followed up and resolved"),
            prose("action_taken", "Action taken and what was decided"),
            line("copy_to_person", "Whether the person has a copy, and who agreed"),
            yes_no("in_references", "Will it appear in references?"),
        ),
    ),
    ActPage(
        slug="pass-on",
        command=PassOnCase,
        title="Pass the case on",
        button="Pass it on and close the case",
        lead="For somebody who turns out to be no employee of the Trust. The disciplinary "
        "procedure is not for them, so no investigation begins. Tell whose matter it is first.",
        what="The case is closed, and no register or file of staff is changed.",
        asks=(
            choice("passed_to", "What are they to the Trust?", members(PassedTo)),
            line("passed_to_whom", "Who was told?", "Their name, and whom they act for"),
            day("passed_on", "Day they were told"),
            prose("reasons", "How it turned out"),
        ),
        stages=frozenset({Stage.TRIAGE}),
    ),
    ActPage(
        slug="low-level-concern",
        command=HandOnLowLevelConcern,
        title="Hand a low-level concern on",
        button="Record where it is kept",
        lead="It goes to the Trust’s own record of low-level concerns. Write it there, not here.",
        what="Only the reference, the day and the person are kept. Nothing of what it says is.",
        asks=(
            line("record_reference", "Reference in the Trust’s record"),
            day("handed_on", "Day it was handed on"),
            line("handed_to", "Who it was handed to"),
        ),
    ),
    ActPage(
        slug="union-representative",
        command=RecordUnionRepresentative,
        title="Record whether they represent a union",
        button="Record this",
        lead="If they do, its full-time official hears of it before formal action, with their "
        "agreement.",
        what="When the official was told, a notice is kept with the case. Until then, or until "
        "they do not agree, no hearing notice goes out.",
        asks=(
            yes_no("is_representative", "Does the employee represent a union?"),
            line("union_name", "Union", optional=True),
            choice(
                "agreed",
                "Do they agree that an official is told?",
                lambda _session, _file: [("yes", "Yes"), ("no", "No")],
                "Leave it open until you have asked them",
                optional=True,
            ),
            line("official", "Official who was told", "Name and post", optional=True),
            day("contacted_on", "Day the official was told", optional=True),
        ),
    ),
)
