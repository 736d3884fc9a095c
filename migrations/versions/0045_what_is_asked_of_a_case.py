"""One answer says which tables hold nothing of a case, so that a page need not ask each."""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

TABLES = """
    adjustments allegations appeal_decisions appeal_grounds appeal_hearings appeals
    appointments break_glass captures companions deadlines decision_records
    duties_considered employee_papers exhibits hearing_packs hearings investigations
    issued_documents lado_contacts low_level_concerns overlapping_matters outcomes pauses
    postponement_requests protected_content_screens register_look_ups report_additions
    reports resignations safeguarding_conclusions severity_assessments spent_unlocks
    suspension_reviews suspensions triages union_representatives
"""
EMPTY = ",\n        ".join(
    f"CASE WHEN NOT EXISTS (SELECT FROM {each} WHERE case_id = of_case) THEN '{each}' END"
    for each in TABLES.split()
)
# It looks past row-level security, so that nothing seen by some is called empty for others; and it
# answers only for a case that the transaction works on. What is not named may hold something.
FUNCTION = f"""
CREATE FUNCTION tables_without(of_case uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (of_case = ANY (working_cases())) IS NOT TRUE THEN
        RETURN ARRAY[]::text[];
    END IF;
    RETURN array_remove(ARRAY[
        {EMPTY}
    ]::text[], NULL);
END
$$
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(FUNCTION)


def downgrade() -> None:
    op.execute("DROP FUNCTION tables_without(uuid)")
