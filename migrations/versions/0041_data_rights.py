"""Requests about somebody's own data: what was found, what was decided, what was given."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

WORKING = "case_id = ANY ((SELECT working_cases())::uuid[])"
OF_NO_CASE = "data_requests data_request_stops data_request_letters data_breaches"
OF_A_CASE = "data_request_cases data_request_items"


def _head(table: str) -> str:
    return f"CREATE TABLE {table} (id uuid NOT NULL CONSTRAINT pk_{table} PRIMARY KEY"


def _person(table: str, column: str, needed: str = "") -> str:
    return f"{column} uuid {needed} CONSTRAINT fk_{table}_{column}_people REFERENCES people (id)"


def _one_of(table: str, column: str, *values: str, needed: str = "") -> str:
    told = ", ".join(f"'{each}'" for each in values)
    name = f"ck_{table}_{column}"
    return f"{column} varchar(40) {needed} CONSTRAINT {name} CHECK ({column} IN ({told}))"


def _of_request(table: str) -> str:
    return (
        f"request_id uuid NOT NULL CONSTRAINT fk_{table}_request_id_data_requests "
        "REFERENCES data_requests (id)"
    )


def _of_case(table: str) -> str:
    return f"case_id uuid NOT NULL CONSTRAINT fk_{table}_case_id_cases REFERENCES cases (id)"


ASKED = ("access", "rectification", "erasure", "restriction", "objection", "complaint")
ENDED = ("given", "agreed", "partly", "refused", "withdrawn")
REQUESTS = f"""
{_head("data_requests")},
    number integer NOT NULL CONSTRAINT uq_data_requests_number UNIQUE,
    {_one_of("data_requests", "kind", *ASKED, needed="NOT NULL")},
    {_person("data_requests", "person_id")},
    from_name varchar NOT NULL,
    also jsonb NOT NULL,
    on_behalf varchar,
    reply_to varchar NOT NULL,
    received_on date NOT NULL,
    about varchar NOT NULL,
    identity_how varchar,
    identity_on date,
    due_on date NOT NULL,
    counted jsonb NOT NULL,
    extended_on date,
    why_extended varchar,
    acknowledged_on date,
    searched_at timestamptz,
    searched jsonb NOT NULL,
    {_person("data_requests", "recorded_by", "NOT NULL")},
    recorded_at timestamptz NOT NULL,
    {_person("data_requests", "asked_by")},
    asked_at timestamptz,
    kept varchar,
    {_person("data_requests", "released_by")},
    released_at timestamptz,
    handed_over_at timestamptz,
    {_one_of("data_requests", "ended", *ENDED)},
    {_one_of("data_requests", "ground", "unfounded", "excessive")},
    ended_at timestamptz,
    why_ended varchar,
    CONSTRAINT an_identity_says_how CHECK ((identity_on IS NULL) = (identity_how IS NULL)),
    CONSTRAINT an_extension_has_its_reason CHECK ((extended_on IS NULL) = (why_extended IS NULL)),
    CONSTRAINT a_request_ends_with_a_reason CHECK (
        (ended IS NULL) = (ended_at IS NULL) AND (ended IS NULL) = (why_ended IS NULL)),
    CONSTRAINT two_people_release_a_copy CHECK (released_by <> asked_by),
    CONSTRAINT only_to_somebody_known CHECK (released_at IS NULL OR (released_by IS NOT NULL
        AND asked_by IS NOT NULL AND identity_on IS NOT NULL))
);
CREATE INDEX ix_data_requests_person_id ON data_requests (person_id)
"""
BESIDE = f"""
{_head("data_request_stops")},
    {_of_request("data_request_stops")},
    {_one_of("data_request_stops", "waiting", "identity", "clarification", needed="NOT NULL")},
    why varchar NOT NULL,
    since date NOT NULL,
    until date,
    {_person("data_request_stops", "recorded_by", "NOT NULL")},
    CONSTRAINT a_stop_ends_after_it_begins CHECK (until >= since)
);
CREATE INDEX ix_data_request_stops_request_id ON data_request_stops (request_id);
{_head("data_request_letters")},
    {_of_request("data_request_letters")},
    number integer NOT NULL,
    code varchar NOT NULL,
    title varchar NOT NULL,
    sha256 varchar NOT NULL,
    pages integer NOT NULL,
    template_version varchar NOT NULL,
    pdf bytea NOT NULL,
    served_how varchar NOT NULL,
    {_person("data_request_letters", "issued_by", "NOT NULL")},
    issued_at timestamptz NOT NULL,
    CONSTRAINT uq_data_request_letters_request_id_number UNIQUE (request_id, number),
    CONSTRAINT a_data_letter_has_its_hash CHECK (length(sha256) = 64)
);
CREATE INDEX ix_data_request_letters_request_id ON data_request_letters (request_id)
"""
FOUND = f"""
{_head("data_request_cases")},
    {_of_case("data_request_cases")},
    {_of_request("data_request_cases")},
    hold_id uuid NOT NULL CONSTRAINT fk_data_request_cases_hold_id_retention_holds
        REFERENCES retention_holds (id),
    parts jsonb NOT NULL,
    agreed boolean,
    why varchar,
    note varchar,
    {_person("data_request_cases", "decided_by")},
    decided_at timestamptz,
    CONSTRAINT uq_data_request_cases_request_id_case_id UNIQUE (request_id, case_id),
    CONSTRAINT a_case_is_decided_with_a_reason CHECK (
        (decided_by IS NULL) = (agreed IS NULL) AND (decided_by IS NULL) = (why IS NULL))
);
CREATE INDEX ix_data_request_cases_case_id ON data_request_cases (case_id);
CREATE INDEX ix_data_request_cases_request_id ON data_request_cases (request_id);
{_head("data_request_items")},
    {_of_case("data_request_items")},
    {_of_request("data_request_items")},
    number integer NOT NULL,
    place varchar NOT NULL,
    {_one_of("data_request_items", "thing", "words", "paper", "exhibit", needed="NOT NULL")},
    thing_id uuid NOT NULL,
    title varchar NOT NULL,
    on_day date,
    how varchar NOT NULL,
    {_one_of("data_request_items", "giving", "whole", "redacted", "withheld", "not_theirs")},
    {_one_of("data_request_items", "others", "nobody", "consented", "reasonable",
             "not_reasonable")},
    exemption varchar,
    why varchar,
    hidden jsonb NOT NULL,
    copy_id uuid
        CONSTRAINT fk_data_request_items_copy_id_redacted_copies REFERENCES redacted_copies (id),
    {_person("data_request_items", "decided_by")},
    decided_at timestamptz,
    given_name varchar,
    given_sha256 varchar,
    CONSTRAINT uq_data_request_items_request_id_place_thing_id
        UNIQUE (request_id, place, thing_id),
    CONSTRAINT an_item_is_decided_whole CHECK ((decided_by IS NULL) = (giving IS NULL)
        AND (decided_by IS NULL) = (others IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT what_is_held_back_has_its_exemption CHECK (giving NOT IN ('withheld', 'redacted')
        OR (exemption IS NOT NULL AND why IS NOT NULL)),
    CONSTRAINT what_is_not_reasonable_is_not_given_whole CHECK (
        giving IS DISTINCT FROM 'whole' OR others IS DISTINCT FROM 'not_reasonable'),
    CONSTRAINT only_what_was_decided_is_given CHECK (
        given_sha256 IS NULL OR giving IN ('whole', 'redacted'))
);
CREATE INDEX ix_data_request_items_case_id ON data_request_items (case_id);
CREATE INDEX ix_data_request_items_request_id ON data_request_items (request_id)
"""  # fmt: skip
BREACHES = f"""
{_head("data_breaches")},
    number integer NOT NULL CONSTRAINT uq_data_breaches_number UNIQUE,
    known_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    happened varchar NOT NULL,
    categories varchar NOT NULL,
    people integer NOT NULL CONSTRAINT nobody_or_more CHECK (people >= 0),
    consequences varchar NOT NULL,
    measures varchar NOT NULL,
    case_reference varchar,
    {_person("data_breaches", "recorded_by", "NOT NULL")},
    recorded_at timestamptz NOT NULL,
    tell_ico boolean,
    ico_told_at timestamptz,
    why_ico varchar,
    why_late varchar,
    tell_people boolean,
    people_told_on date,
    why_people varchar,
    {_person("data_breaches", "decided_by")},
    decided_at timestamptz,
    closed_at timestamptz,
    learned varchar,
    CONSTRAINT a_breach_is_decided_whole CHECK (
        (decided_by IS NULL) = (tell_ico IS NULL) AND (decided_by IS NULL) = (tell_people IS NULL)
        AND (decided_by IS NULL) = (why_ico IS NULL)
        AND (decided_by IS NULL) = (why_people IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT only_a_decided_breach_is_closed CHECK (
        (closed_at IS NULL) = (learned IS NULL)
        AND (closed_at IS NULL OR decided_by IS NOT NULL)),
    CONSTRAINT the_ico_is_told_by_decision CHECK (tell_ico IS TRUE OR ico_told_at IS NULL)
)
"""
DOCUMENTS = f"""
{_head("policy_documents_on_file")},
    number integer NOT NULL CONSTRAINT uq_policy_documents_on_file_number UNIQUE,
    title varchar NOT NULL,
    version varchar NOT NULL,
    kept_where varchar NOT NULL,
    approved_by varchar NOT NULL,
    approved_on date NOT NULL,
    review_by date NOT NULL,
    {_person("policy_documents_on_file", "put_by", "NOT NULL")},
    put_at timestamptz NOT NULL,
    CONSTRAINT it_is_reviewed_later CHECK (review_by > approved_on)
)
"""
# A hold that a request put on a case ends with the request, and with nothing else.
HOLDS = """
ALTER TABLE retention_holds ADD COLUMN ends_itself boolean NOT NULL DEFAULT false
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for made in (REQUESTS, BESIDE, FOUND, HOLDS, BREACHES, DOCUMENTS):
        op.execute(made)
    for table in OF_NO_CASE.split():
        _for_casework(table)
    for table in OF_A_CASE.split():
        _for_casework(table)
        for verb, check in (("SELECT", "USING"), ("INSERT", "WITH CHECK"), ("UPDATE", "USING"),
                            ("DELETE", "USING")):  # fmt: skip
            op.execute(
                f"CREATE POLICY {verb.lower()}s ON {table} FOR {verb} TO casework_app "
                f"{check} ({WORKING})"
            )


def _for_casework(table: str) -> None:
    """Read and written by Casework itself, which asked the matrix before."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for role, name in (("casework_system", "works"), ("CURRENT_USER", "keeps")):
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
