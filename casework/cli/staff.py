"""`casework staff` and `casework user`: the people of the trust and their accounts."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from casework.cli.saying import changing, operator
from casework.cli.tables import table_from
from casework.people.commands import add_account, import_staff
from casework.people.ways_back import open_from_the_server
from casework.settings import settings

app = typer.Typer(help="Import staff.", no_args_is_help=True)
users = typer.Typer(help="Accounts to sign in with.", no_args_is_help=True)


@app.callback()
def _staff() -> None:
    """Import staff."""


@users.callback()
def _users() -> None:
    """Accounts to sign in with."""


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="The staff file: CSV in UTF-8, or .xlsx.")],
) -> None:
    """Apply a staff file: academies, people, managers and roles. Importing again updates."""
    table = table_from(file, "Nothing was applied.")
    with changing() as session:
        done = import_staff(session, operator(), table, datetime.now(UTC))
    academies = "1 academy" if done.academies == 1 else f"{done.academies} academies"
    typer.echo(
        f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {academies}."
    )


def _typed_password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


@users.command("add")
def add(
    staff_number: Annotated[str, typer.Argument(help="Whose account it is.")],
    username: Annotated[str, typer.Option(help="The name they sign in with.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    no_password: Annotated[
        bool,
        typer.Option("--no-password", help="For the Trust's own sign-in, or `user reset`."),
    ] = False,
) -> None:
    """Give a person an account. The password is asked for and never shown."""
    password = None if no_password else _typed_password(password_stdin)
    with changing() as session:
        account = add_account(
            session, operator(), staff_number, username, password, datetime.now(UTC)
        )
        name = account.username
    opened = "has an account without a password" if no_password else "can sign in"
    typer.echo(f"{name} {opened}.")


@users.command("reset")
def reset(
    username: Annotated[str, typer.Argument(help="The name they sign in with.")],
) -> None:
    """Open a way back in: a link that works once, for a day. Nobody chooses their password."""
    with changing() as session:
        handed = open_from_the_server(session, operator(), username, datetime.now(UTC))
    typer.echo("Give this link to its owner, who needs their staff number and first day here.")
    typer.echo(f"{settings().origin or ''}/way-back/{handed.token}")
    typer.echo("It works once, within 24 hours. Until then everything stays as it is.")


def add_to(console: typer.Typer) -> None:
    console.add_typer(app, name="staff")
    console.add_typer(users, name="user")
