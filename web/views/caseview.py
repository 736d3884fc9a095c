"""The case page's parts as plain values: the rail, the gate, the facts, the people."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from casework.access import Action, Role
from casework.case_file.queries import CaseFile
from casework.cases.deadlines import runs
from casework.cases.stages import Stage
from casework.procedure import Step
from casework.sources import cited
from casework.working_days import local_day, working_days_between
from web.frame.rendering import templates
from web.frame.wording import day, due_says, due_state, friendly_clock
from web.views.demands import MOVES_ON, WAITED_FOR, address, demand_of, waits_for

WAITS_FOR = {
    Stage.REPORTED: ("Triage", "One decision with reasons. The safeguarding answers come first."),
    Stage.TRIAGE: ("Investigation", "Opens when an investigating officer is appointed."),
    Stage.INVESTIGATION: ("Decision", "Opens when the officer concludes with a report."),
    Stage.DECISION: ("Hearing", "Opens when there is a case to answer on an allegation."),
    Stage.HEARING: (
        "Outcome",
        "Opens when the hearing is recorded as held. Each allegation gets a finding, "
        "then the case gets one outcome.",
    ),
    Stage.OUTCOME: ("Appeal", "Opens when the employee has the outcome letter."),
    Stage.APPEAL: (
        "Closed",
        "Opens when the time to appeal has ended, or the appeal is decided and its letter sent.",
    ),
}


@dataclass(frozen=True)
class OnRail:
    label: str
    state: str
    says: str


@dataclass(frozen=True)
class Check:
    """One line of the gate."""

    done: bool
    says: str
    href: str
    why: str
    due: Markup | str
    button: str = ""


@dataclass(frozen=True)
class Gate:
    title: str
    sub: str
    checks: list[Check]
    next_label: str
    next_says: str
    waiting: list[str]

    @property
    def first(self) -> Check | None:
        """The first thing to do, when it is this reader's; what follows has to wait for it."""
        check = next((each for each in self.checks if not each.done), None)
        return check if check and check.href else None


def rail(file: CaseFile) -> list[OnRail]:
    """The eight stages, with the day each was reached. A case closed early skips some."""
    order = list(Stage)
    now = order.index(file.case.stage)
    reached = {Stage.REPORTED: file.case.opened_at, **file.reached}
    if file.case.closed_at:
        reached[Stage.CLOSED] = file.case.closed_at
    told = []
    for at, stage in enumerate(order):
        done = stage in reached and at < now
        state = "now" if at == now else "done" if done else "later"
        says = day(reached[stage]) if stage in reached and at <= now else _later(file, stage)
        told.append(OnRail(stage.label, state, says))
    return told


def _later(file: CaseFile, stage: Stage) -> str:
    if stage is Stage.HEARING and file.hearing:
        return day(file.hearing.starts_at)
    skipped = list(Stage).index(stage) < list(Stage).index(file.case.stage)
    return "not needed" if skipped else ""


def bar_facts(file: CaseFile, today: date) -> list[tuple[str, Markup | str]]:
    """The facts under the name: next deadline, hearing, days open, manager, policy, warnings."""
    case = file.case
    facts: list[tuple[str, Markup | str]] = []
    if case.next_due_on:
        far = due_says(case.next_due_on, today)
        facts.append(("Next deadline", _with_sub(day(case.next_due_on), f"({far})")))
    if file.hearing:
        starts = file.hearing.starts_at
        facts.append(("Hearing", f"{day(starts)}, {friendly_clock(starts)}"))
    until = local_day(case.closed_at) if case.closed_at else today
    open_for = working_days_between(local_day(case.opened_at), until)
    facts.append(("Open for", f"{open_for} working day{'s' if open_for != 1 else ''}"))
    if file.case_manager:
        facts.append(("Case manager", file.case_manager.name))
    if file.policy and file.policy_day:
        link = Markup('<a href="/policy/{}">{}</a>').format(file.policy.id, file.policy.version)
        facts.append(("Policy version", link + _sub(f" in force on {day(file.policy_day)}")))
    if file.sees(Action.VIEW_LIVE_WARNINGS):
        facts.append(("Live warnings", _with_sub(_warnings(file), "on the day of the act")))
    return facts


