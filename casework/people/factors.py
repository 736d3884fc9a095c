"""Second factors: codes of an authenticator app (RFC 6238), recovery codes, and passkeys."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import pyotp
import segno
from markupsafe import Markup
from sqlmodel import Session, col, delete, func, select, update

from casework.access import Actor
from casework.errors import NotFound, SignInRefused, WrongAnswer
from casework.journal import Event
from casework.keys import seal, unseal
from casework.people.app_secrets import APP, app_secret, step_of
from casework.people.credentials import Passkey, RecoveryCode, StepKind
from casework.people.models import Account
from casework.people.own_chain import note
from casework.people.steps import OVER, begin_step, step_at

ISSUER = "Casework"
HOW_MANY, CODE_LETTERS = 10, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 16  # 80 bits: random enough for a plain SHA-256
NOT_YET = "Check the code that the app shows now. If it is refused again, check the phone’s clock"
LAST_ONE = "This is your only second factor. Add another one before you remove it"


class AppAdded(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "set up an authenticator app"


class FactorRemoved(Event):
    account_id: UUID
    what: str

    def sentence(self) -> str:
        return f"removed {self.what}"


class RecoveryCodesMade(Event):
    account_id: UUID

    def sentence(self) -> str:
        return "made new recovery codes; the old ones no longer work"


@dataclass(frozen=True)
class Factors:
    """What an account has beside its password."""

    app: bool
    passkeys: list[Passkey]
    codes_left: int

    @property
    def any(self) -> bool:
        """A recovery code stands in for a factor; it is not one."""
        return self.app or bool(self.passkeys)


def factors_of(session: Session, account: Account) -> Factors:
    return factors_of_each(session, [account])[account.id]


def factors_of_each(session: Session, accounts: Sequence[Account]) -> dict[UUID, Factors]:
    """The same for many accounts, by their ids."""
    ids = [each.id for each in accounts]
    kept = select(Passkey).where(col(Passkey.account_id).in_(ids)).order_by(col(Passkey.made_at))
    passkeys: dict[UUID, list[Passkey]] = {}
    for each in session.exec(kept):
        passkeys.setdefault(each.account_id, []).append(each)
    unused = (
        select(RecoveryCode.account_id, func.count())
        .where(col(RecoveryCode.account_id).in_(ids), col(RecoveryCode.used_at).is_(None))
        .group_by(col(RecoveryCode.account_id))
    )
    left = dict(session.exec(unused).all())
    return {
        each.id: Factors(
            each.totp_secret is not None, passkeys.get(each.id, []), left.get(each.id, 0)
        )
        for each in accounts
    }


@dataclass(frozen=True)
class NewApp:
    """What an app is told once: as a picture to scan, and as letters to type."""

    step: str
    secret: str
    picture: Markup  # drawn by us: nothing that anybody typed is in it

    @property
    def spaced(self) -> str:
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))


def begin_app(session: Session, account: Account, at: datetime) -> NewApp:
    """Offer a secret to an authenticator app. Nothing changes until the app has shown a code."""
    secret = pyotp.random_base32()
    kept = seal(secret, APP, account.id)
    step = begin_step(session, StepKind.NEW_APP, at, account.id, secret=kept)
    return _offered(account, step, secret)


def app_offered(session: Session, account: Account, step: str, at: datetime) -> NewApp:
    """The same offer again, after a code that was wrong.

    Raises:
        SignInRefused: it is too late for it.
    """
    found = step_at(session, step, StepKind.NEW_APP, at)
    if found is None or found.account_id != account.id:
        raise SignInRefused(OVER)
    return _offered(account, step, unseal(str(found.facts["secret"]), APP, account.id))


def _offered(account: Account, step: str, secret: str) -> NewApp:
    uri = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=ISSUER)
    drawn = segno.make(uri, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#000")
    return NewApp(step, secret, Markup(drawn))


def confirm_app(
    session: Session, actor: Actor, account: Account, step: str, code: str, at: datetime
) -> None:
    """Use the app from now on, in place of any earlier one, once it has shown a right code.

    Raises:
        SignInRefused: it is too late for it.
        WrongAnswer: the code is not one the app shows now.
    """
    offered = app_offered(session, account, step, at)
    shown = step_of(offered.secret, code, at, after=0)
    if shown is None:
        raise WrongAnswer({"code": NOT_YET})
    account.totp_secret = seal(offered.secret, APP, account.id)
    account.totp_last_step = shown
    found = step_at(session, step, StepKind.NEW_APP, at)
    session.delete(found)
    note(session, account, actor, AppAdded(account_id=account.id), at)


def check_code(account: Account, code: str, at: datetime) -> bool:
    """Whether the app shows this code now, or did half a minute ago. Each works once.

    The caller holds the account's row locked.
    """
    if account.totp_secret is None:
        return False
    secret = app_secret(account.totp_secret, account.id)
    shown = step_of(secret, code, at, account.totp_last_step)
    if shown is not None:
        account.totp_last_step = shown
    return shown is not None


def make_recovery_codes(
    session: Session, actor: Actor, account: Account, at: datetime
) -> list[str]:
    """Ten new codes in place of the old ones. They are never shown again."""
    old = col(RecoveryCode.account_id) == account.id
    session.execute(delete(RecoveryCode).where(old))
    made = ["".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(10)]
    session.add_all(
        [
            RecoveryCode(code_hash=_hashed(account, each), account_id=account.id, made_at=at)
            for each in made
        ]
    )
    note(session, account, actor, RecoveryCodesMade(account_id=account.id), at)
    return ["-".join(each[at : at + 4] for at in range(0, CODE_LENGTH, 4)) for each in made]


def take_recovery_code(session: Session, account: Account, code: str, at: datetime) -> bool:
    """Whether this is an unused recovery code of the account. It is used with this."""
    typed = "".join(each for each in code.upper() if each.isalnum())
    used = (
        update(RecoveryCode)
        .where(
            col(RecoveryCode.code_hash) == _hashed(account, typed),
            col(RecoveryCode.account_id) == account.id,
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=at)
        .returning(col(RecoveryCode.code_hash))
    )
    return session.execute(used).first() is not None


def _hashed(account: Account, code: str) -> str:
    return sha256(f"{account.id} {code}".encode("utf-8", "surrogatepass")).hexdigest()


def remove_app(session: Session, actor: Actor, account: Account, at: datetime) -> None:
    """Forget the authenticator app.

    Raises:
        NotFound: there is none.
        WrongAnswer: it is the only second factor of an account that needs one.
    """
    has = factors_of(session, account)
    if not has.app:
        raise NotFound
    _require_another(account, has)
    account.totp_secret = None
    event = FactorRemoved(account_id=account.id, what="their authenticator app")
    note(session, account, actor, event, at)


def remove_passkey(
    session: Session, actor: Actor, account: Account, passkey_id: UUID, at: datetime
) -> None:
    """Forget a passkey.

    Raises:
        NotFound: the account has no such passkey.
        WrongAnswer: it is the only second factor of an account that needs one.
    """
    has = factors_of(session, account)
    found = next((each for each in has.passkeys if each.id == passkey_id), None)
    if found is None:
        raise NotFound
    _require_another(account, has)
    session.delete(found)
    event = FactorRemoved(account_id=account.id, what=f"the passkey “{found.name}”")
    note(session, account, actor, event, at)


def _require_another(account: Account, has: Factors) -> None:
    if account.needs_second_factor and has.app + len(has.passkeys) < 2:
        raise WrongAnswer({"factor": LAST_ONE})
