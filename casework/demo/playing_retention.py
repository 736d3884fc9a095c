"""What is kept and what is due: a night worked out, a hold, and a deletion one person proposed."""

from datetime import datetime

from casework.cases.gateway import perform
from casework.database.whose import every_case
from casework.demo.playing import Company
from casework.retention.deciding import ProposeDisposal
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.retention.nightly import AcknowledgeNight, evaluate
from casework.retention.queue import Show, queue
from casework.working_days import local_day

DIRECTOR = "Fiona Leigh"
HELD = "niece-on-instagram"


def kept(company: Company, now: datetime) -> None:
    """Put a hold on one closed case, work the days out, and propose to delete what is due first."""
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
