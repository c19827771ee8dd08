"""Attempts: the text or call that an outbox row became, and what the carrier made of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import CALL, LINE, MESSAGE, OUTBOX
from checkin.adapters.tables.asking import OutboxState
from checkin.adapters.tables.contact import Direction
from checkin.domain.carrier import Fate
from checkin.usecases.ports.records import Attempt, Outcome, Unsettled

HANDING = "handing"  # our own first status, before the carrier has given one
LOST = "lost"  # the carrier never had it


def store(
    connection: Connection, cipher: Cipher, marked: Sequence[Attempt], now: datetime
) -> list[int]:
    """Store the text or call of each attempt; their ids, in the same order."""
    ids: dict[int, int] = {}
    for by_call, columns in ((False, MESSAGE), (True, CALL)):
        values = [
            _contact(attempt, cipher, now)
            for attempt in marked
            if attempt.claim.outgoing.kind.by_call is by_call
        ]
        if values:
            new = sa.insert(columns.id.table).returning(columns.outbox_id, columns.id)
            ids.update((row[0], row[1]) for row in connection.execute(new, values))
    return [ids[attempt.claim.id] for attempt in marked]


def _contact(attempt: Attempt, cipher: Cipher, now: datetime) -> dict[str, Any]:
    subject = attempt.claim.outgoing.subject
    contact: dict[str, Any] = {
        "line_id": subject.line_id,
        "member_id": subject.member_id,
        "check_in_id": subject.check_in_id,
        "outbox_id": attempt.claim.id,
        "direction": Direction.OUT,
        "status": HANDING,
        "created_at": now,
    }
    if attempt.claim.outgoing.kind.by_call:
        return contact | {"answered_by": "", "misses": 0}
    return contact | {"body": cipher.seal(attempt.body), "segments": attempt.segments}


def settle(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of attempts. An unknown one stays claimed, to be looked up.

    A status callback may have been faster: the status it brought is kept.
    """
    known = [outcome for outcome in outcomes if outcome.fate is not Fate.UNKNOWN]
    if not known:
        return
    row = OUTBOX.id.table
    connection.execute(
        sa.update(row)
        .where(
            row.c.id == sa.bindparam("row_id"),
            row.c.state == OutboxState.CLAIMED,
            row.c.attempts == sa.bindparam("attempt"),
        )
        .values(
            state=sa.bindparam("new_state"),
            reason=sa.bindparam("new_reason"),
            not_before=sa.func.coalesce(sa.bindparam("again_at"), row.c.not_before),
            queued_at=sa.case((sa.bindparam("again").is_(True), None), else_=row.c.queued_at),
        ),
        [_row(outcome) for outcome in known],
    )
    for by_call, columns in ((False, MESSAGE), (True, CALL)):
        contacts = [_said(outcome) for outcome in known if outcome.by_call is by_call]
        if contacts:
            connection.execute(_contact_settled(columns.id.table), contacts)


def _row(outcome: Outcome) -> dict[str, Any]:
    if outcome.fate is None:
        state = OutboxState.HANDED
    elif outcome.again_at is not None:
        state = OutboxState.WAITING
    else:
        state = OutboxState.FAILED
    return {
        "row_id": outcome.outbox_id,
        "attempt": outcome.attempt,
        "new_state": state,
        "new_reason": f"failed.{outcome.fate.value}" if outcome.fate else "",
        "again_at": outcome.again_at,
        "again": outcome.again_at is not None,
    }


def _said(outcome: Outcome) -> dict[str, Any]:
    failed = LOST if outcome.again_at is not None else "failed"
    return {
        "contact_id": outcome.contact_id,
        "sid": outcome.provider_id,
        "told": outcome.status or (failed if outcome.fate else "queued"),
        "code": outcome.error_code or None,
    }


def _contact_settled(contact: sa.Table) -> sa.Update:
    return (
        sa.update(contact)
        .where(contact.c.id == sa.bindparam("contact_id"))
        .values(
            provider_id=sa.func.coalesce(sa.bindparam("sid"), contact.c.provider_id),
            status=sa.case(
                (contact.c.status == HANDING, sa.bindparam("told")), else_=contact.c.status
            ),
            error_code=sa.func.coalesce(sa.bindparam("code"), contact.c.error_code),
        )
    )


def unsettled(
    connection: Connection, cipher: Cipher, before: datetime, limit: int
) -> list[Unsettled]:
    """Attempts marked before then whose outcome nobody wrote down, oldest first."""
    found: list[Unsettled] = []
    for by_call, columns in ((False, MESSAGE), (True, CALL)):
        body = sa.literal(None) if by_call else columns.body
        attempts = connection.execute(
            sa.select(
                OUTBOX.id,
                columns.id,
                LINE.number,
                body.label("body"),
                OUTBOX.claimed_at,
                columns.provider_id,
                OUTBOX.not_after,
                OUTBOX.attempts,
            )
            .select_from(OUTBOX.id.table)
            .join(columns.id.table, columns.outbox_id == OUTBOX.id)
            .join(LINE.id.table, LINE.id == OUTBOX.line_id)
            .where(
                OUTBOX.state == OutboxState.CLAIMED,
                OUTBOX.claimed_at < before,
                columns.status != LOST,
            )
            .order_by(OUTBOX.claimed_at)
            .limit(limit)
        )
        for row_id, contact_id, number, sealed, claimed_at, provider_id, not_after, nth in attempts:
            found.append(
                Unsettled(
                    outbox_id=row_id,
                    contact_id=contact_id,
                    by_call=by_call,
                    number=cipher.open(number),
                    body=cipher.open(sealed) if sealed else "",
                    claimed_at=claimed_at,
                    attempt=nth,
                    provider_id=provider_id,
                    not_after=not_after,
                )
            )
    return found
