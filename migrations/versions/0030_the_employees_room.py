"""The employee's room: the way in without the trust's e-mail, and what they send."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SEEN = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
WORKING = "case_id = ANY (working_cases())"
MINE = "= ANY ((SELECT same_person(acting_person()))::uuid[])"
# What is the employee's own is theirs, whatever else they may read yet.
THEIRS = f"case_id IN (SELECT c.id FROM cases AS c WHERE c.employee_id {MINE})"
TABLES: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "room_invitations": (
        """person_id uuid NOT NULL, username varchar NOT NULL, address varchar,
        known_by varchar NOT NULL,
        link_by varchar(40) NOT NULL CONSTRAINT linkby CHECK (link_by IN ('email', 'letter')),
        code_by varchar(40) NOT NULL
            CONSTRAINT codeby CHECK (code_by IN ('phone', 'letter', 'in_person')),
        token_hash varchar, code_hash varchar NOT NULL, wrong_codes integer NOT NULL,
        made_by uuid NOT NULL, made_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
        sent_at timestamptz, used_at timestamptz, ended_at timestamptz,
        CONSTRAINT uq_room_invitations_token_hash UNIQUE (token_hash),
        CONSTRAINT the_link_and_the_code_part
            CHECK (link_by <> 'letter' OR code_by <> 'letter'),
        CONSTRAINT an_email_has_an_address CHECK ((link_by = 'email') = (address IS NOT NULL))""",
        {"person_id": "people", "made_by": "people"},
        [SEEN.format("a15")],
    ),
    "employee_papers": (
        """given_on date NOT NULL, given_how varchar NOT NULL, recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        what varchar(40) NOT NULL
            CONSTRAINT paperkind CHECK (what IN ('statement', 'document', 'for_appeal')),
        title varchar NOT NULL, words varchar, signed_as varchar, name varchar NOT NULL,
        size integer NOT NULL, sha256 varchar NOT NULL, capture_id uuid NOT NULL,
        withdrawn_at timestamptz, withdrawn_how varchar,
        CONSTRAINT uq_employee_papers_capture_id UNIQUE (capture_id),
        CONSTRAINT a_paper_withdrawn_says_how
            CHECK ((withdrawn_at IS NULL) = (withdrawn_how IS NULL))""",
        {"recorded_by": "people", "capture_id": "captures"},
        [
            f"NOT restricted_capture(capture_id, case_id) AND {SEEN.format('a05')}",
            f"restricted_capture(capture_id, case_id) AND {SEEN.format('a06')}",
            THEIRS,
        ],
    ),
    "statement_drafts": (
        """person_id uuid NOT NULL, words varchar NOT NULL, saved_at timestamptz NOT NULL,
        CONSTRAINT uq_statement_drafts_case_id_person_id UNIQUE (case_id, person_id)""",
        {"person_id": "people"},
        [],
    ),
}
NEW_HANDLING = "withdrawn"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(
        "ALTER TABLE accounts ADD COLUMN room_of uuid "
        "CONSTRAINT fk_accounts_room_of_cases REFERENCES cases (id)"
    )
    op.execute("CREATE INDEX ix_accounts_room_of ON accounts (room_of)")
    op.execute("ALTER TABLE captures ADD COLUMN withdrawn_at timestamptz")
    _one_more_handling()
    for name, (columns, refers, reads) in TABLES.items():
        _create(name, columns, refers)
        _protect(name, reads)
    op.execute(
        "CREATE UNIQUE INDEX one_open_invitation_to_a_room ON room_invitations (case_id) "
        "WHERE used_at IS NULL AND ended_at IS NULL"
    )
    # What somebody has not sent yet is nobody else's to read, HR's neither.
    op.execute(
        "CREATE POLICY own ON statement_drafts TO casework_app "
        f"USING (person_id {MINE}) WITH CHECK (person_id {MINE})"
    )


def _one_more_handling() -> None:
    """A link of the chain of custody that says that a file was taken back."""
    name, allowed = (
        op.get_bind()
        .execute(
            sa.text(
                "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
                "WHERE conrelid = 'custody'::regclass AND contype = 'c' "
                "AND pg_get_constraintdef(oid) LIKE '%handling%'"
            )
        )
        .one()
    )
    known = [each.split("'")[0] for each in allowed.split("'")[1::2]]
    every = ", ".join(f"'{each}'" for each in dict.fromkeys([*known, NEW_HANDLING]))
    op.execute(f'ALTER TABLE custody DROP CONSTRAINT "{name}"')
    op.execute(f'ALTER TABLE custody ADD CONSTRAINT "{name}" CHECK (handling IN ({every}))')


def _create(name: str, columns: str, refers: dict[str, str]) -> None:
    keys = ", ".join(
        f"CONSTRAINT fk_{name}_{column}_{other} FOREIGN KEY ({column}) REFERENCES {other} (id)"
        for column, other in {"case_id": "cases", **refers}.items()
    )
    op.execute(
        f"CREATE TABLE {name} (id uuid NOT NULL, case_id uuid NOT NULL, {columns}, "
        f"CONSTRAINT pk_{name} PRIMARY KEY (id), {keys})"
    )
    op.execute(f"CREATE INDEX ix_{name}_case_id ON {name} (case_id)")


def _protect(table: str, conditions: list[str]) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, told in enumerate(conditions, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app USING ({told})"
        )
    if conditions:
        _written_by_acts(table)
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")


def _written_by_acts(table: str) -> None:
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
