"""What PostgreSQL may write into its own log: that it runs, and nothing of what is in it.

As it comes, it writes the row that broke a constraint, with every word in it.
"""

from sqlalchemy import Connection, text

# Errors are told to us, by SQLSTATE and constraint; the server need not write them down as well.
SETTINGS = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}
AS_QUIET = {"log_min_messages": {"fatal", "panic"}}
_ASKED = text("SELECT name, setting FROM pg_settings WHERE name = ANY (:names)")


def too_loud(connection: Connection) -> list[str]:
    """Settings under which this server may write parts of cases into its log, as they should be."""
    found = connection.execute(_ASKED, {"names": list(SETTINGS)})
    now = {each.name: each.setting for each in found}
    return [
        f"{name}={wanted}"
        for name, wanted in SETTINGS.items()
        if now.get(name) not in {wanted, *AS_QUIET.get(name, ())}
    ]
