"""Parts of a pack from the vault, and the pack into it: nothing of a case lies anywhere else."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, BinaryIO, Self
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from casework.database import as_casework, reading_as_casework
from casework.documents.contents import Contents
from casework.documents.handpress import HandPress
from casework.documents.linking import Binding, Part
from casework.documents.packs import PdfPages
from casework.documents.press import Foreign, Pressed, fingerprint_of_own
from casework.documents.printing import written
from casework.documents.progress import Progress
from casework.documents.units.form import FORM
from casework.errors import NotFound, Unsound
from casework.evidence import apart
from casework.evidence.kinds import FileKind
from casework.evidence.linkable import unit_of
from casework.evidence.printed import printed_apart
from casework.hearing_packs.bindery import bound
from casework.hearing_packs.models import PackPart
from casework.storage import chunks_of, new_key, store

AT_ONCE = 2  # of the printing processes there are
KEPT_UNUSED = timedelta(days=30)


@dataclass(frozen=True)
class KeptPack:
    """A pack in the vault."""

    key: str
    sha256: str
    size: int

    def opens(self) -> BinaryIO:
        return store().open(self.key)


class VaultPress(HandPress):
    """Keeps packs in the vault, encrypted for their case, and makes every part anew."""

    def __init__(self, case_id: UUID) -> None:
        self.case_id = case_id

    def keep(self, pieces: Iterable[bytes]) -> KeptPack:
        kept = store().put_new(new_key("packs", self.case_id), pieces)
        return KeptPack(kept.key, kept.sha256, kept.size)


class KeepingPress(VaultPress):
    """Makes a part once: as long as its words are the same, what was kept of it is used.

    It prints, opens files of others, links and checks in processes that are confined.
    """

    def __init__(self, case_id: UUID) -> None:
        super().__init__(case_id)
        with reading_as_casework() as session:
            rows = session.exec(select(PackPart).where(PackPart.case_id == case_id)).all()
            self._there = {each.fingerprint: (each.store_key, each.sha256) for each in rows}
        self._used: set[str] = set()
        self._coming: dict[str, Future[tuple[str, str]]] = {}
        self._printers = ThreadPoolExecutor(AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """What nobody waits for any more is not begun."""
        self._printers.shutdown(cancel_futures=True)

    def ahead(self, parts: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Begin with what has to be printed, two at a time; `own` waits for its own."""
        for template, context in parts:
            name = fingerprint_of_own(template, context)
            if name not in self._there and name not in self._coming:
                html = written(template, **context)
                self._coming[name] = self._printers.submit(self._printed, name, html)

    def _printed(self, name: str, html: str) -> tuple[str, str]:
        return self._made(name, printed_apart(html))

    def own(self, template: str, **context: Any) -> Pressed:
        name = fingerprint_of_own(template, context)
        return self._once(name, lambda: printed_apart(written(template, **context)))

    def foreign(self, part: Foreign, called: str) -> Pressed:
        name = f"{type(part).__name__} {FORM} {sha256(part.content).hexdigest()}"
        return self._once(sha256(name.encode()).hexdigest(), lambda: _confined(part, called))

    def bind(
        self, parts: Sequence[Part], binding: Binding, contents: Contents, progress: Progress
    ) -> KeptPack:
        kept = bound(parts, binding, contents, self.keep, progress)
        if not isinstance(kept, KeptPack):
            raise TypeError("A pack is kept in the vault")
        return kept

    def _once(self, name: str, make: Callable[[], Iterable[bytes]]) -> Pressed:
        self._used.add(name)
        if name in self._coming:
            self._there[name] = self._coming.pop(name).result()
        if name in self._there:
            key, expected = self._there[name]
            try:
                return Pressed.of(lambda: store().open_as_kept(key, expected))
            except (NotFound, Unsound):
                self._forget(name)  # it is made of what is kept elsewhere: it is made again
        key, expected = self._there[name] = self._made(name, make())
        return Pressed.of(lambda: store().open_as_kept(key, expected))

    def _made(self, name: str, pieces: Iterable[bytes]) -> tuple[str, str]:
        """Bytes first, then the row that names them."""
        kept = store().put_new(new_key("pack-parts", self.case_id), pieces)
        now = datetime.now(UTC)
        row = {
            "id": uuid4(),
            "case_id": self.case_id,
            "fingerprint": name,
            "store_key": kept.key,
            "sha256": kept.sha256,
            "made_at": now,
            "used_at": now,
        }
        with as_casework() as session:
            session.execute(insert(PackPart).values(row).on_conflict_do_nothing())
        return kept.key, kept.sha256

    def _forget(self, name: str) -> None:
        with as_casework() as session:
            gone = delete(PackPart).where(
                col(PackPart.case_id) == self.case_id, col(PackPart.fingerprint) == name
            )
            session.execute(gone)

    def tidy(self) -> None:
        """Say what was used, and forget what no pack has used for a month."""
        now = datetime.now(UTC)
        theirs = col(PackPart.case_id) == self.case_id
        with as_casework() as session:
            used = update(PackPart).where(theirs, col(PackPart.fingerprint).in_(self._used))
            session.execute(used.values(used_at=now))
            session.execute(
                delete(PackPart).where(theirs, col(PackPart.used_at) < now - KEPT_UNUSED)
            )


def _confined(part: Foreign, called: str) -> Iterable[bytes]:
    kind = FileKind.PDF if isinstance(part, PdfPages) else FileKind.PNG
    with apart.held(part.content) as source, unit_of(source, kind, called) as unit:
        yield from chunks_of(unit)
