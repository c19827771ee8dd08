"""Calls in both directions, turn by turn."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import reports
from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.prompts import prompt_in, sealed_note
from checkin.adapters.sql.reports import Report
from checkin.adapters.sql.rows import CALL, CALL_TURN, LINE, OUTBOX
from checkin.adapters.tables.contact import Direction
from checkin.domain.conversation import Prompt
from checkin.usecases.ports.records import CallSeen

SEEN = (
    CALL.id,
    CALL.direction,
    LINE.number,
    CALL.member_id,
    CALL.answered_by,
    CALL.misses,
    CALL.prompt,
    CALL.prompt_note,
    OUTBOX.wording,
    OUTBOX.escalation_id,
    OUTBOX.details,
)
ENDED = frozenset({"completed", "busy", "no-answer", "canceled", "failed"})
ON_CALL = (
    sa.select(*SEEN)
    .select_from(
        CALL.id.table.outerjoin(LINE.id.table, LINE.id == CALL.line_id).outerjoin(
            OUTBOX.id.table, OUTBOX.id == CALL.outbox_id
        )
    )
    .with_for_update(of=CALL.id.table)
)


class SqlCalls:
    """`Calls` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher) -> None:
        self.connection = connection
        self.cipher = cipher

    def arrived(self, provider_id: str, line_id: int | None, now: datetime) -> CallSeen:
        """The inbound call with this provider id, new or seen before; locked until commit."""
        values = {
            "line_id": line_id,
            "direction": Direction.IN,
            "provider_id": provider_id,
            "status": "ringing",
            "answered_by": "",
            "misses": 0,
            "created_at": now,
        }
        self.connection.execute(insert_once(self.connection, CALL.id.table, CALL.id), values)
        found = self.connection.execute(ON_CALL.where(CALL.provider_id == provider_id)).one()
        return self._seen(found)

    def under_way(self, call_id: int, provider_id: str) -> CallSeen | None:
        """The call with this id and provider id, locked until commit; None if unknown."""
        same = sa.or_(CALL.provider_id.is_(None), CALL.provider_id == provider_id)
        found = self.connection.execute(ON_CALL.where(CALL.id == call_id, same)).one_or_none()
        if found is None:
            return None
        statement = sa.update(CALL.id.table).where(CALL.id == call_id, CALL.provider_id.is_(None))
        self.connection.execute(statement.values(provider_id=provider_id))
        return self._seen(found)

    def _seen(self, row: Any) -> CallSeen:
        number = None if row.number is None else self.cipher.open(row.number)
        return CallSeen(
            id=row.id,
            outgoing=row.direction is Direction.OUT,
            number=number,
            member_id=row.member_id,
            answered_by=row.answered_by,
            misses=row.misses,
            wording=row.wording or "",
            escalation_id=row.escalation_id,
            values=tuple(json.loads(self.cipher.open(row.details)).items()) if row.details else (),
            prompt=prompt_in(row.prompt, row.prompt_note, self.cipher, row.member_id),
        )

    def asking(self, call_id: int) -> Prompt | None:
        """What this call has asked last and waits to hear."""
        found = self.connection.execute(
            sa.select(CALL.prompt, CALL.prompt_note, CALL.member_id).where(CALL.id == call_id)
        ).one_or_none()
        return prompt_in(found[0], found[1], self.cipher, found[2]) if found else None

    def was_pressed(self, call_id: int, key: str) -> bool:
        """Whether this key was pressed in this call."""
        turns = sa.select(CALL_TURN.id).where(CALL_TURN.call_id == call_id, CALL_TURN.key == key)
        return self.connection.execute(turns.limit(1)).first() is not None

    def turn(self, call_id: int, step: int) -> str | None:
        """What we said at this step already, as it was kept; None if it is new.

        Empty in a call of an older release.
        """
        said = sa.select(CALL_TURN.reply).where(
            CALL_TURN.call_id == call_id, CALL_TURN.step == step
        )
        kept = self.connection.execute(said).scalar()
        return self.cipher.open(kept) if kept else kept

    def keep_turn(self, call: CallSeen, step: int, key: str, said: str, now: datetime) -> None:
        """Keep what was said at this step, and the call as it now stands."""
        turn = {
            "call_id": call.id,
            "step": step,
            "key": key if len(key) <= 1 else "*" * len(key),  # several are a PIN or a safe word
            "reply": self.cipher.seal(said),
            "created_at": now,
        }
        self.connection.execute(sa.insert(CALL_TURN.id.table).values(turn))
        values = {
            "member_id": call.member_id,
            "answered_by": call.answered_by[:24],
            "misses": call.misses,
            "prompt": call.prompt.asking.value if call.prompt else "",
            "prompt_note": sealed_note(call.prompt, self.cipher),
        }
        self.connection.execute(sa.update(CALL.id.table).where(CALL.id == call.id).values(values))

    def reported(
        self, call_id: int, provider_id: str, status: str, error_code: int, now: datetime
    ) -> bool:
        """Write down a status of the carrier; unknown calls and words do no harm.

        Whether this ended a call to us in which nobody pressed a key.
        """
        whose = CALL.id == call_id if call_id else CALL.provider_id == provider_id
        known = self.connection.execute(
            sa.select(CALL.id, CALL.status, CALL.provider_id, CALL.direction, CALL.prompt)
            .where(whose)
            .with_for_update()
        ).one_or_none()
        if known is None:
            return False
        report = Report(provider_id, status, error_code, now)
        reports.of_call(self.connection, known, report)
        greeted = known.direction is Direction.IN and known.prompt != ""
        ended = status in ENDED and known.status not in ENDED
        return greeted and ended and self._turns(known.id) == 1

    def _turns(self, call_id: int) -> int:
        turns = sa.select(sa.func.count()).where(CALL_TURN.call_id == call_id)
        return int(self.connection.execute(turns).scalar_one())
