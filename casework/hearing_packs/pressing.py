"""Parts of a pack from the vault, and the pack into it: nothing of a case lies anywhere else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Semaphore
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
from casework.documents.press import Foreign, NotMade, Pressed, fingerprint_of_own
from casework.documents.printing import written
from casework.documents.progress import Progress
from casework.documents.units.form import FORM
from casework.errors import NotFound, Unsound
from casework.evidence import apart
from casework.evidence.kinds import FileKind
from casework.evidence.linkable import unit_of
from casework.evidence.printed import SHOP as PRINTER
from casework.evidence.printed import printed_apart, printed_together
from casework.hearing_packs.bindery import READER, bound
from casework.hearing_packs.bindery import SHOP as BINDERY
from casework.hearing_packs.models import PackPart
from casework.storage import chunks_of, new_key, store

# Twice as many as there are printing processes: while one is kept, another is printed.
AT_ONCE, PRINTERS = 4, 2
MOST_TOGETHER, LONG = 6, 20_000  # parts, and letters of them
KEPT_UNUSED = timedelta(days=30)


# The name of a part, and its key and hash in the vault.
Kept = dict[str, tuple[str, str]]


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
        apart.begin(PRINTER, PRINTERS)  # while the case is read
        apart.begin(BINDERY, 1)
        apart.begin(READER, 1)
        with reading_as_casework() as session:
            rows = session.exec(select(PackPart).where(PackPart.case_id == case_id)).all()
            self._there = {each.fingerprint: (each.store_key, each.sha256) for each in rows}
        self._used: set[str] = set()
        self._coming: dict[str, Future[Kept]] = {}
        self._printers = ThreadPoolExecutor(AT_ONCE)
        self._printing = Semaphore(PRINTERS)  # here a part waits for as long as it takes

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """What nobody waits for any more is not begun."""
        self._printers.shutdown(cancel_futures=True)

    def ahead(self, parts: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Begin with what has to be printed, a few at a time; `own` waits for its own."""
        wanted = {fingerprint_of_own(template, said): (template, said) for template, said in parts}
        missing = [(name, part) for name, part in wanted.items() if name not in self._there]
        html = {name: written(template, **said) for name, (template, said) in missing}
        for batch in batches(html):
            coming = self._printers.submit(copy_context().run, self._printed, batch)
            self._coming |= dict.fromkeys(batch, coming)

    def _printed(self, batch: dict[str, str]) -> Kept:
        """What was made of a batch: nothing where one cannot be, and then each is made alone."""
        try:
            with self._printing:
                units = printed_together(list(batch.values()))
        except NotMade:
            return {}
        return self._kept({name: [unit] for name, unit in zip(batch, units, strict=True)})

    def own(self, template: str, **context: Any) -> Pressed:
        name = fingerprint_of_own(template, context)
        return self._once(name, lambda: self._alone(written(template, **context)))

    def _alone(self, html: str) -> Iterator[bytes]:
        with self._printing:
            yield from printed_apart(html)

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
            self._there |= self._coming.pop(name).result()
        if name in self._there:
            key, expected = self._there[name]
            try:
                return Pressed.of(lambda: store().open_as_kept(key, expected))
            except (NotFound, Unsound):
                self._forget(name)  # it is made of what is kept elsewhere: it is made again
        self._there |= self._kept({name: make()})
        key, expected = self._there[name]
        return Pressed.of(lambda: store().open_as_kept(key, expected))

    def _kept(self, made: Mapping[str, Iterable[bytes]]) -> Kept:
        """Bytes first, then the rows that name them."""
        kept = {
            name: store().put_new(new_key("pack-parts", self.case_id), pieces)
            for name, pieces in made.items()
        }
        now = datetime.now(UTC)
        rows = [
            {
                "id": uuid4(),
                "case_id": self.case_id,
                "fingerprint": name,
                "store_key": each.key,
                "sha256": each.sha256,
                "made_at": now,
                "used_at": now,
            }
            for name, each in kept.items()
        ]
        with as_casework() as session:
            session.execute(insert(PackPart).values(rows).on_conflict_do_nothing())
        return {name: (each.key, each.sha256) for name, each in kept.items()}

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


def batches(html: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Small parts together, as they follow each other; a long one alone, and both printers busy."""
    most = min(MOST_TOGETHER, -(-len(html) // PRINTERS))
    batch: dict[str, str] = {}
    for name, each in html.items():
        if batch and (len(batch) == most or sum(map(len, batch.values())) + len(each) > LONG):
            yield batch
            batch = {}
        batch[name] = each
    if batch:
        yield batch


def _confined(part: Foreign, called: str) -> Iterable[bytes]:
    kind = FileKind.PDF if isinstance(part, PdfPages) else FileKind.PNG
    with apart.held(part.content) as source, unit_of(source, kind, called) as unit:
        yield from chunks_of(unit)
