"""Settings of one deployment, read once from the environment."""

import os
import re
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from casework.errors import WrongAnswer

MEGABYTE = 1 << 20
DIALECT = "postgresql+psycopg://"
ADDRESS = re.compile(r"[^@\s,]+@[^@\s,]+")


def default_state() -> Path:
    """Where a deployment keeps its files when nobody says: a system folder for root."""
    if os.geteuid() == 0:
        return Path("/var/lib/casework")
    share = os.environ.get("XDG_DATA_HOME", "")
    return (Path(share) if share.startswith("/") else Path.home() / ".local/share") / "casework"


class Settings(BaseSettings):
    """One deployment is one trust. Every name but those of other systems begins with CASEWORK_.

    The trust's own sign-in is named by OIDC_…, and what to enter there stands in running/GUIDE.md.
    """

    model_config = SettingsConfigDict(
        env_prefix="CASEWORK_",
        env_ignore_empty=True,
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    state: Path = Field(default_factory=default_state)
    store: Path = Path()
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    smtp_url: str | None = Field(default=None, validation_alias="SMTP_URL")
    capture: bool = False  # an optional extra: capturing public web pages
    chromium: Path = Path("/usr/bin/chromium")
    clamd_url: str | None = Field(default=None, validation_alias="CLAMD_URL")
    trust_name: str = Field(default="Tansley Vale Learning Trust", min_length=1)
    origin: str | None = None
    upload_megabytes: int = Field(default=250, ge=1)
    upload_files: int = Field(default=20, ge=1)
    idle_minutes: int = Field(default=15, ge=1)
    session_hours: int = Field(default=8, ge=1, le=24)
    trusted_proxies: int = Field(default=0, ge=0)  # how many of yours stand before Casework
    breached_passwords: Path | None = None  # the Have I Been Pwned download: SHA-1 lines in order
    oidc_issuer: str | None = Field(default=None, validation_alias="OIDC_ISSUER")
    oidc_client_id: str = Field(default="", validation_alias="OIDC_CLIENT_ID")
    oidc_client_secret: str = Field(default="", validation_alias="OIDC_CLIENT_SECRET")
    oidc_name: str = Field(default="your Trust account", validation_alias="OIDC_NAME")
    oidc_match: str = Field(default="email", validation_alias="OIDC_MATCH")
    oidc_require_mfa: bool = Field(default=False, validation_alias="OIDC_REQUIRE_MFA")
    keystore_url: str | None = Field(default=None, validation_alias="KEYSTORE_URL")
    root_key: SecretStr | None = None
    root_key_file: Path | None = None
    store_s3: str | None = None
    worker: bool = True
    own_database: bool = True  # false: a missing DATABASE_URL is a mistake, as in a container
    leaving_seconds: int = Field(default=0, ge=0, le=300)  # behind a proxy that asks /ready
    signing_key: Path | None = None
    checkpoint_folder: Path | None = None
    checkpoint_s3: str | None = None
    checkpoint_mail: str | None = None
    tsa_urls: str | None = None
    tsa_roots: Path | None = None
    pack_certificate: Path | None = None  # PKCS#12: the trust's own, with which packs are signed
    pack_certificate_password: SecretStr | None = None
    webhook_private: str | None = None  # hosts and networks within, that webhooks may reach

    @property
    def upload_bytes(self) -> int:
        return self.upload_megabytes * MEGABYTE

    @property
    def signing_key_file(self) -> Path:
        """The key that signs checkpoints: outside the database, and best on another disk."""
        return self.signing_key or self.state / "keys/checkpoint.key"

    @property
    def root_keys(self) -> Path:
        """The file of the key that wraps every other: outside the database and the store."""
        return self.root_key_file or self.state / "keys/root.key"

    @property
    def checkpoints(self) -> Path:
        """The folder that checkpoints are always written to."""
        return self.checkpoint_folder or self.state / "checkpoints"

    @property
    def embedded(self) -> bool:
        """Whether Casework runs its own PostgreSQL."""
        return self.database_url is None

    @field_validator("state", "store")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute() if folder != Path() else folder

    @field_validator("breached_passwords", "pack_certificate")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        if path and not path.is_file():
            raise ValueError("There is no such file")
        return path

    @field_validator("database_url", "keystore_url")
    @classmethod
    def _postgresql(cls, url: str | None) -> str | None:
        if url is None:
            return None
        scheme, found, rest = url.partition("://")
        if not found or scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
            raise ValueError("Give the address of a PostgreSQL database: postgresql://…")
        try:
            make_url(DIALECT + rest)
        except (ArgumentError, ValueError):
            raise ValueError("Write it as postgresql://account@server:5432/database") from None
        return DIALECT + rest

    @field_validator("clamd_url")
    @classmethod
    def _scanner(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "")
        socket = parts.scheme == "unix" and parts.path.startswith("/")
        if url and not socket and not (parts.scheme == "tcp" and parts.hostname):
            raise ValueError("Write it as unix:///run/clamav/clamd.ctl or tcp://host:3310")
        return url

    @field_validator("origin")
    @classmethod
    def _origin(cls, origin: str | None) -> str | None:
        scheme, _, host = (origin or "").rstrip("/").partition("://")
        if origin and (scheme not in ("http", "https") or not host or "/" in host):
            raise ValueError("Give the public address without a path: https://casework.example")
        return origin and f"{scheme}://{host}"

    @field_validator("checkpoint_s3", "store_s3")
    @classmethod
    def _bucket(cls, place: str | None) -> str | None:
        if place and not place.removeprefix("s3://").strip("/"):
            raise ValueError("Name the bucket: s3://bucket or s3://bucket/folder")
        if place and not place.startswith("s3://"):
            raise ValueError("Write it as s3://bucket/folder")
        return place

    @field_validator("checkpoint_mail")
    @classmethod
    def _addresses(cls, mail: str | None) -> str | None:
        given = [each.strip() for each in (mail or "").split(",") if each.strip()]
        if any(not ADDRESS.fullmatch(each) for each in given):
            raise ValueError("Give e-mail addresses, with a comma between two")
        return ",".join(given) or None

    @field_validator("tsa_urls")
    @classmethod
    def _web_addresses(cls, urls: str | None) -> str | None:
        given = [each.strip() for each in (urls or "").split(",") if each.strip()]
        if any(not each.startswith(("https://", "http://")) for each in given):
            raise ValueError("Give addresses of time-stamp services, with a comma between two")
        return ",".join(given) or None

    @model_validator(mode="after")
    def _keys_kept_apart(self) -> Self:
        if not (self.own_database or self.database_url):
            raise ValueError("Set DATABASE_URL: no PostgreSQL of its own is run here")
        if self.database_url and not self.keystore_url:
            raise ValueError("With DATABASE_URL, set KEYSTORE_URL: keys have their own database")
        if self.keystore_url and self.keystore_url == self.database_url:
            raise ValueError("KEYSTORE_URL must be another database than DATABASE_URL")
        return self

    @model_validator(mode="after")
    def _what_delivery_needs(self) -> Self:
        if self.checkpoint_mail and not self.smtp_url:
            raise ValueError("Checkpoints can be sent by e-mail only when SMTP_URL is set")
        if self.tsa_urls and not self.tsa_roots:
            raise ValueError("A time-stamp is checked: set CASEWORK_TSA_ROOTS to its root (PEM)")
        return self

    @field_validator("oidc_match")
    @classmethod
    def _known_claim(cls, claim: str) -> str:
        if claim not in ("email", "upn", "staff_number"):
            raise ValueError("Choose email, upn or staff_number")
        return claim

    @field_validator("oidc_issuer")
    @classmethod
    def _secure_issuer(cls, issuer: str | None) -> str | None:
        here = ("http://127.0.0.1:", "http://localhost:")
        if issuer and not issuer.startswith(("https://", *here)):
            raise ValueError("Give the issuer's address: https://…")
        return issuer

    @model_validator(mode="before")
    @classmethod
    def _store_beside_the_rest(cls, given: dict[str, object]) -> dict[str, object]:
        place = str(given.get("store") or "")
        if place and not place.startswith("s3://"):
            return given
        state = Path(str(given.get("state") or default_state()))
        # beside a bucket, the folder is for what was kept before there was one
        return given | {"store": state / "store"} | ({"store_s3": place} if place else {})

    @model_validator(mode="after")
    def _sign_in_fits_together(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError("With OIDC_ISSUER, set OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too")
        if self.idle_minutes > self.session_hours * 60:
            raise ValueError("A session cannot end later for being idle than it ends anyway")
        return self


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        WrongAnswer: a variable holds something it cannot hold.
    """
    try:
        return Settings()
    except ValidationError as refused:
        raise WrongAnswer(dict(_said(error) for error in refused.errors())) from refused


def _said(error: object) -> tuple[str, str]:
    """A refused setting as the variable's own name and one sentence."""
    told = dict(error) if isinstance(error, dict) else {}
    field = str(told["loc"][0]) if told.get("loc") else "settings"
    name = field if field.isupper() or field == "settings" else f"CASEWORK_{field.upper()}"
    reason = str(told.get("msg", "")).removeprefix("Value error, ")
    return name, f"The setting {name} cannot be used: {reason}"
