"""A grievance or criminal proceedings beside a case, and one more duty outside HR."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

SEEN = "case_id = ANY (ARRAY(SELECT cases_for('a02')))"
WORKING = "case_id = ANY (working_cases())"
DUTIES = ("lado", "police", "offence", "prevent", "ico", "ofsted", "tra", "dbs")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(
        """CREATE TABLE overlapping_matters (
        id uuid NOT NULL, case_id uuid NOT NULL,
        kind varchar(40) NOT NULL CONSTRAINT overlapkind CHECK (kind IN ('grievance', 'criminal')),
        known_on date NOT NULL, about varchar NOT NULL, goes_on boolean NOT NULL,
        why varchar NOT NULL, suitability varchar, relationships varchar,
        recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
        CONSTRAINT a_charge_is_weighed_for_the_job CHECK (
            kind <> 'criminal' OR (suitability IS NOT NULL AND relationships IS NOT NULL)),
        CONSTRAINT pk_overlapping_matters PRIMARY KEY (id),
        CONSTRAINT fk_overlapping_matters_case_id_cases
            FOREIGN KEY (case_id) REFERENCES cases (id),
        CONSTRAINT fk_overlapping_matters_recorded_by_people
            FOREIGN KEY (recorded_by) REFERENCES people (id)
        )"""
    )
    op.execute("CREATE INDEX ix_overlapping_matters_case_id ON overlapping_matters (case_id)")
    _protect("overlapping_matters")
    _one_more_duty()


def _protect(table: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({SEEN})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")


def _one_more_duty() -> None:
    """The constraint has the name that the database gave it."""
    asked = (
        "SELECT conname FROM pg_constraint WHERE conrelid = 'duties_considered'::regclass "
        "AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%prevent%'"
    )
    name = op.get_bind().execute(sa.text(asked)).scalar_one()
    allowed = ", ".join(f"'{each}'" for each in DUTIES)
    op.execute(f'ALTER TABLE duties_considered DROP CONSTRAINT "{name}"')
    op.execute(f'ALTER TABLE duties_considered ADD CONSTRAINT "{name}" CHECK (duty IN ({allowed}))')
