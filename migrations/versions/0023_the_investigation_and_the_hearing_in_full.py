"""What an investigation plans, hears and drafts; who comes to a hearing, and in what order."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SEEN = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
WORKING = "case_id = ANY (working_cases())"
# What is addressed to the employee is theirs, whatever else they may read yet.
THEIRS = (
    "case_id IN (SELECT c.id FROM cases AS c "
    "WHERE c.employee_id = ANY ((SELECT same_person(acting_person()))::uuid[]))"
)
KNOWN, STATED, DRAFTED = SEEN.format("a02"), SEEN.format("a09"), SEEN.format("a11")
PLANNED, MANAGED, PACKED = (SEEN.format(each) for each in ("a05", "a15", "a14"))
# What the employee told: when, by what way, and who wrote it down.
GIVEN = """given_on date NOT NULL, given_how varchar NOT NULL, recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL"""
# Each table: what is in it, what it refers to, and who reads its rows.
TABLES: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "companions": (
        f"""{GIVEN}, name varchar NOT NULL,
        category varchar(40) NOT NULL CONSTRAINT companioncategory CHECK (category IN (
            'fellow_worker', 'union_employed_official', 'union_certified_representative',
            'nobody')),
        contact varchar, withdrew_on date, withdrew_why varchar,
        CONSTRAINT a_companion_is_somebody CHECK (category <> 'nobody'),
        CONSTRAINT a_withdrawal_is_explained
            CHECK ((withdrew_on IS NULL) = (withdrew_why IS NULL))""",
        {"recorded_by": "people"},
        [KNOWN],
    ),
    "postponement_requests": (
        f"""{GIVEN},
        because varchar(40) NOT NULL CONSTRAINT because
            CHECK (because IN ('companion', 'illness', 'preparation', 'other')),
        words varchar NOT NULL, hearing_at timestamptz NOT NULL, wanted_at timestamptz,
        latest_on date NOT NULL, granted boolean, reasons varchar, decided_by uuid,
        decided_at timestamptz, signed_by uuid, signed_at timestamptz, document_id uuid,
        CONSTRAINT an_answer_has_reasons CHECK ((granted IS NULL) = (reasons IS NULL)),
        CONSTRAINT a_moved_hearing_has_its_letter
            CHECK (granted IS NOT TRUE OR document_id IS NOT NULL),
        CONSTRAINT another_person_signs_off
            CHECK (signed_by IS NULL OR signed_by <> decided_by)""",
        {
            "recorded_by": "people",
            "decided_by": "people",
            "signed_by": "people",
            "document_id": "issued_documents",
        },
        [KNOWN],
    ),
    "adjustments": (
        f"""{GIVEN}, needed varchar NOT NULL,
        decision varchar(40) CONSTRAINT agreed
            CHECK (decision IN ('agreed', 'agreed_in_part', 'not_agreed')),
        reasons varchar, decided_by uuid, decided_at timestamptz,
        CONSTRAINT an_adjustment_has_reasons CHECK ((decision IS NULL) = (reasons IS NULL))""",
        {"recorded_by": "people", "decided_by": "people"},
        [KNOWN],
    ),
    "called_witnesses": (
        f"""{GIVEN},
        side varchar(40) NOT NULL CONSTRAINT side CHECK (side IN ('employee', 'management')),
        name varchar NOT NULL, about varchar NOT NULL, due_on date NOT NULL,
        in_time boolean NOT NULL""",
        {"recorded_by": "people"},
        [KNOWN],
    ),
    "missed_hearings": (
        """hearing_at timestamptz NOT NULL, asked varchar NOT NULL, reason varchar NOT NULL,
        good_reason boolean NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
        CONSTRAINT uq_missed_hearings_case_id_hearing_at UNIQUE (case_id, hearing_at)""",
        {"recorded_by": "people"},
        [KNOWN],
    ),
    "absence_notices": (
        """hearing_at timestamptz NOT NULL, adjustments varchar NOT NULL, health varchar NOT NULL,
        offered jsonb NOT NULL, why varchar NOT NULL, document_id uuid NOT NULL,
        decided_by uuid NOT NULL, decided_at timestamptz NOT NULL""",
        {"document_id": "issued_documents", "decided_by": "people"},
        [KNOWN],
    ),
    "steps_heard": (
        """hearing_at timestamptz NOT NULL, step varchar NOT NULL, done_at timestamptz NOT NULL,
        done_by uuid NOT NULL, CONSTRAINT uq_steps_heard_case_id_hearing_at_step
            UNIQUE (case_id, hearing_at, step)""",
        {"done_by": "people"},
        [KNOWN],
    ),
    "meeting_notes": (
        """of varchar(40) NOT NULL CONSTRAINT notesof
            CHECK (of IN ('employee_meeting', 'witness_meeting', 'hearing')),
        with_whom varchar NOT NULL, held_on date NOT NULL, words varchar NOT NULL,
        taken_by uuid NOT NULL, shared_at timestamptz NOT NULL,
        answer varchar(40) CONSTRAINT notesanswer CHECK (answer IN ('agreed', 'disputed')),
        answer_words varchar, answered_on date, answered_how varchar, answered_by uuid,
        CONSTRAINT a_dispute_says_what
            CHECK (answer IS DISTINCT FROM 'disputed' OR answer_words IS NOT NULL),
        CONSTRAINT an_answer_has_its_day CHECK ((answer IS NULL) = (answered_on IS NULL))""",
        {"taken_by": "people", "answered_by": "people"},
        [f"of = 'hearing' AND {PACKED}", STATED, f"of <> 'witness_meeting' AND {THEIRS}"],
    ),
    "planned_steps": (
        """number integer NOT NULL, says varchar NOT NULL,
        looks_for varchar(40) NOT NULL CONSTRAINT looksfor
            CHECK (looks_for IN ('for_the_employee', 'against_the_employee', 'either')),
        due_on date NOT NULL, planned_by uuid NOT NULL, planned_at timestamptz NOT NULL,
        done_on date, came_to varchar,
        CONSTRAINT uq_planned_steps_case_id_number UNIQUE (case_id, number),
        CONSTRAINT a_step_came_to_something CHECK ((done_on IS NULL) = (came_to IS NULL))""",
        {"planned_by": "people"},
        [PLANNED],
    ),
    "investigation_meetings": (
        """of_employee boolean NOT NULL, person_id uuid, name varchar NOT NULL,
        starts_at timestamptz NOT NULL, place varchar NOT NULL, topics varchar NOT NULL,
        document_id uuid NOT NULL, invited_by uuid NOT NULL, invited_at timestamptz NOT NULL,
        companion varchar, notes_id uuid""",
        {
            "person_id": "people",
            "document_id": "issued_documents",
            "invited_by": "people",
            "notes_id": "meeting_notes",
        },
        [STATED, f"of_employee AND {THEIRS}"],
    ),
    "investigation_drafts": (
        """version integer NOT NULL, words varchar NOT NULL, shared_by uuid NOT NULL,
        shared_at timestamptz NOT NULL,
        CONSTRAINT uq_investigation_drafts_case_id_version UNIQUE (case_id, version)""",
        {"shared_by": "people"},
        [DRAFTED, MANAGED],
    ),
    "draft_comments": (
        """draft_id uuid NOT NULL, concerns varchar(40) NOT NULL CONSTRAINT commenton
            CHECK (concerns IN ('law', 'procedure', 'consistency')),
        words varchar NOT NULL, said_by uuid NOT NULL, said_at timestamptz NOT NULL""",
        {"draft_id": "investigation_drafts", "said_by": "people"},
        [DRAFTED, MANAGED],
    ),
    "anonymity_assessments": (
        """account_id uuid NOT NULL CONSTRAINT uq_anonymity_assessments_account_id UNIQUE,
        fear varchar NOT NULL, opportunity varchar NOT NULL, motive varchar NOT NULL,
        corroboration varchar NOT NULL, granted boolean NOT NULL, known_as varchar,
        reasons varchar NOT NULL, assessed_by uuid NOT NULL, assessed_at timestamptz NOT NULL""",
        {"account_id": "witness_accounts", "assessed_by": "people"},
        [STATED],
    ),
}
# Written once; what was said of it later stands in a table of its own.
NEVER_CHANGED = ("investigation_drafts", "draft_comments", "anonymity_assessments", "steps_heard")
ACCOUNTS = """
ALTER TABLE witness_accounts ALTER COLUMN link_id DROP NOT NULL,
    ADD COLUMN role varchar, ADD COLUMN signed_as varchar, ADD COLUMN signed_on date,
    ADD COLUMN fears varchar,
    ADD COLUMN capture_id uuid
        CONSTRAINT fk_witness_accounts_capture_id_captures REFERENCES captures (id),
    ADD CONSTRAINT an_account_came_by_link_or_on_signed_paper CHECK (
        link_id IS NOT NULL OR (capture_id IS NOT NULL AND signed_as IS NOT NULL)),
    ADD CONSTRAINT a_signature_has_its_day CHECK ((signed_as IS NULL) = (signed_on IS NULL))
