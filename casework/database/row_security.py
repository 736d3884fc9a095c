"""Whether PostgreSQL really shows people their own cases only: asked at every start."""

from sqlalchemy import text
from sqlmodel import Session

from casework.database.whose import APP, SYSTEM
from casework.errors import DatabaseUnavailable

VERBS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}

_OF_A_CASE = text(
    """
    SELECT c.relname,
           c.relrowsecurity AND c.relforcerowsecurity AS forced,
           ARRAY(SELECT p.polcmd::text FROM pg_policy AS p WHERE p.polrelid = c.oid
                 AND (SELECT oid FROM pg_roles WHERE rolname = :app) = ANY (p.polroles)) AS verbs
    FROM pg_class AS c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND (c.relname = 'cases' OR EXISTS (
          SELECT 1 FROM pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped))
    ORDER BY c.relname
    """
)
_ROLES = text(
    """
    SELECT r.rolname, r.rolsuper OR r.rolbypassrls AS above,
           EXISTS (SELECT 1 FROM pg_class AS c WHERE c.relowner = r.oid) AS owns
    FROM pg_roles AS r WHERE r.rolname IN (:app, :system)
    """
)


def gaps(session: Session) -> list[str]:
    """Everything that would let somebody past row-level security, as sentences."""
    found: list[str] = []
    roles = session.execute(_ROLES, {"app": APP, "system": SYSTEM}).all()
    missing = {APP, SYSTEM} - {each.rolname for each in roles}
    found += [f"The role {each} is missing" for each in sorted(missing)]
    above = [each.rolname for each in roles if each.above]
    found += [f"The role {each} may pass row-level security" for each in above]
    found += [f"The role {each.rolname} owns tables" for each in roles if each.owns]
    for table in session.execute(_OF_A_CASE, {"app": APP}):
        if not table.forced:
            found.append(f"Row-level security is not forced on {table.relname}")
        absent = [] if "*" in table.verbs else sorted(set(VERBS) - set(table.verbs))
        found += [f"{table.relname} has no policy for {VERBS[each]}" for each in absent]
    return found


def require_row_security(session: Session) -> None:
    """Refuse to serve from a database whose rows are not protected.

    Raises:
        DatabaseUnavailable: naming the first gap.
    """
    if found := gaps(session):
        raise DatabaseUnavailable(
            f"Cases are not protected in this database: {found[0]}. Run casework migrate as the "
            "owner of its tables"
        )
