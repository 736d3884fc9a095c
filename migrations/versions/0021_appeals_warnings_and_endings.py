"""Appeals as they are heard and decided, and warnings with the day their record may go."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WORKED_ON = "= ANY ((SELECT working_cases())::uuid[])"
WORKING = "case_id = ANY (working_cases())"
GROUNDS = ("procedure", "finding", "severity", "new_evidence", "own_words")
CONCLUSIONS = ("substantiated", "malicious", "false", "unsubstantiated", "unfounded")
ENDINGS = (
    "no_further_action", "informal", "added_to_case", "no_case_to_answer", "not_upheld",
    "outcome_given", "overturned_on_appeal", "resigned",
)  # fmt: skip
SANCTIONS = (
    "no_action", "first_written_warning", "final_written_warning", "dismissal_with_notice",
    "summary_dismissal",
)  # fmt: skip
LADDER = ", ".join(f"'{each}'" for each in SANCTIONS)
COMPANIONS = (
    "fellow_worker", "union_employed_official", "union_certified_representative", "nobody",
)  # fmt: skip
# What was lodged before grounds were kept one by one stays as it was written: in their own words.
EARLIER = """
INSERT INTO appeal_grounds (id, case_id, kind, words)
SELECT gen_random_uuid(), case_id, 'own_words', grounds FROM appeals
"""
RECEIVED = """
UPDATE appeals AS a SET
    received_on = (a.lodged_at AT TIME ZONE 'Europe/London')::date,
    in_time = true
"""
# Nine months: six to bring a claim, and early conciliation. Ten years where a child is concerned.
DISPOSED = """
UPDATE warnings AS w SET dispose_on = greatest(
    (w.spent_on + interval '9 months')::date,
    CASE WHEN c.pupil_involved THEN (w.given_on + interval '10 years')::date ELSE w.spent_on END)
FROM cases AS c WHERE c.id = w.case_id
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _warnings()
    _outcomes()
    _grounds()
    _appeals()
    _hearings()
    _decisions()
    _endings()
    _resignations()
    _pauses()
    for table in ("resignations", "pauses"):
        _protect(table, "a02")
    _delegations()
    _unlocks()
    _protect("spent_unlocks", "a36")
    for table in ("appeal_grounds", "appeal_hearings", "appeal_decisions"):
        _protect(table, "a19")


def seen(action: str) -> str:
    return f"(case_id {WORKED_ON} OR case_id = ANY (ARRAY(SELECT cases_for('{action}'))))"


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _of_a_case(name: str, *rest: sa.schema.SchemaItem, people: tuple[str, ...] = ()) -> None:
    """A table of which every row is of one case; `people` are its columns that name somebody."""
    named = [
        sa.ForeignKeyConstraint([each], ["people.id"], name=op.f(f"fk_{name}_{each}_people"))
        for each in people
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        *rest,
        *named,
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"fk_{name}_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_case_id"), name, ["case_id"], unique=False)


def _paper(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["issued_documents.id"], name=op.f(f"fk_{table}_{column}_issued_documents")
    )


