"""The tracks beside the discipline of a case, and duties outside HR."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
WORKING = "case_id = ANY (working_cases())"
# Who reads the rows of each table of a case: by these columns of the matrix.
READ: dict[str, list[str]] = {
    "safeguarding_conclusions": [ANY.format("a23")],
    "low_level_concerns": [ANY.format("a02")],
    "management_advice": [ANY.format("a03")],
    "union_representatives": [ANY.format("a02")],
    "duties_considered": [ANY.format("a02")],
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _beside()
    _duties()
    _papers_for_outside()
    for table, conditions in READ.items():
        _protect(table, conditions)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _text(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def _ids(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Uuid(), nullable=nullable) for name in names]


def _day(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _yes(name: str, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _of_case(table: str, *parts: sa.schema.SchemaItem) -> None:
    """A table of what belongs to a case, with the columns and constraints that all have."""
    op.create_table(
        table,
        *_ids("id", "case_id"),
        *parts,
        _refers(table, "case_id", "cases"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"], unique=False)


def _beside() -> None:
    """The tracks beside the discipline of a case."""
    outcomes = ("substantiated", "malicious", "false", "unsubstantiated", "unfounded")
    table = "safeguarding_conclusions"
    _of_case(
        table,
        sa.Column("outcome", _one_of("safeguardingoutcome", *outcomes), nullable=False),
        *_text("summary", "followed_up", "action_taken", "copy_to_person"),
        _yes("in_references"),
        *_ids("document_id", "concluded_by"),
        _moment("concluded_at"),
        sa.UniqueConstraint("case_id", name=op.f(f"uq_{table}_case_id")),
        sa.CheckConstraint(
            "NOT in_references OR outcome = 'substantiated'",
            name="only_what_was_substantiated_is_in_a_reference",
        ),
        _refers(table, "document_id", "issued_documents"),
        _refers(table, "concluded_by", "people"),
    )
    table = "low_level_concerns"
    _of_case(
        table,
        *_text("record_reference", "handed_to"),
        _day("handed_on"),
        *_ids("recorded_by"),
        _moment("recorded_at"),
        _refers(table, "recorded_by", "people"),
    )
    table = "management_advice"
    _of_case(
        table,
        *_text("expectations"),
        _day("review_on"),
        *_ids("document_id", "given_by"),
        _moment("given_at"),
        _refers(table, "document_id", "issued_documents"),
        _refers(table, "given_by", "people"),
    )


def _duties() -> None:
    table = "union_representatives"
    _of_case(
        table,
        _yes("is_representative"),
        *_text("union_name", "official", nullable=True),
        _yes("agreed", nullable=True),
        _day("contacted_on", nullable=True),
        *_ids("document_id", nullable=True),
        *_ids("recorded_by"),
        _moment("recorded_at"),
        sa.CheckConstraint(
            "(contacted_on IS NULL) = (official IS NULL)", name="a_contact_is_with_somebody"
        ),
        sa.CheckConstraint(
            "contacted_on IS NULL OR agreed IS TRUE", name="nobody_is_told_without_agreement"
        ),
        _refers(table, "document_id", "issued_documents"),
        _refers(table, "recorded_by", "people"),
    )
    table = "duties_considered"
    duties = ("lado", "police", "prevent", "ico", "ofsted", "tra", "dbs")
    moments = ("triage", "outcome", "resignation")
    _of_case(
        table,
        sa.Column("duty", _one_of("duty", *duties), nullable=False),
        sa.Column("moment", _one_of("moment", *moments), nullable=False),
        _yes("referred"),
        _day("referred_on", nullable=True),
        *_text("reference", "because", nullable=True),
        *_ids("considered_by"),
        _moment("considered_at"),
        sa.CheckConstraint(
            "referred = (referred_on IS NOT NULL)", name="what_was_referred_says_on_which_day"
        ),
        sa.CheckConstraint(
            "referred OR because IS NOT NULL", name="what_was_not_referred_says_why"
        ),
        _refers(table, "considered_by", "people"),
    )


# A paper for somebody outside is no letter to the employee: these conditions alone open it.
OUTSIDE = (
    f"(code IN ('DUTY-KCSIE', 'DUTY-L24') AND {ANY.format('a23')}) "
    f"OR (code IN ('DUTY-L25', 'DUTY-L26', 'DUTY-L34') AND {ANY.format('a15')})"
)


def _papers_for_outside() -> None:
    op.execute(
        "CREATE POLICY reads_outside ON issued_documents FOR SELECT TO casework_app "
        f"USING ({OUTSIDE})"
    )
    op.execute(
        "CREATE POLICY only_outside ON issued_documents AS RESTRICTIVE FOR SELECT TO casework_app "
        f"USING (code NOT LIKE 'DUTY-%%' OR {OUTSIDE})"
    )


def _protect(table: str, conditions: list[str]) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, condition in enumerate(conditions, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app "
            f"USING ({condition})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
