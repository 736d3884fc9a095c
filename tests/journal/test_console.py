"""The console: checking, signing, exporting and answering for a gap, as an operator does it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.database import engine, reading_as_casework
from casework.journal import newest_of
from tests.database import as_owner
from tests.forking import ran
from tests.journal.chains import chain_of, entry_on
from tests.world import World

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(live: str, keystore: str, tmp_path: Path) -> Run:
    """The console command on a database with two cases, and a state folder of its own."""
    with as_owner() as session:
        chain_of(World(session))
        chain_of(World(session))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK_")}
    given = {"DATABASE_URL": live, "KEYSTORE_URL": keystore}
    given |= {"CASEWORK_STATE": str(tmp_path), "USER": "olive"}

    def run(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        env = {**kept, **given, **more, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return ran(arguments, env=env)

    return run


def written() -> None:
    with as_owner() as session:
        entry_on(World(session), None)


def cut() -> None:
    """Take the newest entry of the trust away, as only an administrator can."""
    with engine().begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        newest = "(SELECT max(number) FROM journal WHERE case_id IS NULL)"
        connection.execute(text(f"DELETE FROM journal WHERE case_id IS NULL AND number = {newest}"))


def test_checking_says_against_what_and_leaves_its_result_in_the_journal(run: Run) -> None:
    first = run("verify")
    assert (first.returncode, first.stderr) == (0, "")
    assert "remark: No checkpoint was made yet" in first.stdout
    assert run("checkpoint", "make").stdout == "The newest is checkpoint 1.\n"
    second = run("verify")
    assert second.returncode == 0, second.stdout
    assert "checked against checkpoint 1 (folder " in second.stdout
    assert "are as they were written." in second.stdout
    with reading_as_casework() as session:
        entry = newest_of(session, "JournalVerified")
        assert entry
        assert (entry.facts["verdict"], entry.facts["checkpoint"]) == ("sound", 1)
        assert entry.actor_name == "olive (console)"


def test_an_alteration_is_exit_code_one_and_names_the_entry(run: Run) -> None:
    written()
    run("checkpoint", "make")
    cut()
    told = run("verify", "--no-record")
    assert told.returncode == 1
    assert "of the trust’s own chain is missing: the last checkpoint had it" in told.stdout
    as_json = json.loads(run("verify", "--json", "--no-record").stdout)
    assert [each["verdict"] for each in as_json] == ["altered"]
    refused = run("checkpoint", "make")
    assert refused.returncode == 1
    assert "Nothing was signed: what was signed is not whole in the trust’s own" in refused.stderr


def test_what_cannot_be_checked_is_exit_code_two(run: Run, tmp_path: Path) -> None:
    run("checkpoint", "make")
    told = run("verify", "--checkpoints", str(tmp_path / "nowhere"))
    assert told.returncode == 2
    assert "No checkpoint outside the database could be read" in told.stdout
    assert run("verify", "--checkpoints", str(tmp_path / "checkpoints")).returncode == 0


def test_a_gap_is_answered_for_and_is_exit_code_three(run: Run) -> None:
    run("checkpoint", "make")
    nothing = run("journal", "acknowledge", "--reason", "None")
    assert (nothing.returncode, "no gap" in nothing.stderr) == (1, True)
    written()
    run("checkpoint", "make")
    with engine().begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM checkpoint_deliveries WHERE checkpoint = 2"))
        connection.execute(text("DELETE FROM checkpoints WHERE number = 2"))
        head = "(SELECT max(number) FROM journal WHERE case_id IS NULL)"
        connection.execute(
            text(
                "UPDATE checkpoint_heads SET number = number - 1, hash = (SELECT previous FROM "
                f"journal WHERE case_id IS NULL AND number = {head}) WHERE chain = 'trust'"
            )
        )
    cut()
    assert run("verify", "--no-record").returncode == 1
    assert run("journal", "acknowledge", "--reason", " ").returncode == 1
    told = run("journal", "acknowledge", "--reason", "Restored Monday’s backup")
    assert told.returncode == 0, told.stderr
    assert run("verify", "--no-record").returncode == 3
    assert run("checkpoint", "make").stdout == "The newest is checkpoint 3.\n"
    after = run("verify")
    assert after.returncode == 3
    assert "gap: The database was restored: what checkpoint 2 covered is lost" in after.stdout


def test_a_case_is_exported_once_and_for_its_owner_only(run: Run, tmp_path: Path) -> None:
    run("checkpoint", "make")
    out = tmp_path / "case.zip"
    assert run("journal", "export", "--case", "SM26-0001", "--out", str(out)).returncode == 0
    assert out.stat().st_mode & 0o777 == 0o600
    again = run("journal", "export", "--case", "SM26-0001", "--out", str(out))
    assert (again.returncode, "is there already" in again.stderr) == (1, True)
    other = str(tmp_path / "other.zip")
    unknown = run("journal", "export", "--case", "SM26-9999", "--out", other)
    assert (unknown.returncode, unknown.stderr) == (1, "There is no case SM26-9999\n")
    both = run("journal", "export", "--trust", "--case", "SM26-0001", "--out", other)
    assert both.returncode == 1


def test_the_public_key_and_the_checkpoints_are_listed(run: Run) -> None:
    key = run("checkpoint", "key").stdout
    assert key.startswith("casework.tansley-vale-learning-trust/journal+")
    assert run("checkpoint", "key").stdout == key
    run("checkpoint", "make")
    assert run("verify", "--no-record", "--key", key).returncode == 0
    assert run("verify", "--no-record", "--key", key[:-4]).returncode == 2
    (row,) = json.loads(run("checkpoint", "list", "--json").stdout)
    assert row["number"] == 1
    assert row["places"].endswith("checkpoints: delivered")
