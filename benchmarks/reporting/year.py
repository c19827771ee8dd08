"""A year of check-ins with all that comes of them, written by the database itself."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.installation import Installation
from checkin.adapters.sql.rows import (
    CALL,
    CHECK_IN,
    CONSENT,
    ESCALATION,
    ESCALATION_EVENT,
    MEMBER,
    MESSAGE,
)
from checkin.adapters.tables.contact import Direction
from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.escalation import EscalationKind, EscalationState
from checkin.domain.member import Channel

WEEKS = 52
DAYS = 7 * WEEKS
SILENT, CALLED, RAISED, STOPS = 4, 20, 20, 1000  # one question in so many


def a_year(connection: Connection, installation: Installation, now: datetime) -> None:
    """Every member is asked once a week for a year, a seventh of them each day.

    Three questions of four are answered and thanked for, one is reminded; one of twenty leads to
    a call, and to an escalation that somebody takes.
    """
    body = installation.cipher().seal("Hi Ana Maria, how is your week? 1 OK, 2 not OK. - Harbour")
    for day in range(DAYS):
        _a_day(connection, now - timedelta(days=DAYS - day), day, body)
    connection.execute(sa.text("ANALYZE"))


def _a_day(connection: Connection, at: datetime, day: int, body: str) -> None:
    turn = MEMBER.id + day
    silent = turn % SILENT == 0
    wording = sa.literal("check_in.ask.") + sa.cast(turn % 6 + 1, sa.String)
    text = {"body": body, "segments": 1, "error_code": None}
    said = {"version": "0123abcd", "outbox_id": None, "reply_to_id": None}
    hour = timedelta(hours=1)
    mine = MEMBER.id % 7 == day % 7
    asked = {"at": at, "status": "delivered", "wording": wording}
    for where, given in (
        (mine, asked | {"direction": Direction.OUT}),
        (
            sa.and_(mine, ~silent),
            asked
            | {"direction": Direction.IN, "at": at + hour, "status": "received", "wording": ""},
        ),
        (
            sa.and_(mine, ~silent),
            asked | {"direction": Direction.OUT, "at": at + hour, "wording": "answer.ok"},
        ),
        (
            sa.and_(mine, silent),
            asked
            | {"direction": Direction.OUT, "at": at + 24 * hour, "wording": "check_in.remind"},
        ),
    ):
        created = {"created_at": given.pop("at")}
        _put(connection, MESSAGE, _whose() | text | said | given | created, where)
    _put(connection, CHECK_IN, _check_in(at, silent), mine)
    called = sa.and_(mine, turn % CALLED == 0)
    _put(connection, CALL, _call(at), called)
    _put(connection, CONSENT, _stop(at, body), sa.and_(mine, turn % STOPS == 0))
    _escalations(connection, at, sa.and_(mine, turn % RAISED == 0))


def _whose() -> dict[str, Any]:
    return {"line_id": MEMBER.line_id, "member_id": MEMBER.id}


def _check_in(at: datetime, silent: sa.ColumnElement[bool]) -> dict[str, Any]:
    return _whose() | {
        "channel": Channel.TEXT,
        "state": sa.case((silent, CheckInState.MISSED.value), else_=CheckInState.ANSWERED.value),
        "due_at": at,
        "asked_at": at,
        "answer": sa.case((silent, None), else_=Answer.OK.value),
        "closed_at": at + timedelta(hours=1),
        "clarified": False,
        "reason": "",
    }


def _call(at: datetime) -> dict[str, Any]:
    return _whose() | {
        "direction": Direction.OUT,
        "status": "completed",
        "answered_by": "human",
        "misses": 0,
        "created_at": at + timedelta(hours=2),
        "wording": "call.we_call",
        "version": "0123abcd",
    }


def _stop(at: datetime, evidence: str) -> dict[str, Any]:
    return _whose() | {
        "purpose": Purpose.ALL,
        "action": Action.REVOKED,
        "medium": Medium.TEXT,
        "evidence": evidence,
        "wording": "",
        "language": "en",
        "occurred_at": at + timedelta(hours=3),
    }


def _escalations(connection: Connection, at: datetime, where: sa.ColumnElement[bool]) -> None:
    """Each is opened, taken after twenty minutes, and resolved."""
    level = sa.case((MEMBER.id % 10 == 0, "red"), (MEMBER.id % 3 == 0, "amber"), else_="yellow")
    escalation = {
        "member_id": MEMBER.id,
        "kind": EscalationKind.SILENCE,
        "level": level,
        "rank": 2,
        "state": EscalationState.RESOLVED,
        "opened_at": at,
        "resolved_at": at + timedelta(hours=1),
    }
    _put(connection, ESCALATION, escalation, where)
    for what, minutes in (("opened", 0), ("taken", 20), ("resolved", 60)):
        event = {
            "escalation_id": ESCALATION.id,
            "at": at + timedelta(minutes=minutes),
            "what": what,
        }
        _put(connection, ESCALATION_EVENT, event, ESCALATION.opened_at == at)


def _put(
    connection: Connection, columns: Any, values: dict[str, Any], where: sa.ColumnElement[bool]
) -> None:
    """A row of `columns` for each member, or escalation, of whom `where` is true."""
    made = [
        sa.type_coerce(value, columns[name].type)
        if isinstance(value, sa.ColumnElement)
        else sa.literal(value, columns[name].type)
        for name, value in values.items()
    ]
    chosen = sa.select(*made).where(where)
    connection.execute(sa.insert(columns.id.table).from_select(list(values), chosen))
