"""A deployment that is backed up, and a second place where nothing is, to put it back into."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from casework import database, keys
from casework.backups import layout
from casework.backups.checking import Source, problems, source_of, write_down
from casework.backups.manifest import Manifest, chosen
from casework.backups.taking import Work, make_backup
from casework.cases.stages import Stage
from casework.cli.saying import operator
from casework.database import as_casework
from casework.evidence.models import Capture
from casework.recovery.outcome import Restored
from casework.recovery.restoring import Restoring, restore
from casework.settings import Settings, settings
from casework.storage import Store, store
from casework.storage.names import holder_of
from casework.storage.shelves.folder import FolderShelf
from tests.database import Databases, forget_checkpoints, open_folder
from tests.world import World


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Ground:
    """Where backups go, and the empty place beside."""

    folder: Path
    live: str
    elsewhere: str
    keystore: str
    said: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return str(self.folder / "backups")

    @property
    def keys_place(self) -> str:
        return str(self.folder / "keys")

    def work(self) -> Work:
        return Work(
            settings=settings(),
            store=store(),
            engine=database.engine(),
            place=layout.prepare(self.place),
            keys=layout.prepare(self.keys_place),
            says=self.said.append,
        )

    def back_up(self, at: Callable[[], datetime] = now) -> Manifest:
        return make_backup(self.work(), self.place, self.keys_place, operator(), at)

    def checked(self, manifest: Manifest) -> list[str]:
        found = problems(settings(), self.source(manifest.id))
        with as_casework() as session:
            write_down(session, manifest, found, operator(), now())
        return found

    def source(self, id: UUID | None = None) -> Source:
        place = layout.existing(self.place)
        manifest = chosen(place, self.place, id)
        return source_of(settings(), place, layout.existing(self.keys_place), manifest)

    @property
    def second(self) -> Settings:
        """The settings of the empty place; the root key is the same."""
        state = self.folder / "second"
        told = {"state": state, "store": state / "store", "keystore_url": self.keystore}
        told |= {"root_key_file": settings().root_keys}
        return settings().model_copy(update=told)

    @property
    def second_store(self) -> Store:
        return Store(FolderShelf(self.second.store))

    def restoring(self, url: str | None = None, outside: Path | None = None) -> Restoring:
        return Restoring(
            settings=self.second,
            store=self.second_store,
            url=url or self.elsewhere,
            source=self.source(),
            actor=operator(),
            reason="The server room flooded.",
            clock=now,
            outside=outside,
        )

    def put_back(self, outside: Path | None = None) -> Restored:
        """Everything after this is asked of what came back."""
        return restore(self.restoring(outside=outside))


@pytest.fixture
def ground(live: str, keystore: str, _databases: Databases) -> Iterator[Ground]:
    forget_checkpoints()
    for each in [each.name for each in store().held() if holder_of(each.name) is None]:
        store().remove(each)  # of tests about a version that did not encrypt
    folder = open_folder("casework-backups-")
    with _databases.copy("template1") as elsewhere:
        try:
            yield Ground(folder, live, elsewhere, keystore)
        finally:
            keys.connect(settings(), live)
            database.connect(live)
            shutil.rmtree(folder)


def content_of(kept: Store, key: str) -> bytes:
    with closing(kept.open(key)) as source:
        return source.read()


def an_original(content: bytes = b"A screenshot") -> Capture:
    with as_casework() as session:
        world = World(session)
        capture = world.capture(world.case(Stage.INVESTIGATION), content)
        session.expunge(capture)
    return capture


def cut_off(*_: object) -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt
