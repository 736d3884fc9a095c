"""The console loads the part that holds a command, and all of it for help."""

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
