"""Being signed in once more, by whoever has gone through it at a browser before."""

from datetime import UTC, datetime

from sqlmodel import col, select

from casework.database import in_transaction
from casework.people.models import Account, SignedIn
from casework.people.sign_in import open_session


def session_as_before(username: str) -> str:
    """A new session on the server, got by the same means as this person's last; its secret.

    A form, an app and a code each day would be most of what a journey of weeks consists of.
    """
    with in_transaction() as session:
        account = session.exec(select(Account).where(Account.username == username)).one()
        theirs = select(SignedIn).where(SignedIn.account_id == account.id)
        last = session.exec(theirs.order_by(col(SignedIn.started_at).desc())).first()
        assert last, f"{username} has never signed in"
        return open_session(session, account, last.means, datetime.now(UTC), last.device)
