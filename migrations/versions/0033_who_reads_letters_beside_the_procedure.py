"""Who reads the letters to people beside the procedure: whoever manages the case.

The form of a witness is read with what witnesses say. None of them is a letter to the employee.
Theirs are, since nothing before them opened them to the employee: that there is no case to answer,
the answer to a resignation, and a pause for criminal proceedings.
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ANY = "case_id = ANY (ARRAY(SELECT cases_for('{}')))"
BEFORE = (
    f"(code IN ('DUTY-KCSIE', 'DUTY-L24') AND {ANY.format('a23')}) "
    f"OR (code IN ('DUTY-L25', 'DUTY-L26', 'DUTY-L34') AND {ANY.format('a15')})"
)
BESIDE = "('DUTY-L01', 'DUTY-L02', 'DUTY-L27', 'DUTY-L28', 'DUTY-L29', 'DUTY-L32')"
OUTSIDE = (
    f"{BEFORE} OR (code IN {BESIDE} AND {ANY.format('a15')}) "
    f"OR (code = 'DUTY-L09' AND {ANY.format('a09')})"
)
MINE = "= ANY ((SELECT same_person(acting_person()))::uuid[])"
THEIRS = (
    f"code IN ('L-10', 'L-36', 'L-37') AND {ANY.format('a01')} "
    f"AND case_id IN (SELECT c.id FROM cases AS c WHERE c.employee_id {MINE})"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(
        "CREATE POLICY reads_own_without_outcome ON issued_documents FOR SELECT TO casework_app "
        f"USING ({THEIRS})"
    )
    op.execute(f"ALTER POLICY reads_outside ON issued_documents USING ({OUTSIDE})")
    op.execute(
        f"ALTER POLICY only_outside ON issued_documents USING (code NOT LIKE 'DUTY-%' OR {OUTSIDE})"
    )