def _moment(name: str, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _warnings() -> None:
    op.add_column("warnings", sa.Column("dispose_on", sa.Date()))
    op.add_column("warnings", sa.Column("withdrawn_on", sa.Date()))
    for name in ("extended_months", "absent_days"):
        op.add_column("warnings", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        op.alter_column("warnings", name, server_default=None)
    op.add_column("warnings", sa.Column("why_extended", sa.String()))
    op.execute(DISPOSED)
    op.alter_column("warnings", "dispose_on", nullable=False)
    op.create_check_constraint(
        "a_live_warning_is_not_disposed_of",
        "warnings",
        "dispose_on >= spent_on OR withdrawn_on IS NOT NULL",
    )
    op.create_check_constraint(
        "an_extension_has_its_reason",
        "warnings",
        "(extended_months + absent_days = 0) = (why_extended IS NULL)",
    )


def _outcomes() -> None:
    """What an outcome counts as after an appeal; what was decided first stays as it is."""
    op.add_column("outcomes", sa.Column("stands_as", sa.String()))
    op.create_check_constraint(
        "what_stands_is_on_the_ladder", "outcomes", f"stands_as IN ({LADDER})"
    )


def _grounds() -> None:
    _of_a_case(
        "appeal_grounds",
        sa.Column("kind", _one_of("groundkind", *GROUNDS), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("upheld", sa.Boolean()),
        sa.Column("reasons", sa.String()),
        sa.CheckConstraint("(upheld IS NULL) = (reasons IS NULL)", name="a_ground_has_its_reasons"),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_appeal_grounds_case_id_kind")),
    )
    op.execute(EARLIER)


def _appeals() -> None:
    op.drop_column("appeals", "grounds")
    for column in (
        sa.Column("received_on", sa.Date()),
        sa.Column("in_time", sa.Boolean()),
        sa.Column("why_late", sa.String()),
        sa.Column("how_received", sa.String()),
        sa.Column("recorded_by", sa.Uuid()),
        sa.Column("accepted_late", sa.Boolean()),
        sa.Column("late_reason", sa.String()),
        sa.Column("late_decided_by", sa.Uuid()),
        _moment("late_decided_at"),
    ):
        op.add_column("appeals", column)
    op.execute(RECEIVED)
    op.alter_column("appeals", "received_on", nullable=False)
    op.alter_column("appeals", "in_time", nullable=False)
    for column in ("recorded_by", "late_decided_by"):
        op.create_foreign_key(
            op.f(f"fk_appeals_{column}_people"), "appeals", "people", [column], ["id"]
        )
    op.create_check_constraint(
        "a_late_appeal_is_decided_with_a_reason",
        "appeals",
        "(accepted_late IS NULL) = (late_reason IS NULL)",
    )
    op.create_check_constraint(
        "only_a_late_appeal_is_late", "appeals", "accepted_late IS NULL OR NOT in_time"
    )


def _hearings() -> None:
    _of_a_case(
        "appeal_hearings",
        sa.Column("heard_as", _one_of("heardas", "review", "rehearing"), nullable=False),
        sa.Column("why_heard_so", sa.String(), nullable=False),
        _moment("starts_at", nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("notice_document_id", sa.Uuid(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("shorter_notice_agreed", sa.String()),
        _moment("held_at"),
        sa.Column("attended", sa.Boolean()),
        sa.Column("why_absent", sa.String()),
        sa.Column("companion", sa.String()),
        sa.Column("companion_category", _one_of("companioncategory", *COMPANIONS)),
        sa.Column("notes", sa.String()),
        sa.CheckConstraint(
            "(held_at IS NULL) = (attended IS NULL)", name="a_held_appeal_says_who_came"
        ),
        sa.UniqueConstraint("case_id", name=op.f("uq_appeal_hearings_case_id")),
        _paper("appeal_hearings", "notice_document_id"),
    )


def _decisions() -> None:
    _of_a_case(
        "appeal_decisions",
        sa.Column(
            "result", _one_of("appealresult", "upheld", "varied", "overturned"), nullable=False
        ),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("sanction", _one_of("sanction", *SANCTIONS), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        _moment("decided_at", nullable=False),
        sa.Column("letter_document_id", sa.Uuid()),
        sa.Column("reinstated_document_id", sa.Uuid()),
        sa.CheckConstraint(f"was IN ({LADDER})", name="what_it_was_is_on_the_ladder"),
        sa.CheckConstraint(
            f"array_position(ARRAY[{LADDER}]::text[], sanction::text) "
            f"<= array_position(ARRAY[{LADDER}]::text[], was::text)",
            name="an_appeal_never_makes_it_worse",
        ),
        sa.UniqueConstraint("case_id", name=op.f("uq_appeal_decisions_case_id")),
        _paper("appeal_decisions", "letter_document_id"),
        _paper("appeal_decisions", "reinstated_document_id"),
        people=("decided_by",),
    )


def _endings() -> None:
    """Two more ways in which a case ends, and where a closed one is taken up again."""
    listed = ", ".join(f"'{each}'" for each in ENDINGS)
    op.execute("ALTER TABLE cases DROP CONSTRAINT ending")
    op.execute(f"ALTER TABLE cases ADD CONSTRAINT ending CHECK (ending IN ({listed}))")
    op.add_column("cases", sa.Column("paused_on", sa.Date()))
    op.add_column("cases", sa.Column("closed_from", sa.String()))
    op.create_check_constraint(
        "only_a_closed_case_was_closed", "cases", "closed_from IS NULL OR stage = 'closed'"
    )


def _resignations() -> None:
    _of_a_case(
        "resignations",
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("goes_on", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        _moment("recorded_at", nullable=False),
        sa.Column("letter_document_id", sa.Uuid()),
        sa.Column("conclusion", sa.String()),
        sa.Column("safeguarding", _one_of("safeguardingconclusion", *CONCLUSIONS)),
        sa.Column("referrals", sa.String()),
        sa.Column("concluded_by", sa.Uuid()),
        sa.CheckConstraint("last_day >= received_on", name="nobody_leaves_before_resigning"),
        sa.UniqueConstraint("case_id", name=op.f("uq_resignations_case_id")),
        _paper("resignations", "letter_document_id"),
        people=("recorded_by", "concluded_by"),
    )


def _pauses() -> None:
    _of_a_case(
        "pauses",
        sa.Column(
            "ground",
            _one_of("pauseground", "grievance", "criminal", "sickness", "safeguarding"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("paused_by", sa.Uuid(), nullable=False),
        sa.Column("letter_document_id", sa.Uuid()),
        sa.Column("resumed_on", sa.Date()),
        sa.Column("why_resumed", sa.String()),
        sa.Column("resumed_by", sa.Uuid()),
        sa.CheckConstraint("review_on >= paused_on", name="a_pause_is_reviewed_after_it_begins"),
        sa.CheckConstraint(
            "(resumed_on IS NULL) = (why_resumed IS NULL)", name="a_case_is_resumed_with_a_reason"
        ),
        _paper("pauses", "letter_document_id"),
        people=("paused_by", "resumed_by"),
    )
    op.create_index(
        "one_pause_at_a_time",
        "pauses",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("resumed_on IS NULL"),
    )


def _delegations() -> None:
    """The scheme of delegation: of no case, so nothing of it is kept from anybody."""
    op.create_table(
        "delegations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "staff_group",
            _one_of("staffgroup", "staff", "central", "principal", "chief_executive"),
            nullable=False,
        ),
        sa.Column(
            "what",
            _one_of(
                "delegated", "no_action", "first_warning", "final_warning", "dismissal", "appeal"
            ),
            nullable=False,
        ),
        sa.Column("held_by", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        _moment("confirmed_at", nullable=False),
        sa.CheckConstraint("jsonb_array_length(held_by) > 0", name="somebody_may_decide"),
        sa.UniqueConstraint(
            "staff_group",
            "what",
            "effective_from",
            name=op.f("uq_delegations_staff_group_what_effective_from"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )


def _unlocks() -> None:
    """Leave for the panel to learn of a warning that was spent: HR asks, legal agrees."""
    _of_a_case(
        "spent_unlocks",
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        _moment("asked_at", nullable=False),
        sa.Column("agreed", sa.Boolean()),
        sa.Column("advice", sa.String()),
        sa.Column("decided_by", sa.Uuid()),
        _moment("decided_at"),
        sa.CheckConstraint("decided_by <> asked_by", name="another_person_agrees"),
        sa.CheckConstraint(
            "(agreed IS NULL) = (decided_at IS NULL)", name="leave_is_decided_whole"
        ),
        people=("asked_by", "decided_by"),
    )


def _protect(table: str, action: str) -> None:
    """Four verbs for people, everything for Casework itself and for the owner's functions."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    reads = f"FOR SELECT TO casework_app USING ({seen(action)})"
    op.execute(f"CREATE POLICY reads_1 ON {table} {reads}")
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({WORKING})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({WORKING})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({WORKING})")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
