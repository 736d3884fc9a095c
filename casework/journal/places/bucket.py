"""Checkpoints in an S3 bucket, under object lock where the bucket has it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

from casework.errors import DeliveryFailed
from casework.journal.places import Copy, copies_in
from casework.journal.places.folder import OTHER

LOCKED_DAYS = 7 * 366  # in which not even the owner of the bucket can remove one
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict")
AT_ONCE = 16


@dataclass(frozen=True)
class Bucket:
    """Credentials and endpoint come from the environment, as boto3 reads them."""

    bucket: str
    prefix: str

    @property
    def name(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def deliver(self, copy: Copy) -> None:
        for name, content in copy.files.items():
            try:
                self._keep(self.prefix + name, content.encode())
            except self._refusals as failed:
                raise DeliveryFailed(f"The bucket did not take it: {_said(failed)}") from failed

    def _keep(self, key: str, content: bytes) -> None:
        try:
            self._client.put_object(
                Bucket=self.bucket, Key=key, Body=content, IfNoneMatch="*", **self._lock
            )
        except self._client.exceptions.ClientError as refused:
            if refused.response["Error"]["Code"] not in TAKEN:
                raise
            if self._read(key) != content:
                raise DeliveryFailed(OTHER.format("The bucket")) from refused

    def exists(self) -> bool:
        return True

    def copies(self) -> dict[int, Copy]:
        try:
            listed = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix
            )
            keys = [str(each["Key"]) for page in listed for each in page.get("Contents", [])]
            with ThreadPoolExecutor(AT_ONCE) as threads:
                contents = list(threads.map(self._read, keys))
        except self._refusals as failed:
            raise DeliveryFailed(f"The bucket cannot be read: {_said(failed)}") from failed
        names = [key.removeprefix(self.prefix) for key in keys]
        return copies_in(dict(zip(names, contents, strict=True)))

    def _read(self, key: str) -> bytes:
        content: bytes = self._client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return content

    @cached_property
    def _client(self) -> Any:
        config = import_module("botocore.config").Config(
            connect_timeout=5, read_timeout=20, retries={"total_max_attempts": 2}
        )
        return import_module("boto3").client("s3", config=config)

    @cached_property
    def _refusals(self) -> tuple[type[Exception], ...]:
        errors = import_module("botocore.exceptions")
        return (errors.BotoCoreError, errors.ClientError)

    @property
    def _lock(self) -> dict[str, Any]:
        """Retention for one object; nothing where the bucket was made without object lock."""
        if not self._locks:
            return {}
        until = datetime.now(UTC) + timedelta(days=LOCKED_DAYS)
        return {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until}

    @cached_property
    def _locks(self) -> bool:
        try:
            found = self._client.get_object_lock_configuration(Bucket=self.bucket)
        except self._client.exceptions.ClientError as refused:
            if refused.response["Error"]["Code"] == "ObjectLockConfigurationNotFoundError":
                return False
            raise
        return bool(found["ObjectLockConfiguration"].get("ObjectLockEnabled") == "Enabled")


def _said(failed: Exception) -> str:
    response: dict[str, Any] = getattr(failed, "response", {})
    return str(response.get("Error", {}).get("Code") or type(failed).__name__)


def bucket_at(address: str) -> Bucket:
    """The bucket of an address like s3://bucket/folder."""
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    prefix = prefix.strip("/")
    return Bucket(bucket, f"{prefix}/" if prefix else "")
