"""Old cases from another system; what connects: its tokens, the directory, webhooks."""

from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

SEEN = "case_id = ANY (ARRAY(SELECT cases_for('a02')))"
WORKING = "case_id = ANY (working_cases())"

IMPORTED = """
CREATE TABLE imported_cases (
    id uuid NOT NULL CONSTRAINT pk_imported_cases PRIMARY KEY,
    case_id uuid NOT NULL CONSTRAINT uq_imported_cases_case_id UNIQUE
        CONSTRAINT fk_imported_cases_case_id_cases REFERENCES cases (id),
    origin varchar NOT NULL,
    old_reference varchar NOT NULL,
    digest varchar NOT NULL,
    concerns_child boolean NOT NULL,
    employment_ended_on date,
    decided_by varchar,
    imported_by uuid NOT NULL,
    imported_at timestamptz NOT NULL,
    CONSTRAINT uq_imported_cases_origin_old_reference UNIQUE (origin, old_reference)
);
CREATE INDEX ix_imported_cases_case_id ON imported_cases (case_id);
CREATE TABLE imported_keys (
    key varchar NOT NULL CONSTRAINT pk_imported_keys PRIMARY KEY,
    imported_at timestamptz NOT NULL
)
"""
# Whoever decided in another system may be nobody that is known here.
DECIDED = """
ALTER TABLE outcomes ADD imported boolean DEFAULT false NOT NULL,
    ALTER decided_by DROP NOT NULL,
    ADD CONSTRAINT somebody_decided_it CHECK (imported OR decided_by IS NOT NULL);
ALTER TABLE warnings ADD imported_from varchar, ADD imported_on date,
    ADD CONSTRAINT an_imported_warning_says_when
        CHECK ((imported_from IS NULL) = (imported_on IS NULL))
"""

SYSTEMS = """
ALTER TABLE api_tokens ADD last_used_at timestamptz,
    ADD scope varchar(40) DEFAULT 'act' NOT NULL
        CONSTRAINT tokenscope CHECK (scope IN ('read', 'report', 'act')),
    ADD CONSTRAINT no_token_outlives_its_year
        CHECK (expires_at <= created_at + interval '366 days');
CREATE TABLE service_tokens (
    id uuid NOT NULL CONSTRAINT pk_service_tokens PRIMARY KEY,
    kind varchar(40) NOT NULL CONSTRAINT servicekind CHECK (kind IN ('scim')),
    name varchar NOT NULL,
    token_hash varchar NOT NULL CONSTRAINT uq_service_tokens_token_hash UNIQUE,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT no_token_outlives_a_year CHECK (expires_at <= made_at + interval '366 days')
);
CREATE TABLE provisioned_accounts (
    account_id uuid NOT NULL CONSTRAINT pk_provisioned_accounts PRIMARY KEY
        CONSTRAINT fk_provisioned_accounts_account_id_accounts REFERENCES accounts (id),
    external_id varchar CONSTRAINT uq_provisioned_accounts_external_id UNIQUE,
    changed_at timestamptz NOT NULL,
    left_at timestamptz,
    removed_at timestamptz
)
"""

WEBHOOKS = """
CREATE TABLE webhooks (
    id uuid NOT NULL CONSTRAINT pk_webhooks PRIMARY KEY,
    name varchar NOT NULL,
    url varchar NOT NULL,
    kinds jsonb NOT NULL,
    secret varchar NOT NULL,
    old_secret varchar,
    old_secret_until timestamptz,
    asked_by uuid NOT NULL CONSTRAINT fk_webhooks_asked_by_people REFERENCES people (id),
    asked_at timestamptz NOT NULL,
    agreed_by uuid CONSTRAINT fk_webhooks_agreed_by_people REFERENCES people (id),
    agreed_at timestamptz,
    failures integer NOT NULL,
    disabled_at timestamptz,
    why_disabled varchar,
    ended_at timestamptz,
    CONSTRAINT two_people_connect_a_system CHECK (agreed_by <> asked_by),
    CONSTRAINT an_agreement_has_its_day CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)),
    CONSTRAINT what_is_disabled_says_why CHECK ((disabled_at IS NULL) = (why_disabled IS NULL)),
    CONSTRAINT an_old_secret_ends CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
);
CREATE TABLE webhook_messages (
    id uuid NOT NULL CONSTRAINT pk_webhook_messages PRIMARY KEY,
    webhook_id uuid NOT NULL
        CONSTRAINT fk_webhook_messages_webhook_id_webhooks REFERENCES webhooks (id),
    kind varchar(40) NOT NULL CONSTRAINT eventkind CHECK (
        kind IN ('case.opened', 'case.changed', 'case.closed', 'test')),
    at timestamptz NOT NULL,
    tries integer NOT NULL,
    tried_at timestamptz,
    answer varchar,
    delivered_at timestamptz,
    given_up_at timestamptz,
    CONSTRAINT a_message_has_one_end CHECK (delivered_at IS NULL OR given_up_at IS NULL)
);
CREATE INDEX ix_webhook_messages_webhook_id_at ON webhook_messages (webhook_id, at)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(IMPORTED)
    op.execute(DECIDED)
    op.execute(SYSTEMS)
    op.execute(WEBHOOKS)
    _protect("imported_cases")


def _protect(table: str) -> None:
    """Read by whoever sees the header of the case; written by Casework itself."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({SEEN} OR {WORKING})"
    )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
