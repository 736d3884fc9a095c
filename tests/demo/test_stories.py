"""The stories stand where they say they stand, on any day they are told, and nobody plays twice."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

from casework.demo.people import invented_trust
from casework.demo.stories import FLAGSHIP, stories
from casework.demo.story import Reaches, Story
from casework.policies.catalogue import kind_of
from casework.policies.intake import intake_label
from casework.reports.answers import Decision
from casework.working_days import add_months, is_working_day, local_day

SUNDAY, HOLIDAY, SUMMER = date(2026, 11, 22), date(2026, 12, 28), date(2027, 7, 7)
TOLD = {day: stories(day) for day in (SUNDAY, HOLIDAY, SUMMER)}
ALL = TOLD[SUNDAY]
TRUST = invented_trust()
BANNED = re.compile(
    r"\b(guilty|offender|accused|perpetrator|please|successfully|tamper-proof)\b|!",
    re.IGNORECASE,
)
EVERY_STORY = pytest.mark.parametrize("story", ALL, ids=lambda story: story.key)


def named(key: str) -> Story:
    return next(story for story in ALL if story.key == key)


def moments(story: Story) -> Iterator[tuple[str, datetime | None]]:
    """Everything that happened or is to happen, in the order of the procedure."""
    yield "posted", story.posted_at
    yield "found", story.found_at
    yield "told", story.child.told_at
    yield "reported", story.reported_at
    if story.triage:
        yield "lado", story.triage.lado.at if story.triage.lado else None
        yield "triaged", story.triage.at
    if story.investigation:
        yield "appointed", story.investigation.appointed_at
        yield "employee told", story.investigation.employee_told_at
        yield "employee heard", story.investigation.employee_heard_at
        yield "submitted", story.investigation.submitted_at
    yield "decided", story.decision.at if story.decision else None
    if story.hearing:
        yield "notice", story.hearing.notice_at
        yield "hearing", story.hearing.starts_at
        yield "findings", story.hearing.findings_at
    if story.outcome:
        yield "outcome", story.outcome.at
        yield "letter", story.outcome.letter_at
    yield "appeal", story.appeal.at if story.appeal else None
    yield "closed", story.closed_at


def count(wanted: Callable[[Story], bool]) -> int:
    return sum(map(wanted, ALL))


def test_there_are_stories_in_every_stage() -> None:
    reached = Counter(story.reaches for story in ALL)
    assert reached[Reaches.REPORTED] == 5
    assert reached[Reaches.TRIAGED] == 3
    assert reached[Reaches.INVESTIGATION] == 8
    assert reached[Reaches.DECISION] == 4
    assert reached[Reaches.HEARING] == 5
    assert reached[Reaches.HEARD] + reached[Reaches.FOUND] == 3
    assert reached[Reaches.APPEAL_WINDOW] == 4
    assert reached[Reaches.CLOSED] >= 30


def test_closed_stories_ended_in_every_way() -> None:
    triaged = Counter(s.triage.decision for s in ALL if s.triage and s.closed_at and not s.decision)
    assert triaged[Decision.INFORMAL] == 5
    assert triaged[Decision.NO_FURTHER_ACTION] == 4
    assert triaged[Decision.ADD_TO_CASE] == 2
    assert triaged[Decision.PASS_ON] == 1
    closed = Counter(s.outcome.sanction for s in ALL if s.outcome and s.closed_at)
    assert closed["dismissal_with_notice"] == closed["summary_dismissal"] == 2
    assert closed["no_action"] == 2
    assert count(lambda s: bool(s.decision and not s.decision.case_to_answer)) == 3


@pytest.mark.parametrize("sanction", ["first_written_warning", "final_written_warning"])
def test_some_warnings_are_live_and_some_are_spent(sanction: str) -> None:
    ends = [
        add_months(local_day(s.outcome.letter_at), s.outcome.live_months)
        for s in ALL
        if s.outcome and s.outcome.sanction == sanction
    ]
    assert sum(day > SUNDAY for day in ends) >= 3
    assert sum(day <= SUNDAY for day in ends) >= 2


def test_the_stories_are_spread_over_three_years_and_told_in_order() -> None:
    days = [story.reported_at for story in ALL]
    assert days == sorted(days)
    assert 2.8 * 365 < (days[-1] - days[0]).days < 3.2 * 365


@pytest.mark.parametrize("today", TOLD, ids=str)
def test_what_has_happened_is_past_and_what_is_planned_is_not(today: date) -> None:
    now = datetime.combine(today, time(0), UTC)
    past = {"posted", "found", "told", "reported", "lado", "triaged", "appointed", "submitted"}
    past |= {"decided", "outcome", "letter", "appeal", "closed"}
    for story in TOLD[today]:
        late = [name for name, at in moments(story) if at and name in past and at >= now]
        assert not late, f"{story.key}: {late} still to come"
        if story.hearing:
            assert (story.hearing.starts_at < now) == (story.reaches is not Reaches.HEARING)
        if story.outcome and not story.closed_at:
            assert story.outcome.appeal_by >= today


@pytest.mark.parametrize("today", TOLD, ids=str)
def test_moments_follow_the_procedure_and_the_steps_of_hr_fall_on_working_days(today: date) -> None:
    for story in TOLD[today]:
        happened = [(name, at) for name, at in moments(story) if at]
        for (first, earlier), (second, later) in pairwise(happened):
            assert earlier <= later, f"{story.key}: {second} before {first}"
        steps = [at for name, at in happened if name not in {"posted", "found", "told"}]
        assert all(is_working_day(local_day(at)) for at in steps)


@EVERY_STORY
def test_ticks_are_those_of_the_report_page_with_answers_it_offers(story: Story) -> None:
    for tick in story.ticked:
        label = intake_label(tick.label)
        assert label is not None
        offered = {each.key: each.options for each in label.follow_ups}
        for question, answer in tick.answers.items():
            assert not offered[question] or answer in offered[question]


@EVERY_STORY
def test_alleged_clauses_can_be_alleged_and_exhibits_exist(story: Story) -> None:
    numbers = {item.exhibit for item in story.evidence}
    assert numbers == set(range(1, len(numbers) + 1))
    for allegation in story.allegations:
        assert all(kind_of(clause).can_be_alleged for clause in allegation.clauses)
        assert set(allegation.exhibits) <= numbers
        assert "{" not in allegation.particulars


def test_no_two_allegations_read_the_same() -> None:
    particulars = [each.particulars for story in ALL for each in story.allegations]
    assert len(set(particulars)) == len(particulars) > 40


@EVERY_STORY
def test_a_story_with_an_outcome_has_every_finding_and_every_factor(story: Story) -> None:
    if story.outcome is None:
        assert not story.severity
        return
    assert list(story.severity) == [f"F-{number:02d}" for number in range(1, 25)]
    assert all(story.severity.values())
    alleged = [each for each in story.allegations if each.case_to_answer]
    assert all(each.finding and each.finding_reasons for each in alleged)
    found = any(each.finding != "not_upheld" for each in alleged)
    assert found == (story.outcome.sanction != "no_action")


@EVERY_STORY
def test_dismissal_was_possible_wherever_it_was_the_outcome(story: Story) -> None:
    if story.outcome and "dismissal" in story.outcome.sanction:
        assert story.hearing is not None
        assert story.hearing.dismissal_possible


@EVERY_STORY
def test_own_words_are_a_few_sentences(story: Story) -> None:
    assert 30 <= len(story.own_words.split()) <= 120


@EVERY_STORY
def test_hr_writes_in_the_words_of_the_house(story: Story) -> None:
    stages = (story.triage, story.investigation, story.decision, story.outcome)
    written = (*stages, *story.allegations)
    text = json.dumps([asdict(part) for part in written if part], default=str)
    assert not BANNED.findall(text)


def test_the_flagship_is_the_case_of_the_prototype() -> None:
    story = named(FLAGSHIP)
    assert TRUST.by_number[story.subject].name == "Rebecca Hallam"
    assert TRUST.by_number[story.case_manager].name == "Priya Nair"
    assert story.hearing is not None
    assert local_day(story.hearing.starts_at) == date(2026, 12, 8)
    assert story.hearing.missing == {"redaction", "pack"}
    assert [item.file_name for item in story.evidence][:2] == ["IMG_2231.png", "IMG_2232.png"]
    assert [each.case_to_answer for each in story.allegations] == [True, True, False]


def test_a_report_added_to_a_case_names_one_that_was_open() -> None:
    for story in ALL:
        if story.triage and story.triage.added_to:
            case = named(story.triage.added_to)
            assert case.subject == story.subject
            assert case.triage is not None
            assert case.triage.at <= story.triage.at
            assert case.closed_at is None


def test_every_exhibit_can_be_made_and_no_two_are_alike() -> None:
    made = [item.content() for item in named(FLAGSHIP).evidence]
    assert len(set(made)) == len(made)
    assert [content[:4] for content in made] == [b"\x89PNG"] * 4 + [b"%PDF"] * 2
