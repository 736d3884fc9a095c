"""Views of lists that somebody keeps, and the indexes by which a page of a long list is found."""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

MINE = "person_id = ANY ((SELECT same_person(acting_person()))::uuid[])"
VIEWS = """
CREATE TABLE saved_views (
    id uuid NOT NULL CONSTRAINT pk_saved_views PRIMARY KEY,
    person_id uuid NOT NULL CONSTRAINT fk_saved_views_person_id_people REFERENCES people (id),
    listed varchar NOT NULL,
    name varchar NOT NULL,
    query varchar NOT NULL,
    opens_first boolean DEFAULT false NOT NULL,
    made_at timestamptz NOT NULL,
    CONSTRAINT uq_saved_views_person_id_listed_name UNIQUE (person_id, listed, name)
);
CREATE UNIQUE INDEX one_view_opens_first ON saved_views (person_id, listed) WHERE opens_first
"""
# What a page begins after is the order's own value and the reference, which breaks ties.
INDEXES = """
CREATE INDEX ix_cases_closed ON cases
    (coalesce(closed_at, '9999-12-31 00:00:00+00'::timestamptz), reference)
    WHERE stage = 'closed';
CREATE INDEX ix_cases_opened ON cases (opened_at, reference);
CREATE INDEX ix_hearings_starts_at ON hearings (starts_at);
CREATE INDEX ix_warnings_spent_on ON warnings (spent_on);
CREATE INDEX ix_allegations_clause ON allegations (clause_id, case_id)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(VIEWS)
    op.execute(INDEXES)
    _own("saved_views")


def _own(table: str) -> None:
    """Nobody reads or writes the views of somebody else."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON {table} TO casework_app USING ({MINE}) WITH CHECK ({MINE})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
