"""The invented trust shows a clock that was extended and one that is paused."""

from datetime import date

from sqlmodel import select

from casework.cases.models import ClockAct, ClockChange, Deadline
from casework.database import as_casework
from casework.demo.fill import whole
from casework.demo.playing import Company, Playing, in_order_of_time
from casework.demo.playing_clocks import CLOCKS
from casework.demo.playing_trust import set_up
from casework.demo.stories import stories
from tests.world import at

TODAY = date(2026, 11, 23)


def test_one_investigation_has_longer_and_another_stands_still(empty: str) -> None:
    assert empty
    told = stories(TODAY)
    chosen = [each for each in told if each.key in CLOCKS]
    assert len(chosen) == len(CLOCKS) == 2
    with as_casework() as session:
        set_up(session, told[0].reported_at, TODAY)
        company = Company(session)
        playing = [Playing(each, company) for each in chosen]
        besides = [CLOCKS[each.story.key](each) for each in playing]
        in_order_of_time([*map(whole, playing), *besides], at(TODAY, 17))
        changes = session.exec(select(ClockChange)).all()
        assert {each.what for each in changes} == {ClockAct.EXTENDED, ClockAct.PAUSED}
        paused = [each for each in session.exec(select(Deadline)) if each.paused_on]
        assert [each.says for each in paused] == ["Paused, look again: Finish the investigation"]
        assert all(each.reason for each in changes)
