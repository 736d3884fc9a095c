"""Whether anything was written at all: every statement that changes rows of any table is counted.

The count is a setting of the connection. Like the rows, it goes back when a savepoint is rolled
back, so that two equal counts mean that between them nothing was changed, in any table.
"""

from sqlalchemy import Connection

COUNT = """
CREATE FUNCTION a_change_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('procedure.changes',
        (current_setting('procedure.changes')::bigint + 1)::text, false);
    RETURN NULL;
END $$
"""
ON_EVERY_TABLE = """
DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relkind IN ('r', 'p')
        AND relnamespace = 'public'::regnamespace AND NOT relispartition
    LOOP
        EXECUTE format('CREATE TRIGGER changes_are_counted '
            'AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %%s '
            'FOR EACH STATEMENT EXECUTE FUNCTION a_change_is_counted()', name);
    END LOOP;
END $$
"""
FROM_NONE = "SELECT set_config('procedure.changes', '0', false)"
SO_FAR = "SELECT current_setting('procedure.changes')"


def count_changes(connection: Connection) -> None:
    """Count from now on, until the caller's transaction is rolled back."""
    connection.exec_driver_sql(FROM_NONE)
    connection.exec_driver_sql(COUNT)
    connection.exec_driver_sql(ON_EVERY_TABLE)


def changes(connection: Connection) -> int:
    """How many statements have changed something."""
    return int(connection.exec_driver_sql(SO_FAR).scalar_one())
