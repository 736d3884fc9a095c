"""Every command, event and rule there is, found by importing every module of casework."""

from typing import Any

from casework.cases.gateway import Command, Opening
from casework.database.migrating import every_table
from casework.journal import Event


def _below(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*(_below(each) for each in kind.__subclasses__()))


def _ours(kind: type[Any]) -> list[type[Any]]:
    every_table()  # imports everything
    found = [each for each in _below(kind) - {kind} if each.__module__.startswith("casework.")]
    return sorted(found, key=lambda each: each.__qualname__)


def commands() -> list[type[Command]]:
    """Every act on a case."""
    return _ours(Command)


def openings() -> list[type[Opening]]:
    """Every act that opens a case."""
    return _ours(Opening)


def events() -> list[type[Event]]:
    return _ours(Event)
