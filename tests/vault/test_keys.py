"""Keys are wrapped, apart from the database, and can be wrapped anew, copied and put back."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from casework import keys
from casework.errors import StoreUnavailable, WrongAnswer
from casework.keys.keystore import _connected as connected
from casework.keys.keystore import key_of, key_to_read, opened
from casework.keys.roots import given, keep, make, new_root_key
from casework.keys.rotating import backup, restore, rotate
from casework.settings import Settings


@pytest.fixture
def deployment(
    keystore: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _databases: object
) -> Iterator[Settings]:
    """A keystore and a root key of the test's own; the test process's come back afterwards."""
    chosen = Settings(state=tmp_path, keystore_url=keystore)
    before = dict(connected)
    connected.clear()
    monkeypatch.setattr("casework.keys.keystore.settings", lambda: chosen)
    keys.connect(chosen, keystore)
    yield chosen
    connected.pop("engine").dispose()
    connected.update(before)


def with_root_key(deployment: Settings, written: str) -> Settings:
    """The same deployment, its root key in the environment."""
    return Settings(
        state=deployment.state, keystore_url=deployment.keystore_url, root_key=SecretStr(written)
    )


def rows() -> list[tuple[bytes, str]]:
    with opened() as connection:
        found = connection.execute(text("SELECT wrapped, root FROM keys ORDER BY holder")).all()
    return [(bytes(each.wrapped), each.root) for each in found]


def test_a_case_has_one_key_and_the_keystore_never_holds_it_bare(deployment: Settings) -> None:
    case = uuid4()
    key = key_of(case, "case")
    assert key_of(case, "case") == key_to_read(case) == key
    assert key_of(uuid4(), "case") != key
    assert all(key not in wrapped for wrapped, _ in rows())


def test_work_that_opens_many_files_asks_for_a_key_once_and_forgets_it(
    deployment: Settings,
) -> None:
    case, other = uuid4(), uuid4()
    with keys.at_hand():
        key = key_of(case, "case")
        assert keys.destroy(case)
        assert key_of(case, "case") == key_to_read(case) == key, "what it began with"
        with pytest.raises(StoreUnavailable, match="destroyed"):
            key_to_read(other)
    with pytest.raises(StoreUnavailable, match="destroyed"):
        key_to_read(case)


def test_the_root_key_is_in_a_file_that_only_this_account_reads(deployment: Settings) -> None:
    key_of(uuid4(), "case")
    assert deployment.root_keys.stat().st_mode & 0o777 == 0o600
    assert not deployment.root_keys.is_relative_to(deployment.store)


def test_a_lost_root_key_is_never_replaced_by_a_new_one(deployment: Settings) -> None:
    case = uuid4()
    key_of(case, "case")
    kept = deployment.root_keys.read_bytes()
    deployment.root_keys.unlink()
    with pytest.raises(StoreUnavailable, match="root key is missing"):
        key_to_read(case)
    with pytest.raises(StoreUnavailable, match="root key is missing"):
        key_of(uuid4(), "case")
    assert not deployment.root_keys.exists()
    deployment.root_keys.write_bytes(kept)
    assert key_to_read(case)


def test_a_root_key_that_cannot_be_written_is_said_in_a_sentence(deployment: Settings) -> None:
    nowhere = deployment.model_copy(update={"root_key_file": Path("/proc/nowhere/root.key")})
    with pytest.raises(StoreUnavailable, match="The root key cannot be written"):
        make(nowhere)


def test_another_root_key_opens_nothing(deployment: Settings) -> None:
    case = uuid4()
    key_of(case, "case")
    keep(deployment, [new_root_key()])
    with pytest.raises(StoreUnavailable, match="not among those"):
        key_to_read(case)


def test_a_file_that_holds_no_key_is_refused_by_name(deployment: Settings) -> None:
    deployment.root_keys.parent.mkdir(parents=True, exist_ok=True)
    deployment.root_keys.write_text("not a key\n")
    with pytest.raises(StoreUnavailable, match=r"root\.key"):
        key_of(uuid4(), "case")


def test_a_wrapped_key_that_was_altered_does_not_open(deployment: Settings) -> None:
    case = uuid4()
    key_of(case, "case")
    with opened() as connection:
        connection.execute(text("UPDATE keys SET wrapped = set_byte(wrapped, 3, 1)"))
        connection.execute(text("UPDATE keys SET wrapped = set_byte(wrapped, 4, 2)"))
    with pytest.raises(StoreUnavailable, match="altered"):
        key_to_read(case)


def test_every_key_is_wrapped_anew_and_stays_the_same(deployment: Settings) -> None:
    cases = [uuid4() for _ in range(5)]
    before = {each: key_of(each, "case") for each in cases}
    (old,) = given(deployment)
    wrapped = rows()
    name, count = rotate(deployment)
    (new,) = given(deployment)
    assert (name, count) == (new.name, 5)
    assert new.secret != old.secret
    assert {root for _, root in rows()} == {new.name}
    assert not {each for each, _ in wrapped} & {each for each, _ in rows()}
    assert {each: key_to_read(each) for each in cases} == before


def test_a_rotation_that_was_cut_off_is_finished_by_the_next(
    deployment: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both root keys are in the file before a key is wrapped, and after one was."""
    case = uuid4()
    key = key_of(case, "case")

    def cut_off(*_: object) -> int:
        raise KeyboardInterrupt

    for step in ("_rewrapped", "_forget_the_old"):
        with monkeypatch.context() as patched:
            patched.setattr(f"casework.keys.rotating.{step}", cut_off)
            with pytest.raises(KeyboardInterrupt):
                rotate(deployment)
        assert len(given(deployment)) == 2
        assert key_to_read(case) == key
    rotate(deployment)
    assert len(given(deployment)) == 1
    assert key_to_read(case) == key


