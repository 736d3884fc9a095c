"""Trying what Casework depends on: a mail to oneself, a probe in the store, a harmless virus."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid
from uuid import uuid4

from sqlmodel import Session

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.errors import CaseworkError, DeliveryFailed, StoreUnavailable
from casework.evidence.scanning import ScanState, scanned
from casework.journal import Event
from casework.people.models import Person
from casework.people.notices import Notice, message_to
from casework.post import send
from casework.settings import Settings
from casework.storage import Store
from casework.storage.names import DRAFTS

PROBE = b"Casework wrote this to see whether the store keeps it."
# The test file that every scanner knows (eicar.org), in two halves: whole, it would be found here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SUBJECT, SAYS = (
    "A test from Casework",
    "This is a test. Whoever looks after Casework asked for it on {where}.\n",
)


@dataclass(frozen=True)
class Tried:
    """How a test ended, in a sentence that holds no address and no server's words."""

    well: bool
    says: str


class Tested(Event):
    what: str
    well: bool

    def sentence(self) -> str:
        return f"tested {self.what}: {'it works' if self.well else 'it does not work'}"


def try_mail(session: Session, actor: Actor, settings: Settings, at: datetime) -> Tried:
    """Send a mail to oneself at once, past the outbox, and say how the server answered.

    Raises:
        NotPermitted: the actor does not look after this deployment.
    """
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    person = session.get_one(Person, actor.id)
    return _noted(session, actor, "sending mail", _mailed(person, settings), at)


def _mailed(person: Person, settings: Settings) -> Tried:
    if not settings.smtp_url:
        return Tried(False, "No mail server is set (SMTP_URL)")
    if not person.email:
        return Tried(
            False, "You have no e-mail address of the Trust, so there is nobody to send to"
        )
    message = message_to(person, settings, Notice("test", SUBJECT, SAYS, "/operations"))
    del message["Message-ID"]
    message["Message-ID"] = make_msgid("test", domain="casework.invalid")
    try:
        send(settings.smtp_url, message)
    except DeliveryFailed as failed:
        return Tried(False, str(failed))
    return Tried(True, "The mail server took a mail to your address. See whether it arrives")


def try_store(session: Session, actor: Actor, store: Store, at: datetime) -> Tried:
    """Write a probe, read it, see that it cannot be overwritten, and delete it.

    Raises:
        NotPermitted: the actor does not look after this deployment.
    """
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    return _noted(session, actor, "the store", probed(store), at)


def probed(store: Store) -> Tried:
    """The same, for whoever runs the server."""
    shelf, name = store.shelf, f"{DRAFTS}/probe/{uuid4()}"
    try:
        shelf.keep(name, [PROBE])
        try:
            opened = shelf.open(name)
            found = opened.read_at(0, len(PROBE) + 1)
            opened.close()
            once = _is_refused(store, name)
        finally:
            shelf.remove(name)
    except CaseworkError as failed:
        return Tried(False, str(failed))
    if found != PROBE:
        return Tried(False, "The store gave back something else than was written")
    if not once:
        return Tried(False, "The store let a file be overwritten: evidence is not safe in it")
    return Tried(True, "A file was written, read and deleted, and could not be overwritten")


def _is_refused(store: Store, name: str) -> bool:
    try:
        store.shelf.keep(name, [b"another"])
    except StoreUnavailable:
        return True
    return False


def try_scanner(session: Session, actor: Actor, settings: Settings, at: datetime) -> Tried:
    """Give the scanner the test file that every scanner knows.

    Raises:
        NotPermitted: the actor does not look after this deployment.
    """
    require_in_trust(actor, TrustPermission.LOOK_AFTER)
    return _noted(session, actor, "the malware scanner", scanner_tried(settings), at)


def scanner_tried(settings: Settings) -> Tried:
    """The same, for whoever runs the server."""
    if not settings.clamd_url:
        return Tried(False, "No scanner is set (CLAMD_URL), so files are not scanned")
    told = scanned(settings.clamd_url, [EICAR])
    if told.state is ScanState.FOUND:
        return Tried(True, "The scanner found the harmless test virus")
    if told.state is ScanState.CLEAN:
        return Tried(False, "The scanner did not find the test virus: it finds nothing")
    return Tried(False, "The scanner does not answer")


def _noted(session: Session, actor: Actor, what: str, tried: Tried, at: datetime) -> Tried:
    journal.append(session, None, actor, Tested(what=what, well=tried.well), at)
    return tried
