"""The words of every case in one table, kept by triggers, shown row by row as their page is."""

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
TABLE = """
CREATE TABLE search_words (
    id uuid NOT NULL CONSTRAINT pk_search_words PRIMARY KEY DEFAULT gen_random_uuid(),
    case_id uuid NOT NULL CONSTRAINT fk_search_words_case_id_cases REFERENCES cases (id),
    place varchar(40) NOT NULL,
    sight varchar(20) NOT NULL,
    record_id uuid NOT NULL,
    capture_id uuid,
    page integer NOT NULL DEFAULT 0,
    body varchar NOT NULL,
    words tsvector GENERATED ALWAYS AS (
        to_tsvector('english'::regconfig, "left"(body::text, 250000))) STORED,
    CONSTRAINT uq_search_words_place_record_id_page UNIQUE (place, record_id, page),
    CONSTRAINT words_of_evidence_name_their_original
        CHECK ((sight = 'evidence') = (capture_id IS NOT NULL))
);
CREATE INDEX ix_search_words_case_id_sight ON search_words (case_id, sight);
CREATE INDEX ix_search_words_record_id ON search_words (record_id);
CREATE INDEX ix_search_words_capture_id ON search_words (capture_id)
"""
ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}'{})))"


def seen(action: str, least: str = "A") -> str:
    return ANY.format(action, ", 'R'" if least == "R" else "")


ALONE = ("a02", "a03", "a05", "a06", "a09", "a13", "a19", "a23", "a24")
# Who reads the words of each sight: the condition of the page on which they stand. `@@` is not
# leakproof, so PostgreSQL asks these first and never compares the words of a row it does not show.
SIGHTS = {
    **{each: seen(each) for each in ALONE},
    "report": f"({seen('a04', 'R')} OR {seen('a23')})",
    "evidence": f"(({seen('a05')} AND NOT restricted_capture(capture_id, case_id)) "
    f"OR ({seen('a06')} AND restricted_capture(capture_id, case_id)))",
    "inquiry": f"({seen('a03')} AND {seen('a05')})",
    "draft": f"({seen('a05')} AND ({seen('a11')} OR {seen('a15')}))",
    "hearing": f"({seen('a09')} OR {seen('a14')})",
    "unnamed": f"({seen('a04')} AND {seen('a06')})",
}
# Place, table, sight, the column that tells one record from another, what is read, and of which
# rows. After = stands the path of what is read in a column of JSON.
STRINGS = 'strict $.** ? (@.type() == "string")'
EARLY = ", ".join(f"'L-{each:02d}'" for each in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15))
CHOSEN = "item_type form metadata access_route means lawful_basis authenticity still_online"
OTHER_THAN = "&&".join('@.key!="' + each + '"' for each in CHOSEN.split())
TYPED = f"$.keyvalue()?({OTHER_THAN}).value"
PLACES = (
    ("summary", "cases", "a03", "id", "summary", ""),
    ("report", "reports", "report", "id", "own_words platform audience spoken_to link", ""),
    ("addition", "report_additions", "report", "id", "words", ""),
    ("triage", "triages", "report", "id", "reasons", ""),
    ("lado", "lado_contacts", "a23", "id", "spoken_to advice", ""),
    ("allegation", "allegations", "a03", "id", "particulars occurred place", ""),
    ("conclusion", "allegations", "a13", "id", "conclusion_reasons", ""),
    ("finding", "allegations", "a19", "id", "reasons", ""),
    ("statement", "witness_accounts", "a09", "id", "name words role fears", ""),
    ("notes", "meeting_notes", "a09", "id", "with_whom words answer_words", "of <> 'hearing'"),
    ("hearing_notes", "meeting_notes", "hearing", "id", "with_whom words answer_words",
     "of = 'hearing'"),
    ("terms", "terms_of_reference", "a03", "id", "terms", ""),
    ("scope", "terms_of_reference", "inquiry", "id", "scope produce report_to confidentiality", ""),
    ("step", "planned_steps", "a05", "id", "says came_to", ""),
    ("draft", "investigation_drafts", "draft", "id", "words", ""),
    ("investigation", "investigations", "a13", "id", "sections", ""),
    ("pupil", "pseudonyms", "a06", "id", "label name also", "kind IN ('pupil', 'parent')"),
    ("unnamed", "pseudonyms", "unnamed", "id", "label name also", "kind IN ('witness', 'other')"),
    ("capture", "captures", "evidence", "id", f"name details={TYPED}", ""),
    ("exhibit", "exhibits", "evidence", "id", "title description", ""),
    ("mitigation", "hearings", "a02", "id", "mitigation", ""),
    ("outcome", "outcomes", "a19", "id", "reasons mitigation", ""),
    ("decision", "decision_records", "a19", "id", "proportion alternatives wording comparable "
     "departing gross_misconduct_reasons repudiatory_reasons fair_dismissal_reasons", ""),
    ("severity", "severity_assessments", "a19", "id", "reasons factors=$.*.words", ""),
    # Answering again adds a screen, and the page shows the latest: one row for each case.
    ("screen", "protected_content_screens", "a24", "case_id",
     "answers=$.*?(@.answer!=\"no\").words basis advice", ""),
    ("appeal", "appeals", "a19", "id", "why_late late_reason", ""),
    ("ground", "appeal_grounds", "a19", "id", "words reasons", ""),
    ("appeal_decision", "appeal_decisions", "a19", "id", "reasons", ""),
    # Which letters of a case somebody reads is said by their code (0016 to 0034).
    ("notice", "issued_documents", "a03", "id", "title", f"code IN ({EARLY})"),
    ("letter", "issued_documents", "a19", "id", "title",
     f"code LIKE 'L-%' AND NOT t.code IN ({EARLY}, 'L-08')"),
    ("witness_letter", "issued_documents", "a09", "id", "title", "code = 'L-08'"),
    ("paper", "issued_documents", "a13", "id", "title",
     "code NOT LIKE 'L-%' AND t.code NOT LIKE 'DUTY-%'"),
)  # fmt: skip

