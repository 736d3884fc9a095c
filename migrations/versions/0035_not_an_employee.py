"""A report about somebody who is no employee of the Trust, and that whose matter it is was told."""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ABOUT = ("staff", "principal", "hr", "agency", "governor", "unknown")
DECISIONS = ("formal", "add_to_case", "informal", "no_further_action", "pass_on", "hand_over")
ENDINGS = (
    *("no_further_action", "informal", "added_to_case", "no_case_to_answer", "not_upheld"),
    *("outcome_given", "overturned_on_appeal", "resigned", "passed_on"),
)
PASSED_TO = ("agency", "governance", "behaviour")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    said = ", ".join(f"'{each}'" for each in values)
    return f"CHECK ({column} IN ({said}))"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table, column, values in (
        ("reports", "about", ABOUT),
        ("triages", "decision", DECISIONS),
        ("cases", "ending", ENDINGS),
    ):
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {column}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {column} {_one_of(column, values)}")
    op.execute(
        "ALTER TABLE triages ADD COLUMN passed_to varchar(40), "
        "ADD COLUMN passed_to_whom varchar, ADD COLUMN passed_on date, "
        f"ADD CONSTRAINT passedto {_one_of('passed_to', PASSED_TO)}, "
        "ADD CONSTRAINT what_is_passed_on_is_passed_to_somebody CHECK ((decision = 'pass_on') = "
        "(passed_to IS NOT NULL AND passed_to_whom IS NOT NULL AND passed_on IS NOT NULL))"
    )
