"""What the clock has counted of each week that is over, for the report. Nobody stands in it."""

from datetime import date

from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import BIG_ID, word
from checkin.domain.member import Channel


class CountedWeekRow(SQLModel, table=True):
    """One week that is counted for good, and up to which rows: all later weeks lie above these."""

    __tablename__ = "counted_week"

    monday: date = Field(primary_key=True)
    check_in_id: int = Field(sa_type=BIG_ID)
    message_id: int = Field(sa_type=BIG_ID)
    call_id: int = Field(sa_type=BIG_ID)


class CountedAskingRow(SQLModel, table=True):
    """The check-ins of one week, of members with one language, by one channel."""

    __tablename__ = "counted_asking"

    monday: date = Field(primary_key=True)
    language: str = Field(primary_key=True, max_length=16)
    channel: Channel = word(Channel, primary_key=True)
    due: int
    asked: int
    ripe: int
    in_time: int
    answered: int
    missed: int
    unreachable: int
    paused: int
    stopped: int
    not_asked: int


class CountedContactRow(SQLModel, table=True):
    """The texts or calls of one week, one way, in one wording, with people of one language."""

    __tablename__ = "counted_contact"

    monday: date = Field(primary_key=True)
    language: str = Field(primary_key=True, max_length=16)
    channel: Channel = word(Channel, primary_key=True)
    incoming: bool = Field(primary_key=True)
    wording: str = Field(primary_key=True, max_length=64)
    version: str = Field(primary_key=True, max_length=16)
    count: int
    segments: int
    delivered: int
    undelivered: int
