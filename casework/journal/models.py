"""Checkpoints: what was signed, and where copies of it have gone."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, Index, Text, text
from sqlmodel import Field, SQLModel

from casework.database import stored, utc_timestamp


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Checkpoint(SQLModel, table=True):
    """A signed note over the heads of all chains, and the heads that changed since the last."""

    __tablename__ = "checkpoints"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    entries: int
    newest_entry: int
    note: str = Field(sa_column=Column(Text, nullable=False))
    heads: str = Field(sa_column=Column(Text, nullable=False))


class CheckpointHead(SQLModel, table=True):
    """The heads as of the last checkpoint. A memory: they must give the signed root."""

    __tablename__ = "checkpoint_heads"

    chain: str = Field(primary_key=True)
    number: int
    hash: str


class Delivery(SQLModel, table=True):
    """A copy of a checkpoint for one place outside the database, or its time-stamp."""

    __tablename__ = "checkpoint_deliveries"
    __table_args__ = (
        Index(
            None,
            "next_try_at",
            postgresql_where=text("state <> 'delivered'"),
        ),
    )

    checkpoint: int = Field(primary_key=True, foreign_key="checkpoints.number")
    place: str = Field(primary_key=True)
    state: DeliveryState = Field(
        default=DeliveryState.WAITING, sa_column=Column(stored(DeliveryState), nullable=False)
    )
    tries: int = 0
    reason: str = ""
    next_try_at: datetime = Field(sa_column=Column(utc_timestamp(), nullable=False))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(utc_timestamp()))
    receipt: bytes | None = None
