"""Passkeys (WebAuthn): made on a device of one's own, and enough by themselves to sign in."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from sqlmodel import Session, select
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from casework.access import Actor
from casework.errors import SignInRefused, WrongAnswer
from casework.journal import Event
from casework.people.credentials import Passkey, StepKind
from casework.people.factors import factors_of
from casework.people.models import Account
from casework.people.own_chain import note
from casework.people.steps import OVER, begin_step, take_step

UNKNOWN = "This passkey opens nothing here. Sign in with your user name and password"
UNUSABLE = "The device did not make a passkey that can be used here. Try again, or use an app"
MOST_PASSKEYS, LONGEST_NAME = 10, 60


class PasskeyAdded(Event):
    account_id: UUID
    passkey_id: UUID
    name: str

    def sentence(self) -> str:
        return f"added the passkey “{self.name}”"


@dataclass(frozen=True)
class Here:
    """The address under which people reach this Casework; a passkey works at no other."""

    origin: str

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True)
class Asked:
    """What the browser is asked for, and the step under which it answers."""

    step: str
    options: str


def begin_registration(
    session: Session, account: Account, name: str, here: Here, at: datetime
) -> Asked:
    """Ask a device for a new passkey."""
    has = factors_of(session, account).passkeys
    options = webauthn.generate_registration_options(
        rp_id=here.host,
        rp_name="Casework",
        user_id=account.id.bytes,
        user_name=account.username,
        user_display_name=name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.credential_id) for each in has],
    )
    challenge = bytes_to_base64url(options.challenge)
    step = begin_step(session, StepKind.NEW_PASSKEY, at, account.id, challenge=challenge)
    return Asked(step, webauthn.options_to_json(options))


@dataclass(frozen=True)
class Answer:
    """What a device answered, and the step it answers."""

    step: str
    credential: str
    here: Here


def finish_registration(
    session: Session, actor: Actor, account: Account, answer: Answer, name: str, at: datetime
) -> Passkey:
    """Keep the public key of a passkey that a device has made.

    Raises:
        SignInRefused: it is too late for it.
        WrongAnswer: the answer is not one to what was asked, or nobody was verified.
    """
    step = take_step(session, answer.step, StepKind.NEW_PASSKEY, at)
    if step.account_id != account.id:
        raise SignInRefused(OVER)
    if len(factors_of(session, account).passkeys) >= MOST_PASSKEYS:
        raise WrongAnswer({"passkey": f"You have {MOST_PASSKEYS} passkeys. Remove one first"})
    try:
        made = webauthn.verify_registration_response(
            credential=answer.credential,
            expected_challenge=base64url_to_bytes(str(step.facts["challenge"])),
            expected_rp_id=answer.here.host,
            expected_origin=answer.here.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as refused:
        raise WrongAnswer({"passkey": UNUSABLE}) from refused
    if session.exec(select(Passkey).where(Passkey.credential_id == made.credential_id)).first():
        raise WrongAnswer({"passkey": UNUSABLE})
    passkey = Passkey(
        account_id=account.id,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=name[:LONGEST_NAME],
        made_at=at,
    )
    session.add(passkey)
    event = PasskeyAdded(account_id=account.id, passkey_id=passkey.id, name=passkey.name)
    note(session, account, actor, event, at)
    return passkey


def begin_authentication(session: Session, here: Here, at: datetime) -> Asked:
    """Ask for any passkey of this Casework; who it belongs to comes with the answer."""
    options = webauthn.generate_authentication_options(
        rp_id=here.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    challenge = bytes_to_base64url(options.challenge)
    step = begin_step(session, StepKind.PASSKEY, at, challenge=challenge)
    return Asked(step, webauthn.options_to_json(options))


def passkey_owner(session: Session, answer: Answer, at: datetime) -> Account:
    """Whose passkey answered.

    Raises:
        SignInRefused: the passkey is unknown, answered something else, was copied, or its owner
            was not verified by the device; or it is too late for it.
    """
    step = take_step(session, answer.step, StepKind.PASSKEY, at)
    try:
        credential = webauthn.helpers.parse_authentication_credential_json(answer.credential)
        wanted = select(Passkey).where(Passkey.credential_id == credential.raw_id)
        passkey = session.exec(wanted.with_for_update()).first()
        if passkey is None:
            raise SignInRefused(UNKNOWN)
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(str(step.facts["challenge"])),
            expected_rp_id=answer.here.host,
            expected_origin=answer.here.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as refused:
        raise SignInRefused(UNKNOWN) from refused
    account = session.get_one(Account, passkey.account_id)
    handle = credential.response.user_handle
    if account.disabled_at or (handle and handle != account.id.bytes):
        raise SignInRefused(UNKNOWN)
    passkey.sign_count, passkey.used_at = shown.new_sign_count, at
    return account
