"""What each step of reporting a breach costs: to be shown, and to be answered."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casework.reports.steps import Step
from tests.bench.figures import against_floor, note
from tests.bench.pages import SIZES, least_of, say_growth
from tests.bench.serving import Answer, Cost, Serving, Visitor

ROUNDS, DRAFTS = 5, 60
WORDS = "A parent showed me a post that calls our academy a zoo. " * 8


@dataclass(frozen=True)
class Reporter:
    """A line manager at one of the two servers, and what they answer on each step."""

    serving: Serving
    visitor: Visitor
    answers: dict[Step, dict[str, str]]

    def steps(self) -> Iterator[tuple[str, Iterator[Answer]]]:
        """Take new drafts through every step, all of them through one before the next."""
        begun = [self.visitor.post("/report/new").location for _ in range(DRAFTS)]
        drafts = [each.rpartition("/")[0] for each in begun]
        for step in Step:
            yield f"report, {step.value} shown", (self._see(each, step) for each in drafts)
            yield f"report, {step.value} answered", (self._answer(each, step) for each in drafts)

    def _see(self, draft: str, step: Step) -> Answer:
        return self.visitor.get(f"{draft}/{step}")

    def _answer(self, draft: str, step: Step) -> Answer:
        answer = self.visitor.post(f"{draft}/{step}", self.answers[step])
        on = f"{draft}/{step.following}" if step is not Step.CHECK else "/report/sent/"
        assert answer.location.startswith(on), f"{step} did not lead on: {answer}"
        return answer


def measure(few: Serving, many: Serving) -> None:
    """Say what the six steps cost at both sizes."""
    sides = [_reporter(each) for each in (few, many)]
    for side in sides:
        for _, asked in side.steps():
            deque(asked, maxlen=0)
    note("reports: warmed up")
    frame = least_of(_frame(sides[0]) for _ in range(ROUNDS))
    rounds = [[_walk(side) for side in sides] for _ in range(ROUNDS)]
    for name in rounds[0][0]:
        small, large = (least_of(each[at][name] for each in rounds) for at in (0, 1))
        _say(name, small, large, frame)


def _frame(side: Reporter) -> Cost:
    """What being signed in costs by itself."""
    return side.serving.cost(side.visitor.get("/") for _ in range(DRAFTS))


def _walk(side: Reporter) -> dict[str, Cost]:
    return {name: side.serving.cost(asked) for name, asked in side.steps()}


def _say(name: str, small: Cost, large: Cost, frame: Cost) -> None:
    for size, cost in zip(SIZES, (small, large), strict=True):
        against_floor(f"{name}, app CPU, {size} cases", cost.app, "ms", frame.app)
        against_floor(f"{name}, database CPU, {size} cases", cost.database, "ms", frame.database)
    say_growth(name, small, large)


def _reporter(serving: Serving) -> Reporter:
    with serving.filled.connection() as connection:
        first = connection.execute(
            "SELECT employee_id FROM cases WHERE employee_id <> %s ORDER BY reference LIMIT 1",
            [serving.filled.reporter],
        ).fetchone()
    assert first
    visitor = Visitor(serving, serving.filled.reporter)
    return Reporter(serving, visitor, answers(str(first[0])))


def answers(employee: str) -> dict[Step, dict[str, str]]:
    """What is typed on each step of a report about somebody."""
    found = date.today() - timedelta(1)  # noqa: DTZ011 (any day in the past will do)
    return {
        Step.SAFEGUARDING: {"child": "no"},
        Step.PERSON: {"about": "staff", "staff_id": employee},
        Step.WHAT_HAPPENED: {
            "posted_on-day": str(found.day),
            "posted_on-month": str(found.month),
            "posted_on-year": str(found.year),
            "found_on-day": str(found.day),
            "found_on-month": str(found.month),
            "found_on-year": str(found.year),
            "platform": "Facebook",
            "account_type": "personal",
            "own_words": WORDS,
        },
        Step.POLICY: {"labels": "2.5", "follow_ups.2.5.named": "First name"},
        Step.EVIDENCE: {"link": "https://www.facebook.example/posts/1", "still_online": "yes"},
        Step.CHECK: {},
    }
