"""Askings: opened for whoever is due, set-wise; moved on one by one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import outbox, rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.engine import insert_many, listed, listing
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
MOVE = (
    sa.update(CHECK_IN.id.table)
    .where(
        CHECK_IN.id == sa.bindparam("which"),
        CHECK_IN.state == sa.bindparam("state_before"),
        CHECK_IN.clarified == sa.bindparam("clarified_before"),
    )
    .values(
        {
            column: sa.bindparam(f"new_{column}")
            for column in (
                "state",
                "act_after",
                "answer",
                "clarified",
                "closed_at",
                "reason",
                "score",
            )
        }
    )
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
        slots = [{"id": p.member_id, "next_due_at": p.next_due_at} for p in planned]
        then = _next_slots(self.connection.dialect.name)
        self.connection.execute(then, listing(self.connection, slots))
        opened = insert_many(
            self.connection,
            CHECK_IN.id.table,
            [_opening(p.check_in) for p in planned],
            CHECK_IN.id,
            CHECK_IN.member_id,
            CHECK_IN.act_after,
            clarified=False,
        )
        asks = {p.member_id: p.ask for p in planned}
        outbox.put(
            self.connection,
            self.cipher,
            [asks[row.member_id](row.id) for row in opened if row.act_after is not None],
            now,
        )
        return len(planned)

    def past_deadline(self, now: datetime, limit: int) -> list[Silence]:
        """Up to `limit` open check-ins whose deadline has passed, locked; others' are left out."""
        found = self.connection.execute(
            _past_deadline(), {"now": now, "many": limit, "on_the_phone": now - CALL_LASTS}
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
            "which": before.id,
            "state_before": before.state,
            "clarified_before": before.clarified,
            "new_state": after.state,
            "new_act_after": after.act_after,
            "new_answer": after.answer,
            "new_clarified": after.clarified,
            "new_closed_at": after.closed_at,
            "new_reason": after.reason,
            "new_score": after.score,
        }
        moved = self.connection.execute(MOVE, values)
        if moved.rowcount != 1:
            raise Conflict(f"check-in {before.id} is not {before.state.value} any more")

    def asked(self, check_ins: Sequence[CheckIn], now: datetime) -> None:
        """Write down that these have now been asked; an answer that was faster stays."""
        if not check_ins:
            return
        given = [
            {"id": c.id, "state": c.state, "act_after": c.act_after, "asked_at": now}
            for c in check_ins
        ]
        statement = _asked(self.connection.dialect.name)
        self.connection.execute(statement, listing(self.connection, given))


@cache
def _next_slots(dialect: str) -> sa.Update:
    """Gives each listed member their next slot."""
    given = listed(dialect, MEMBER.id, MEMBER.next_due_at)
    return (
        sa.update(MEMBER.id.table)
        .where(MEMBER.id == given["id"])
        .values(next_due_at=given["next_due_at"])
    )


@cache
def _asked(dialect: str) -> sa.Update:
    """Moves each listed check-in on, unless it is no longer due."""
    given = listed(dialect, CHECK_IN.id, CHECK_IN.state, CHECK_IN.act_after, CHECK_IN.asked_at)
    return (
        sa.update(CHECK_IN.id.table)
        .where(CHECK_IN.id == given.pop("id"), CHECK_IN.state == CheckInState.DUE)
        .values(given)
    )


def _opening(check_in: CheckIn) -> dict[str, Any]:
    return {
        "member_id": check_in.member_id,
        "line_id": check_in.line_id,
        "channel": check_in.channel,
        "state": check_in.state,
        "due_at": check_in.due_at,
        "act_after": check_in.act_after,
        "closed_at": check_in.closed_at,
        "reason": check_in.reason,
    }


def _reached() -> sa.ColumnElement[bool]:
    """Whether any text or call of the check-in may have arrived."""
    failed = (*NOT_ARRIVED, "lost")
    texts = sa.exists().where(MESSAGE.check_in_id == CHECK_IN.id, MESSAGE.status.not_in(failed))
    calls = sa.exists().where(CALL.check_in_id == CHECK_IN.id, CALL.status.not_in(failed))
    return sa.or_(texts, calls)


def _on_the_phone() -> sa.ColumnElement[bool]:
    """Whether a call about the check-in is under way."""
    return sa.exists().where(
        CALL.check_in_id == CHECK_IN.id,
        CALL.status.not_in((*sorted(CALL_OVER), "lost")),
        CALL.created_at > sa.bindparam("on_the_phone"),
    )


@cache
def _past_deadline() -> sa.Select[Any]:
    """Open check-ins whose deadline has passed, each with its member, locked."""
    return (
        sa.select(*MEMBER_COLUMNS, *CHECK_IN_COLUMNS, _reached(), _on_the_phone())
        .join_from(CHECK_IN.id.table, MEMBER.id.table, MEMBER.id == CHECK_IN.member_id)
        .where(CHECK_IN.act_after <= sa.bindparam("now"))
        .order_by(CHECK_IN.act_after)
        .limit(sa.bindparam("many"))
        .with_for_update(of=CHECK_IN.id.table, skip_locked=True)
    )
