"""Askings: opened for whoever is due, set-wise; moved on one by one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import outbox, rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.engine import insert_many
from checkin.adapters.sql.rows import (
    CALL,
    CHECK_IN,
    CHECK_IN_COLUMNS,
    MEMBER,
    MEMBER_COLUMNS,
    MESSAGE,
)
from checkin.domain.carrier import CALL_OVER, NOT_ARRIVED
from checkin.domain.check_in import CheckIn, CheckInState
from checkin.domain.planning import Due, plan
from checkin.domain.policy import Policy
from checkin.domain.silence import Silence
from checkin.usecases.ports.unit_of_work import Conflict

MEMBERS = slice(0, len(MEMBER_COLUMNS))
CHECK_INS = slice(MEMBERS.stop, MEMBERS.stop + len(CHECK_IN_COLUMNS))
CALL_LASTS = timedelta(minutes=10)  # R53: no call is longer; an older one has been forgotten

DUE = (
    sa.select(
        MEMBER.id,
        MEMBER.line_id,
        MEMBER.channel,
        MEMBER.cadence,
        MEMBER.at,
        MEMBER.time_zone,
        MEMBER.next_due_at,
    )
    .where(MEMBER.next_due_at <= sa.bindparam("now"))
    .order_by(MEMBER.next_due_at)
    .limit(sa.bindparam("many"))
    .with_for_update(skip_locked=True)
)


class SqlCheckIns:
    """`CheckIns` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def plan(self, now: datetime, policy: Policy, limit: int) -> int:
        """Open a check-in for up to `limit` members who are due, with its outbox row.

        A member who still has an open check-in, or whose slot is there already, gets none.
        """
        found = self.connection.execute(DUE, {"now": now, "many": limit}).all()
        if not found:
            return 0
        planned = [plan(Due(*row), now, policy) for row in found]
        self.connection.execute(
            sa.update(MEMBER.id.table)
            .where(MEMBER.id == sa.bindparam("whose"))
            .values(next_due_at=sa.bindparam("then")),
            [{"whose": p.member_id, "then": p.next_due_at} for p in planned],
        )
        opened = insert_many(
            self.connection,
            CHECK_IN.id.table,
            [_opening(p.check_in) for p in planned],
            CHECK_IN.id,
            CHECK_IN.member_id,
            CHECK_IN.act_after,
        )
        asks = {p.member_id: p.ask for p in planned}
        outbox.put(
            self.connection,
            [asks[row.member_id](row.id) for row in opened if row.act_after is not None],
            now,
        )
        return len(planned)

    def past_deadline(self, now: datetime, limit: int) -> list[Silence]:
        """Up to `limit` open check-ins whose deadline has passed, locked; others' are left out."""
        found = self.connection.execute(
            sa.select(*MEMBER_COLUMNS, *CHECK_IN_COLUMNS, _reached(), _on_the_phone(now))
            .join_from(CHECK_IN.id.table, MEMBER.id.table, MEMBER.id == CHECK_IN.member_id)
            .where(CHECK_IN.act_after <= now)
            .order_by(CHECK_IN.act_after)
            .limit(limit)
            .with_for_update(of=CHECK_IN.id.table, skip_locked=True)
        ).all()
        silences = []
        members = [m for row in found if (m := rows.member(row[MEMBERS], self.cipher))]
        standing = standing_for(self.connection, members)
        for row, member in zip(found, members, strict=True):
            check_in = CheckIn(*row[CHECK_INS])
            silences.append(Silence(check_in, member, standing[member.id], row[-2], row[-1]))
        return silences

    def change(self, before: CheckIn, after: CheckIn) -> None:
        """Move a check-in on; `Conflict` if it is not as `before` says any more."""
        values = {
            "state": after.state,
            "act_after": after.act_after,
            "answer": after.answer,
            "clarified": after.clarified,
            "closed_at": after.closed_at,
            "reason": after.reason,
        }
        moved = self.connection.execute(
            sa.update(CHECK_IN.id.table)
            .where(
                CHECK_IN.id == before.id,
                CHECK_IN.state == before.state,
                CHECK_IN.clarified == before.clarified,
            )
            .values(values)
        )
        if moved.rowcount != 1:
            raise Conflict(f"check-in {before.id} is not {before.state.value} any more")

    def asked(self, check_ins: Sequence[CheckIn], now: datetime) -> None:
        """Write down that these have now been asked; an answer that was faster stays."""
        if not check_ins:
            return
        self.connection.execute(
            sa.update(CHECK_IN.id.table)
            .where(CHECK_IN.id == sa.bindparam("which"), CHECK_IN.state == CheckInState.DUE)
            .values(state=sa.bindparam("new_state"), act_after=sa.bindparam("then"), asked_at=now),
            [{"which": c.id, "new_state": c.state, "then": c.act_after} for c in check_ins],
        )


def _opening(check_in: CheckIn) -> dict[str, Any]:
    return {
        "member_id": check_in.member_id,
        "line_id": check_in.line_id,
        "channel": check_in.channel,
        "state": check_in.state,
        "due_at": check_in.due_at,
        "act_after": check_in.act_after,
        "clarified": False,
        "closed_at": check_in.closed_at,
        "reason": check_in.reason,
    }


def _reached() -> sa.ColumnElement[bool]:
    """Whether any text or call of the check-in may have arrived."""
    failed = (*NOT_ARRIVED, "lost")
    texts = sa.exists().where(MESSAGE.check_in_id == CHECK_IN.id, MESSAGE.status.not_in(failed))
    calls = sa.exists().where(CALL.check_in_id == CHECK_IN.id, CALL.status.not_in(failed))
    return sa.or_(texts, calls)


def _on_the_phone(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a call about the check-in is under way."""
    return sa.exists().where(
        CALL.check_in_id == CHECK_IN.id,
        CALL.status.not_in((*CALL_OVER, "lost")),
        CALL.created_at > now - CALL_LASTS,
    )
