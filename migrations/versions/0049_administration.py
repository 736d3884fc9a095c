"""Academies that close, why a day is closed, roles with dates, rounds of acknowledgement."""

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

PLACES = """
ALTER TABLE academies ADD closed_on date;
ALTER TABLE academy_closures ADD says varchar DEFAULT '' NOT NULL;
ALTER TABLE places ADD starts_on date, ADD ends_on date, ADD given_by uuid,
    ADD given_at timestamptz, ADD agreed_by uuid,
    ADD CONSTRAINT two_people_give_a_role CHECK (agreed_by <> given_by),
    ADD CONSTRAINT a_role_ends_after_it_begins CHECK (ends_on >= starts_on),
    ADD CONSTRAINT what_is_agreed_was_asked
        CHECK (agreed_by IS NULL OR given_by IS NOT NULL)
"""

# A place counts from its first day to its last, and once a second person has agreed to it.
KEEPS = """
CREATE OR REPLACE FUNCTION keeps_registers_of(whose uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM places AS p JOIN people AS me ON me.id = p.person_id
        WHERE me.id = ANY (same_person(acting_person()))
          AND (p.given_by IS NULL OR p.agreed_by IS NOT NULL)
          AND coalesce(p.starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/London')::date
          AND coalesce(p.ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/London')::date
          AND (
            p.role IN ('hr_case_manager', 'hr_director', 'chief_executive')
            OR (p.role = 'principal'
                AND me.academy_id = (SELECT w.academy_id FROM people AS w WHERE w.id = whose))
        )
    ) OR EXISTS (
        SELECT 1 FROM people AS w
        WHERE w.id = whose AND w.manager_id = ANY (same_person(acting_person()))
    )
$$
"""

ROUNDS = """
CREATE TABLE acknowledgement_rounds (
    id uuid NOT NULL CONSTRAINT pk_acknowledgement_rounds PRIMARY KEY,
    version_id uuid NOT NULL CONSTRAINT fk_acknowledgement_rounds_version_id_policy_versions
        REFERENCES policy_versions (id),
    academies jsonb NOT NULL,
    due_on date NOT NULL,
    started_by varchar NOT NULL,
    started_at timestamptz NOT NULL,
    closed_by varchar,
    closed_at timestamptz,
    CONSTRAINT a_closed_round_says_who CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE UNIQUE INDEX one_open_round_of_a_version
    ON acknowledgement_rounds (version_id) WHERE closed_at IS NULL;
CREATE TABLE round_reminders (
    id uuid NOT NULL CONSTRAINT pk_round_reminders PRIMARY KEY,
    round_id uuid NOT NULL CONSTRAINT fk_round_reminders_round_id_acknowledgement_rounds
        REFERENCES acknowledgement_rounds (id),
    person_id uuid NOT NULL
        CONSTRAINT fk_round_reminders_person_id_people REFERENCES people (id),
    asked_at timestamptz NOT NULL,
    sent_at timestamptz
);
CREATE INDEX ix_round_reminders_round_id ON round_reminders (round_id)
"""

CHECKS = """
CREATE TABLE sign_in_provider (
    id integer NOT NULL CONSTRAINT pk_sign_in_provider PRIMARY KEY,
    succeeded_at timestamptz,
    failed_at timestamptz,
    failed_because varchar,
    checked_at timestamptz,
    checked_by varchar,
    check_found varchar,
    check_passed boolean,
    CONSTRAINT there_is_one_provider CHECK (id = 1)
)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(PLACES)
    op.execute(KEEPS)
    op.execute(ROUNDS)
    op.execute(CHECKS)
