"""Stories that turn: each through the same commands as everybody else, played by themselves."""

from datetime import UTC, datetime

from sqlmodel import select

from casework.appeals.models import AppealDecision, AppealResult
from casework.cases.models import ClockAct, ClockChange
from casework.cases.stages import Stage
from casework.database import as_casework
from casework.demo.fill import whole
from casework.demo.playing import Company, Playing, in_order_of_time
from casework.demo.playing_beside import suspended
from casework.demo.playing_room import IN_A_ROOM, PASSWORD, room_account
from casework.demo.playing_trust import set_up
from casework.demo.playing_turns import REOPENED, TURNED, reopened_lately
from casework.demo.stories import OVERTURNED, stories
from casework.documents.issuing import issued_on
from casework.interruptions.queries import overlaps_of, pause_of, resignation_of
from casework.people.models import Account
from casework.people.passwords import matches
from casework.reports.representatives import union_facts
from casework.room.models import EmployeePaper
from casework.working_days import local_day

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_stories_turn_every_way_and_two_employees_use_their_room(empty: str) -> None:
    assert empty
    wanted = {*TURNED, *IN_A_ROOM, REOPENED}
    told = [each for each in stories(local_day(NOW)) if each.key in wanted]
    with as_casework() as session:
        set_up(session, told[0].reported_at, local_day(NOW))
        company = Company(session)
        company.playing.update({each.key: Playing(each, company) for each in told})
        plays = [whole(each) for each in company.playing.values()]
        for key, act in (TURNED | IN_A_ROOM).items():
            plays += [suspended(company.playing[key]), act(company.playing[key])]
        in_order_of_time(plays, NOW)
        reopened_lately(company, NOW)
        case = {key: each.case for key, each in company.playing.items()}

        waits = case["admissions-list-on-desk"]
        assert pause_of(session, waits.id)
        assert not overlaps_of(session, waits.id)[0].goes_on
        assert union_facts(session, waits.id).official_told
        assert resignation_of(session, case["exclusion-thread"].id)
        late = select(ClockChange).where(ClockChange.what == ClockAct.LATE)
        assert [each.case_id for each in session.exec(late)] == [case["caretaking-time-lapse"].id]
        undone = select(AppealDecision).where(AppealDecision.case_id == case[OVERTURNED].id)
        assert session.exec(undone).one().result is AppealResult.OVERTURNED
        assert issued_on(session, case[OVERTURNED].id)[-1].code == "L-23"
        assert case[REOPENED].stage is Stage.APPEAL
        sent = {each.case_id: each.given_how for each in session.exec(select(EmployeePaper))}
        assert set(sent) == {case[key].id for key in IN_A_ROOM}
        (account,) = room_account(company)
        entered = select(Account).where(Account.username == account.username)
        assert matches(session.exec(entered).one().password_hash, PASSWORD)
