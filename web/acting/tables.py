"""A table that somebody chose on a page: CSV, or a workbook that the confined process reads."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.datastructures import FormData

from casework.errors import WrongAnswer
from casework.evidence.workbooks import table_in
from casework.spreadsheets import Table, table_of
from web.acting.forms import uploads

MOST_BYTES = 5_000_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = f".csv,text/csv,.xlsx,{WORKBOOK}"


@dataclass(frozen=True)
class Chosen:
    """What was in the file, and its hash."""

    file: str | Table
    sha256: str

    @property
    def word(self) -> str:
        """What one of its rows is called where it can be seen."""
        return table_of(self.file).word


def chosen(posted: FormData, none: str, too_large: str) -> Chosen:
    """The file of a form.

    Raises:
        WrongAnswer: none was chosen, or it is too large.
        TableRefused: it is neither CSV nor a workbook that can be read.
    """
    for each in uploads(posted, "file"):
        content = each.file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise WrongAnswer({"file": too_large})
        return Chosen(table_in(content), sha256(content).hexdigest())
    raise WrongAnswer({"file": none})