def test_a_root_key_from_the_environment_rotates_when_both_are_given(
    deployment: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = uuid4()
    key = key_of(case, "case")
    (old,) = given(deployment)
    deployment.root_keys.unlink()
    new = new_root_key()
    both = with_root_key(deployment, f"{new.line()},{old.line()}")
    monkeypatch.setattr("casework.keys.keystore.settings", lambda: both)
    assert key_to_read(case) == key
    rotate(both)
    alone = with_root_key(deployment, new.line())
    monkeypatch.setattr("casework.keys.keystore.settings", lambda: alone)
    assert key_to_read(case) == key
    assert not deployment.root_keys.exists()
    assert new.line().strip() not in repr(both)


def test_a_keystore_that_is_lost_is_put_back_from_its_copy(deployment: Settings) -> None:
    cases = [uuid4() for _ in range(3)]
    before = {each: key_of(each, "case") for each in cases}
    copy = backup()
    with opened() as connection:
        connection.execute(text("DELETE FROM keys"))
    assert restore(deployment, copy) == 3
    assert restore(deployment, copy) == 0
    assert {each: key_to_read(each) for each in cases} == before


def test_a_copy_of_another_trusts_keys_is_refused(deployment: Settings) -> None:
    key_of(uuid4(), "case")
    copy = json.loads(backup())
    copy["keys"][0]["root"] = "0" * 16
    with pytest.raises(StoreUnavailable, match="not among those"):
        restore(deployment, json.dumps(copy))
    for nonsense in ("", "{}", '{"is": "something else", "keys": [{}]}'):
        with pytest.raises(WrongAnswer):
            restore(deployment, nonsense)


def test_a_secret_opens_for_its_owner_and_purpose_only(deployment: Settings) -> None:
    owner = uuid4()
    kept = keys.seal("JBSWY3DPEHPK3PXP", "authenticator", owner)
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert keys.unseal(kept, "authenticator", owner) == "JBSWY3DPEHPK3PXP"
    for purpose, other in (("something", owner), ("authenticator", uuid4())):
        with pytest.raises(StoreUnavailable):
            keys.unseal(kept, purpose, other)
    with pytest.raises(StoreUnavailable):
        keys.unseal(kept[:-4], "authenticator", owner)


def test_a_keystore_that_is_away_opens_nothing(deployment: Settings) -> None:
    away = Settings(
        state=deployment.state, keystore_url="postgresql://nobody@127.0.0.1:1/casework_keys"
    )
    with pytest.raises(StoreUnavailable, match="keystore cannot be reached"):
        keys.connect(away, "postgresql://unused")
    keys.connect(deployment, "postgresql://unused")
