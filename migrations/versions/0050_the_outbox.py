"""Mails on their way, what workers say of themselves, and when somebody wants to be told."""

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

MAILS = """
CREATE TABLE mails (
    id uuid NOT NULL CONSTRAINT pk_mails PRIMARY KEY,
    called varchar NOT NULL CONSTRAINT uq_mails_called UNIQUE,
    kind varchar(40) NOT NULL CONSTRAINT mailkind CHECK (kind IN
        ('notice', 'digest', 'room_link', 'letter_link', 'recall', 'read', 'alert', 'test')),
    about uuid,
    sealed varchar,
    queued_at timestamptz NOT NULL,
    tries integer NOT NULL,
    tried_at timestamptz,
    failed varchar,
    sent_at timestamptz,
    given_up_at timestamptz,
    CONSTRAINT a_mail_has_one_end CHECK (sent_at IS NULL OR given_up_at IS NULL),
    CONSTRAINT what_was_sent_is_forgotten CHECK ((sealed IS NULL) = (sent_at IS NOT NULL))
);
CREATE INDEX ix_mails_waiting ON mails (queued_at) WHERE sent_at IS NULL;
CREATE INDEX ix_mails_kind_about ON mails (kind, about)
"""
RECALLED = """
ALTER TABLE pack_copies DROP CONSTRAINT recallmail, ADD CONSTRAINT recallmail
    CHECK (recall_mail IN ('waiting', 'sent', 'no_address', 'no_server', 'not_taken'))
"""
DIGEST = """
ALTER TABLE accounts ADD digest_day smallint
        CONSTRAINT a_digest_comes_on_a_day_of_work CHECK (digest_day BETWEEN 0 AND 4),
    ADD digest_kinds jsonb NOT NULL DEFAULT '["tasks", "reports", "decisions"]'::jsonb
"""
FAILURES = """
CREATE TABLE job_failures (
    job_id bigint NOT NULL CONSTRAINT pk_job_failures PRIMARY KEY,
    kind varchar NOT NULL,
    at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(MAILS)
    op.execute(RECALLED)
    op.execute(DIGEST)
    op.execute(FAILURES)
