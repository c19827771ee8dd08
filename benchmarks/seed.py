"""Members in any number, written by the database itself."""

from datetime import datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from benchmarks.installation import Installation
from checkin.adapters.sql.rows import CHECK_IN, CONSENT, LINE, MEMBER, MESSAGE, OUTBOX
from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Action, Medium, Purpose
from checkin.domain.member import Cadence, Channel, MemberState

ZONES = ("America/New_York", "Europe/London", "Africa/Nairobi", "Asia/Kolkata")
ALL_DAY = (time(0), time(23, 59, 59))


def number(index: int) -> str:
    """The telephone number of the member with this id."""
    return f"+1212{index:07d}"


def members(connection: Connection, installation: Installation, count: int, now: datetime) -> None:
    """`count` active members with a line and a consent each; nobody is due before tomorrow.

    Ids count from 1, the same for a member and their line.
    """
    cipher = installation.cipher()
    counted = sa.select(sa.literal(1).label("i")).cte("counted", recursive=True)
    counted = counted.union_all(sa.select(counted.c.i + 1).where(counted.c.i < count))
    i = counted.c.i
    line = {
        LINE.id: i,
        LINE.fingerprint: sa.cast(i, sa.String),
        LINE.number: cipher.seal(number(0)),
        LINE.dialable: True,
        LINE.stopped: False,
        LINE.misunderstood: 0,
        LINE.created_at: now,
    }
    fill(connection, line)
    fill(connection, _member(i, cipher.seal("Ana Maria"), now))
    fill(connection, _consent(i, cipher.seal("form 17"), now))
    connection.execute(sa.text("ANALYZE"))


def fill(connection: Connection, columns: dict[Any, Any]) -> None:
    """Insert a row for each of what `columns` are made from; plain values are the same in all."""
    made = [
        value if isinstance(value, sa.ColumnElement) else sa.literal(value, column.type)
        for column, value in columns.items()
    ]
    table = next(iter(columns)).table
    connection.execute(sa.insert(table).from_select(list(columns), sa.select(*made)))


def _member(i: sa.ColumnElement[int], name: str, now: datetime) -> dict[Any, Any]:
    zones = [(i % len(ZONES) == place, sa.literal(zone)) for place, zone in enumerate(ZONES)]
    return {
        MEMBER.id: i,
        MEMBER.line_id: i,
        MEMBER.name: name,
        MEMBER.language: "en",
        MEMBER.time_zone: sa.case(*zones),
        MEMBER.state: MemberState.ACTIVE,
        MEMBER.channel: Channel.TEXT,
        MEMBER.cadence: Cadence.WEEKLY,
        MEMBER.at: time(10),
        MEMBER.opens: ALL_DAY[0],
        MEMBER.closes: ALL_DAY[1],
        MEMBER.next_due_at: now + timedelta(days=1),
        MEMBER.buddy_ok: False,
        MEMBER.created_at: now,
    }


def _consent(i: sa.ColumnElement[int], evidence: str, now: datetime) -> dict[Any, Any]:
    return {
        CONSENT.line_id: i,
        CONSENT.member_id: i,
        CONSENT.purpose: Purpose.CHECKIN_TEXT,
        CONSENT.action: Action.CONFIRMED,
        CONSENT.medium: Medium.TEXT,
        CONSENT.evidence: evidence,
        CONSENT.wording: "invitation",
        CONSENT.language: "en",
        CONSENT.occurred_at: now,
    }


def due_again(connection: Connection, every: int, now: datetime) -> None:
    """One member in `every` is due, spread over all, and nothing was planned or sent before."""
    contents = (MESSAGE.id.table, OUTBOX.id.table, CHECK_IN.id.table)
    if connection.dialect.name == "postgresql":
        names = ", ".join(table.name for table in contents)
        connection.execute(sa.text(f"TRUNCATE {names} CASCADE"))
    else:
        for table in contents:
            connection.execute(sa.delete(table))
    moved = sa.update(MEMBER.id.table).where(MEMBER.id % every == 0)
    connection.execute(moved.values(next_due_at=now - timedelta(minutes=5)))


def open_check_ins(connection: Connection, now: datetime) -> None:
    """Everyone was asked an hour ago and has not answered."""
    check_in = {
        CHECK_IN.member_id: MEMBER.id,
        CHECK_IN.line_id: MEMBER.line_id,
        CHECK_IN.channel: Channel.TEXT,
        CHECK_IN.state: CheckInState.ASKED,
        CHECK_IN.due_at: now - timedelta(hours=1),
        CHECK_IN.asked_at: now - timedelta(hours=1),
        CHECK_IN.act_after: now + timedelta(days=1),
        CHECK_IN.clarified: False,
        CHECK_IN.reason: "",
    }
    fill(connection, check_in)


def found_by_number(connection: Connection, installation: Installation, count: int) -> None:
    """The first `count` lines are found by `number`, as a text from there is."""
    fingerprint = installation.cipher().fingerprint
    connection.execute(
        sa.update(LINE.id.table)
        .where(LINE.id == sa.bindparam("which"))
        .values(fingerprint=sa.bindparam("found_by")),
        [{"which": i, "found_by": fingerprint(number(i))} for i in range(1, count + 1)],
    )
