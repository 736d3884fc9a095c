"""The state of the trust's own sign-in: its settings without secrets, and how it last went."""

from dataclasses import dataclass
from datetime import datetime

from joserfc.errors import JoseError
from sqlalchemy import CheckConstraint, Column
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, SQLModel, col, func, select

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.database import utc_timestamp
from casework.errors import SignInRefused, WrongAnswer
from casework.journal import Event
from casework.people.credentials import Identity
from casework.people.single_sign_on import BACK, SCOPE, provider_keys, provider_now
from casework.settings import settings

NOT_SET = "No identity provider is set: OIDC_ISSUER is empty"
MATCHES = {"staff_number": "Staff number", "email": "E-mail address that it vouches for"}


class SignInProvider(SQLModel, table=True):
    """How the trust's own sign-in last went. One row."""

    __tablename__ = "sign_in_provider"
    __table_args__ = (CheckConstraint("id = 1", name="there_is_one_provider"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    succeeded_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    failed_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    failed_because: str | None = None
    checked_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    checked_by: str | None = None
    check_found: str | None = None
    check_passed: bool | None = None


class ProviderChecked(Event):
    passed: bool
    found: str

    def sentence(self) -> str:
        return f"checked the connection to the Trust’s own sign-in: {self.found}"


@dataclass(frozen=True)
class ProviderState:
    """What an administrator sees of it: nothing that opens anything."""

    settings: list[tuple[str, str]]
    is_set: bool
    bound: int
    last: SignInProvider


def provider_state(session: Session, actor: Actor, origin: str) -> ProviderState:
    """How it is set, how many accounts it opens, and how it last went.

    Raises:
        NotPermitted: the actor does not look after accounts.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    told = settings()
    bound = select(func.count()).select_from(Identity).where(
        col(Identity.issuer) == str(told.oidc_issuer or "")
    )  # fmt: skip
    shown = [
        ("Issuer", told.oidc_issuer or "Not set"),
        ("Client id", told.oidc_client_id or "Not set"),
        ("Client secret", "Set, and never shown" if told.oidc_client_secret else "Not set"),
        ("Comes back to", f"{origin}{BACK}"),
        ("Asks for", SCOPE),
        ("Finds an account by", MATCHES.get(told.oidc_match, told.oidc_match)),
        ("Second factor", "Required of it" if told.oidc_require_mfa else "Left to it"),
    ]
    last = session.get(SignInProvider, 1) or SignInProvider()
    return ProviderState(shown, bool(told.oidc_issuer), session.exec(bound).one(), last)


def check_provider(session: Session, actor: Actor, at: datetime) -> SignInProvider:
    """Ask the provider for what it says of itself and for its keys, and keep what came of it.

    Raises:
        NotPermitted: the actor does not look after accounts.
        WrongAnswer: no provider is set.
    """
    require_in_trust(actor, TrustPermission.MANAGE_ACCOUNTS)
    if not settings().oidc_issuer:
        raise WrongAnswer({"form": NOT_SET})
    passed, found = _asked()
    row = _row(session)
    row.checked_at, row.checked_by = at, actor.name
    row.check_passed, row.check_found = passed, found
    journal.append(session, None, actor, ProviderChecked(passed=passed, found=found), at)
    return row


def _asked() -> tuple[bool, str]:
    try:
        told = provider_now()
    except SignInRefused as refused:
        return False, f"discovery failed. {refused}"
    try:
        found = len(provider_keys(told).keys)
    except (SignInRefused, JoseError, ValueError, KeyError, TypeError):
        return False, "discovery answered, and its keys could not be read"
    many = "1 key" if found == 1 else f"{found} keys"
    return True, f"discovery answered, and it signs with {many}"


def note_success(session: Session, at: datetime) -> None:
    """Somebody came in by it."""
    _row(session).succeeded_at = at


def note_failure(session: Session, because: str, at: datetime) -> None:
    """It did not let somebody in, and why, in the words they were told."""
    row = _row(session)
    row.failed_at, row.failed_because = at, because


def _row(session: Session) -> SignInProvider:
    """The one row, held: two who sign in at once do not both make it."""
    session.execute(insert(SignInProvider).values(id=1).on_conflict_do_nothing())
    held = select(SignInProvider).where(SignInProvider.id == 1).with_for_update()
    return session.exec(held).one()
