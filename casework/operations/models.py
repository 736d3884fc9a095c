"""Why a piece of background work failed: the kind of its error, and no word of it."""

from datetime import datetime

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

from casework.database import utc_timestamp


class JobFailure(SQLModel, table=True):
    """The last error of one job, by its number in the queue."""

    __tablename__ = "job_failures"

    job_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
