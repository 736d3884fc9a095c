"""Two stories play their procedure in full, through the same commands as everybody else."""

from datetime import UTC, datetime

from casework.database import as_casework
from casework.demo.fill import whole
from casework.demo.playing import Company, Playing, in_order_of_time
from casework.demo.playing_procedure import IN_FULL
from casework.demo.playing_trust import set_up
from casework.demo.stories import stories
from casework.documents.issuing import issued_on
from casework.hearings.adjusting import adjustments_on
from casework.hearings.companions import companion_of
from casework.investigation.drafting import comments_on
from casework.investigation.notes import NotesAnswer, notes_on
from casework.investigation.planning import plan_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_an_inquiry_under_way_and_a_hearing_being_arranged_are_shown_in_full(empty: str) -> None:
    told = [each for each in stories(NOW.date()) if each.key in IN_FULL]
    with as_casework() as session:
        set_up(session, told[0].reported_at, NOW.date())
        company = Company(session)
        plays = {each.key: Playing(each, company) for each in told}
        beside = [act(plays[key]) for key, act in IN_FULL.items()]
        in_order_of_time([*map(whole, plays.values()), *beside], NOW)
        inquiry, hearing = plays["shared-article"].case.id, plays["family-court-remark"].case.id
        assert [each.code for each in issued_on(session, inquiry)] == ["L-03", "L-04"]
        assert notes_on(session, inquiry)[0].answer is NotesAnswer.DISPUTED
        assert len(plan_of(session, inquiry)) == 3
        assert len(comments_on(session, inquiry)) == 1
        companion = companion_of(session, hearing)
        assert companion
        assert companion.name == "Luke Hesketh"
        assert adjustments_on(session, hearing)[0].decision == "agreed"
