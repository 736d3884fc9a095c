"""Every place of a case where something is said of people is searched, or it is said why not."""

from sqlalchemy import text
from sqlmodel import Session

from casework.data_rights.places import NOT_SEARCHED, PLACES

COLUMNS = text(
    """
    SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns AS c
    JOIN pg_class AS t ON t.relname = c.table_name AND t.relkind = 'r'
    WHERE c.table_schema = 'public' AND c.table_name IN (
        SELECT table_name FROM information_schema.columns
        WHERE column_name = 'case_id' AND table_schema = 'public')
    """
)
WORDS = {"text", "character varying", "jsonb"}


def found(session: Session) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in session.execute(COLUMNS):
        tables.setdefault(table, {})[column] = kind
    return tables


def test_every_table_of_a_case_that_says_something_is_searched(session: Session) -> None:
    saying = {name for name, of in found(session).items() if WORDS & set(of.values())}
    known = set(PLACES) - {"cases"} | set(NOT_SEARCHED)
    assert saying - known == set(), "add it to casework/data_rights/places.py"
    assert set(NOT_SEARCHED) & set(PLACES) == set()


def test_every_place_names_columns_that_there_are(session: Session) -> None:
    tables = found(session)
    missing = {
        place.name: named - set(tables.get(place.name, {}))
        for place in PLACES.values()
        if not place.table
        and (named := {"id", *place.words, *place.by, *filter(None, [place.day])})
    }
    assert {name: each for name, each in missing.items() if each} == {}
