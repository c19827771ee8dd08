"""The staff: added once, found again by login or id."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.conversations import SqlConversations, dialable
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import COORDINATOR
from checkin.usecases.ports.staff import Colleague, Coordinator, NewCoordinator

ACTIVE = sa.select(
    COORDINATOR.id, COORDINATOR.name, COORDINATOR.language, COORDINATOR.password_hash
).where(COORDINATOR.active)


class SqlCoordinators:
    """`Coordinators` on a connection."""

    def __init__(
        self, connection: Connection, cipher: Cipher, conversations: SqlConversations
    ) -> None:
        self.connection = connection
        self.cipher = cipher
        self.conversations = conversations

    def add(self, new: NewCoordinator, password_hash: str, now: datetime) -> int | None:
        """Store a new coordinator; None, and nothing stored, if the login is taken."""
        taken = sa.select(COORDINATOR.id).where(COORDINATOR.login == new.login)
        if self.connection.execute(taken).scalar() is not None:
            return None
        line_id = self.conversations.line_for(new.number, now) if new.number else None
        values: dict[str, Any] = {
            "login": new.login,
            "name": self.cipher.seal(new.name),
            "password_hash": password_hash,
            "language": new.language,
            "line_id": line_id,
            "active": True,
            "created_at": now,
        }
        insert = insert_once(self.connection, COORDINATOR.id.table, COORDINATOR.id)
        return self.connection.execute(insert, values).scalar()

    def can_be_paged(self, number: str) -> bool:
        """Whether a text to `number` can be tried."""
        return dialable(number)

    def with_login(self, login: str) -> tuple[Coordinator, str] | None:
        """The active coordinator with this login, and the hash of their password."""
        found = self.connection.execute(ACTIVE.where(COORDINATOR.login == login)).one_or_none()
        return (self._coordinator(found), found.password_hash) if found else None

    def everybody(self) -> Sequence[Colleague]:
        """The active coordinators, in the order they came."""
        found = self.connection.execute(ACTIVE.order_by(COORDINATOR.id))
        return [Colleague(row.id, self.cipher.open(row.name)) for row in found]

    def get(self, coordinator_id: int) -> Coordinator | None:
        """The active coordinator with this id."""
        found = self.connection.execute(ACTIVE.where(COORDINATOR.id == coordinator_id))
        row = found.one_or_none()
        return self._coordinator(row) if row else None

    def _coordinator(self, row: Any) -> Coordinator:
        stamp = sha256(row.password_hash.encode()).hexdigest()[:16]
        return Coordinator(row.id, self.cipher.open(row.name), row.language, stamp)
