"""Appeals heard and decided, warnings with two days, delegation, resignations, and pauses."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORKED_ON = "= ANY ((SELECT working_cases())::uuid[])"
WORKING = "case_id = ANY (working_cases())"


def quoted(values: str) -> str:
    return ", ".join(f"'{each}'" for each in values.split())


LADDER = quoted(
    "no_action first_written_warning final_written_warning dismissal_with_notice summary_dismissal"
)
COMPANIONS = quoted("fellow_worker union_employed_official union_certified_representative nobody")
ENDINGS = quoted(
    "no_further_action informal added_to_case no_case_to_answer not_upheld outcome_given "
    "overturned_on_appeal resigned"
)
# Every table that belongs to a case: its columns, the people and papers it names, who reads it.
TABLES: dict[str, tuple[str, str, str, str]] = {
    "appeal_grounds": (
        f"""kind varchar(40) NOT NULL CONSTRAINT groundkind
            CHECK (kind IN ({quoted("procedure finding severity new_evidence own_words")})),
        words varchar NOT NULL, upheld boolean, reasons varchar,
        CONSTRAINT a_ground_has_its_reasons CHECK ((upheld IS NULL) = (reasons IS NULL)),
        CONSTRAINT uq_appeal_grounds_case_id_kind UNIQUE (case_id, kind)""",
        "",
        "",
        "a19",
    ),
    "appeal_hearings": (
        f"""heard_as varchar(40) NOT NULL CONSTRAINT heardas
            CHECK (heard_as IN ('review', 'rehearing')),
        why_heard_so varchar NOT NULL, starts_at timestamptz NOT NULL, place varchar NOT NULL,
        notice_document_id uuid NOT NULL, served_on date NOT NULL, shorter_notice_agreed varchar,
        held_at timestamptz, attended boolean, why_absent varchar, companion varchar,
        companion_category varchar(40) CONSTRAINT companioncategory
            CHECK (companion_category IN ({COMPANIONS})),
        notes varchar,
        CONSTRAINT a_held_appeal_says_who_came CHECK ((held_at IS NULL) = (attended IS NULL)),
        CONSTRAINT uq_appeal_hearings_case_id UNIQUE (case_id)""",
        "",
        "notice_document_id",
        "a19",
    ),
    "appeal_decisions": (
        f"""result varchar(40) NOT NULL CONSTRAINT appealresult
            CHECK (result IN ('upheld', 'varied', 'overturned')),
        was varchar NOT NULL,
        sanction varchar(40) NOT NULL CONSTRAINT sanction CHECK (sanction IN ({LADDER})),
        reasons varchar NOT NULL, changes jsonb NOT NULL, decided_by uuid NOT NULL,
        decided_at timestamptz NOT NULL, letter_document_id uuid, reinstated_document_id uuid,
        CONSTRAINT what_it_was_is_on_the_ladder CHECK (was IN ({LADDER})),
        CONSTRAINT an_appeal_never_makes_it_worse CHECK (
            array_position(ARRAY[{LADDER}]::text[], sanction::text)
            <= array_position(ARRAY[{LADDER}]::text[], was::text)),
        CONSTRAINT uq_appeal_decisions_case_id UNIQUE (case_id)""",
        "decided_by",
        "letter_document_id reinstated_document_id",
        "a19",
    ),
    "spent_unlocks": (
        """reason varchar NOT NULL, asked_by uuid NOT NULL, asked_at timestamptz NOT NULL,
        agreed boolean, advice varchar, decided_by uuid, decided_at timestamptz,
        CONSTRAINT another_person_agrees CHECK (decided_by <> asked_by),
        CONSTRAINT leave_is_decided_whole CHECK ((agreed IS NULL) = (decided_at IS NULL))""",
        "asked_by decided_by",
        "",
        "a36",
    ),
    "resignations": (
        f"""received_on date NOT NULL, last_day date NOT NULL, goes_on boolean NOT NULL,
        why varchar NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamptz NOT NULL,
        letter_document_id uuid, conclusion varchar,
        safeguarding varchar(40) CONSTRAINT safeguardingconclusion CHECK (safeguarding IN (
            {quoted("substantiated malicious false unsubstantiated unfounded")})),
        referrals varchar, concluded_by uuid,
        CONSTRAINT nobody_leaves_before_resigning CHECK (last_day >= received_on),
        CONSTRAINT uq_resignations_case_id UNIQUE (case_id)""",
        "recorded_by concluded_by",
        "letter_document_id",
        "a02",
    ),
    "pauses": (
        f"""ground varchar(40) NOT NULL CONSTRAINT pauseground
            CHECK (ground IN ({quoted("grievance criminal sickness safeguarding")})),
        reason varchar NOT NULL, paused_on date NOT NULL, review_on date NOT NULL,
        paused_by uuid NOT NULL, letter_document_id uuid, resumed_on date, why_resumed varchar,
        resumed_by uuid,
        CONSTRAINT a_pause_is_reviewed_after_it_begins CHECK (review_on >= paused_on),
        CONSTRAINT a_case_is_resumed_with_a_reason
            CHECK ((resumed_on IS NULL) = (why_resumed IS NULL))""",
        "paused_by resumed_by",
        "letter_document_id",
        "a02",
    ),
}
# Of no case: nothing of it is kept from anybody.
DELEGATIONS = f"""
CREATE TABLE delegations (
    id uuid NOT NULL CONSTRAINT pk_delegations PRIMARY KEY,
    staff_group varchar(40) NOT NULL CONSTRAINT staffgroup
        CHECK (staff_group IN ({quoted("staff central principal chief_executive")})),
    what varchar(40) NOT NULL CONSTRAINT delegated CHECK (what IN (
        {quoted("no_action first_warning final_warning dismissal appeal")})),
    held_by jsonb NOT NULL, effective_from date NOT NULL, source varchar NOT NULL,
    confirmed_by varchar NOT NULL, confirmed_at timestamptz NOT NULL,
    CONSTRAINT somebody_may_decide CHECK (jsonb_array_length(held_by) > 0),
    CONSTRAINT uq_delegations_staff_group_what_effective_from
        UNIQUE (staff_group, what, effective_from)
)
"""
WARNINGS = """
ALTER TABLE warnings ADD COLUMN dispose_on date, ADD COLUMN withdrawn_on date,
    ADD COLUMN extended_months integer NOT NULL DEFAULT 0,
    ADD COLUMN absent_days integer NOT NULL DEFAULT 0, ADD COLUMN why_extended varchar
