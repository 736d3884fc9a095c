"""Whatever is kept comes back as it was, or does not come back: in a folder and in a bucket."""

import io
import os
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest

from casework import keys
from casework.errors import NotFound, StoreUnavailable, Unsound
from casework.storage import Opened, new_key
from casework.storage.sealing import CHUNK, END, HEAD, TAG
from tests.vault.places import InBucket, Tampering, new_bucket

MARKER = b"Maisie T stole the show"
SEALED = CHUNK + TAG
SIZES = [1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17]


def kept(place: Tampering, content: bytes, holder: UUID | None = None) -> str:
    return place.store.put_new(new_key("evidence", holder or uuid4()), [content]).key


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out_whole_and_by_parts(place: Tampering, size: int) -> None:
    content = os.urandom(size)
    stored = place.store.put_new(new_key("evidence", uuid4()), io.BytesIO(content))
    assert stored.size == size
    assert place.store.read(stored.key) == content
    assert b"".join(place.store.stream(stored.key)) == content
    with place.store.open(stored.key) as source:
        assert isinstance(source, Opened)
        assert (source.size, source.sha256) == (size, stored.sha256)
        for start in {0, size // 2, max(0, size - 5), max(0, size - CHUNK - 3)}:
            source.seek(start)
            assert source.read(2 * CHUNK) == content[start : start + 2 * CHUNK]
        source.seek(-1, io.SEEK_END)
        assert source.read() == content[-1:]


def test_nothing_readable_lies_in_the_store(place: Tampering) -> None:
    key = kept(place, MARKER * 10)
    assert MARKER not in place.bytes_of(key)


def test_the_same_file_twice_is_two_different_files_in_the_store(place: Tampering) -> None:
    case = uuid4()
    first, second = (place.bytes_of(kept(place, MARKER, case)) for _ in range(2))
    assert first[HEAD:] != second[HEAD:]


def test_nothing_is_written_twice(place: Tampering) -> None:
    key = kept(place, MARKER)
    with pytest.raises(StoreUnavailable, match="already holds"):
        place.store.put_new(key, [b"something else"])
    assert place.store.read(key) == MARKER


def test_a_large_file_is_not_written_twice_either(place: Tampering) -> None:
    content = os.urandom(9 * CHUNK)
    key = kept(place, content)
    with pytest.raises(StoreUnavailable):
        place.store.put_new(key, [os.urandom(9 * CHUNK)])
    assert place.store.read(key) == content


def test_a_key_that_names_no_case_is_refused(place: Tampering) -> None:
    for key in (f"evidence/{uuid4()}", f"evidence/case-7/{uuid4()}", f"drafts/{uuid4()}/{uuid4()}"):
        with pytest.raises(StoreUnavailable, match="does not name the case"):
            place.store.put_new(key, [MARKER])


def test_an_upload_that_breaks_off_leaves_nothing(place: Tampering) -> None:
    def broken() -> Iterator[bytes]:
        yield os.urandom(CHUNK)
        yield from (os.urandom(CHUNK) for _ in range(9))
        raise ConnectionResetError

    key = new_key("evidence", uuid4())
    with pytest.raises((ConnectionResetError, StoreUnavailable)):
        place.store.put_new(key, broken())
    with pytest.raises(NotFound):
        place.store.open(key)
    assert list(place.store.held()) == []


def bit_flipped_in_the_head(sealed: bytes) -> bytes:
    return sealed[:30] + bytes([sealed[30] ^ 1]) + sealed[31:]


def bit_flipped_in_a_chunk(sealed: bytes) -> bytes:
    at = HEAD + SEALED + 77
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


def bit_flipped_in_the_end(sealed: bytes) -> bytes:
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def first_chunk_dropped(sealed: bytes) -> bytes:
    return sealed[:HEAD] + sealed[HEAD + SEALED :]


def last_chunk_dropped(sealed: bytes) -> bytes:
    return sealed[: HEAD + 2 * SEALED] + sealed[-END:]


def end_dropped(sealed: bytes) -> bytes:
    return sealed[:-END]


def two_chunks_swapped(sealed: bytes) -> bytes:
    first, second = HEAD + SEALED, HEAD + 2 * SEALED
    return sealed[:HEAD] + sealed[first:second] + sealed[HEAD:first] + sealed[second:]


def a_chunk_repeated(sealed: bytes) -> bytes:
    return sealed[: HEAD + SEALED] + sealed[HEAD : HEAD + SEALED] + sealed[HEAD + SEALED :]


def plain_bytes(_: bytes) -> bytes:
    return MARKER * 4


def emptied(_: bytes) -> bytes:
    return b""


ALTERATIONS = [
    bit_flipped_in_the_head,
    bit_flipped_in_a_chunk,
    bit_flipped_in_the_end,
    first_chunk_dropped,
    last_chunk_dropped,
    end_dropped,
    two_chunks_swapped,
    a_chunk_repeated,
    plain_bytes,
    emptied,
]


@pytest.mark.parametrize("altered", ALTERATIONS, ids=lambda each: each.__name__)
def test_what_was_altered_is_refused(place: Tampering, altered: Callable[[bytes], bytes]) -> None:
    key = kept(place, os.urandom(2 * CHUNK + 500))
    place.put_in_its_place(key, altered(place.bytes_of(key)))
    with pytest.raises(Unsound):
        place.store.read(key)
    with pytest.raises(Unsound, match="Exhibit E3"):
        place.store.open_sound(key, "0" * 64, "Exhibit E3")


def test_what_was_cut_short_is_refused_before_its_first_byte(place: Tampering) -> None:
    key = kept(place, os.urandom(3 * CHUNK))
    place.put_in_its_place(key, last_chunk_dropped(place.bytes_of(key)))
    with pytest.raises(Unsound):
        place.store.open(key)


@pytest.mark.parametrize("same_case", [True, False])
def test_two_files_that_changed_places_are_refused(place: Tampering, same_case: bool) -> None:
    case = uuid4()
    first = kept(place, os.urandom(1_000), case)
    second = kept(place, os.urandom(1_000), case if same_case else None)
    one, other = place.bytes_of(first), place.bytes_of(second)
    place.put_in_its_place(first, other)
    place.put_in_its_place(second, one)
    for key in (first, second):
        with pytest.raises(Unsound):
            place.store.open(key)


def test_a_chunk_of_another_file_of_the_case_does_not_fit(place: Tampering) -> None:
    case = uuid4()
    first, second = (kept(place, os.urandom(2 * CHUNK), case) for _ in range(2))
    one, other = place.bytes_of(first), place.bytes_of(second)
    place.put_in_its_place(first, one[:HEAD] + other[HEAD : HEAD + SEALED] + one[HEAD + SEALED :])
    with pytest.raises(Unsound):
        place.store.read(first)


def test_what_was_deleted_is_not_found(place: Tampering) -> None:
    key = kept(place, MARKER)
    place.delete(key)
    with pytest.raises(NotFound):
        place.store.open(key)


def test_what_a_draft_held_is_read_again_under_the_key_of_its_case(place: Tampering) -> None:
    draft, case = uuid4(), uuid4()
    old = place.store.put_new(new_key("draft-files", draft), [MARKER])
    new = place.store.adopt(old.key, new_key("evidence", case))
    assert (new.sha256, new.size) == (old.sha256, old.size)
    place.store.discard_draft(old.key)
    assert keys.destroy(draft)
    assert place.store.read(new.key) == MARKER


def test_only_what_a_draft_held_can_be_discarded(place: Tampering) -> None:
    key = kept(place, MARKER)
    with pytest.raises(StoreUnavailable):
        place.store.discard_draft(key)
    assert place.store.read(key) == MARKER


def test_what_is_written_under_a_destroyed_key_is_beyond_reading(place: Tampering) -> None:
    case = uuid4()
    key = kept(place, MARKER, case)
    keys.destroy(case)
    with pytest.raises(StoreUnavailable, match="no key"):
        place.store.open(key)


def version(bucket: InBucket, key: str) -> str:
    return str(bucket.client.head_object(Bucket=bucket.name, Key=f"kept/{key}")["VersionId"])


@pytest.mark.usefixtures("s3", "_databases")
def test_under_object_lock_not_even_its_owner_removes_evidence() -> None:
    bucket = new_bucket(locked=True)
    for content in (MARKER, os.urandom(9 * CHUNK)):
        key = kept(bucket, content)
        with pytest.raises(bucket.client.exceptions.ClientError, match="AccessDenied"):
            bucket.client.delete_object(
                Bucket=bucket.name, Key=f"kept/{key}", VersionId=version(bucket, key)
            )
        assert bucket.store.read(key) == content


@pytest.mark.usefixtures("s3", "_databases")
def test_what_a_draft_holds_is_never_locked() -> None:
    bucket = new_bucket(locked=True)
    key = bucket.store.put_new(new_key("draft-files", uuid4()), [MARKER]).key
    found = bucket.client.head_object(Bucket=bucket.name, Key=f"kept/{key}")
    assert "ObjectLockMode" not in found


@pytest.mark.usefixtures("_databases")
def test_a_bucket_that_cannot_be_reached_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "eu-west-2")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    nowhere = InBucket("nowhere")
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        nowhere.store.open(new_key("evidence", uuid4()))
