"""What the carrier tells of a text or a call: every word kept, and the furthest one shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.sql.engine import insert_once
from checkin.adapters.sql.rows import CALL, MESSAGE, STATUS_REPORT
from checkin.domain.carrier import CALL_RANKS, TEXT_RANKS, advances

LONGEST_WORD = 24  # letters; the carrier's own are shorter


@dataclass(frozen=True, slots=True)
class Report:
    """One status as the carrier told it."""

    provider_id: str
    status: str
    error_code: int
    at: datetime


def of_text(connection: Connection, known: sa.Row[*tuple[Any, ...]], report: Report) -> bool:
    """Write down a status of the text whose `id`, `status` and `provider_id` are `known`."""
    return _write_down(connection, known, report, (MESSAGE.id.table, "message_id", TEXT_RANKS))


def of_call(connection: Connection, known: sa.Row[*tuple[Any, ...]], report: Report) -> bool:
    """Write down a status of the call whose `id`, `status` and `provider_id` are `known`."""
    return _write_down(connection, known, report, (CALL.id.table, "call_id", CALL_RANKS))


def _write_down(
    connection: Connection,
    known: sa.Row[*tuple[Any, ...]],
    report: Report,
    kind: tuple[sa.Table, str, Mapping[str, int]],
) -> bool:
    """False, and nothing is written, when the report is about another text or call."""
    contact, reference, ranks = kind
    if known.provider_id not in (None, report.provider_id):
        return False
    told = {
        reference: known.id,
        "status": report.status[:LONGEST_WORD],
        "error_code": report.error_code,
        "received_at": report.at,
    }
    connection.execute(insert_once(connection, STATUS_REPORT.id.table, STATUS_REPORT.id), told)
    further = advances(ranks, known.status, report.status)
    values = {
        "which": known.id,
        "told_by": report.provider_id,
        "further": report.status if further else known.status,
        "code": report.error_code or None,
    }
    connection.execute(_shown(contact), values)
    return True


@cache
def _shown(contact: sa.Table) -> sa.Update:
    """Shows a status of a text or call; an error that is known stays where none is told."""
    return (
        sa.update(contact)
        .where(contact.c.id == sa.bindparam("which"))
        .values(
            provider_id=sa.bindparam("told_by"),
            status=sa.bindparam("further"),
            error_code=sa.func.coalesce(
                sa.bindparam("code", type_=contact.c.error_code.type), contact.c.error_code
            ),
        )
    )
