"""Stores to put things into: a folder, and a bucket of a server that speaks S3."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from unittest import mock
from uuid import uuid4

from moto.server import ThreadedMotoServer

from casework.storage import Store
from casework.storage.shelves.bucket import bucket_at
from casework.storage.shelves.folder import FolderShelf

MIB = 1 << 20
S3 = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-west-2",
}


class Tampering(Protocol):
    """What somebody with the disk or the bucket, but without keys, can do."""

    store: Store

    def bytes_of(self, key: str) -> bytes: ...

    def put_in_its_place(self, key: str, content: bytes) -> None: ...

    def delete(self, key: str) -> None: ...


class InFolder:
    """A folder, and whoever can write to its disk."""

    def __init__(self, root: Path) -> None:
        self.store = Store(FolderShelf(root))

    def bytes_of(self, key: str) -> bytes:
        return (self.store.root / key).read_bytes()

    def put_in_its_place(self, key: str, content: bytes) -> None:
        place = self.store.root / key
        place.chmod(0o600)
        place.write_bytes(content)

    def delete(self, key: str) -> None:
        (self.store.root / key).unlink()


class InBucket:
    """A bucket, and whoever owns it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shelf = bucket_at(f"s3://{name}/kept")
        self.store = Store(self.shelf)
        self.client: Any = self.shelf.client

    def bytes_of(self, key: str) -> bytes:
        found: bytes = self.client.get_object(Bucket=self.name, Key=f"kept/{key}")["Body"].read()
        return found

    def put_in_its_place(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=f"kept/{key}", Body=content)

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.name, Key=f"kept/{key}")


@contextmanager
def bucket_server() -> Iterator[None]:
    """A server that speaks S3 on this machine, and the environment that leads boto3 to it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        with mock.patch.dict(os.environ, S3 | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}):
            yield
    finally:
        server.stop()


def new_bucket(*, locked: bool = False) -> InBucket:
    """A bucket that nothing was ever put into."""
    made = InBucket(f"evidence-{uuid4()}")
    where = {"LocationConstraint": "eu-west-2"}
    told: dict[str, Any] = {"ObjectLockEnabledForBucket": True} if locked else {}
    made.client.create_bucket(Bucket=made.name, CreateBucketConfiguration=where, **told)
    return made
