"""References without names: R26-0298 for a report, SM26-0142 for a formal case."""

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from casework.cases.models import ReferenceCounter

REPORT, CASE = "R", "SM"


def next_reference(session: Session, prefix: str, year: int) -> str:
    """The next reference of a kind. Numbers are given in order and never twice."""
    first = insert(ReferenceCounter).values(prefix=prefix, year=year, last=1)
    given = first.on_conflict_do_update(
        index_elements=["prefix", "year"], set_={"last": col(ReferenceCounter.last) + 1}
    ).returning(col(ReferenceCounter.last))
    return f"{prefix}{year % 100:02d}-{session.execute(given).scalar_one():04d}"
