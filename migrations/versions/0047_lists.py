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

# What decides, for one person and one action, over any number of cases: as cases_of has it, but
# said once, so that a list can go through an index and ask of each case it meets. `wide`: their
# parts are so many, one case in twenty, that finding all their cases first would cost more, and
# few of them have to be looked at one by one.
SIGHT = """
CREATE FUNCTION sight_of(
    person uuid, asked text, OUT me uuid[], OUT line uuid[], OUT aside uuid[], OUT always text[],
    OUT wide boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    perhaps text[];
    many bigint := greatest(5000,
        (SELECT reltuples / 20 FROM pg_class WHERE oid = 'cases'::regclass));
BEGIN
    me := same_person(person);
    line := me || my_line(me);
    wide := (SELECT count(*) > many FROM (SELECT FROM appointments AS p
        WHERE p.person_id = ANY(me) AND p.ended_at IS NULL LIMIT many + 1) AS theirs);
    SELECT array_agg(k.part) FILTER (
               WHERE k.code <> 'c' AND k.part NOT IN ('employee', 'companion')),
           array_agg(k.part) FILTER (WHERE k.code = 'c' OR k.part IN ('employee', 'companion'))
    INTO always, perhaps
    FROM access_codes AS k WHERE k.action = asked
        AND (k.code IN ('A', 'S', 'c') OR (k.code = 'O' AND asked = 'a02'));
    aside := array(
        SELECT p.case_id FROM appointments AS p WHERE p.person_id = ANY(me)
            AND p.ended_at IS NULL AND p.role = ANY(perhaps || ARRAY['employee', 'reporter'])
        UNION ALL SELECT c.id FROM cases AS c WHERE c.employee_id = ANY(me)
        UNION ALL SELECT b.case_id FROM break_glass AS b
        WHERE b.person_id = ANY(me) AND b.ends_at > now()
        UNION ALL SELECT x.case_id FROM conflicts AS x
        WHERE x.person_id = ANY(me) AND x.lifted_at IS NULL
        UNION ALL SELECT r.case_id FROM reports AS r WHERE r.reporter_id = ANY(me));
    wide := wide AND cardinality(aside) < 500;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(VIEWS)
    op.execute(INDEXES)
    op.execute(SIGHT)
    _own("saved_views")


def _own(table: str) -> None:
    """Nobody reads or writes the views of somebody else."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON {table} TO casework_app USING ({MINE}) WITH CHECK ({MINE})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
