"""Checkpoints in a bucket that locks what it holds. The server is moto: S3 as far as it goes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3  # type: ignore[import-untyped]
import pytest
from moto.server import ThreadedMotoServer

from casework.errors import DeliveryFailed
from casework.journal.delivering import deliver
from casework.journal.places import Copy, shelf_at
from casework.journal.places.bucket import Bucket, bucket_at
from casework.journal.proving import Soundness, prove
from casework.journal.signing import sign
from tests.journal.chains import chain_of, entry_on
from tests.journal.signing import Kept
from tests.world import World

COPY = Copy(7, "a note — signed\n", "trust 1 abc\n")


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    client = boto3.client("s3")
    where = {"LocationConstraint": "eu-west-2"}
    client.create_bucket(
        Bucket="locked", ObjectLockEnabledForBucket=True, CreateBucketConfiguration=where
    )
    client.create_bucket(Bucket="open", CreateBucketConfiguration=where)
    try:
        yield client
    finally:
        server.stop()


@pytest.mark.parametrize("address", ["s3://locked/journal", "s3://open", "s3://open/a/b/"])
def test_a_bucket_keeps_a_checkpoint_once(s3: Any, address: str) -> None:
    bucket = bucket_at(address)
    bucket.deliver(COPY)
    bucket.deliver(COPY)
    assert bucket.copies() == {7: COPY}
    with pytest.raises(DeliveryFailed, match="already holds something else"):
        bucket.deliver(Copy(7, "another note\n", COPY.heads))
    assert bucket.copies() == {7: COPY}
    assert bucket.name == address.rstrip("/")


def test_a_bucket_with_object_lock_keeps_it_for_seven_years(s3: Any) -> None:
    Bucket("locked", "").deliver(COPY)
    Bucket("open", "").deliver(COPY)
    kept = s3.head_object(Bucket="locked", Key="00000007.note")
    assert kept["ObjectLockMode"] == "COMPLIANCE"
    assert kept["ObjectLockRetainUntilDate"] > datetime.now(UTC) + timedelta(days=7 * 365)
    assert "ObjectLockMode" not in s3.head_object(Bucket="open", Key="00000007.note")


def test_a_bucket_that_is_not_there_says_so(s3: Any) -> None:
    with pytest.raises(DeliveryFailed, match="NoSuchBucket"):
        Bucket("missing", "").deliver(COPY)
    with pytest.raises(DeliveryFailed, match="NoSuchBucket"):
        Bucket("missing", "").copies()


def test_the_journal_is_checked_against_a_bucket(s3: Any, world: World, tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    bucket = shelf_at("s3://locked/journal")
    case = chain_of(world)
    for _ in range(2):
        entry_on(world, case.id)
        sign(kept.signer, [bucket], kept.now)
        deliver([bucket], kept.now)
    proof = prove(world.session, [bucket], kept.signer.public_key(), kept.signer.memory())
    assert (proof.verdict, proof.checkpoint) == (Soundness.SOUND, 2)
    assert proof.outside == ["s3://locked/journal"]
