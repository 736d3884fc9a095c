"""Every command of the console, by the stage it belongs to."""

import typer

from casework.cli import journaling, keeping, policies, retaining, running, staff, verifying

every_command = typer.Typer(
    help="Breach case management and disciplinary tracking for a multi-academy trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
running.add_to(every_command)
every_command.add_typer(policies.app, name="policy")
every_command.add_typer(staff.app, name="staff")
every_command.add_typer(staff.users, name="user")
verifying.add_to(every_command)
journaling.add_to(every_command)
keeping.add_to(every_command)
retaining.add_to(every_command)