"""
# Nine months: six to bring a claim, and early conciliation. Ten years where a child is concerned.
DISPOSED = """
UPDATE warnings AS w SET dispose_on = greatest(
    (w.spent_on + interval '9 months')::date,
    CASE WHEN c.pupil_involved THEN (w.given_on + interval '10 years')::date ELSE w.spent_on END)
FROM cases AS c WHERE c.id = w.case_id
"""
WARNINGS_HOLD = """
ALTER TABLE warnings ALTER COLUMN dispose_on SET NOT NULL,
    ALTER COLUMN extended_months DROP DEFAULT, ALTER COLUMN absent_days DROP DEFAULT,
    ADD CONSTRAINT a_live_warning_is_not_disposed_of
        CHECK (dispose_on >= spent_on OR withdrawn_on IS NOT NULL),
    ADD CONSTRAINT an_extension_has_its_reason
        CHECK ((extended_months + absent_days = 0) = (why_extended IS NULL))
"""
CASES = f"""
ALTER TABLE cases DROP CONSTRAINT ending,
    ADD CONSTRAINT ending CHECK (ending IN ({ENDINGS})),
    ADD COLUMN paused_on date, ADD COLUMN closed_from varchar,
    ADD CONSTRAINT only_a_closed_case_was_closed CHECK (closed_from IS NULL OR stage = 'closed')
"""
OUTCOMES = f"""
ALTER TABLE outcomes ADD COLUMN stands_as varchar,
    ADD CONSTRAINT what_stands_is_on_the_ladder CHECK (stands_as IN ({LADDER}))
"""
# What was lodged before grounds were kept one by one stays as it was written: in their own words.
EARLIER = """
INSERT INTO appeal_grounds (id, case_id, kind, words)
SELECT gen_random_uuid(), case_id, 'own_words', grounds FROM appeals
"""
APPEALS = """
ALTER TABLE appeals DROP COLUMN grounds,
    ADD COLUMN received_on date, ADD COLUMN in_time boolean, ADD COLUMN why_late varchar,
    ADD COLUMN how_received varchar, ADD COLUMN recorded_by uuid,
    ADD COLUMN accepted_late boolean, ADD COLUMN late_reason varchar,
    ADD COLUMN late_decided_by uuid, ADD COLUMN late_decided_at timestamptz,
    ADD CONSTRAINT fk_appeals_recorded_by_people FOREIGN KEY (recorded_by) REFERENCES people (id),
    ADD CONSTRAINT fk_appeals_late_decided_by_people
        FOREIGN KEY (late_decided_by) REFERENCES people (id)
"""
RECEIVED = """
UPDATE appeals SET in_time = true,
    received_on = (lodged_at AT TIME ZONE 'Europe/London')::date
"""
APPEALS_HOLD = """
ALTER TABLE appeals ALTER COLUMN received_on SET NOT NULL, ALTER COLUMN in_time SET NOT NULL,
    ADD CONSTRAINT a_late_appeal_is_decided_with_a_reason
        CHECK ((accepted_late IS NULL) = (late_reason IS NULL)),
    ADD CONSTRAINT only_a_late_appeal_is_late CHECK (accepted_late IS NULL OR NOT in_time)
"""
ONE_PAUSE = "CREATE UNIQUE INDEX one_pause_at_a_time ON pauses (case_id) WHERE resumed_on IS NULL"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for name in TABLES:
        _of_a_case(name)
    changes = (WARNINGS, DISPOSED, WARNINGS_HOLD, CASES, OUTCOMES, DELEGATIONS, ONE_PAUSE)
    for change in (*changes, EARLIER, APPEALS, RECEIVED, APPEALS_HOLD):
        op.execute(change)
    for name, (_, _, _, action) in TABLES.items():
        _protect(name, action)


def _of_a_case(name: str) -> None:
    """A table of which every row is of one case."""
    columns, people, papers, _ = TABLES[name]
    refers = [("case_id", "cases"), *((each, "people") for each in people.split())]
    refers += [(each, "issued_documents") for each in papers.split()]
    keys = ", ".join(
        f"CONSTRAINT fk_{name}_{column}_{other} FOREIGN KEY ({column}) REFERENCES {other} (id)"
        for column, other in refers
    )
    told = f"id uuid NOT NULL CONSTRAINT pk_{name} PRIMARY KEY, case_id uuid NOT NULL, {columns}"
    op.execute(f"CREATE TABLE {name} ({told}, {keys})")
    op.execute(f"CREATE INDEX ix_{name}_case_id ON {name} (case_id)")


def _protect(table: str, action: str) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    seen = f"(case_id {WORKED_ON} OR case_id = ANY (ARRAY(SELECT cases_for('{action}'))))"
    op.execute(f"CREATE POLICY reads_1 ON {table} FOR SELECT TO casework_app USING ({seen})")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
