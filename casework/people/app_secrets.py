"""The secret that an authenticator app shares with us: sealed where it is kept, and its codes."""

import hmac
from datetime import datetime
from uuid import UUID

import pyotp
from sqlmodel import Session, col, select

from casework.keys import seal, unseal
from casework.keys.secrets import SEALED, is_sealed
from casework.people.models import Account

PERIOD = 30
APP = "authenticator"


def app_secret(kept: str, account_id: UUID) -> str:
    """The secret of an account's app; one from before there were keys is still as it was."""
    return unseal(kept, APP, account_id) if is_sealed(kept) else kept


def seal_app_secrets(session: Session) -> int:
    """Seal the secrets of apps that are from before there were keys; how many there were."""
    wanted = select(Account).where(
        col(Account.totp_secret).is_not(None), ~col(Account.totp_secret).startswith(SEALED)
    )
    found = session.exec(wanted.with_for_update()).all()
    for account in found:
        account.totp_secret = seal(account.totp_secret or "", APP, account.id)
    return len(found)


def step_of(secret: str, code: str, at: datetime, after: int) -> int | None:
    """The half-minute to which a code belongs: this one or a neighbour, later than `after`."""
    typed = "".join(code.split()).encode("utf-8", "surrogatepass")
    now = int(at.timestamp()) // PERIOD
    for step in (now, now - 1, now + 1):
        right = pyotp.TOTP(secret).generate_otp(step).encode()
        if step > after and hmac.compare_digest(right, typed):
            return step
    return None
