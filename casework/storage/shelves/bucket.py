"""An S3 bucket in which each name is put once, under object lock where the bucket has it.

Credentials and endpoint come from the environment, as boto3 reads them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

from casework.errors import NotFound, StoreUnavailable
from casework.storage.names import is_of_a_draft
from casework.storage.shelves import Held

PART = 8 << 20  # S3 takes at most 10,000 parts, so the largest file is 80 GB
LOCKED_DAYS = 366  # where the bucket has object lock and no retention of its own
SAYS = "A bucket {}; each name is put once and never overwritten"
LOCKED = {True: "with object lock", False: "without object lock: its owner can delete"}
MISSING = ("NoSuchKey", "404", "NotFound")
UNTIL = "ObjectLockRetainUntilDate"
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict", "412")


class OpenObject:
    """An object, read in order with one request, or from anywhere with one request each."""

    def __init__(self, shelf: "BucketShelf", name: str, size: int, tag: str) -> None:
        self.size = size
        self._shelf, self._name, self._tag = shelf, name, tag
        self._body: Any = None
        self._at = -1

    def read_at(self, start: int, length: int) -> bytes:
        if start >= self.size:
            return b""
        with self._shelf.refusals(self._name):
            if self._body is None or start != self._at:
                self._open_at(start)
            found: bytes = self._body.read(length)
        self._at = start + len(found)
        return found

    def _open_at(self, start: int) -> None:
        self.close()
        self._body = self._shelf.client.get_object(
            Bucket=self._shelf.bucket,
            Key=self._shelf.prefix + self._name,
            Range=f"bytes={start}-",
            IfMatch=self._tag,
        )["Body"]

    def close(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None


@dataclass(frozen=True)
class BucketShelf:
    """One bucket, or a folder in it."""

    bucket: str
    prefix: str

    def keep(self, name: str, pieces: Iterable[bytes]) -> None:
        waiting, upload = bytearray(), None
        try:
            for piece in pieces:
                waiting += piece
                if len(waiting) >= PART:
                    upload = upload or Upload.begun(self, name)
                    upload.add(bytes(waiting))
                    waiting.clear()
            if upload is None:
                self._put(name, bytes(waiting))
            else:
                upload.finish(bytes(waiting))
        except BaseException:
            if upload:
                upload.abandon()
            raise

    def _put(self, name: str, content: bytes) -> None:
        with self.refusals(name):
            self.client.put_object(
                Bucket=self.bucket,
                Key=self.prefix + name,
                Body=content,
                IfNoneMatch="*",
                ChecksumAlgorithm="SHA256",
                **self.lock(name),
            )

    def open(self, name: str) -> OpenObject:
        with self.refusals(name):
            told = self.client.head_object(Bucket=self.bucket, Key=self.prefix + name)
        return OpenObject(self, name, int(told["ContentLength"]), str(told["ETag"]))

    def remove(self, name: str) -> None:
        """Where the bucket keeps versions, those that are locked stay; their key is destroyed."""
        with self.refusals(name):
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def held(self) -> Iterator[Held]:
        with self.refusals(self.prefix):
            listed = self.client.get_paginator("list_objects_v2")
            for page in listed.paginate(Bucket=self.bucket, Prefix=self.prefix):
                for each in page.get("Contents", []):
                    name = str(each["Key"]).removeprefix(self.prefix)
                    yield Held(name, each["LastModified"].astimezone(UTC))

    def sweep(self, before: datetime) -> int:
        with self.refusals(self.prefix):
            listed = self.client.get_paginator("list_multipart_uploads")
            begun = [
                each
                for page in listed.paginate(Bucket=self.bucket, Prefix=self.prefix)
                for each in page.get("Uploads", [])
                if each["Initiated"].astimezone(UTC) < before
            ]
            for each in begun:
                told = {"Key": each["Key"], "UploadId": each["UploadId"]}
                self.client.abort_multipart_upload(Bucket=self.bucket, **told)
        return len(begun)

    def require_there(self) -> None:
        try:
            with self.refusals(self.prefix):
                self.client.head_bucket(Bucket=self.bucket)
        except NotFound as gone:
            raise StoreUnavailable("There is no such bucket") from gone

    @property
    def says(self) -> str:
        with self.refusals(self.prefix):
            return SAYS.format(LOCKED[bool(self._lock_told.get("ObjectLockEnabled"))])

    @contextmanager
    def refusals(self, name: str) -> Iterator[None]:
        """Turn what S3 refuses into our own words."""
        errors = import_module("botocore.exceptions")
        try:
            yield
        except errors.ClientError as refused:
            code = str(refused.response["Error"]["Code"])
            if code in MISSING:
                raise NotFound(name) from refused
            if code in TAKEN:
                said = f"The store already holds {name}; nothing was changed"
                raise StoreUnavailable(said) from refused
            raise StoreUnavailable(f"The bucket refused ({code}). Nothing was saved") from refused
        except (errors.BotoCoreError, OSError) as failed:
            said = f"The bucket cannot be reached ({type(failed).__name__})"
            raise StoreUnavailable(said) from failed

    @cached_property
    def client(self) -> Any:
        config = import_module("botocore.config").Config(
            connect_timeout=5, read_timeout=60, retries={"total_max_attempts": 3}
        )
        return import_module("boto3").client("s3", config=config)

    def lock(self, name: str) -> dict[str, Any]:
        """Retention for one object; nothing for a draft's, or where the bucket sees to it."""
        if not self._locks or is_of_a_draft(name):
            return {}
        until = datetime.now(UTC) + timedelta(days=LOCKED_DAYS)
        return {"ObjectLockMode": "COMPLIANCE", UNTIL: until}

    @property
    def _locks(self) -> bool:
        """Whether the bucket has object lock and leaves it to us for how long."""
        told = self._lock_told
        return told.get("ObjectLockEnabled") == "Enabled" and "Rule" not in told

    @cached_property
    def _lock_told(self) -> dict[str, Any]:
        errors = import_module("botocore.exceptions")
        try:
            found = self.client.get_object_lock_configuration(Bucket=self.bucket)
        except errors.ClientError as refused:
            if refused.response["Error"]["Code"] == "ObjectLockConfigurationNotFoundError":
                return {}
            raise
        return dict(found["ObjectLockConfiguration"])


