"""What the frame of a page shows about whoever looks at it: their name and their way around."""

from dataclasses import dataclass

from sqlmodel import Session

from casework.access import Actor, Role, TrustPermission, TrustRole, may_in_trust
from casework.case_file.desk import desk_of
from casework.case_file.homes import Desk, desks_of, name_of
from casework.case_file.waiting_exports import exports_to_decide
from casework.cases.break_glass import openings_to_review
from casework.cases.waivers import waivers_to_decide
from casework.particulars import particulars
from casework.people.models import Account
from casework.registers.queries import to_decide
from casework.room.lasting import OwnRoom
from casework.settings import settings

Link = tuple[str, str, str, str, str, bool]
_ACCOUNTS: Link = ("accounts", "users", "Accounts", "", "/accounts", False)
_APPROVALS: Link = ("approvals", "check", "Approvals", "", "/approvals", False)
OVER_ALL: tuple[tuple[TrustPermission, Link], ...] = (
    (TrustPermission.OVERSEE, ("register", "archive", "Register", "", "/register", False)),
    (
        TrustPermission.REVIEW_RETENTION,
        ("retention", "archive", "Retention reviews", "", "/retention", False),
    ),
    (TrustPermission.SEE_INSIGHTS, ("insights", "chart", "Insights", "", "/insights", False)),
    (
        TrustPermission.GIVE_REFERENCES,
        ("references", "mail", "References", "", "/references", False),
    ),
    (TrustPermission.REPORT_BREACH, ("report", "note", "Report a breach", "", "/report", False)),
)
OF_ACCOUNTS = (
    (TrustPermission.MANAGE_ACCOUNTS, _ACCOUNTS),
    (TrustPermission.LOOK_AFTER, ("operations", "clock", "Operations", "", "/operations", False)),
    (TrustPermission.APPROVE_ACCOUNTS, _APPROVALS),
    (
        TrustPermission.ANSWER_DATA_REQUESTS,
        ("data", "user", "Data rights", "", "/data-requests", False),
    ),
)


@dataclass(frozen=True)
class Viewer:
    """The person a page is for, as base.html needs them."""

    name: str
    home: str
    nav: list[Link]
    theme: str
    shortcuts: bool
    search: str = ""
    account: str = "/account"
    help_phone: str = ""
    key: str = ""
    idle_minutes: int = 0


def viewer_of(
    session: Session, account: Account, actor: Actor, room: OwnRoom | None = None
) -> Viewer:
    """The viewer with the links they can use, and how much waits behind each."""
    nav = _in_room(room) if room else _nav(session, actor)
    theme = account.theme if account.theme in {"light", "dark"} else ""
    return Viewer(
        name=actor.name,
        home=_home(nav),
        nav=nav,
        theme=theme,
        shortcuts=account.shortcuts,
        search="" if room else "/search",
        help_phone=particulars(session)["help_phone"],
        key=str(account.id),
        idle_minutes=settings().idle_minutes,
    )


def _in_room(room: OwnRoom) -> list[Link]:
    """Nothing but their own case, and the policy it is about."""
    own = (f"case-{room.reference}", "file", "Your room", "", f"/cases/{room.reference}", False)
    return [own, ("policy", "book", "Policy", "", "/policy", False)]


HOMES = ("work", "case", "register", "accounts")


def _home(nav: list[Link]) -> str:
    """The desk of whoever has one; else their own case, the register, or their reports."""
    places = [
        (HOMES.index(kind), href)
        for key, *_, href, _ in nav
        if (kind := key.split("-")[0]) in HOMES
    ]
    return min(places)[1] if places else "/report"


def _nav(session: Session, actor: Actor) -> list[Link]:
    waiting = desk_of(session, actor)
    nav: list[Link] = [
        (f"case-{each}", "file", f"Case {each}", "", f"/cases/{each}", False)
        for each in waiting.own
    ]
    desks = desks_of(actor, map(Role, waiting.parts))
    if desks:
        nav.append(("work", "home", name_of(desks), "", "/work", False))
    if may_in_trust(actor, TrustPermission.SEE_TEAM):
        nav.append(("team", "users", "Team", "", "/team", False))
    if desks - {Desk.PROTECTION}:
        if may_in_trust(actor, TrustPermission.TRIAGE_REPORTS):
            told = str(waiting.reports or "")
            nav.append(("reports", "inbox", "New reports", told, "/reports", waiting.reports > 0))
        cases = str(waiting.cases or "")
        nav.append(("cases", "folder", "Cases", cases, "/cases", False))
        hearings = str(waiting.hearings or "")
        nav.append(("hearings", "scale", "Hearings", hearings, "/hearings", False))
        if actor.is_any(TrustRole.HR_CASE_MANAGER, TrustRole.HR_DIRECTOR):
            nav.append(("warnings", "alert", "Warnings", "", "/warnings", False))
    nav += [link for needed, link in (*OVER_ALL, *OF_ACCOUNTS) if may_in_trust(actor, needed)]
    nav += _registers(session, actor)
    nav.append(("policy", "book", "Policy", "", "/policy", False))
    nav += _oversees(session, actor)
    nav += _kept(actor)
    return nav


def _registers(session: Session, actor: Actor) -> list[Link]:
    """The clearing registers for whoever keeps them; what waits for whoever decides."""
    found: list[Link] = []
    if may_in_trust(actor, TrustPermission.KEEP_REGISTERS):
        found.append(("registers", "check", "Clearing registers", "", "/registers", False))
    if may_in_trust(actor, TrustPermission.DECIDE_ENTRIES) and (
        waiting := len(to_decide(session, actor))
    ):
        told = (str(waiting), "/registers/decide", True)
        found.append(("registers-decide", "check", "Requests to decide", *told))
    return found


def _kept(actor: Actor) -> list[Link]:
    """The settings, with the journal and the backups among them; or these alone."""
    if may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES):
        return [("settings", "clock", "Trust settings", "", "/settings", False)]
    found: list[Link] = []
    if may_in_trust(actor, TrustPermission.SEE_JOURNAL):
        found.append(("journal", "hash", "Journal", "", "/settings/journal", False))
    if may_in_trust(actor, TrustPermission.SEE_BACKUPS):
        found.append(("backups", "archive", "Backups", "", "/settings/backups", False))
    return found


def _oversees(session: Session, actor: Actor) -> list[Link]:
    """What is decided about cases from outside them, and how much of it waits."""
    reviews = may_in_trust(actor, TrustPermission.REVIEW_BREAK_GLASS)
    approves = may_in_trust(actor, TrustPermission.APPROVE_WAIVER)
    found: list[Link] = []
    if reviews or approves:
        waiting = len(openings_to_review(session, actor)) if reviews else 0
        waiting += len(waivers_to_decide(session, actor)) if approves else 0
        waiting += len(exports_to_decide(session, actor))
        told = str(waiting or "")
        found.append(("oversight", "eye", "Oversight", told, "/oversight", waiting > 0))
    if may_in_trust(actor, TrustPermission.BREAK_GLASS):
        found.append(("break-glass", "lock", "Break-glass", "", "/break-glass", False))
    return found
