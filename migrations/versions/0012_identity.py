"""Second factors, passkeys, single sign-on, sessions and one-task links."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MEANS = ("password", "code", "recovery_code", "passkey", "single_sign_on")
STEPS = ("second_factor", "enrolment", "passkey", "new_passkey", "new_app", "single_sign_on")
CHECKS = ("in_person", "known_by_video", "on_the_server")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _people()
    _accounts()
    _sessions()
    _failed_sign_ins()
    _passkeys()
    _recovery_codes()
    _identities()
    _steps()
    _ways_back()
    _same_person_proposals()
    _task_links()
    _witness_accounts()


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _moment(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _people() -> None:
    op.create_check_constraint(
        op.f("nobody_is_merged_into_themselves"), "people", "merged_into_id <> id"
    )
    _index("people", "merged_into_id")


def _accounts() -> None:
    needs: sa.Column[bool] = sa.Column(
        "needs_second_factor", sa.Boolean(), nullable=False, server_default=sa.text("true")
    )
    last = sa.Column("totp_last_step", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("accounts", needs)
    op.add_column("accounts", sa.Column("totp_secret", sa.String(), nullable=True))
    op.add_column("accounts", last)


def _sessions() -> None:
    # They were opened by a password alone; whoever was signed in signs in again.
    op.execute("DELETE FROM sessions")
    number = sa.Column(
        "number", sa.Uuid(), nullable=False, server_default=sa.text("gen_random_uuid()")
    )
    op.add_column("sessions", number)
    op.add_column("sessions", _moment("confirmed_at", nullable=True))
    means = _one_of(MEANS, "means")
    op.add_column("sessions", sa.Column("means", means, nullable=False, server_default="password"))
    op.add_column("sessions", sa.Column("device", sa.String(), nullable=False, server_default=""))


def _failed_sign_ins() -> None:
    address = sa.Column("address", sa.String(), nullable=False, server_default="")
    op.add_column("failed_sign_ins", address)
    _index("failed_sign_ins", "address")


def _passkeys() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        _moment("made_at"),
        _moment("used_at", nullable=True),
        _of("passkeys", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    _index("passkeys", "account_id")


def _recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        _moment("made_at"),
        _moment("used_at", nullable=True),
        _of("recovery_codes", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
    )
    _index("recovery_codes", "account_id")


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        _moment("bound_at"),
        _of("identities", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
    )
    _index("identities", "account_id")


def _steps() -> None:
    op.create_table(
        "sign_in_steps",
        sa.Column("id_hash", sa.String(), nullable=False),
        sa.Column("kind", _one_of(STEPS, "stepkind"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        _moment("ends_at"),
        _of("sign_in_steps", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_sign_in_steps")),
    )
    _index("sign_in_steps", "account_id")


def _ways_back() -> None:
    op.create_table(
        "ways_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        _moment("asked_at"),
        sa.Column("identity_check", _one_of(CHECKS, "identitycheck"), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=True),
        _moment("expires_at"),
        _moment("ended_at", nullable=True),
        sa.CheckConstraint("approved_by <> asked_by", name="two_people_open_a_way_back"),
        _of("ways_back", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ways_back")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ways_back_token_hash")),
    )
    _index("ways_back", "account_id")


def _same_person_proposals() -> None:
    table = "same_person_proposals"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("duplicate_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        _moment("proposed_at"),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        _moment("decided_at", nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.CheckConstraint("decided_by <> proposed_by", name="two_people_merge_two_entries"),
        sa.CheckConstraint("person_id <> duplicate_id", name="two_entries_are_two"),
        _of(table, "person_id", "people"),
        _of(table, "duplicate_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_person_proposals")),
    )


def _task_links() -> None:
    op.create_table(
        "task_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of(("account_of_events",), "taskkind"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        _moment("made_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        _moment("revoked_at", nullable=True),
        _of("task_links", "case_id", "cases"),
        _of("task_links", "person_id", "people"),
        _of("task_links", "made_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_task_links_token_hash")),
    )
    _index("task_links", "case_id")


def _witness_accounts() -> None:
    op.create_table(
        "witness_accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _moment("given_at"),
        _of("witness_accounts", "case_id", "cases"),
        sa.ForeignKeyConstraint(
            ["link_id"], ["task_links.id"], name=op.f("fk_witness_accounts_link_id_task_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_accounts")),
        sa.UniqueConstraint("link_id", name=op.f("uq_witness_accounts_link_id")),
    )
    _index("witness_accounts", "case_id")
    op.execute(
        """
        CREATE TRIGGER witness_accounts_is_append_only BEFORE UPDATE OR DELETE ON witness_accounts
        FOR EACH ROW EXECUTE FUNCTION append_only()
        """
    )
    op.execute(
        """
        CREATE TRIGGER witness_accounts_is_never_emptied BEFORE TRUNCATE ON witness_accounts
        FOR EACH STATEMENT EXECUTE FUNCTION append_only()
        """
    )
