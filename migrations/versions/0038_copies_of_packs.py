"""Copies of issued packs: whose they are and what happened to each, recalls, and readers' notes."""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WORKING = "case_id = ANY ((SELECT working_cases())::uuid[])"
MAKES = "case_id = ANY (ARRAY(SELECT cases_for('a15')))"
READS = "case_id = ANY (ARRAY(SELECT cases_for('a14')))"
MINE = "= ANY ((SELECT same_person(acting_person()))::uuid[])"

COPIES = """
CREATE TABLE pack_copies (
    id uuid NOT NULL CONSTRAINT pk_pack_copies PRIMARY KEY,
    case_id uuid NOT NULL CONSTRAINT fk_pack_copies_case_id_cases REFERENCES cases (id),
    pack_id uuid NOT NULL
        CONSTRAINT fk_pack_copies_pack_id_hearing_packs REFERENCES hearing_packs (id),
    number integer NOT NULL,
    person_id uuid NOT NULL CONSTRAINT fk_pack_copies_person_id_people REFERENCES people (id),
    name varchar NOT NULL,
    part varchar NOT NULL,
    may_download boolean NOT NULL,
    sha256 varchar,
    made_by uuid NOT NULL CONSTRAINT fk_pack_copies_made_by_people REFERENCES people (id),
    made_at timestamptz NOT NULL,
    closed_at timestamptz,
    CONSTRAINT uq_pack_copies_pack_id_number UNIQUE (pack_id, number),
    CONSTRAINT a_copy_has_its_hash CHECK (sha256 IS NULL OR length(sha256) = 64)
)
"""
INDEXES = """
CREATE INDEX ix_pack_copies_case_id ON pack_copies (case_id);
CREATE INDEX ix_pack_copies_pack_id ON pack_copies (pack_id);
CREATE UNIQUE INDEX one_copy_for_each_reader ON pack_copies (pack_id, person_id)
    WHERE closed_at IS NULL;
CREATE INDEX ix_pack_copy_steps_case_id ON pack_copy_steps (case_id);
CREATE INDEX ix_pack_copy_steps_copy_id ON pack_copy_steps (copy_id);
CREATE INDEX ix_pack_notes_case_id ON pack_notes (case_id);
CREATE INDEX ix_pack_notes_pack_id ON pack_notes (pack_id)
"""
STEPS = """
CREATE TABLE pack_copy_steps (
    id uuid NOT NULL CONSTRAINT pk_pack_copy_steps PRIMARY KEY,
    case_id uuid NOT NULL CONSTRAINT fk_pack_copy_steps_case_id_cases REFERENCES cases (id),
    copy_id uuid NOT NULL
        CONSTRAINT fk_pack_copy_steps_copy_id_pack_copies REFERENCES pack_copies (id),
    what varchar(40) NOT NULL CONSTRAINT happened CHECK (
        what IN ('opened', 'collected', 'posted', 'recalled', 'returned', 'destroyed')),
    happened_on date NOT NULL,
    told varchar,
    "by" uuid NOT NULL CONSTRAINT fk_pack_copy_steps_by_people REFERENCES people (id),
    at timestamptz NOT NULL
)
"""
NOTES = """
CREATE TABLE pack_notes (
    id uuid NOT NULL CONSTRAINT pk_pack_notes PRIMARY KEY,
    case_id uuid NOT NULL CONSTRAINT fk_pack_notes_case_id_cases REFERENCES cases (id),
    pack_id uuid NOT NULL
        CONSTRAINT fk_pack_notes_pack_id_hearing_packs REFERENCES hearing_packs (id),
    page integer NOT NULL CONSTRAINT a_note_is_on_a_page CHECK (page > 0),
    words varchar NOT NULL,
    written_by uuid NOT NULL CONSTRAINT fk_pack_notes_written_by_people REFERENCES people (id),
    written_at timestamptz NOT NULL
)
"""
# Whoever closes a copy deletes its reader's notes without seeing one of them.
FORGET = """
CREATE FUNCTION forget_pack_notes(of_pack uuid, of_person uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM pack_notes WHERE pack_id = of_pack AND written_by = ANY (same_person(of_person))
        AND (current_setting('role') <> 'casework_app' OR case_id = ANY (working_cases()))
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _recalls()
    for each in (COPIES, STEPS, NOTES, *INDEXES.split(";")):
        op.execute(each)
    _protect("pack_copies", f"{WORKING} OR {MAKES} OR (person_id {MINE} AND {READS})")
    theirs = "copy_id IN (SELECT c.id FROM pack_copies AS c)"
    _protect("pack_copy_steps", f"{WORKING} OR {MAKES} OR {theirs}")
    for role in ("casework_app", "casework_system"):
        op.execute(f"REVOKE UPDATE, DELETE ON pack_copy_steps FROM {role}")
    _protect_notes()
    op.execute(FORGET)


def _recalls() -> None:
    """From the moment it is recalled, only whoever makes packs reads one."""
    table = "hearing_packs"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN recalled_at timestamptz, "
        "ADD COLUMN why_recalled varchar, ADD COLUMN signed_by varchar, "
        "ADD COLUMN stamped_by varchar, ADD COLUMN unsigned_size integer, "
        "ADD CONSTRAINT only_an_issued_pack_is_recalled_with_a_reason CHECK "
        "(recalled_at IS NULL OR (status = 'issued' AND why_recalled IS NOT NULL))"
    )
    op.execute(
        f"ALTER POLICY reads_1 ON {table} USING "
        f"(status = 'issued' AND recalled_at IS NULL AND {READS})"
    )


def _protect(table: str, seen: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({seen})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    _for_ourselves(table)


def _protect_notes() -> None:
    """A note is its writer's own, as long as they read the pack."""
    own = f"written_by {MINE} AND {READS}"
    op.execute("ALTER TABLE pack_notes ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE pack_notes FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON pack_notes TO casework_app USING ({own}) WITH CHECK ({own})")
    _for_ourselves("pack_notes")


def _for_ourselves(table: str) -> None:
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
