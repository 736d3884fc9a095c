"""Filling an empty trust with the demo: every story through the real commands, all or none."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from sqlmodel import Session, select

from casework.database import as_casework
from casework.demo.playing import Company, Play, Playing, in_order_of_time
from casework.demo.playing_administration import administered
from casework.demo.playing_apart import KEPT_APART, opened_lately
from casework.demo.playing_beside import beside_of, registers_kept
from casework.demo.playing_clocks import CLOCKS
from casework.demo.playing_data_rights import data_rights
from casework.demo.playing_hearing import heard, prepared
from casework.demo.playing_investigation import decided, investigated
from casework.demo.playing_outcome import concluded
from casework.demo.playing_procedure import IN_FULL
from casework.demo.playing_recipes import recipe_changed
from casework.demo.playing_redaction import REDACTED
from casework.demo.playing_report import reported, started, triaged
from casework.demo.playing_retention import kept
from casework.demo.playing_room import IN_A_ROOM, room_account
from casework.demo.playing_screen import screened
from casework.demo.playing_systems import connected_systems
from casework.demo.playing_trust import (
    DemoAccount,
    give_accounts,
    set_up,
    way_back_asked,
)
from casework.demo.playing_turns import TURNED, reopened_lately
from casework.demo.playing_views import keep_views
from casework.demo.playing_voices import HEARD
from casework.demo.stories import stories
from casework.demo.story import Story
from casework.errors import WrongAnswer
from casework.people.models import Person
from casework.reports.drafts import tidy
from casework.storage import store
from casework.working_days import local_day

__all__ = ["DemoAccount", "fill"]


def fill(say: Callable[[str], None], at: datetime | None = None) -> list[DemoAccount]:
    """Fill the connected trust as it would stand now, or at another moment, and tell who signs in.

    Everything happens in one transaction: if it is broken off, the trust is still empty.

    Raises:
        WrongAnswer: somebody is in this trust already.
    """
    now = at or datetime.now(UTC)
    told = stories(local_day(now))
    with as_casework() as session:
        _require_empty(session)
        set_up(session, told[0].reported_at, local_day(now))
        recipe_changed(Company(session), told[0].reported_at)
        accounts = give_accounts(session, now)
        say(f"{len(told)} matters since {told[0].reported_at:%B %Y}, letters and packs included …")
        company = _play(session, told, now)
        started(company, now)
        opened_lately(company, now)
        way_back_asked(company, now)
        registers_kept(company, now)
        reopened_lately(company, now)
        accounts += room_account(company)
        kept(company, now)
        data_rights(company, now)
        connected_systems(company, now)
        administered(company, now)
        keep_views(company, now)
        tidy(session, store(), now)
    return accounts


def _require_empty(session: Session) -> None:
    if session.exec(select(Person.id).limit(1)).first():
        raise WrongAnswer({"trust": "This trust is not empty. The demo is only for an empty one."})


def _play(session: Session, told: tuple[Story, ...], until: datetime) -> Company:
    company = Company(session)
    for story in told:
        company.playing[story.key] = Playing(story, company)
    plays = [*map(whole, company.playing.values()), *_besides(company.playing)]
    in_order_of_time(plays, until)
    return company


def whole(play: Playing) -> Play:
    """One story from its report to wherever it has got to."""
    for stage in (reported, triaged, screened, investigated, decided, prepared, heard, concluded):
        yield from stage(play)


def _besides(playing: dict[str, Playing]) -> Iterator[Play]:
    """What happens beside the procedure on a story: each in its own time."""
    for also in (KEPT_APART, HEARD, REDACTED, IN_FULL, CLOCKS, TURNED, IN_A_ROOM):
        yield from (act(playing[key]) for key, act in also.items())
    yield from beside_of(playing)
