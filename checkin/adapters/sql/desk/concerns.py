"""Escalations with their members, and their timelines."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher, Sealed
from checkin.adapters.sql import missed, rows
from checkin.adapters.sql.rows import (
    COORDINATOR,
    ESCALATION,
    ESCALATION_COLUMNS,
    ESCALATION_EVENT,
    LINE,
    MEMBER,
)
from checkin.domain.member import Window
from checkin.usecases.ports.desk import Concern, Event

# Written out, not as a parameter: a prepared plan then sees that the list's index holds these.
UNRESOLVED = ESCALATION.state != sa.literal_column("'resolved'")
ORDER = (ESCALATION.rank, ESCALATION.opened_at, ESCALATION.id)

CONCERN = sa.select(
    *ESCALATION_COLUMNS,
    MEMBER.name,
    LINE.number,
    MEMBER.time_zone,
    MEMBER.opens,
    MEMBER.closes,
    MEMBER.language,
    COORDINATOR.name.label("holder"),
    ESCALATION.resolved_at,
    missed.count_of(ESCALATION.id),
).select_from(
    ESCALATION.id.table.outerjoin(MEMBER.id.table, MEMBER.id == ESCALATION.member_id)
    .outerjoin(LINE.id.table, LINE.id == sa.func.coalesce(MEMBER.line_id, ESCALATION.line_id))
    .outerjoin(COORDINATOR.id.table, COORDINATOR.id == ESCALATION.taken_by)
)


def one(connection: Connection, cipher: Cipher, escalation_id: int) -> Concern | None:
    """One escalation, resolved or not."""
    found = connection.execute(CONCERN.where(ESCALATION.id == escalation_id)).one_or_none()
    return concern(found, cipher) if found else None


def of_member(connection: Connection, cipher: Cipher, member_id: int) -> list[Concern]:
    """The member's unresolved escalations."""
    statement = CONCERN.where(UNRESOLVED, ESCALATION.member_id == member_id).order_by(*ORDER)
    return [concern(row, cipher) for row in connection.execute(statement)]


def events(connection: Connection, cipher: Cipher, escalation_id: int) -> list[Event]:
    """The escalation's timeline, newest first."""
    statement = (
        sa.select(
            ESCALATION_EVENT.at, ESCALATION_EVENT.what, COORDINATOR.name, ESCALATION_EVENT.note
        )
        .select_from(
            ESCALATION_EVENT.id.table.outerjoin(
                COORDINATOR.id.table, COORDINATOR.id == ESCALATION_EVENT.coordinator_id
            )
        )
        .where(ESCALATION_EVENT.escalation_id == escalation_id)
        .order_by(ESCALATION_EVENT.id.desc())
    )
    return [
        Event(at, what, _opened(cipher, name), _opened(cipher, note))
        for at, what, name, note in connection.execute(statement)
    ]


def ending(number: str) -> str:
    """The last two digits of a number: all that a coordinator needs to tell two apart (R83)."""
    digits = "".join(mark for mark in number if mark.isdecimal())
    return digits[-2:] if len(digits) > 4 else ""


def concern(row: Sequence[Any], cipher: Cipher) -> Concern:
    """An escalation out of the columns of `CONCERN`."""
    *escalation, name, number, time_zone, opens, closes, language, holder, resolved_at, lost = row
    return Concern(
        escalation=rows.escalation(escalation),
        name=_opened(cipher, name),
        ending=ending(_opened(cipher, number)),
        time_zone=time_zone or "UTC",
        window=Window(opens, closes) if opens else Window(),
        holder=_opened(cipher, holder),
        language=language or "",
        resolved_at=resolved_at,
        missed=lost,
    )


def _opened(cipher: Cipher, sealed: Sealed | None) -> str:
    return cipher.open(sealed) if sealed else ""
