"""What is kept and what is due: a night worked out, a hold, and a deletion one person proposed."""

from datetime import datetime

from casework.cases.gateway import perform
from casework.database.whose import every_case
from casework.demo.playing import Company
from casework.retention.deciding import ProposeDisposal
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.retention.nightly import AcknowledgeNight, evaluate
from casework.retention.queue import queue
from casework.retention.queued import Show
from casework.retention.weeding import ProposeWeeding
from casework.retention.weeding_models import Weed
from casework.working_days import local_day

DIRECTOR = "Fiona Leigh"
HELD = "niece-on-instagram"
WEEDED = "quiz-team-name"


def kept(company: Company, now: datetime) -> None:
    """A hold on one closed case, the days worked out, a deletion and a weeding proposed."""
    play = company.playing[HELD]
    reason = "Her solicitor asked on the phone that nothing be deleted. A letter is to follow."
    play.manages(PlaceHold(kind=HoldKind.LEGAL_CLAIM, reason=reason), now)
    director = company.actor(company.trust.named(DIRECTOR).staff_number)
    with every_case(company.session):
        night = evaluate(company.session, now)
    if night.stopped:  # the first night of a trust that has years behind it
        says = "The first night: the cases of three years became due together."
        AcknowledgeNight(reason=says).perform(company.session, director, now)
    due = queue(company.session, director, local_day(now), Show.DUE).rows
    free = [each for each in due if not each.holds]
    if free:
        told = ProposeDisposal(reason="Its six months are over. Nothing came of it since.")
        perform(company.session, director, free[0].reference, told, now)
    weed = ProposeWeeding(
        kind=Weed.EVIDENCE,
        reason="The other post of the pub is about pies. No allegation rests on it.",
        looked_through=True,
    )
    company.playing[WEEDED].manages(weed, now)
