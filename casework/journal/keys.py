"""The signer: its key and its memory, in files that the database does not hold."""

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from casework.durable import write_durably
from casework.errors import StoreUnavailable
from casework.journal.notes import read_signing_key, signing_key, verifier_key
from casework.settings import Settings


def origin_of(settings: Settings) -> str:
    """What this journal is called in its notes."""
    host = urlsplit(settings.origin).hostname if settings.origin else None
    slug = re.sub(r"[^a-z0-9.]+", "-", (host or settings.trust_name).lower()).strip("-.")
    return f"casework.{slug or 'trust'}/journal"


@dataclass(frozen=True)
class Signer:
    """Who signs checkpoints. The memory beside the key is the last note it signed.

    The name goes into the key when it is made; a trust that is renamed keeps its journal's name.
    """

    file: Path
    name: str

    def key(self) -> Ed25519PrivateKey:
        """The key, made on first use, readable by this account only.

        Raises:
            StoreUnavailable: the file cannot be read or written, or holds no signing key.
        """
        return self._held()[1]

    @property
    def origin(self) -> str:
        """What the journal is called in its notes."""
        return self._held()[0]

    def public_key(self) -> Ed25519PublicKey | None:
        """The public half; none where nothing was ever signed."""
        return self.key().public_key() if self.file.exists() else None

    def verifier_key(self) -> str:
        return verifier_key(self.origin, self.key().public_key())

    def _held(self) -> tuple[str, Ed25519PrivateKey]:
        try:
            if not self.file.exists():
                self._make()
            return read_signing_key(self.file.read_text())
        except (OSError, ValueError) as failed:
            said = f"The key that signs checkpoints cannot be used: {self.file} ({failed})"
            raise StoreUnavailable(said) from failed

    def _make(self) -> None:
        made = signing_key(self.name, Ed25519PrivateKey.generate())
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):  # another process was first, and its key is the key
            write_durably(self.file, made.encode(), 0o600)

    @property
    def _memory(self) -> Path:
        return self.file.with_suffix(".last")

    def memory(self) -> str | None:
        """The last note signed here."""
        try:
            return self._memory.read_text()
        except FileNotFoundError:
            return None

    def remember(self, note: str) -> None:
        write_durably(self._memory, note.encode(), 0o600, replace=True)


def signer_of(settings: Settings) -> Signer:
    return Signer(settings.signing_key_file, origin_of(settings))
