"""An account begun anew: a password somebody has just chosen, and nothing old that opens it."""

from datetime import datetime

from sqlmodel import Session, col, delete

from casework.people.credentials import Identity, Passkey, RecoveryCode
from casework.people.models import Account
from casework.people.passwords import password_hash
from casework.people.sign_in import close_sessions, revoke_tokens


def begin_anew(session: Session, account: Account, password: str, at: datetime) -> None:
    """A new password from now on; every old factor, session and token is worthless at once."""
    account.password_hash = password_hash(password)
    account.totp_secret, account.needs_second_factor = None, True
    for kind in (Passkey, RecoveryCode, Identity):
        session.execute(delete(kind).where(col(kind.account_id) == account.id))
    close_sessions(session, account.id)
    revoke_tokens(session, account.id, at)
