"""The staff: added once, found again by login or id, changed by an admin."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import guards
from checkin.adapters.sql.conversations import SqlConversations, dialable
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import COORDINATOR, ENDED_SESSION
from checkin.domain.staff import Right, Role, may
from checkin.usecases.ports.staff import Colleague, Coordinator, Holder, NewCoordinator

TABLE = COORDINATOR.id.table
ACTIVE = sa.select(
    COORDINATOR.id,
    COORDINATOR.login,
    COORDINATOR.name,
    COORDINATOR.language,
    COORDINATOR.role,
    COORDINATOR.password_hash,
    COORDINATOR.sessions,
    COORDINATOR.secret_since,
).where(COORDINATOR.active)
BY_ID = ACTIVE.where(  # made once: every page asks it
    COORDINATOR.id == sa.bindparam("which"),
    ~sa.exists().where(ENDED_SESSION.digest == sa.bindparam("session")),
)
EVERYBODY = sa.select(
    COORDINATOR.id,
    COORDINATOR.login,
    COORDINATOR.name,
    COORDINATOR.role,
    COORDINATOR.active,
    COORDINATOR.line_id.is_not(None).label("paged"),
    COORDINATOR.secret_since.is_not(None).label("second_factor"),
    COORDINATOR.last_login_at,
)
ENDED = {"sessions": COORDINATOR.sessions + 1}  # of every session that is open now


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
            "role": new.role,
            "line_id": line_id,
            "active": True,
            "created_at": now,
        }
        insert = insert_once(self.connection, TABLE, COORDINATOR.id)
        return self.connection.execute(insert, values).scalar()

    def can_be_paged(self, number: str) -> bool:
        """Whether a text to `number` can be tried."""
        return dialable(number)

    def with_login(self, login: str) -> tuple[Coordinator, str] | None:
        """The active coordinator with this login, and the hash of their password."""
        found = self.connection.execute(ACTIVE.where(COORDINATOR.login == login)).one_or_none()
        return (self._coordinator(found), found.password_hash) if found else None

    def keep_password(self, coordinator_id: int, password_hash: str) -> bool:
        """Keep another password, and end their sessions; False if nobody active has this id."""
        return self._change(coordinator_id, {**ENDED, "password_hash": password_hash})

    def forget_wrong_pins(self, coordinator_id: int) -> None:
        """They may try their PIN again."""
        self._change(coordinator_id, {"desk_tries": 0})

    def keep_pin(self, coordinator_id: int, pin: str) -> None:
        """Keep what a PIN of theirs is known again by; wrong tries are forgotten."""
        kept = guards.of_coordinator(self.cipher, coordinator_id, pin)
        self._change(coordinator_id, {"desk_pin": kept, "desk_tries": 0})

    def holders(self) -> Sequence[Holder]:
        """Those who may hold an escalation, in the order they came."""
        found = self.connection.execute(ACTIVE.order_by(COORDINATOR.id))
        return [
            Holder(row.id, self.cipher.open(row.name))
            for row in found
            if may(Role(row.role), Right.WORK)
        ]

    def get(self, coordinator_id: int, session: str = "") -> Coordinator | None:
        """The active coordinator with this id; None if they have logged out of `session`."""
        which = {"which": coordinator_id, "session": self.cipher.fingerprint(session)}
        row = self.connection.execute(BY_ID, which).one_or_none()
        return self._coordinator(row) if row else None

    def all(self) -> Sequence[Colleague]:
        """Everybody who has or had a login: the active ones first, then by login."""
        found = EVERYBODY.order_by(COORDINATOR.active.desc(), COORDINATOR.login)
        return [self._colleague(row) for row in self.connection.execute(found)]

    def colleague(self, coordinator_id: int) -> Colleague | None:
        """One of them, active or not."""
        found = self.connection.execute(EVERYBODY.where(COORDINATOR.id == coordinator_id))
        row = found.one_or_none()
        return self._colleague(row) if row else None

    def give_role(self, coordinator_id: int, role: Role) -> bool:
        """Change what one of them may do, and end their sessions; False if none is active.

        Who may not work escalations is not paged any more.
        """
        values: dict[str, Any] = {**ENDED, "role": role}
        if not may(role, Right.WORK):
            values["line_id"] = None
        return self._change(coordinator_id, values)

    def deactivate(self, coordinator_id: int) -> bool:
        """End a login, its sessions and its pages; False if it had ended already."""
        return self._change(coordinator_id, {**ENDED, "active": False, "line_id": None})

    def _change(self, coordinator_id: int, values: dict[str, Any]) -> bool:
        changed = sa.update(TABLE).where(_is(coordinator_id)).values(values)
        return self.connection.execute(changed).rowcount == 1

    def _coordinator(self, row: Any) -> Coordinator:
        stands = f"{row.password_hash} {row.role} {row.sessions}"
        stamp = sha256(stands.encode()).hexdigest()[:16]
        name = self.cipher.open(row.name)
        second = row.secret_since is not None
        return Coordinator(row.id, row.login, name, row.language, Role(row.role), stamp, second)

    def _colleague(self, row: Any) -> Colleague:
        id_, login, name, role, *others = row
        return Colleague(id_, login, self.cipher.open(name), Role(role), *others)


def _is(coordinator_id: int) -> sa.ColumnElement[bool]:
    """The active one with this id."""
    return sa.and_(COORDINATOR.id == coordinator_id, COORDINATOR.active)
