"""The console command `casework`."""

import typer

from casework.cli import policies, running, staff, verifying

app = typer.Typer(
    help="Breach case management and disciplinary tracking for a multi-academy trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
running.add_to(app)
app.add_typer(policies.app, name="policy")
app.add_typer(staff.app, name="staff")
app.add_typer(staff.users, name="user")
verifying.add_to(app)