class Upload:
    """A large object on its way in parts; nobody sees it before it is whole."""

    def __init__(self, shelf: BucketShelf, name: str, id: str) -> None:
        self._shelf, self._name = shelf, name
        self._told = {"Bucket": shelf.bucket, "Key": shelf.prefix + name, "UploadId": id}
        self._parts: list[dict[str, Any]] = []

    @classmethod
    def begun(cls, shelf: BucketShelf, name: str) -> "Upload":
        with shelf.refusals(name):
            began = shelf.client.create_multipart_upload(
                Bucket=shelf.bucket,
                Key=shelf.prefix + name,
                ChecksumAlgorithm="SHA256",
                **shelf.lock(name),
            )
        return cls(shelf, name, str(began["UploadId"]))

    def add(self, content: bytes) -> None:
        number = len(self._parts) + 1
        with self._shelf.refusals(self._name):
            told = self._shelf.client.upload_part(
                Body=content, PartNumber=number, ChecksumAlgorithm="SHA256", **self._told
            )
        part = {"PartNumber": number, "ETag": told["ETag"]}
        self._parts.append(part | {"ChecksumSHA256": told["ChecksumSHA256"]})

    def finish(self, rest: bytes) -> None:
        """Every part but the last has eight MiB, and the end record makes the last one exist."""
        if rest:
            self.add(rest)
        with self._shelf.refusals(self._name):
            made = self._shelf.client.complete_multipart_upload(
                MultipartUpload={"Parts": self._parts}, IfNoneMatch="*", **self._told
            )
            self._lock(made.get("VersionId"))

    def _lock(self, version: str | None) -> None:
        """Said again of what is whole: not every service takes it from the beginning."""
        if told := self._shelf.lock(self._name):
            until = {"Mode": told["ObjectLockMode"], "RetainUntilDate": told[UNTIL]}
            self._shelf.client.put_object_retention(
                Bucket=self._shelf.bucket,
                Key=self._shelf.prefix + self._name,
                VersionId=version,
                Retention=until,
                ChecksumAlgorithm="SHA256",
            )

    def abandon(self) -> None:
        with self._shelf.refusals(self._name):
            self._shelf.client.abort_multipart_upload(**self._told)


def bucket_at(address: str) -> BucketShelf:
    """The bucket of an address like s3://bucket/folder."""
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    prefix = prefix.strip("/")
    return BucketShelf(bucket, f"{prefix}/" if prefix else "")
