"""A table named at the console: CSV, or a workbook, which the confined process reads."""

from pathlib import Path

from casework.cli.saying import stop
from casework.evidence.workbooks import table_in
from casework.spreadsheets import Table, TableRefused


def table_from(file: Path, nothing: str) -> str | Table:
    """What is in a file; where it cannot be read, ends saying why and what was not done."""
    try:
        return table_in(file.read_bytes())
    except OSError as refused:
        stop(f"{file} cannot be read ({refused.strerror}). {nothing}")
    except TableRefused as refused:
        stop(f"{refused}. {nothing}")
