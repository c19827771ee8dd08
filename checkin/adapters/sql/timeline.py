"""The timeline of an escalation: one line for all that happened to it."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import missed
from checkin.adapters.sql.rows import ESCALATION_EVENT


class SqlTimeline:
    """Timelines on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def quiet_for(self, escalation_id: int, now: datetime) -> timedelta:
        """How long nothing has happened to it. That a page came to nobody is nothing."""
        last = sa.select(sa.func.max(ESCALATION_EVENT.at)).where(
            ESCALATION_EVENT.escalation_id == escalation_id,
            ESCALATION_EVENT.what.not_in(missed.MISSED),
        )
        at: datetime | None = self.connection.execute(last).scalar()
        return now - at if at else timedelta()

    def add(
        self,
        escalation_id: int,
        what: str,
        now: datetime,
        coordinator_id: int | None = None,
        note: str = "",
    ) -> None:
        """Write one line: `what` is the last part of a key of the page's catalog."""
        values: dict[str, Any] = {
            "escalation_id": escalation_id,
            "at": now,
            "what": what,
            "coordinator_id": coordinator_id,
            "note": self.cipher.seal(note) if note else None,
        }
        self.connection.execute(sa.insert(ESCALATION_EVENT.id.table).values(values))