# What marks the words found in an excerpt is taken out of every body.
BODY = f"""
CREATE FUNCTION search_body(told jsonb, columns text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT translate(string_agg(one.said, E'\\n' ORDER BY c.n), U&'\\E000\\E001', '')
    FROM unnest(columns) WITH ORDINALITY AS c(named, n)
    CROSS JOIN LATERAL (SELECT told -> split_part(c.named, '=', 1) AS value,
        coalesce(nullif(substr(c.named, strpos(c.named || '=', '=') + 1), ''),
            '{STRINGS}')::jsonpath AS path) AS v
    CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(v.value)
        WHEN 'string' THEN nullif(btrim(v.value #>> '{{}}'), '')
        WHEN 'object' THEN (SELECT string_agg(s #>> '{{}}', E'\\n')
                            FROM jsonb_path_query(v.value, v.path) AS s)
        WHEN 'array' THEN (SELECT string_agg(s #>> '{{}}', E'\\n')
                           FROM jsonb_path_query(v.value, v.path) AS s)
        END AS said) AS one
$$
"""
OF_CAPTURE = (
    "CASE WHEN {sight} = 'evidence' THEN coalesce({told} ->> 'capture_id', {told} ->> 'id') END"
)
KEEP = f"""
CREATE FUNCTION keep_search_words() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
DECLARE
    told jsonb := to_jsonb(NEW);
    record uuid := (told ->> TG_ARGV[2])::uuid;
    of_case uuid := coalesce(told ->> 'case_id', told ->> 'id')::uuid;
    said text := coalesce(search_body(told, TG_ARGV[3:]), '');
BEGIN
    IF TG_TABLE_NAME = 'captures' AND TG_OP = 'UPDATE' THEN  -- a report was added to another case
        UPDATE search_words SET case_id = of_case WHERE capture_id = record AND case_id <> of_case;
    END IF;
    IF said = '' THEN
        DELETE FROM search_words WHERE place = TG_ARGV[0] AND record_id = record;
        RETURN NULL;
    END IF;
    INSERT INTO search_words AS kept (case_id, place, sight, record_id, capture_id, body)
    VALUES (of_case, TG_ARGV[0], TG_ARGV[1], record,
            ({OF_CAPTURE.format(sight="TG_ARGV[1]", told="told")})::uuid, said)
    ON CONFLICT (place, record_id, page) DO UPDATE
        SET case_id = excluded.case_id, capture_id = excluded.capture_id, body = excluded.body
        WHERE (kept.case_id, kept.body) IS DISTINCT FROM (excluded.case_id, excluded.body);
    RETURN NULL;
END $$;
CREATE FUNCTION forget_search_words() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    DELETE FROM search_words WHERE record_id = OLD.id;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(TABLE)
    op.execute(BODY)
    op.execute(KEEP)
    _protect()
    for place in PLACES:
        _keep(*place)
    for table in sorted({each[1] for each in PLACES} | {"derived_copies"}):
        op.execute(
            f"CREATE TRIGGER forgets_words AFTER DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION forget_search_words()"
        )


def _keep(place: str, table: str, sight: str, record: str, columns: str, only: str) -> None:
    """Follow a table from now on, and take in what it holds."""
    named = columns.split()
    of = ["case_id"] if table != "cases" else []
    changed = ", ".join([*(each.split("=")[0] for each in named), *of])
    when = f"WHEN (NEW.{only.replace('t.', 'NEW.')})" if only else ""
    told = ", ".join(f"'{each}'" for each in (place, sight, record, *named))
    op.execute(
        f"CREATE TRIGGER keeps_words_{place} AFTER INSERT OR UPDATE OF {changed} ON {table} "
        f"FOR EACH ROW {when} EXECUTE FUNCTION keep_search_words({told})"
    )
    case = "t.case_id" if of else "t.id"
    array = ", ".join(f"'{each}'" for each in named)
    latest = f"t.{record}, t.screened_at DESC" if record != "id" else "t.id"
    capture = OF_CAPTURE.format(sight=f"'{sight}'", told="row.told")
    op.execute(
        "INSERT INTO search_words (case_id, place, sight, record_id, capture_id, body) "
        f"SELECT DISTINCT ON (t.{record}) {case}, '{place}', '{sight}', t.{record}, "
        f"({capture})::uuid, row.said FROM {table} AS t CROSS JOIN LATERAL (SELECT "
        f"to_jsonb(t) AS told, search_body(to_jsonb(t), ARRAY[{array}]) AS said) AS row "
        f"WHERE coalesce(row.said, '') <> '' {f'AND t.{only}' if only else ''} ORDER BY {latest}"
    )


def _protect() -> None:
    """Read by sight; written by triggers, which are the owner's, and by the worker."""
    table, working = "search_words", "case_id = ANY (working_cases())"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for sight, condition in SIGHTS.items():
        op.execute(
            f"CREATE POLICY reads_{sight} ON {table} FOR SELECT TO casework_app "
            f"USING (sight = '{sight}' AND {condition})"
        )
    op.execute(f"CREATE POLICY adds ON {table} FOR INSERT TO casework_app WITH CHECK ({working})")
    op.execute(f"CREATE POLICY changes ON {table} FOR UPDATE TO casework_app USING ({working})")
    op.execute(f"CREATE POLICY removes ON {table} FOR DELETE TO casework_app USING ({working})")
    for role in ("casework_system", "CURRENT_USER"):
        name = "keeps" if role == "CURRENT_USER" else "works"
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING (true) WITH CHECK (true)")
    op.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM casework_app")