def _warnings(file: CaseFile) -> str:
    live = [f"{each.level.label}, until {day(each.spent_on)}" for each in file.live_warnings]
    return "; ".join(live) or "None"


def _sub(words: str) -> Markup:
    return Markup('<span class="sub">{}</span>').format(words)


def _with_sub(words: str, more: str) -> Markup:
    return Markup("{} ").format(words) + _sub(more)


def gate(file: CaseFile) -> Gate | None:
    """What stops the next stage; none for a case that is closed."""
    if file.case.stage is Stage.CLOSED:
        return None
    asked = file.checklist
    still_open = asked.open or _moving_on(file)
    count = len(asked.open)
    things = f"{count} thing{'s are' if count != 1 else ' is'}"
    title = f"{things} stopping {asked.of}" if count else "Nothing is stopping the next step"
    if not still_open:
        title = "Nothing to do now"
    done = [step for step in asked.done if step.rule != "G-SUM-2" or _reviewed(file)]
    label, says = WAITS_FOR[file.case.stage]
    return Gate(
        title=title,
        sub=f"{len(done)} of {count + len(done)} done",
        checks=[_check(file, step) for step in [*still_open, *done]],
        next_label=label,
        next_says=says,
        waiting=[WAITED_FOR.get(step.rule, step.says) for step in asked.waiting],
    )


def _reviewed(file: CaseFile) -> bool:
    """Whether there was a dismissal to review: a demand that does not arise is not a done one."""
    return file.outcome is not None and file.outcome.reviewed_by is not None


def _moving_on(file: CaseFile) -> list[Step]:
    """The act that takes a ready case to its next stage, unless a day has to come first."""
    step = MOVES_ON.get(file.case.stage)
    return [step] if step and not file.checklist.waiting else []


def _check(file: CaseFile, step: Step) -> Check:
    demand = demand_of(file, step.rule)
    if step.met or demand is None:
        return Check(step.met, step.says, "", cited(step.source), "")
    return Check(
        done=False,
        says=demand.says,
        href=address(file, step.rule),
        why=cited(step.source),
        due=_sub(waits_for(file, step.rule)),
        button=demand.button or demand.says,
    )


def deadlines(file: CaseFile, today: date) -> list[tuple[Markup, str]]:
    """Open deadlines with how far off they are."""
    due = templates.get_template("components/due.html").module.due  # type: ignore[attr-defined]
    told = []
    for each in file.deadlines:
        going = runs(each, file.case.paused_on)
        far = due_says(each.due_on, today) if going else "paused"
        state = due_state(each.due_on, today) if going else ""
        told.append((due(day(each.due_on), says=far, state=state), each.says))
    return told


@dataclass(frozen=True)
class OnCase:
    name: str
    role: str
    says: str
    kind: str = ""


SEES = {
    Role.EMPLOYEE: "own letters and pack",
    Role.REPORTER: "no access",
    Role.WITNESS: "no access",
    Role.COMPANION: "allegations and pack",
    Role.CASE_MANAGER: "full",
    Role.HEARING_MANAGER: "the issued pack",
    Role.PANEL_MEMBER: "the issued pack",
    Role.NOTE_TAKER: "the issued pack",
    Role.APPEAL_MANAGER: "once there is an appeal",
    Role.APPEAL_PANEL_MEMBER: "once there is an appeal",
}


def people(file: CaseFile) -> list[OnCase]:
    """Everybody with a part, and what it lets them see."""
    told = []
    for part in file.parts:
        if part.role is Role.TRIAGE and part.ended_at:
            continue
        says = f"ended {day(part.ended_at)}" if part.ended_at else SEES.get(part.role, "the case")
        told.append(OnCase(part.person.name, part.role.label, says))
    return told
