"""What the environment may say, and how a wrong word in it is refused."""

from pathlib import Path

import pytest

from casework.errors import WrongAnswer
from casework.settings import Settings, settings

NAMES = (
    "CASEWORK_STATE",
    "CASEWORK_STORE",
    "CASEWORK_ORIGIN",
    "DATABASE_URL",
    "KEYSTORE_URL",
    "SMTP_URL",
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return settings.__wrapped__()


def test_root_keeps_its_files_in_a_system_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert read(monkeypatch).state == Path("/var/lib/casework")


def test_anybody_else_keeps_them_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    chosen = read(monkeypatch, HOME="/home/amira", XDG_DATA_HOME="")
    assert chosen.state == Path("/home/amira/.local/share/casework")
    assert read(monkeypatch, XDG_DATA_HOME="/data").state == Path("/data/casework")


def test_the_store_lies_beside_the_rest_unless_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, CASEWORK_STATE="/srv/c").store == Path("/srv/c/store")
    assert read(monkeypatch, CASEWORK_STORE="/mnt/evidence").store == Path("/mnt/evidence")


def test_the_store_may_be_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = "s3://trust-evidence/casework"
    chosen = read(monkeypatch, CASEWORK_STATE="/srv/c", CASEWORK_STORE=bucket)
    assert (chosen.store_s3, chosen.store) == (bucket, Path("/srv/c/store"))
    with pytest.raises(WrongAnswer, match="Name the bucket"):
        read(monkeypatch, CASEWORK_STORE="s3://")


def test_a_relative_folder_is_fixed_where_casework_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, CASEWORK_STATE="here").state == Path.cwd() / "here"
    assert read(monkeypatch, CASEWORK_STATE="here").store == Path.cwd() / "here/store"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_named_database_replaces_the_embedded_one(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    assert read(monkeypatch).embedded
    keys = f"{scheme}://db.example/keys"
    named = read(monkeypatch, DATABASE_URL=f"{scheme}://db.example/casework", KEYSTORE_URL=keys)
    assert not named.embedded
    assert named.database_url == "postgresql+psycopg://db.example/casework"


def test_the_public_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    named = read(monkeypatch, CASEWORK_ORIGIN="https://casework.example/")
    assert named.origin == "https://casework.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db.example/casework"),
        ("DATABASE_URL", "postgresql://db.example:port/casework"),
        ("CASEWORK_ORIGIN", "casework.example"),
        ("CASEWORK_ORIGIN", "https://casework.example/app"),
        ("CASEWORK_UPLOAD_FILES", "many"),
        ("CASEWORK_UPLOAD_MEGABYTES", "0"),
        ("CASEWORK_WORKER", "perhaps"),
    ],
)
def test_a_word_that_cannot_be_used_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(WrongAnswer, match=f"^The setting {name} cannot be used: ") as refused:
        read(monkeypatch, **{name: value})
    assert list(refused.value.answers) == [name]


def test_a_session_is_not_idle_longer_than_it_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, CASEWORK_IDLE_MINUTES="60", CASEWORK_SESSION_HOURS="1")
    with pytest.raises(WrongAnswer, match="cannot end later"):
        read(monkeypatch, CASEWORK_IDLE_MINUTES="61", CASEWORK_SESSION_HOURS="1")


def test_a_container_does_not_run_a_database_of_its_own_by_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(WrongAnswer, match="Set DATABASE_URL"):
        read(monkeypatch, CASEWORK_OWN_DATABASE="false")
    told = {"DATABASE_URL": "postgresql://db/casework", "KEYSTORE_URL": "postgresql://db/keys"}
    assert not read(monkeypatch, CASEWORK_OWN_DATABASE="false", **told).embedded
