"""Nudges: planned once for each slot, moved on only from where a rule saw them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import NUDGE
from checkin.domain.pairing import (
    CONCERNS,
    Nudge,
    NudgeChanged,
    NudgeKind,
    NudgePlanned,
    NudgeState,
)
from checkin.usecases.ports.unit_of_work import Conflict

COLUMNS = (
    NUDGE.id,
    NUDGE.pairing_id,
    NUDGE.kind,
    NUDGE.buddy_id,
    NUDGE.member_id,
    NUDGE.state,
    NUDGE.due_at,
    NUDGE.act_after,
    NUDGE.prompt,
    NUDGE.check_in_id,
    NUDGE.passed,
    NUDGE.how_it_went,
)
WAITING = (NudgeState.DUE, NudgeState.ASKED, NudgeState.TAKEN)


class SqlNudges:
    """Nudges on a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def plan(self, planned: NudgePlanned) -> None:
        """Keep a nudge; the same slot of a pairing asks the same buddy once."""
        values = {
            "pairing_id": planned.pairing_id,
            "kind": planned.kind,
            "buddy_id": planned.buddy_id,
            "member_id": planned.member_id,
            "state": NudgeState.ASKED,
            "due_at": planned.due_at,
            "act_after": planned.act_after,
            "prompt": planned.prompt,
            "check_in_id": planned.check_in_id,
            "passed": planned.passed,
            "how_it_went": "",
        }
        self.connection.execute(insert_once(self.connection, NUDGE.id.table, NUDGE.id), values)

    def get(self, nudge_id: int) -> Nudge | None:
        """One nudge, locked until commit."""
        found = self.connection.execute(
            sa.select(*COLUMNS).where(NUDGE.id == nudge_id).with_for_update()
        ).one_or_none()
        return Nudge(*found) if found else None

    def of(self, buddy_id: int) -> list[Nudge]:
        """Those of this buddy that wait for an answer, newest first, locked."""
        found = self.connection.execute(
            sa.select(*COLUMNS)
            .where(NUDGE.buddy_id == buddy_id, NUDGE.state.in_(WAITING))
            .order_by(NUDGE.id.desc())
            .with_for_update()
        )
        return [Nudge(*row) for row in found]

    def past_deadline(self, now: datetime, limit: int) -> list[Nudge]:
        """Up to `limit` nudges whose deadline has passed, locked."""
        found = self.connection.execute(
            sa.select(*COLUMNS)
            .where(NUDGE.act_after <= now)
            .order_by(NUDGE.act_after)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        return [Nudge(*row) for row in found]

    def last_prompt(self, pairing_id: int) -> int:
        """The number of the tip that came with a pairing's last turn; 0 if there was none."""
        found = self.connection.execute(
            sa.select(NUDGE.prompt)
            .where(NUDGE.pairing_id == pairing_id, NUDGE.kind == NudgeKind.CADENCE)
            .order_by(NUDGE.due_at.desc())
            .limit(1)
        )
        return found.scalar() or 0

    def asked_lately(self, buddy_ids: Iterable[int], since: datetime) -> Mapping[int, int]:
        """How many nudges each of these has had since then, where it is any."""
        found = self.connection.execute(
            sa.select(NUDGE.buddy_id, sa.func.count())
            .where(NUDGE.buddy_id.in_(list(buddy_ids)), NUDGE.due_at >= since)
            .group_by(NUDGE.buddy_id)
        )
        return {row[0]: row[1] for row in found}

    def asked_about(self, member_id: int, since: datetime) -> frozenset[int]:
        """Who was asked since then to reach this member, who was silent or not ok."""
        found = self.connection.execute(
            sa.select(NUDGE.buddy_id).where(
                NUDGE.member_id == member_id, NUDGE.kind.in_(CONCERNS), NUDGE.due_at >= since
            )
        )
        return frozenset(found.scalars())

    def change(self, changed: NudgeChanged, now: datetime) -> None:
        """Move a nudge on; `Conflict` if it is not as it was any more."""
        before, after = changed.before, changed.after
        over = after.state not in WAITING
        moved = self.connection.execute(
            sa.update(NUDGE.id.table)
            .where(
                NUDGE.id == before.id,
                NUDGE.state == before.state,
                NUDGE.act_after.is_not_distinct_from(before.act_after),
            )
            .values(
                state=after.state,
                act_after=after.act_after,
                how_it_went=after.how_it_went,
                closed_at=now if over else None,
            )
        )
        if moved.rowcount != 1:
            raise Conflict(f"nudge {before.id} is not {before.state.value} any more")
