"""Three stories with an appeal, played by themselves: decided, to be heard, and on paper."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from casework import database
from casework.appeals.queries import appeal_decision_of, appeal_hearing_of, appeal_of
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.demo.fill import whole
from casework.demo.playing import Company, Playing, in_order_of_time
from casework.demo.playing_appeal import made_milder, to_be_heard
from casework.demo.playing_trust import set_up
from casework.demo.stories import stories
from casework.outcomes.ladder import Sanction
from casework.outcomes.queries import outcome_of
from casework.people.warnings import WarningLevel, warning_from
from casework.working_days import local_day
from tests.database import MIGRATED, Databases

BESIDES = {"grievance-gone-public": made_milder, "front-desk-diary": to_be_heard}
PLAYED = {*BESIDES, "boiler-contractor-post"}


@pytest.fixture
def session(_databases: Databases) -> Iterator[Session]:
    """A trust of its own, in which nothing has happened yet."""
    with _databases.copy(MIGRATED) as url:
        database.connect(url)
        with as_casework() as session:
            yield session


def test_the_stories_show_an_appeal_decided_one_to_be_heard_and_one_on_paper(
    session: Session,
) -> None:
    now = datetime.now(UTC)
    told = [each for each in stories(local_day(now)) if each.key in PLAYED]
    set_up(session, told[0].reported_at, local_day(now))
    company = Company(session)
    company.playing.update({each.key: Playing(each, company) for each in told})
    plays = [whole(each) for each in company.playing.values()]
    plays += [act(company.playing[key]) for key, act in BESIDES.items()]
    in_order_of_time(plays, now)
    milder = company.playing["grievance-gone-public"].case
    decided, outcome = appeal_decision_of(session, milder.id), outcome_of(session, milder.id)
    warning = warning_from(session, milder.id)
    assert decided
    assert outcome
    assert warning
    assert outcome.stands is Sanction.FIRST_WRITTEN_WARNING
    assert (milder.stage, warning.level) == (Stage.CLOSED, WarningLevel.FIRST_WRITTEN)
    hearing = appeal_hearing_of(session, company.playing["front-desk-diary"].case.id)
    assert hearing
    assert hearing.held_at is None
    on_paper = appeal_of(session, company.playing["boiler-contractor-post"].case.id)
    assert on_paper
    assert on_paper.how_received == "by e-mail to appeals@tansleyvale.example"
