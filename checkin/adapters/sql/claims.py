"""Outbox rows that are about to leave, with everyone and everything they are about."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.consents import standing_for
from checkin.adapters.sql.pulse import SqlPulse
from checkin.adapters.sql.rows import (
    CHECK_IN,
    CHECK_IN_COLUMNS,
    COORDINATOR,
    ESCALATION,
    LINE,
    MEMBER,
    MEMBER_COLUMNS,
    OUTBOX,
    OUTGOING_COLUMNS,
    PAIRING,
    PAIRING_SIDE,
)
from checkin.adapters.tables.asking import OutboxState
from checkin.domain.consent import Purpose
from checkin.domain.duty.loop import HELPED
from checkin.domain.escalation import EscalationState
from checkin.domain.member import Member, MemberState
from checkin.domain.outgoing import Kind, Outgoing, Recipient
from checkin.domain.pairing.dispatch import may_pass
from checkin.usecases.ports.records import Claim

TO_HOLDERS = frozenset({"page.hold_ends", "page.handed", "page.late"})

STAFF_LANGUAGE = (
    sa.select(COORDINATOR.language)
    .where(COORDINATOR.line_id == OUTBOX.line_id)
    .order_by(COORDINATOR.id)
    .limit(1)
    .scalar_subquery()
)
OTHER = MEMBER.id.table.alias("other")
SHARED = (
    sa.select(OTHER.c.id)
    .where(
        OTHER.c.line_id == OUTBOX.line_id,
        OTHER.c.id != OUTBOX.member_id,
        OTHER.c.state != MemberState.LEFT,
    )
    .exists()
)
ANSWERED = (
    sa.select(PAIRING_SIDE.answer)
    .where(
        PAIRING_SIDE.pairing_id == OUTBOX.pairing_id,
        PAIRING_SIDE.member_id == OUTBOX.member_id,
    )
    .scalar_subquery()
)
HEAD = (
    OUTBOX.id,
    OUTBOX.attempts,
    LINE.number,
    LINE.dialable,
    LINE.stopped,
    ESCALATION.state,
    STAFF_LANGUAGE,
    SHARED,
    MEMBER.next_due_at,
    PAIRING.state,
    ANSWERED,
)
OUTGOING = slice(len(HEAD), len(HEAD) + len(OUTGOING_COLUMNS))
MEMBERS = slice(OUTGOING.stop, OUTGOING.stop + len(MEMBER_COLUMNS))
CHECK_INS = slice(MEMBERS.stop, MEMBERS.stop + len(CHECK_IN_COLUMNS))

WHOLE = (
    sa.select(*HEAD, *OUTGOING_COLUMNS, *MEMBER_COLUMNS, *CHECK_IN_COLUMNS)
    .select_from(
        OUTBOX.id.table.join(LINE.id.table, LINE.id == OUTBOX.line_id)
        .outerjoin(MEMBER.id.table, MEMBER.id == OUTBOX.member_id)
        .outerjoin(CHECK_IN.id.table, CHECK_IN.id == OUTBOX.check_in_id)
        .outerjoin(ESCALATION.id.table, ESCALATION.id == OUTBOX.escalation_id)
        .outerjoin(PAIRING.id.table, PAIRING.id == OUTBOX.pairing_id)
    )
    .where(OUTBOX.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(OUTBOX.id)
)
CLAIM = WHOLE.where(
    OUTBOX.state == OutboxState.WAITING, OUTBOX.not_before <= sa.bindparam("now")
).with_for_update(of=OUTBOX.id.table, skip_locked=True)
CLAIMED = WHOLE.where(OUTBOX.state == OutboxState.CLAIMED)


def found(
    connection: Connection,
    cipher: Cipher,
    language: str,
    statement: sa.Select[Any],
    values: dict[str, Any],
) -> list[Claim]:
    """The rows that `statement` finds, each with all that the gate and the words need.

    `language` is for whoever has none of their own.
    """
    leaving = connection.execute(statement, values).all()
    members = {row[0]: rows.member(row[MEMBERS], cipher) for row in leaving}
    replayed = not leaving or SqlPulse(connection).restored_to() is None
    standing = standing_for(connection, [m for m in members.values() if m])
    claims = []
    for row in leaving:
        id_, attempted, number, *_ = row
        escalation, theirs, _, due, pairing, answered = row[5 : len(HEAD)]
        member, check_in = members[id_], rows.check_in(row[CHECK_INS])
        outgoing = rows.outgoing(row[OUTGOING], cipher)
        wanted = _still_wanted(outgoing, escalation) and may_pass(outgoing, pairing, answered)
        wanted = check_in.is_open if check_in else wanted
        to = _recipient(row, member, standing, wanted=wanted, replayed=replayed)
        language = member.language if member else theirs or language
        claims.append(
            Claim(
                id=id_,
                outgoing=outgoing,
                recipient=to,
                number=cipher.open(number),
                language=language,
                name=member.name if member else "",
                check_in=check_in,
                attempt=attempted + 1,
                next_due_at=due,
            )
        )
    return claims


def _recipient(
    row: Any,
    member: Member | None,
    standing: Mapping[int, frozenset[Purpose]],
    *,
    wanted: bool,
    replayed: bool,
) -> Recipient:
    dialable, stopped, _, _, shared = row[3:8]
    stands = standing[member.id] if member else frozenset()
    return Recipient(
        dialable, stopped, member, stands, wanted, shared=bool(shared), replayed=replayed
    )


def _still_wanted(outgoing: Outgoing, escalation: EscalationState | None) -> bool:
    """Whether what a row is about still waits; a page to a holder is about what they have."""
    if outgoing.kind in (Kind.LOOP, Kind.LOOP_CALL):
        return outgoing.wording == HELPED or escalation is not EscalationState.RESOLVED
    if outgoing.wording in TO_HOLDERS or outgoing.kind not in (Kind.PAGE, Kind.PAGE_CALL):
        return escalation is not EscalationState.RESOLVED or outgoing.kind is not Kind.PAGE
    return escalation in (None, EscalationState.OPEN)
