"""A night that stopped is told to those who answer for it, by mail that says no more."""

from sqlalchemy import text

from casework.database.whose import every_case
from casework.retention.alerting import tell_of_night
from casework.retention.nightly import evaluate
from casework.settings import Settings
from tests.mail import deliver_all, mail_server
from tests.retention.conftest import LONG_AFTER, due_case
from tests.world import World, at


def test_the_director_and_the_data_protection_officer_are_written_to(world: World) -> None:
    references = [due_case(world).reference for _ in range(6)]
    with every_case(world.session):
        night = evaluate(world.session, at(LONG_AFTER))
    queued = text("SELECT args FROM procrastinate_jobs WHERE task_name = 'casework.tell_of_night'")
    assert world.session.execute(queued).scalars().all() == [{"night": str(night.id)}]
    with mail_server() as (received, url):
        count = tell_of_night(world.session, Settings(smtp_url=url), night.id or 0)
        deliver_all(url)
        assert count == len(received.arrived) > 0
        for _, message in received.arrived:
            whole = message.as_string()
            assert "/retention" in whole
            assert not any(each in whole for each in references)
