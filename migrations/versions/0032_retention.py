"""What two people decided about the periods of the retention schedule."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SCHEDULE = """
CREATE TABLE retention_amendments (
    id uuid NOT NULL CONSTRAINT pk_retention_amendments PRIMARY KEY,
    code varchar NOT NULL,
    length integer NOT NULL CONSTRAINT a_period_is_reasonable CHECK (length BETWEEN 0 AND 1200),
    effective_from date NOT NULL,
    source varchar NOT NULL,
    reason varchar NOT NULL,
    effect jsonb NOT NULL,
    proposed_by uuid NOT NULL
        CONSTRAINT fk_retention_amendments_proposed_by_people REFERENCES people (id),
    proposed_at timestamptz NOT NULL,
    decided_by uuid CONSTRAINT fk_retention_amendments_decided_by_people REFERENCES people (id),
    decided_at timestamptz,
    approved boolean,
    why_decided varchar,
    CONSTRAINT two_people_change_the_schedule CHECK (decided_by <> proposed_by),
    CONSTRAINT a_change_is_decided_whole CHECK (
        (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (approved IS NULL)
        AND (decided_by IS NULL) = (why_decided IS NULL))
);
CREATE UNIQUE INDEX one_change_of_a_rule_at_a_time ON retention_amendments (code)
    WHERE decided_at IS NULL
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(SCHEDULE)
