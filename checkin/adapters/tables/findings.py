"""What the rules of risk found in texts, and what a person made of it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from checkin.adapters.tables.columns import BIG_ID, identity, reference, short

LONGEST_RULES = 400  # characters


class FindingRow(SQLModel, table=True):
    """One text in which rules found something, by their ids. `verdict` is a coordinator's."""

    __tablename__ = "finding"

    id: int | None = identity()
    message_id: int = Field(foreign_key="message.id", unique=True, sa_type=BIG_ID)
    level: str = Field(max_length=8)
    rules: str = Field(max_length=LONGEST_RULES)
    verdict: str = short(8)  # right or wrong; empty: nobody has judged it
    judged_by: int | None = reference("coordinator", optional=True)
    judged_at: datetime | None = None
