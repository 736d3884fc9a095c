"""Which backups there are, until when each can be read, and how putting one back was tried."""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

BACKUPS = """
CREATE TABLE backups (
    id uuid NOT NULL CONSTRAINT pk_backups PRIMARY KEY,
    began_at timestamptz NOT NULL,
    place varchar NOT NULL,
    keys_place varchar NOT NULL,
    kept_until date NOT NULL,
    finished_at timestamptz,
    manifest_hash varchar,
    entries integer NOT NULL,
    files integer NOT NULL,
    bytes bigint NOT NULL,
    checked_at timestamptz,
    found varchar,
    expired_at timestamptz,
    CONSTRAINT a_whole_backup_has_its_list
        CHECK ((finished_at IS NULL) = (manifest_hash IS NULL)),
    CONSTRAINT only_a_whole_backup_is_checked CHECK ((checked_at IS NULL) = (found IS NULL)
        AND (checked_at IS NULL OR finished_at IS NOT NULL)),
    CONSTRAINT keys_lie_apart CHECK (place <> keys_place)
);
CREATE INDEX ix_backups_began_at ON backups (began_at);
CREATE TABLE rehearsals (
    id uuid NOT NULL CONSTRAINT pk_rehearsals PRIMARY KEY,
    backup_id uuid NOT NULL CONSTRAINT fk_rehearsals_backup_id_backups REFERENCES backups (id),
    began_at timestamptz NOT NULL,
    seconds integer NOT NULL,
    sound boolean NOT NULL,
    cases integer NOT NULL,
    entries integer NOT NULL,
    files integer NOT NULL,
    says varchar NOT NULL
);
CREATE INDEX ix_rehearsals_began_at ON rehearsals (began_at)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(BACKUPS)
    # Only the console makes backups; no page changes what is known of them.
    op.execute("REVOKE INSERT, UPDATE, DELETE ON backups, rehearsals FROM casework_app")
