"""Whether a database is one that a backup may be put into: nobody and nothing lives in it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

from casework.backups.manifest import Manifest
from casework.database.whose import APP, SYSTEM
from casework.errors import DatabaseUnavailable, WrongAnswer

LIVES = (
    "This database is in use: it holds people or a journal. A backup is only put into an empty "
    "one: name another state folder with CASEWORK_STATE, or another DATABASE_URL"
)
ANOTHER = (
    'The backup belongs to the database account "{}", and this is "{}": its rules about who sees '
    "what name that account, so put it back as the same one"
)
FEWER = "The table {} came back with {} rows and had {}: the dump is not whole"
_TABLES = text("SELECT to_regclass('people') IS NOT NULL AND to_regclass('journal') IS NOT NULL")
_LIVES = text("SELECT EXISTS (SELECT FROM people) OR EXISTS (SELECT FROM journal)")
_BEGUN = text("SELECT EXISTS (SELECT FROM backups WHERE id = :id AND finished_at IS NULL)")
_KNOWN = text("SELECT to_regclass('backups') IS NOT NULL")
_ME = text("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
_EMPTIED = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as failed:
        says = str(failed.orig).strip().splitlines()[0]
        raise DatabaseUnavailable(f"The database cannot be reached: {says}") from failed


def begun_before(url: str, manifest: Manifest) -> bool:
    """Whether this very backup lies in the database and putting it back was cut off after that."""
    with _opened(url) as connection:
        if not connection.execute(_KNOWN).scalar_one():
            return False
        return bool(connection.execute(_BEGUN, {"id": manifest.id}).scalar_one())


def make_ready(url: str, manifest: Manifest) -> None:
    """Give an empty database the accounts that the backup's rules name, and no table.

    Raises:
        WrongAnswer: it is in use, or the account is another than the backup's.
    """
    with _opened(url) as connection:
        made = connection.execute(_TABLES).scalar_one()
        if made and connection.execute(_LIVES).scalar_one():
            raise WrongAnswer({"state": LIVES})
        me = connection.execute(_ME).one()
        owner = manifest.database.owner
        if me.rolname != owner and not me.rolsuper:
            raise WrongAnswer({"state": ANOTHER.format(owner, me.rolname)})
        for each in _EMPTIED:
            connection.execute(text(each))
        for role in (APP, SYSTEM, owner):
            _make_role(connection, role, member=role != owner)


def _make_role(connection: Connection, role: str, *, member: bool) -> None:
    quoted = connection.dialect.identifier_preparer.quote(role)
    wanted = {"role": role}
    known = connection.execute(text("SELECT FROM pg_roles WHERE rolname = :role"), wanted).first()
    if known is None:
        connection.execute(text(f"CREATE ROLE {quoted} NOLOGIN NOSUPERUSER NOBYPASSRLS"))
    if member:
        connection.execute(text(f"GRANT {quoted} TO CURRENT_USER"))


def require_rows(url: str, expected: Mapping[str, int]) -> None:
    """Every table has the rows it had; else the database is emptied again.

    Raises:
        DatabaseUnavailable: one has not.
    """
    if wrong := _fewer(url, expected):
        with _opened(url) as connection:
            for each in _EMPTIED:
                connection.execute(text(each))
        raise DatabaseUnavailable(wrong)


def _fewer(url: str, expected: Mapping[str, int]) -> str:
    with _opened(url) as connection:
        quoted = connection.dialect.identifier_preparer.quote
        for table, count in expected.items():
            asked = text(f"SELECT count(*) FROM {quoted(table)}")
            found = connection.execute(asked).scalar_one()
            if found != count:
                return FEWER.format(table, found, count)
    return ""