"""
# A letter that is not to the employee does not tell them that there is a case.
TO_OTHERS = "('L-01','L-02','L-08','L-09','L-24','L-25','L-26','L-27','L-29','L-34')"
LETTER = "((d.code)::text ~~ 'L-%'::text)"
TELLS_THE_EMPLOYEE = f"""
DO $do$
DECLARE
    was text := pg_get_viewdef('case_moments'::regclass);
BEGIN
    IF position($${LETTER}$$ IN was) = 0 THEN
        RAISE EXCEPTION 'case_moments does not say when the employee was told';
    END IF;
    EXECUTE 'CREATE OR REPLACE VIEW case_moments AS '
        || replace(was, $${LETTER}$$, $$({LETTER} AND d.code NOT IN {TO_OTHERS})$$);
END $do$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE hearings ADD COLUMN mitigation varchar")
    op.execute(
        "ALTER TABLE terms_of_reference ADD COLUMN scope varchar, ADD COLUMN produce varchar, "
        "ADD COLUMN report_to varchar, ADD COLUMN confidentiality varchar"
    )
    op.execute(ACCOUNTS)
    for name, (columns, refers, reads) in TABLES.items():
        _create(name, columns, refers)
        _protect(name, reads)
    for name in NEVER_CHANGED:
        _keep_for_ever(name)
    _letters()
    op.execute(TELLS_THE_EMPLOYEE)


