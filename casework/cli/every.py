"""Every command of the console, by the stage it belongs to."""

import sys
from importlib import import_module

import typer

# Which part holds a command. What was not asked for is not loaded: the whole takes seconds.
PARTS = {
    "running": ("serve", "worker", "migrate", "demo"),
    "policies": ("policy",),
    "staff": ("staff", "user"),
    "verifying": ("verify",),
    "journaling": ("journal", "checkpoint"),
    "keeping": ("keys", "store"),
    "retaining": ("retention",),
    "backing_up": ("backup",),
    "restoring": ("restore",),
    "past": ("past",),
    "checking": ("check",),
}


def every_command(asked: str | None = None) -> typer.Typer:
    """The part of the console that holds this command; the whole of it for any other word."""
    console = typer.Typer(
        help="Breach case management and disciplinary tracking for a multi-academy trust.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    console.callback()(_console)
    for part, commands in PARTS.items():
        if asked in commands or not any(asked in each for each in PARTS.values()):
            import_module(f"casework.cli.{part}").add_to(console)
    return console


def _console() -> None:
    """Breach case management and disciplinary tracking for a multi-academy trust."""


def run() -> None:
    """Run the command that was typed."""
    every_command(next(iter(sys.argv[1:]), None))()
