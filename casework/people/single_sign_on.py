"""The trust's own sign-in: OpenID Connect, with the code flow, PKCE, a state and a nonce."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx2
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlmodel import Session, select

from casework.errors import SignInRefused
from casework.people.credentials import Identity, StepKind
from casework.people.models import Account
from casework.people.steps import begin_step, take_step
from casework.settings import settings

ENTRANCE = "authorization" + "_endpoint"  # as the standard spells it
BACK = "/sign-in/trust/back"
SCOPE = "openid email profile"
PATIENCE = 10.0  # seconds the provider may take
LEEWAY = 60  # seconds by which two clocks may differ
SIGNED_WITH = ["RS256", "PS256", "ES256"]
STRONG = {"mfa", "otp", "hwk", "sc", "fido"}  # RFC 8176, and what providers say beside it
SILENT = "Your Trust’s sign-in did not answer. Try again in a few minutes"
UNCLEAR = "Your Trust’s sign-in answered in a way that cannot be trusted. Start again"
DECLINED = "You were not signed in there, so nothing was opened here. Start again"
TOO_WEAK = (
    "Your Trust’s sign-in did not ask for a second factor. Ask IT to require one for Casework"
)
NOT_FRESH = (
    "Your Trust’s sign-in did not ask you again. Confirm with a password or a passkey instead"
)


@dataclass(frozen=True)
class Trip:
    """A browser on its way to the provider: where it is sent, and the step that awaits it."""

    address: str
    step: str


@dataclass(frozen=True)
class Proof:
    """What the provider says about somebody, after everything about it has been checked."""

    issuer: str
    subject: str
    claims: dict[str, Any]
    to: str
    confirms: UUID | None  # the account that shows again who it is


def _client(origin: str) -> Any:
    told = settings()
    return OAuth2Client(
        told.oidc_client_id,
        told.oidc_client_secret,
        scope=SCOPE,
        redirect_uri=f"{origin}{BACK}",
        timeout=PATIENCE,
    )


def _told_by(address: str) -> dict[str, Any]:
    try:
        answer = httpx2.get(address, timeout=PATIENCE).raise_for_status().json()
    except (httpx2.HTTPError, ValueError) as failed:
        raise SignInRefused(SILENT) from failed
    return dict(answer) if isinstance(answer, dict) else {}


def provider_now() -> dict[str, Any]:
    """What the provider says about itself, read each time: its keys change, sign-ins are few.

    Raises:
        SignInRefused: it does not answer, or is not the one it should be.
    """
    issuer = str(settings().oidc_issuer)
    told = _told_by(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    needed = (ENTRANCE, "token_endpoint", "jwks_uri")
    if told.get("issuer") != issuer or not all(isinstance(told.get(each), str) for each in needed):
        raise SignInRefused(UNCLEAR)
    return told


def set_out(
    session: Session, origin: str, to: str, at: datetime, confirms: UUID | None = None
) -> Trip:
    """Send somebody to the provider. With `confirms`, it is to ask them again who they are.

    Raises:
        SignInRefused: the provider does not answer, or is not the one it should be.
    """
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    facts = {"nonce": nonce, "verifier": verifier, "to": to, "asked_at": int(at.timestamp())}
    state = begin_step(session, StepKind.SINGLE_SIGN_ON, at, confirms, **facts)
    fresh = {"prompt": "login", "max_age": 0} if confirms else {}
    address = prepare_grant_uri(
        provider_now()[ENTRANCE],
        settings().oidc_client_id,
        "code",
        redirect_uri=f"{origin}{BACK}",
        scope=SCOPE,
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
        **fresh,
    )
    return Trip(str(address), state)


def come_back(
    session: Session, origin: str, step: str, answered: dict[str, str], at: datetime
) -> Proof:
    """Check what somebody brings back from the provider. It can be brought back once.

    Raises:
        SignInRefused: it is not an answer to what this browser asked, or it proves too little.
    """
    if not step or not secrets.compare_digest(
        answered.get("state", "").encode("utf-8", "surrogatepass"), step.encode()
    ):
        raise SignInRefused(UNCLEAR)
    taken = take_step(session, step, StepKind.SINGLE_SIGN_ON, at)
    if "error" in answered or not answered.get("code"):
        raise SignInRefused(DECLINED)
    provider = provider_now()
    if answered.get("iss", provider["issuer"]) != provider["issuer"]:
        raise SignInRefused(UNCLEAR)
    token = _token(provider, origin, answered["code"], str(taken.facts["verifier"]))
    claims = _claims(provider, token, str(taken.facts["nonce"]), at)
    _require_strong(claims)
    if taken.account_id:
        _require_fresh(claims, int(taken.facts["asked_at"]))
    return Proof(
        str(claims["iss"]), str(claims["sub"]), claims, str(taken.facts["to"]), taken.account_id
    )


def _token(provider: dict[str, Any], origin: str, code: str, verifier: str) -> str:
    try:
        told = _client(origin).fetch_token(
            provider["token_endpoint"], code=code, code_verifier=verifier
        )
    except (httpx2.HTTPError, OAuthError, ValueError) as failed:
        raise SignInRefused(UNCLEAR) from failed
    return str(told.get("id_token", ""))


def _claims(provider: dict[str, Any], token: str, nonce: str, at: datetime) -> dict[str, Any]:
    """The claims of an ID token that is signed by the provider, for us, now, for this trip."""
    needed = jwt.JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": provider["issuer"]},
        sub={"essential": True},
        aud={"essential": True, "value": settings().oidc_client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        keys = provider_keys(provider)
        claims = dict(jwt.decode(token, keys, algorithms=SIGNED_WITH).claims)
        needed.validate(claims)
    except (JoseError, ValueError, KeyError) as failed:
        raise SignInRefused(UNCLEAR) from failed
    if claims.get("azp", settings().oidc_client_id) != settings().oidc_client_id:
        raise SignInRefused(UNCLEAR)
    return claims


def provider_keys(provider: dict[str, Any]) -> KeySet:
    """The keys with which the provider signs.

    Raises:
        SignInRefused, JoseError, ValueError, KeyError: it does not answer, or with no keys.
    """
    return KeySet.import_key_set(_told_by(provider["jwks_uri"]))  # type: ignore[arg-type]


def _require_strong(claims: dict[str, Any]) -> None:
    shown = claims.get("amr")
    if settings().oidc_require_mfa and not (isinstance(shown, list) and STRONG & set(shown)):
        raise SignInRefused(TOO_WEAK)


def _require_fresh(claims: dict[str, Any], asked_at: int) -> None:
    shown_at = claims.get("auth_time")
    if not isinstance(shown_at, int) or shown_at < asked_at - LEEWAY:
        raise SignInRefused(NOT_FRESH)


def is_bound(session: Session, account: Account) -> bool:
    """Whether the trust's own sign-in opens this account."""
    bound = select(Identity.subject).where(
        Identity.account_id == account.id, Identity.issuer == settings().oidc_issuer
    )
    return session.exec(bound).first() is not None
