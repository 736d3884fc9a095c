"""What is kept and what is due: a night worked out, a hold, a deletion and weedings proposed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import select

from casework.access import Actor
from casework.cases.gateway import perform
from casework.cases.models import Case
from casework.database.whose import every_case
from casework.demo.playing import Company
from casework.retention.deciding import ProposeDisposal
from casework.retention.holding import PlaceHold
from casework.retention.models import HoldKind
from casework.retention.nightly import AcknowledgeNight, evaluate
from casework.retention.queue import Show, queue
from casework.retention.weed_register import to_weed
from casework.retention.weed_reviewing import weed_holds
from casework.retention.weeding import KeepPaper, ProposeWeeding
from casework.retention.weeding_models import Weed
from casework.retention.weeds import DueToWeed, papers_on
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
    weeded(company, director, now)


def weeded(company: Company, director: Actor, now: datetime) -> None:
    """Keep one paper that may help somebody, and propose to weed what nothing holds."""
    free = [
        each
        for each in to_weed(company.session, director, local_day(now))
        if _free(company, each, now)
    ]
    kept_aside = False
    for kind in (Weed.DRAFTS, Weed.EVIDENCE):
        found = [each for each in free if each.kind is kind]
        for each in found[:2]:
            told = ProposeWeeding(
                kind=kind,
                reason="The report was issued, and nobody came back to them.",
                looked_through=True,
                safeguarding_agreed="The Trust’s safeguarding lead, on the day of the review",
            )
            perform(company.session, director, each.reference, told, now)
        if len(found) > 2 and not kept_aside:
            paper = _first_paper(company, found[2], now)
            why = "The employee may want to point to it."
            perform(
                company.session,
                director,
                found[2].reference,
                KeepPaper(item_id=paper, reason=why),
                now,
            )
            kept_aside = True


def _free(company: Company, due: DueToWeed, now: datetime) -> bool:
    with every_case(company.session):
        case = company.session.exec(select(Case).where(Case.reference == due.reference)).one()
        return not weed_holds(company.session, case.id, due.kind, local_day(now))


def _first_paper(company: Company, due: DueToWeed, now: datetime) -> UUID:
    today = local_day(now)
    with every_case(company.session):
        case = company.session.exec(select(Case).where(Case.reference == due.reference)).one()
        found = papers_on(company.session, case.id, today)
    return next(each.id for each in found if each.kind is due.kind and each.is_due(today))
