"""The outbox: what is decided and not yet handed over, and how attempts are marked and settled."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import attempts, claims
from checkin.adapters.sql.engine import insert_many
from checkin.adapters.sql.queueing import MARK, QUEUED, READY, TRIED
from checkin.adapters.sql.rows import CALL, MESSAGE, OUTBOX, OUTGOING_COLUMNS, outgoing
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.decision import NoticesReplaced
from checkin.domain.outgoing import Outgoing
from checkin.domain.relaying.unreached import WORDS
from checkin.usecases.ports.asking import Tried
from checkin.usecases.ports.records import Attempt, Claim, Outcome, Unsettled, Waiting

QUEUE_AGAIN = timedelta(seconds=90)  # a job that vanished with its queue is queued again then
URGENT_AGAIN = timedelta(seconds=20)  # sooner, for what cannot wait


def put(
    connection: Connection, cipher: Cipher, sent: Sequence[Outgoing], now: datetime
) -> list[Any]:
    """Write outbox rows; their ids and urgency. A step of a check-in that is there stays alone."""
    values = [
        {
            "kind": out.kind,
            "urgent": out.kind.urgent,
            "line_id": out.subject.line_id,
            "member_id": out.subject.member_id,
            "check_in_id": out.subject.check_in_id,
            "escalation_id": out.subject.escalation_id,
            "pairing_id": out.subject.pairing_id,
            "wording": out.wording,
            "not_before": out.not_before,
            "not_after": out.not_after,
            "details": cipher.seal(json.dumps(dict(out.values))) if out.values else None,
        }
        for out in sent
    ]
    returning = (OUTBOX.id, OUTBOX.urgent)
    same = {"state": OutboxState.WAITING, "reason": "", "attempts": 0, "created_at": now}
    return insert_many(connection, OUTBOX.id.table, values, *returning, **same)


class SqlOutbox:
    """`Outbox` on a connection."""

    def __init__(self, connection: Connection, cipher: Cipher, language: str) -> None:
        self.connection = connection
        self.cipher = cipher
        self.language = language

    def tried(self, since: datetime) -> Tried:
        """How the newest attempts since then went; of very many, the last few hundred."""
        tried = self.connection.execute(TRIED, {"since": since})
        found = [row.state for row in tried]
        return Tried(len(found), found.count(OutboxState.FAILED))

    def ready(self, now: datetime, limit: int) -> list[Waiting]:
        """Mark up to `limit` rows that may leave and are not on a queue as queued; their ids."""
        again = {"urgent_again": now - URGENT_AGAIN, "again": now - QUEUE_AGAIN}
        found = self.connection.execute(READY, {"now": now, "many": limit, **again}).all()
        if found:
            ids = [row.id for row in found]
            self.connection.execute(QUEUED, {"ids": ids, "at": now})
        return [Waiting(row.id, row.urgent, row.queued_at is not None) for row in found]

    def urgent(self, now: datetime, limit: int) -> list[int]:
        """The ids of urgent rows that may leave now, the oldest first."""
        found = self.connection.execute(
            sa.select(OUTBOX.id)
            .where(OUTBOX.state == OutboxState.WAITING, OUTBOX.not_before <= now, OUTBOX.urgent)
            .order_by(OUTBOX.not_before)
            .limit(limit)
        )
        return list(found.scalars())

    def unqueue(self, outbox_ids: Sequence[int]) -> None:
        """Take the mark off again: they could not be queued."""
        self._update(outbox_ids, queued_at=None)

    def words_between(self, contact_id: int, *, by_call: bool) -> Outgoing | None:
        """A member's words to another that this text or call brings; None if it is another one."""
        contact = CALL if by_call else MESSAGE
        found = self.connection.execute(
            sa.select(*OUTGOING_COLUMNS)
            .join_from(OUTBOX.id.table, contact.id.table, contact.outbox_id == OUTBOX.id)
            .where(contact.id == contact_id, OUTBOX.kind.in_(WORDS))
        ).one_or_none()
        return outgoing(found, self.cipher) if found else None

    def told_since(self, wording: str, member_id: int, since: datetime) -> bool:
        """Whether such a row to this member was written since then."""
        told = sa.select(OUTBOX.id).where(
            OUTBOX.member_id == member_id,
            OUTBOX.wording == wording,
            OUTBOX.created_at > since,
        )
        return self.connection.execute(told.limit(1)).first() is not None

    def claim(self, outbox_ids: Sequence[int], now: datetime) -> list[Claim]:
        """The waiting rows among these that nobody else holds, locked until commit."""
        waiting = {"ids": list(outbox_ids), "now": now}
        return claims.found(self.connection, self.cipher, self.language, claims.CLAIM, waiting)

    def claimed(self, outbox_ids: Sequence[int]) -> list[Claim]:
        """The rows among these for which an attempt is marked, as they stand now."""
        marked = {"ids": list(outbox_ids)}
        return claims.found(self.connection, self.cipher, self.language, claims.CLAIMED, marked)

    def mark(self, marked: Sequence[Attempt], now: datetime) -> list[int]:
        """Mark an attempt for each claim and store its text or call; the ids of those."""
        ids = [attempt.claim.id for attempt in marked]
        if ids:
            self.connection.execute(MARK, {"ids": ids, "at": now})
        return attempts.store(self.connection, self.cipher, marked, now)

    def hold(self, outbox_id: int, until: datetime) -> None:
        """Not before then."""
        self._update([outbox_id], not_before=until, queued_at=None)

    def drop(self, outbox_id: int, reason: str) -> None:
        """Never; `reason` is a key of the page's catalog."""
        self._update([outbox_id], state=OutboxState.DROPPED, reason=reason)

    def replace_notices(self, replaced: NoticesReplaced) -> None:
        """Drop such word of a change to this member as has not left yet."""
        self.connection.execute(
            sa.update(OUTBOX.id.table)
            .where(
                OUTBOX.member_id == replaced.member_id,
                OUTBOX.wording.in_(replaced.wordings),
                OUTBOX.state == OutboxState.WAITING,
            )
            .values(state=OutboxState.DROPPED, reason="dropped.replaced")
        )

    def settle(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Write down what became of attempts."""
        attempts.settle(self.connection, outcomes)

    def known(self, provider_ids: Sequence[str], *, by_call: bool) -> frozenset[str]:
        """Those of the carrier's ids that one of our texts or calls has already."""
        return attempts.known(self.connection, provider_ids, by_call=by_call)

    def unsettled(self, before: datetime, limit: int) -> list[Unsettled]:
        """Attempts marked before then whose outcome is still unknown."""
        return attempts.unsettled(self.connection, self.cipher, before, limit)

    def _update(self, ids: Sequence[int], **values: Any) -> None:
        if ids:
            statement = sa.update(OUTBOX.id.table).where(OUTBOX.id.in_(list(ids)))
            self.connection.execute(statement.values(**values))
