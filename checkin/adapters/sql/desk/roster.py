"""`Roster` on a connection.

Names are sealed, so that no database can search them. A search by name opens them instead, the
latest enrolled first, and up to `READ_AT_ONCE` of them in one look: a tenth of a second or two. The
other way, a keyed digest of each first name, would tell whoever reads the database which members
share a name, which a count of common names soon turns into the names; and it would find whole
names only, while people remember how a name begins.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.desk.concerns import UNRESOLVED, ending
from checkin.adapters.sql.rows import ESCALATION, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.escalation import EscalationKind, Level
from checkin.domain.member import MemberState
from checkin.domain.roster import Sought, Which, is_called
from checkin.usecases.ports.roster import Listed, Named

READ_AT_ONCE = 5000  # names that one search opens

LISTED = (
    sa.select(LINE.number, LINE.stopped, MEMBER.next_due_at, MEMBER.paused_until, *MEMBER_COLUMNS)
    .join_from(MEMBER.id.table, LINE.id.table, LINE.id == MEMBER.line_id)
    .order_by(MEMBER.id.desc())
)
HEAD = 4  # columns before those of the member
Waits = Mapping[int, Sequence[tuple[Level, EscalationKind]]]


class SqlRoster:
    """Reads of the list of members; it writes nothing."""

    def __init__(
        self, connection: Connection, cipher: Cipher, read_at_once: int = READ_AT_ONCE
    ) -> None:
        self.connection = connection
        self.cipher = cipher
        self.read_at_once = read_at_once

    def page(self, sought: Sought, below: int | None, limit: int) -> Sequence[Listed]:
        """Up to `limit` members with ids below that, the latest enrolled first."""
        statement = LISTED.where(*_narrowed(sought)).limit(limit)
        return self._listed(statement if below is None else statement.where(MEMBER.id < below))

    def on_number(self, number: str) -> Sequence[Listed]:
        """Everybody on the line of `number`, in E.164."""
        return self._listed(LISTED.where(LINE.fingerprint == self.cipher.fingerprint(number)))

    def named(self, said: str, below: int | None, limit: int) -> Named:
        """Up to `limit` members whose names begin so, with ids below that."""
        names = (
            sa.select(MEMBER.id, MEMBER.name).order_by(MEMBER.id.desc()).limit(self.read_at_once)
        )
        read = self.connection.execute(names if below is None else names.where(MEMBER.id < below))
        ids: list[int] = []
        seen, last = 0, None
        for last, name in read:
            seen += 1
            if is_called(self.cipher.open(name), said):
                ids.append(last)
            if len(ids) == limit:
                break
        more = len(ids) == limit or seen == self.read_at_once
        found = self._listed(LISTED.where(MEMBER.id.in_(ids))) if ids else ()
        return Named(found, last if more else None)

    def _listed(self, statement: sa.Select[Any]) -> Sequence[Listed]:
        """The members that `statement` finds, with what waits for a person about them."""
        found = self.connection.execute(statement).all()
        waits = self._waits([row.id for row in found]) if found else {}
        return [
            Listed(
                member,
                ending(self.cipher.open(row.number)),
                row.stopped,
                row.next_due_at,
                row.paused_until,
                waits.get(member.id, ()),
            )
            for row in found
            if (member := rows.member(row[HEAD:], self.cipher))
        ]

    def _waits(self, member_ids: Sequence[int]) -> Waits:
        columns = (ESCALATION.member_id, ESCALATION.level, ESCALATION.kind)
        statement = (
            sa.select(*columns)
            .where(ESCALATION.member_id.in_(member_ids), UNRESOLVED)
            .order_by(ESCALATION.rank, ESCALATION.opened_at)
        )
        waits: dict[int, list[tuple[Level, EscalationKind]]] = defaultdict(list)
        for member_id, level, kind in self.connection.execute(statement):
            waits[member_id].append((level, kind))
        return waits


def _narrowed(sought: Sought) -> list[sa.ColumnElement[bool]]:
    """The conditions of a narrowed list."""
    conditions: list[sa.ColumnElement[bool]] = []
    if sought.which is Which.STOPPED:
        conditions.append(LINE.stopped.is_(True))
    elif sought.which is not Which.ALL:
        conditions += [MEMBER.state == MemberState(sought.which), LINE.stopped.is_(False)]
    if sought.language:
        conditions.append(MEMBER.language == sought.language)
    if sought.channel:
        conditions.append(MEMBER.channel == sought.channel)
    return conditions
