"""`casework retention`: what is due, and what was agreed to."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlmodel import Session, col, select

import casework.duties.models  # noqa: F401 (a referral that ended names its duty)
from casework.cases.models import Case
from casework.cli.saying import changing, connected, looking, tell
from casework.retention.executing import carry_out_due
from casework.retention.models import DueDate
from casework.retention.nightly import evaluate
from casework.settings import settings
from casework.storage import store
from casework.working_days import local_day

app = typer.Typer(help="What is kept, and what is due.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("due")
def due(as_json: Json = False) -> None:
    """Closed cases whose day has come, by their reference. Nothing is deleted by this."""
    with looking() as session:
        tell(_due(session), as_json, "{case}: {rule}, due {due_on}")


def _due(session: Session) -> list[dict[str, object]]:
    today = local_day(datetime.now(UTC))
    wanted = (
        select(Case.reference, DueDate)
        .join(DueDate, col(DueDate.case_id) == Case.id)
        .where(col(DueDate.due_on) <= today)
        .order_by(col(DueDate.due_on))
    )
    return [
        {"case": reference, "rule": row.code, "due_on": row.due_on}
        for reference, row in session.exec(wanted)
    ]


@app.command("run")
def run(as_json: Json = False) -> None:
    """Work the days out now, and carry out what two people agreed to. The worker does the same."""
    with changing() as session:
        night = evaluate(session, datetime.now(UTC))
        told = {"closed": night.closed, "due": night.due, "stopped": night.stopped}
    with connected():
        done, waiting = carry_out_due(store(), settings(), datetime.now(UTC))
    line = "{closed} closed cases, {due} due, {deleted} deleted, {waiting} wait."
    tell([told | {"deleted": done, "waiting": waiting}], as_json, line)


def add_to(every: typer.Typer) -> None:
    every.add_typer(app, name="retention")
