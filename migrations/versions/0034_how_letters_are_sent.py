"""How each issued letter was sent, the words of the trust that it was printed with, and letters
about personal data.
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WORKING = "case_id = ANY (working_cases())"
SEEN = "(case_id = ANY (working_cases()) OR case_id = ANY (ARRAY(SELECT cases_for('{}'))))"
ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
MANAGED = (
    "('DUTY-L25', 'DUTY-L26', 'DUTY-L34', 'DUTY-L01', 'DUTY-L02', 'DUTY-L27', 'DUTY-L28', "
    "'DUTY-L29', 'DUTY-L32', 'DUTY-L30', 'DUTY-L30-2', 'DUTY-L31', 'DUTY-L31-2')"
)
OUTSIDE = (
    f"(code IN ('DUTY-KCSIE', 'DUTY-L24') AND {ANY.format('a23')}) "
    f"OR (code IN {MANAGED} AND {ANY.format('a15')}) "
    f"OR (code = 'DUTY-L09' AND {ANY.format('a09')})"
)
DELIVERIES = """
CREATE TABLE letter_deliveries (
    id uuid NOT NULL, case_id uuid NOT NULL, document_id uuid NOT NULL,
    how varchar(40) NOT NULL CONSTRAINT senthow CHECK (how IN ('link', 'post', 'hand')),
    to_name varchar NOT NULL, address varchar, known_by varchar,
    code_by varchar(40) CONSTRAINT codeby CHECK (code_by IN ('phone', 'letter', 'in_person')),
    link_id uuid, sent_on date NOT NULL, done_by varchar NOT NULL, recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL, mailed_at timestamptz,
    CONSTRAINT pk_letter_deliveries PRIMARY KEY (id),
    CONSTRAINT uq_letter_deliveries_link_id UNIQUE (link_id),
    CONSTRAINT fk_letter_deliveries_case_id_cases FOREIGN KEY (case_id) REFERENCES cases (id),
    CONSTRAINT fk_letter_deliveries_document_id_issued_documents
        FOREIGN KEY (document_id) REFERENCES issued_documents (id),
    CONSTRAINT fk_letter_deliveries_link_id_task_links
        FOREIGN KEY (link_id) REFERENCES task_links (id),
    CONSTRAINT fk_letter_deliveries_recorded_by_people
        FOREIGN KEY (recorded_by) REFERENCES people (id),
    CONSTRAINT a_link_says_how_it_reaches_them CHECK (
        (how = 'link') = (link_id IS NOT NULL) AND (how = 'link') = (code_by IS NOT NULL)
        AND (how = 'link') = (known_by IS NOT NULL)),
    CONSTRAINT only_a_link_goes_by_email CHECK (how = 'link' OR address IS NULL),
    CONSTRAINT what_was_mailed_had_an_address CHECK (address IS NOT NULL OR mailed_at IS NULL)
)
"""


QUESTIONS = """
CREATE TABLE data_questions (
    id uuid NOT NULL, case_id uuid NOT NULL,
    what varchar(40) NOT NULL CONSTRAINT dataask CHECK (what IN ('request', 'complaint')),
    from_name varchar NOT NULL, received_on date NOT NULL, about varchar NOT NULL,
    recorded_by uuid NOT NULL, acknowledged_at timestamptz, answered_at timestamptz,
    CONSTRAINT pk_data_questions PRIMARY KEY (id),
    CONSTRAINT fk_data_questions_case_id_cases FOREIGN KEY (case_id) REFERENCES cases (id),
    CONSTRAINT fk_data_questions_recorded_by_people
        FOREIGN KEY (recorded_by) REFERENCES people (id),
    CONSTRAINT an_answer_comes_after_its_acknowledgement CHECK (
        answered_at IS NULL OR acknowledged_at IS NULL OR answered_at >= acknowledged_at)
)
"""
WORDINGS = """
CREATE TABLE letter_wordings (
    id uuid NOT NULL, code varchar NOT NULL, version integer NOT NULL, passages jsonb NOT NULL,
    why varchar NOT NULL, written_by varchar NOT NULL, written_at timestamptz NOT NULL,
    CONSTRAINT pk_letter_wordings PRIMARY KEY (id),
    CONSTRAINT uq_letter_wordings_code_version UNIQUE (code, version),
    CONSTRAINT a_wording_is_counted_from_one CHECK (version > 0)
)
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _words()
    _links()
    op.execute(DELIVERIES)
    for column in ("case_id", "document_id"):
        op.execute(f"CREATE INDEX ix_letter_deliveries_{column} ON letter_deliveries ({column})")
    op.execute(QUESTIONS)
    op.execute("CREATE INDEX ix_data_questions_case_id ON data_questions (case_id)")
    for table in ("letter_deliveries", "data_questions"):
        _protect(table, [SEEN.format("a15")])
    _readers()


def _links() -> None:
    """A link collects a letter, too; who reads what witnesses are asked does not read whose."""
    op.execute("ALTER TABLE task_links DROP CONSTRAINT taskkind")
    op.execute(
        "ALTER TABLE task_links ADD CONSTRAINT taskkind "
        "CHECK (kind IN ('account_of_events', 'letter'))"
    )
    told = f"CASE kind WHEN 'letter' THEN {SEEN.format('a15')} ELSE {SEEN.format('a08')} END"
    op.execute(f"ALTER POLICY reads_1 ON task_links USING ({told})")


def _readers() -> None:
    """Letters about data are read by whoever manages the case, as others to people beside it."""
    op.execute(f"ALTER POLICY reads_outside ON issued_documents USING ({OUTSIDE})")
    op.execute(
        f"ALTER POLICY only_outside ON issued_documents USING (code NOT LIKE 'DUTY-%' OR {OUTSIDE})"
    )


def _words() -> None:
    op.execute(WORDINGS)
    # What somebody wrote is never changed: a letter says which version it was printed with.
    for role in ("casework_app", "casework_system"):
        op.execute(f"REVOKE UPDATE, DELETE ON letter_wordings FROM {role}")
    for event, each in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        called = "is_append_only" if each == "ROW" else "is_never_emptied"
        op.execute(
            f"CREATE TRIGGER letter_wordings_{called} BEFORE {event} ON letter_wordings "
            f"FOR EACH {each} EXECUTE FUNCTION append_only()"
        )
    # None of the letters before now had words of the trust's own.
    op.execute("ALTER TABLE issued_documents ADD COLUMN wording_version integer NOT NULL DEFAULT 0")
    op.execute("ALTER TABLE issued_documents ALTER COLUMN wording_version DROP DEFAULT")


def _protect(table: str, conditions: list[str]) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for number, told in enumerate(conditions, start=1):
        op.execute(
            f"CREATE POLICY reads_{number} ON {table} FOR SELECT TO casework_app USING ({told})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
