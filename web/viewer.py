"""What the frame of a page shows about whoever looks at it: their name and their way around."""

from dataclasses import dataclass

from sqlmodel import Session

from casework.access import Actor, TrustPermission, TrustRole, may_in_trust
from casework.case_file.desk import counts
from casework.particulars import particulars
from casework.people.models import Account

Link = tuple[str, str, str, str, str, bool]
_ACCOUNTS: Link = ("accounts", "users", "Accounts", "", "/accounts", False)
_APPROVALS: Link = ("approvals", "check", "Approvals", "", "/approvals", False)
OF_ACCOUNTS = (
    (TrustPermission.MANAGE_ACCOUNTS, _ACCOUNTS),
    (TrustPermission.APPROVE_ACCOUNTS, _APPROVALS),
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
    accessibility: str = "/accessibility"


def works_cases(actor: Actor) -> bool:
    """Whether this person's home is the desk rather than their own reports."""
    return actor.is_any(
        TrustRole.HR_CASE_MANAGER,
        TrustRole.HR_DIRECTOR,
        TrustRole.CHIEF_EXECUTIVE,
        TrustRole.SAFEGUARDING_LEAD,
        TrustRole.DSL,
        TrustRole.PANEL_MEMBER,
        TrustRole.CHAIR_OF_TRUSTEES,
    )


def viewer_of(session: Session, account: Account, actor: Actor) -> Viewer:
    """The viewer with the links they can use, and how much waits behind each."""
    nav = _nav(session, actor)
    theme = account.theme if account.theme in {"light", "dark"} else ""
    return Viewer(
        name=actor.name,
        home=nav[0][4],
        nav=nav,
        theme=theme,
        shortcuts=account.shortcuts,
        search="/search",
        help_phone=particulars(session)["help_phone"],
    )


def _nav(session: Session, actor: Actor) -> list[Link]:
    waiting = counts(session, actor)
    nav: list[Link] = []
    if works_cases(actor) or waiting.cases:
        nav.append(("work", "home", "My work", "", "/work", False))
        if may_in_trust(actor, TrustPermission.TRIAGE_REPORTS):
            told = str(waiting.reports or "")
            nav.append(("reports", "inbox", "New reports", told, "/reports", waiting.reports > 0))
        cases = str(waiting.cases or "")
        nav.append(("cases", "folder", "Cases", cases, "/cases", False))
        hearings = str(waiting.hearings or "")
        nav.append(("hearings", "scale", "Hearings", hearings, "/hearings", False))
    if may_in_trust(actor, TrustPermission.REPORT_BREACH):
        nav.append(("report", "note", "Report a breach", "", "/report", False))
    nav += [link for needed, link in OF_ACCOUNTS if may_in_trust(actor, needed)]
    nav.append(("policy", "book", "Policy", "", "/policy", False))
    if may_in_trust(actor, TrustPermission.MANAGE_TIMESCALES):
        nav.append(("settings", "clock", "Trust settings", "", "/settings", False))
    return nav