def _create(name: str, columns: str, refers: dict[str, str]) -> None:
    keys = ", ".join(
        f"CONSTRAINT fk_{name}_{column}_{other} FOREIGN KEY ({column}) REFERENCES {other} (id)"
        for column, other in {"case_id": "cases", **refers}.items()
    )
    op.execute(
        f"CREATE TABLE {name} (id uuid NOT NULL, case_id uuid NOT NULL, {columns}, "
        f"CONSTRAINT pk_{name} PRIMARY KEY (id), {keys})"
    )
    op.execute(f"CREATE INDEX ix_{name}_case_id ON {name} (case_id)")


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


def _keep_for_ever(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION append_only()"
    )
    for role in ("casework_app", "casework_system"):
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {role}")


def _letters() -> None:
    """Who reads the new letters; one to a witness is read with what witnesses say, and only so."""
    alleged = SEEN.format("a03")
    for name, condition in {
        "reads_before": f"code IN ('L-03', 'L-04', 'L-14', 'L-15') AND {alleged}",
        "reads_own_first": f"code IN ('L-03', 'L-04') AND {THEIRS}",
        "reads_to_witnesses": f"code = 'L-08' AND {STATED}",
    }.items():
        op.execute(
            f"CREATE POLICY {name} ON issued_documents FOR SELECT TO casework_app "
            f"USING ({condition})"
        )
    op.execute(
        "CREATE POLICY only_with_statements ON issued_documents AS RESTRICTIVE FOR SELECT "
        f"TO casework_app USING (code <> 'L-08' OR {STATED})"
    )
