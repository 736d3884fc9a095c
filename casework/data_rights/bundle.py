"""The copy that leaves: its letter, its items, and a list of their hashes, as one ZIP.

It is made anew whenever it is taken, and kept nowhere: what is deleted of a case later is in no
bundle. Each piece must have the hash that it had when two people released it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlmodel import Session

from casework import journal
from casework.access import Actor, TrustPermission, require_in_trust
from casework.cases.gateway import Act
from casework.cases.models import Case
from casework.data_rights.acting import lock_cases, request_for, require_confirmed
from casework.data_rights.contents import Given, given
from casework.data_rights.kinds import EXEMPTIONS, Giving
from casework.data_rights.letters import letters_of
from casework.data_rights.models import DataRequest, DataRequestItem
from casework.data_rights.releasing import items_of
from casework.database.whose import every_case
from casework.errors import NotFound, Unsound
from casework.evidence.custody import link
from casework.evidence.models import Capture, Handling
from casework.evidence.seals import Seal, SealedEach
from casework.hearing_packs.exhibits_zip import Sink
from casework.journal import Event
from casework.storage import chunks_of, store
from casework.working_days import LONDON

LIST, CONTENTS, LETTER = "SHA-256.txt", "CONTENTS.txt", "letter.pdf"
CHANGED = "Item {0} is not what was released. Nothing leaves"


class CopyTakenOut(Event):
    reference: str

    def sentence(self) -> str:
        return f"took the copy of {self.reference} out"


class GivenToRequester(Event, SealedEach):
    """In the chain of each case of which something left. Says nothing of who asked."""

    reference: str
    items: list[int]

    def sentence(self) -> str:
        counted = f"{len(self.items)} item{'' if len(self.items) == 1 else 's'}"
        return f"took {counted} of the case out for {self.reference}"


@dataclass(frozen=True)
class Bundle:
    """A copy on its way out."""

    name: str
    pieces: Iterator[bytes]


def take_bundle(session: Session, actor: Actor, number: int, at: datetime) -> Bundle:
    """Record that a released copy is taken, in the chain of each case too, then hand it over.

    Raises:
        NotPermitted, StepUpNeeded: as the acts on a request.
        NotFound: no such request, or no copy of it was released.
        Unsound: something in it is not what was released; nothing leaves.
    """
    require_in_trust(actor, TrustPermission.ANSWER_DATA_REQUESTS)
    with session.begin_nested(), every_case(session):
        request = request_for(session, actor, number, lock=True)
        require_confirmed(actor)
        if request.released_at is None or not request.is_open:
            raise NotFound
        items = [each for each in items_of(session, request) if each.given_sha256]
        cases = {each.id: each for each in lock_cases(session, {each.case_id for each in items})}
        copies = [(each, _as_released(session, each, cases)) for each in items]
        for case in cases.values():
            _say(Act(session, case, actor, at), request, copies)
        taken = CopyTakenOut(reference=request.reference)
        journal.append(session, None, actor, taken, at)
        request.handed_over_at = request.handed_over_at or at
        files = _files(session, request, copies)
    return Bundle(f"{request.reference}.zip", _zipped(files, at))


def _as_released(session: Session, item: DataRequestItem, cases: dict[UUID, Case]) -> Given:
    says = CHANGED.format(item.number)
    if item.case_id not in cases:
        raise Unsound(says)
    copy = given(session, item, cases[item.case_id].reference)
    if copy.sha256 != item.given_sha256:
        raise Unsound(says)
    if copy.key:
        store().check(copy.key, copy.sha256)
    return copy


def _say(act: Act, request: DataRequest, copies: list[tuple[DataRequestItem, Given]]) -> None:
    """Each exhibit has a link in its custody, sealed again by the entry of the journal."""
    theirs = [(item, copy) for item, copy in copies if item.case_id == act.case.id]
    seals: dict[str, Seal] = {}
    for _, copy in theirs:
        if copy.capture_id:
            capture = act.session.get_one(Capture, copy.capture_id)
            reason = f"For {request.reference}"
            seals[str(capture.id)] = Seal.of(link(act, capture, Handling.EXPORTED, reason))
    told: dict[str, Any] = {"reference": request.reference, "seals": seals}
    event = GivenToRequester(items=[item.number for item, _ in theirs], **told)
    journal.append(act.session, act.case.id, act.actor, event, act.at)


def _files(
    session: Session, request: DataRequest, copies: list[tuple[DataRequestItem, Given]]
) -> list[Given]:
    letter = letters_of(session, request)[-1]
    contents = _contents(request, copies, items_of(session, request)).encode()
    return [
        Given(LETTER, letter.sha256, words=letter.pdf),
        Given(CONTENTS, sha256(contents).hexdigest(), words=contents),
        *(copy for _, copy in copies),
    ]


def _contents(
    request: DataRequest,
    copies: list[tuple[DataRequestItem, Given]],
    items: list[DataRequestItem],
) -> str:
    """What is in it, and how much is withheld under which exemption. No case is named."""
    lines = [f"{request.reference}: a copy of your data", ""]
    for item, copy in copies:
        day = f", {item.on_day:%-d %B %Y}" if item.on_day else ""
        told = ", parts hidden" if item.giving is Giving.REDACTED else ""
        lines.append(f"{item.number:03}  {item.title}{day}{told}: {copy.name}")
    held = [each for each in items if each.giving is Giving.WITHHELD and each.exemption]
    lines += ["", f"Withheld: {len(held)}"]
    lines += [f"{each.number:03}  {EXEMPTIONS[each.exemption or ''].source}" for each in held]
    return "\n".join(lines) + "\n"


def _zipped(files: list[Given], at: datetime) -> Iterator[bytes]:
    """The ZIP, piece by piece; every piece is compared with its hash while it goes."""
    sink, day = Sink(), at.astimezone(LONDON).timetuple()[:6]
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for each in files:
            digest = sha256()
            with archive.open(ZipInfo(each.name, day), "w", force_zip64=True) as target:
                for chunk in _chunks(each):
                    digest.update(chunk)
                    target.write(chunk)
                    yield from sink.taken()
            if digest.hexdigest() != each.sha256:
                raise Unsound(f"{each.name} is not what was released")
        listed = "".join(f"{each.sha256}  {each.name}\n" for each in files)
        archive.writestr(ZipInfo(LIST, day), listed)
    yield from sink.taken()


def _chunks(each: Given) -> Iterator[bytes]:
    if not each.key:
        yield each.words
        return
    with store().open_as_kept(each.key, each.sha256) as source:
        yield from chunks_of(source)
