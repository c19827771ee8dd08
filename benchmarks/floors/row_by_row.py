"""Planning the usual way: objects of the ORM, one after the other, a commit for each thousand."""

from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from checkin.adapters.tables import CheckInRow, MemberRow, OutboxRow
from checkin.domain.check_in import CheckInState
from checkin.domain.member import Rhythm
from checkin.domain.outgoing import Kind
from checkin.domain.schedule import slot_after

BATCH = 1000


def plan(engine: Engine, now: datetime, ask_within: timedelta) -> int:
    """Open a check-in for everyone due; how many."""
    total = 0
    while did := _batch(engine, now, ask_within):
        total += did
    return total


def _batch(engine: Engine, now: datetime, ask_within: timedelta) -> int:
    due = select(MemberRow).where(col(MemberRow.next_due_at) <= now).limit(BATCH)
    with Session(engine) as session:
        members = session.exec(due.with_for_update(skip_locked=True)).all()
        for member in members:
            _open(session, member, now, ask_within)
        session.commit()
        return len(members)


def _open(session: Session, member: MemberRow, now: datetime, ask_within: timedelta) -> None:
    assert member.id is not None and member.next_due_at is not None
    check_in = CheckInRow(
        member_id=member.id,
        line_id=member.line_id,
        channel=member.channel,
        state=CheckInState.DUE,
        due_at=member.next_due_at,
        act_after=member.next_due_at + ask_within,
    )
    session.add(check_in)
    session.flush()
    session.add(
        OutboxRow(
            kind=Kind.ASK,
            urgent=False,
            line_id=member.line_id,
            member_id=member.id,
            check_in_id=check_in.id,
            wording="check_in.ask",
            not_before=now,
            not_after=check_in.act_after,
            created_at=now,
        )
    )
    rhythm = Rhythm(member.cadence, member.at, member.weekday)
    member.next_due_at = slot_after(rhythm, member.time_zone, member.next_due_at, now)
    session.flush()
