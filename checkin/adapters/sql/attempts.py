"""Attempts: the text or call that an outbox row became, and what the carrier made of it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.engine import insert_many, listed, listing
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
            _contact(attempt, cipher)
            for attempt in marked
            if attempt.claim.outgoing.kind.by_call is by_call
        ]
        if values:
            new = insert_many(
                connection, columns.id.table, values, columns.outbox_id, columns.id, created_at=now
            )
            ids.update((row[0], row[1]) for row in new)
    return [ids[attempt.claim.id] for attempt in marked]


def _contact(attempt: Attempt, cipher: Cipher) -> dict[str, Any]:
    subject = attempt.claim.outgoing.subject
    contact: dict[str, Any] = {
        "line_id": subject.line_id,
        "member_id": subject.member_id,
        "check_in_id": subject.check_in_id,
        "outbox_id": attempt.claim.id,
        "direction": Direction.OUT,
        "status": HANDING,
        "wording": attempt.wording,
        "version": attempt.version,
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
    dialect = connection.dialect.name
    rows = [_row(outcome) for outcome in known]
    connection.execute(_rows_settled(dialect), listing(connection, rows))
    for by_call in (False, True):
        contacts = [_said(outcome) for outcome in known if outcome.by_call is by_call]
        if contacts:
            statement = _contacts_settled(dialect, by_call=by_call)
            connection.execute(statement, listing(connection, contacts))


def _row(outcome: Outcome) -> dict[str, Any]:
    if outcome.withdrawn:
        state = OutboxState.DROPPED
    elif outcome.fate is None:
        state = OutboxState.HANDED
    elif outcome.again_at is not None:
        state = OutboxState.WAITING
    else:
        state = OutboxState.FAILED
    return {
        "id": outcome.outbox_id,
        "attempts": outcome.attempt,
        "state": state,
        "reason": outcome.withdrawn or (f"failed.{outcome.fate.value}" if outcome.fate else ""),
        "not_before": outcome.again_at,
    }


def _said(outcome: Outcome) -> dict[str, Any]:
    failed = LOST if outcome.again_at is not None or outcome.withdrawn else "failed"
    return {
        "id": outcome.contact_id,
        "provider_id": outcome.provider_id,
        "status": outcome.status
        or ("queued" if outcome.fate is None and not outcome.withdrawn else failed),
        "error_code": outcome.error_code or None,
    }


@cache
def _rows_settled(dialect: str) -> sa.Update:
    """Settles each listed row, if the attempt that is listed is still its last and open."""
    columns = (OUTBOX.id, OUTBOX.attempts, OUTBOX.state, OUTBOX.reason, OUTBOX.not_before)
    given = listed(dialect, *columns)
    again_at = given["not_before"]
    return (
        sa.update(OUTBOX.id.table)
        .where(
            OUTBOX.id == given["id"],
            OUTBOX.state == OutboxState.CLAIMED,
            OUTBOX.attempts == given["attempts"],
        )
        .values(
            state=given["state"],
            reason=given["reason"],
            not_before=sa.func.coalesce(again_at, OUTBOX.not_before),
            queued_at=sa.case((again_at.is_(None), OUTBOX.queued_at), else_=None),
        )
    )


@cache
def _contacts_settled(dialect: str, *, by_call: bool) -> sa.Update:
    """Writes what was said of each listed text or call, as far as nothing was there yet."""
    contact = CALL if by_call else MESSAGE
    given = listed(dialect, contact.id, contact.provider_id, contact.status, contact.error_code)
    return (
        sa.update(contact.id.table)
        .where(contact.id == given["id"])
        .values(
            provider_id=sa.func.coalesce(given["provider_id"], contact.provider_id),
            status=sa.case((contact.status == HANDING, given["status"]), else_=contact.status),
            error_code=sa.func.coalesce(given["error_code"], contact.error_code),
        )
    )


def known(connection: Connection, provider_ids: Sequence[str], *, by_call: bool) -> frozenset[str]:
    """Those of the carrier's ids that one of our texts or calls has already."""
    contact = CALL if by_call else MESSAGE
    found = sa.select(contact.provider_id).where(contact.provider_id.in_(list(provider_ids)))
    return frozenset(connection.execute(found).scalars())


def unsettled(
    connection: Connection, cipher: Cipher, before: datetime, limit: int
) -> list[Unsettled]:
    """Attempts marked before then whose outcome nobody wrote down, oldest first."""
    found: list[Unsettled] = []
    for by_call in (False, True):
        marked = connection.execute(_unsettled(before, limit, by_call=by_call))
        for row_id, contact_id, number, sealed, claimed_at, provider_id, not_after, nth in marked:
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


def _unsettled(before: datetime, limit: int, *, by_call: bool) -> sa.Select[Any]:
    contact = CALL if by_call else MESSAGE
    return (
        sa.select(
            OUTBOX.id,
            contact.id,
            LINE.number,
            sa.literal(None) if by_call else MESSAGE.body,
            OUTBOX.claimed_at,
            contact.provider_id,
            OUTBOX.not_after,
            OUTBOX.attempts,
        )
        .select_from(OUTBOX.id.table)
        .join(contact.id.table, contact.outbox_id == OUTBOX.id)
        .join(LINE.id.table, LINE.id == OUTBOX.line_id)
        .where(
            OUTBOX.state == OutboxState.CLAIMED,
            OUTBOX.claimed_at < before,
            contact.status != LOST,
        )
        .order_by(OUTBOX.claimed_at)
        .limit(limit)
    )
