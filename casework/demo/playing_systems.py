"""The other systems of the invented trust: its directory, programs with tokens, who is told.

The secrets are thrown away as they are made, and the addresses lead nowhere (RFC 2606).
"""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from casework.access import Actor
from casework.demo.playing import Company
from casework.people.account import MakeToken
from casework.people.models import Account
from casework.people.services import MakeServiceToken, ServiceKind
from casework.people.tokens import TokenScope
from casework.webhooks.keeping import AskWebhook, decide_webhook
from casework.webhooks.models import EventKind

IT, DIRECTOR, HR = "Callum Rigby", "Fiona Leigh", "Priya Nair"
DASHBOARD = "https://dashboard.tansleyvale.example/casework"
RISKS = "https://risks.tansleyvale.example/hook"
TOKENS = (
    (DIRECTOR, "Figures for the board", TokenScope.READ, 180),
    (HR, "Reports from the help desk", TokenScope.REPORT, 90),
)


def connected_systems(company: Company, now: datetime) -> None:
    """Connected lately, so that none of the stories was announced; one waits to be agreed."""
    it, director = _actor(company, IT), _actor(company, DIRECTOR)
    session, lately = company.session, now - timedelta(days=3)
    directory = MakeServiceToken(name="Microsoft Entra ID", days=365)
    directory.perform(session, it, ServiceKind.SCIM, lately)
    for name, what, scope, days in TOKENS:
        person = _actor(company, name)
        made = MakeToken(name=what, scope=scope, days=days)
        made.perform(session, person, _account(session, person), lately)
    kinds = [EventKind.CASE_OPENED, EventKind.CASE_CLOSED]
    asked = AskWebhook(name="Dashboard of the Trust", url=DASHBOARD, kinds=kinds)
    webhook, _ = asked.perform(session, it, lately)
    decide_webhook(session, director, webhook.id, True, lately + timedelta(hours=2))
    waits = AskWebhook(name="Register of risks", url=RISKS, kinds=[EventKind.CASE_OPENED])
    waits.perform(session, it, now - timedelta(hours=3))


def _actor(company: Company, name: str) -> Actor:
    return company.actor(company.trust.named(name).staff_number)


def _account(session: Session, person: Actor) -> Account:
    return session.exec(select(Account).where(Account.person_id == person.id)).one()
