"""Nobody in a story plays two parts, and whoever protects children is told before anything else."""

from collections import Counter
from datetime import date

import pytest

from casework.demo.people import invented_trust
from casework.demo.stories import OVERTURNED, leavers, stories
from casework.demo.story import Story
from casework.reports.answers import Decision, HarmAnswer
from casework.working_days import local_day

SUNDAY = date(2026, 11, 22)
ALL = stories(SUNDAY)
TRUST = invented_trust()
EVERY_STORY = pytest.mark.parametrize("story", ALL, ids=lambda story: story.key)


def parts(story: Story) -> list[tuple[str, str]]:
    """Who plays which part; a part may be played by several, a person may play one."""
    played = [("employee", story.subject), ("reporter", story.reporter)]
    if story.investigation:
        played.append(("investigator", story.investigation.officer))
    if story.decision:
        played.append(("decider", story.decision.by))
    if story.hearing:
        panel = (story.hearing.chair, *story.hearing.panel)
        played += [("panel", member) for member in panel]
        played.append(("note taker", story.hearing.note_taker))
    if story.outcome:
        played.append(("appeal", story.outcome.appeal_to))
    return [*played, ("case manager", story.case_manager), ("support", story.support_contact)]


@EVERY_STORY
def test_everybody_exists_and_was_employed_when_it_happened(story: Story) -> None:
    for _, number in parts(story):
        person = TRUST.by_number[number]
        assert person.employed_from <= story.posted_at.date()
        assert person.left_on is None or person.left_on > story.found_at.date()


@EVERY_STORY
def test_nobody_plays_two_parts(story: Story) -> None:
    people = Counter(number for _, number in set(parts(story)))
    assert not [TRUST.by_number[number].name for number, n in people.items() if n > 1]


@EVERY_STORY
def test_the_panel_and_the_investigator_come_from_elsewhere(story: Story) -> None:
    own = TRUST.by_number[story.subject].academy
    judges = [n for part, n in parts(story) if part in {"panel", "investigator"}]
    assert own not in [TRUST.by_number[number].academy for number in judges]


@EVERY_STORY
def test_a_child_at_risk_was_told_of_and_the_lado_asked_before_anything_else(story: Story) -> None:
    assert (story.child.told is None) == (story.child.answer == "no")
    if story.triage is None:
        return
    harm = set(story.triage.harm.values()) - {HarmAnswer.NO}
    if (story.child.answer.stops or harm) and story.triage.decision is Decision.FORMAL:
        assert story.triage.lado is not None
        assert story.triage.lado.may_investigate or story.investigation is None


def test_whoever_was_dismissed_leaves_after_the_letter_unless_an_appeal_undid_it() -> None:
    letters = {s.subject: local_day(s.outcome.letter_at) for s in ALL if s.outcome}
    gone = leavers(SUNDAY)
    assert len(gone) == 3
    assert {s.subject for s in ALL if s.key == OVERTURNED}.isdisjoint(gone)
    assert all(letters[number] <= day < SUNDAY for number, day in gone.items())
