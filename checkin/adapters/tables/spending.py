"""What each month has cost, counted on by the clock."""

from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import BIG_ID


class SpendingRow(SQLModel, table=True):
    """One month, and up to which text and which call it has been counted."""

    __tablename__ = "spending"

    month: str = Field(primary_key=True, max_length=7)
    segments: int = 0
    calls: int = 0
    message_id: int = Field(default=0, sa_type=BIG_ID)
    call_id: int = Field(default=0, sa_type=BIG_ID)
