"""The console loads the part that holds a command, and all of it for help."""

import subprocess
import sys

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from casework.cli.every import PARTS, every_command


def commands(asked: str | None) -> set[str]:
    console = get_command(every_command(asked))
    assert isinstance(console, TyperGroup)
    return set(console.commands)


def test_the_whole_console_is_what_its_parts_hold() -> None:
    named = [each for part in PARTS.values() for each in part]
    assert sorted(named) == sorted(commands(None)) == sorted(commands("--help"))


@pytest.mark.parametrize(("part", "held"), PARTS.items(), ids=list(PARTS))
def test_a_part_holds_the_commands_it_is_named_for(part: str, held: tuple[str, ...]) -> None:
    for each in held:
        assert commands(each) == set(held), part


KNOWN = """
import sys
from importlib import import_module
from sqlmodel import SQLModel
import_module("casework.cli." + sys.argv[1])
for table in SQLModel.metadata.tables.values():
    for key in table.foreign_keys:
        key.column
"""


@pytest.mark.parametrize("part", list(PARTS))
def test_a_part_by_itself_knows_every_table_that_its_own_tables_name(part: str) -> None:
    command = [sys.executable, "-c", KNOWN, part]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
