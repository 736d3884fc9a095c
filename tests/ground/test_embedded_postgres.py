"""The embedded server: starting, stopping, dying, and refusing in one sentence."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from casework.database.accounts import server_account
from casework.database.embedded import EmbeddedPostgres
from casework.database.opening import visited
from casework.errors import DatabaseUnavailable
from casework.settings import Settings

PARENT = """
import sys, time
from pathlib import Path
from casework.database.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1])).start()
print(server.pid, flush=True)
time.sleep(600)
"""


def kept(server: EmbeddedPostgres) -> list[str]:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        return [str(row[0]) for row in connection.execute("SELECT says FROM kept ORDER BY says")]


def keep(server: EmbeddedPostgres, says: str) -> None:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (says text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [says])


def wait_for_another_process(server: EmbeddedPostgres, than: int) -> None:
    while server.pid == than:
        time.sleep(0.02)
    while EmbeddedPostgres.already_running(server.state) is None:
        time.sleep(0.02)


def test_what_was_committed_is_there_after_a_restart(state: Path) -> None:
    with EmbeddedPostgres(state) as server:
        keep(server, "before")
        assert EmbeddedPostgres.already_running(state) is not None
    assert EmbeddedPostgres.already_running(state) is None
    with EmbeddedPostgres(state) as server:
        assert kept(server) == ["before"]


def test_the_data_is_private_and_no_network_address_listens(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as server:
        assert server.data.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_second_start_says_that_casework_already_runs(state: Path) -> None:
    with (
        EmbeddedPostgres(state, durable=False),
        pytest.raises(DatabaseUnavailable, match=f"already runs on {state}"),
    ):
        EmbeddedPostgres(state).start()


def test_a_refused_second_start_leaves_the_first_one_alone(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as first:
        with pytest.raises(DatabaseUnavailable):
            EmbeddedPostgres(state).start()
        keep(first, "still here")
        assert kept(first) == ["still here"]


def test_a_killed_server_comes_back_with_what_was_committed(state: Path) -> None:
    with EmbeddedPostgres(state) as server:
        keep(server, "before")
        killed = server.pid
        os.kill(killed, signal.SIGKILL)
        wait_for_another_process(server, than=killed)
        assert kept(server) == ["before"]


def test_a_killed_casework_takes_its_server_along_and_loses_nothing(state: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(state)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    orphan = int(parent.stdout.readline())
    address = EmbeddedPostgres.already_running(state)
    assert address is not None
    with psycopg.connect(address.url("postgres").replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE kept (says text)")
        connection.execute("INSERT INTO kept VALUES ('before')")
    parent.kill()
    parent.wait()
    parent.stdout.close()
    with EmbeddedPostgres(state) as server:
        assert server.pid != orphan
        assert kept(server) == ["before"]


def test_a_process_number_used_by_another_program_is_no_obstacle(state: Path) -> None:
    with EmbeddedPostgres(state) as server:
        keep(server, "before")
        left_behind = (server.data / "postmaster.pid").read_text()
    account = server_account(server.data)
    other = subprocess.Popen(["sleep", "600"], **account.started_as)
    try:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            file = server.data / name
            file.write_text(left_behind.replace(left_behind.split()[0], str(other.pid), 1))
            account.owns(file)
        assert EmbeddedPostgres.already_running(state) is None
        with EmbeddedPostgres(state) as server:
            assert kept(server) == ["before"]
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_path_too_long_for_a_socket_gets_a_short_one(state: Path) -> None:
    deep = state / "-".join(["deep"] * 20) / "state"
    with EmbeddedPostgres(deep, durable=False) as server:
        address = EmbeddedPostgres.already_running(deep)
        keep(server, "deep")
        assert kept(server) == ["deep"]
        assert address is not None
        assert len(str(address.socket)) < 88
    assert not address.socket.exists()


def test_the_short_folder_of_a_killed_casework_is_taken_away(state: Path) -> None:
    deep = state / "-".join(["deep"] * 20) / "state"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(deep)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    address = EmbeddedPostgres.already_running(deep)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    with EmbeddedPostgres(deep, durable=False):
        pass
    assert address is not None
    assert not address.socket.exists()


def test_an_interrupted_first_start_begins_again(state: Path) -> None:
    half_made = state / "pgdata.arriving"
    half_made.mkdir(parents=True)
    state.chmod(0o711)
    (half_made / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(state, durable=False) as server:
        keep(server, "made")
        assert kept(server) == ["made"]
    assert not half_made.exists()


def test_data_of_another_version_is_named_and_left_alone(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as server:
        version = server.data / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(DatabaseUnavailable, match="made by PostgreSQL 17"):
        EmbeddedPostgres(state).start()
    assert version.read_text() == "17\n"


def test_a_failed_start_gives_the_state_folder_up(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as server:
        version = server.data / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(DatabaseUnavailable):
        EmbeddedPostgres(state).start()
    version.write_text("18\n")
    with EmbeddedPostgres(state, durable=False) as server:
        assert EmbeddedPostgres.already_running(state) is not None


def test_a_state_folder_that_is_a_file_is_refused_by_name(state: Path) -> None:
    state.write_text("not a folder")
    with pytest.raises(DatabaseUnavailable, match=str(state)):
        EmbeddedPostgres(state).start()


def test_a_database_is_made_once_and_copied_from_a_template(state: Path) -> None:
    with EmbeddedPostgres(state, durable=False) as server:
        template = server.ensure_database("template").replace("+psycopg", "")
        with psycopg.connect(template) as connection:
            connection.execute("CREATE TABLE kept (says text)")
        copy = server.ensure_database("copy", template="template")
        assert server.ensure_database("copy") == copy
        with psycopg.connect(copy.replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        server.drop_database("copy")
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(copy.replace("+psycopg", ""))


def test_a_command_visits_the_server_that_runs_or_starts_one(state: Path) -> None:
    settings = Settings(state=state, database_url=None)
    with visited(settings) as alone:
        assert EmbeddedPostgres.already_running(state) is not None
    with EmbeddedPostgres(state, durable=False) as server, visited(settings) as beside:
        assert beside == alone == server.url("casework")
        with psycopg.connect(beside.replace("+psycopg", "")) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == ("casework",)
