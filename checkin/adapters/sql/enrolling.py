"""Many members at once: what their lines hold, new rows for them, and all of them read back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql import rows
from checkin.adapters.sql.consents import opened
from checkin.adapters.sql.conversations import dialable
from checkin.adapters.sql.engine import insert_many
from checkin.adapters.sql.rows import CONSENT, LINE, MEMBER, MEMBER_COLUMNS
from checkin.domain.consent import GRANTS, Action, Purpose
from checkin.domain.decision import MemberJoined
from checkin.domain.importing.enrolment import Enrolment
from checkin.domain.importing.line import LineSeen
from checkin.domain.importing.writing import Kept
from checkin.domain.member import Member, MemberState


def new_lines(
    connection: Connection, cipher: Cipher, numbers: Mapping[str, str], now: datetime
) -> Iterator[tuple[int, str]]:
    """Make lines for `numbers`, given by fingerprint; their ids and fingerprints.

    Somebody else may make some of them at the same moment: those are found then.
    """
    new = [
        {"fingerprint": its, "number": cipher.seal(number), "dialable": dialable(number)}
        for its, number in sorted(numbers.items())  # alike for everybody, so that nobody deadlocks
    ]
    columns = (LINE.id, LINE.fingerprint)
    same = {"stopped": False, "misunderstood": 0, "created_at": now}
    made = insert_many(connection, LINE.id.table, new, *columns, **same)
    yield from ((line_id, its) for line_id, its in made)
    others = numbers.keys() - {fingerprint for _, fingerprint in made}
    if others:
        known = sa.select(*columns).where(LINE.fingerprint.in_(others))
        yield from ((line_id, its) for line_id, its in connection.execute(known))


def seen(
    connection: Connection, cipher: Cipher, line_ids: Mapping[int, str]
) -> Mapping[str, LineSeen]:
    """What is on these lines, by number; locked until commit. `line_ids` gives their numbers.

    The members are asked for after the locks are held, so that nobody's commit is missed.
    """
    locked = connection.execute(
        sa.select(LINE.id, LINE.stopped)
        .where(LINE.id.in_(list(line_ids)))
        .order_by(LINE.id)
        .with_for_update(key_share=True)
    ).all()
    found = connection.execute(
        sa.select(*MEMBER_COLUMNS).where(MEMBER.line_id.in_(list(line_ids))).order_by(MEMBER.id)
    )
    on_line: dict[int, list[Member]] = defaultdict(list)
    for row in found:
        if member := rows.member(row, cipher):
            on_line[member.line_id].append(member)
    return {
        line_ids[row.id]: LineSeen(row.id, row.stopped, tuple(on_line[row.id])) for row in locked
    }


def enrol(
    connection: Connection, cipher: Cipher, new: Sequence[tuple[int, Enrolment]], now: datetime
) -> list[Member]:
    """Store invited members, each on the line given; they come back in the same order."""
    if not new:
        return []
    values = [_values(cipher, line_id, enrolment, now) for line_id, enrolment in new]
    insert = sa.insert(MEMBER.id.table).returning(MEMBER.id, sort_by_parameter_order=True)
    ids = connection.execute(insert, values).scalars()
    return [
        Member(
            id=member_id,
            line_id=line_id,
            name=enrolment.name,
            language=enrolment.language,
            time_zone=enrolment.time_zone,
            channel=enrolment.channel,
            state=MemberState.INVITED,
            rhythm=enrolment.rhythm,
            window=enrolment.window,
        )
        for member_id, (line_id, enrolment) in zip(ids, new, strict=True)
    ]


def join(connection: Connection, cipher: Cipher, joined: MemberJoined, now: datetime) -> int:
    """Store somebody who has joined by themselves; the member's id."""
    member = joined.member
    values = {
        "line_id": member.line_id,
        "name": cipher.seal(member.name),
        "language": member.language,
        "time_zone": member.time_zone,
        "state": member.state,
        "channel": member.channel,
        "cadence": member.rhythm.cadence,
        "at": member.rhythm.at,
        "weekday": member.rhythm.weekday,
        "opens": member.window.opens,
        "closes": member.window.closes,
        "next_due_at": joined.next_due_at,
        "buddy_ok": False,
        "created_at": now,
    }
    insert = sa.insert(MEMBER.id.table).values(values).returning(MEMBER.id)
    return int(connection.execute(insert).scalar_one())


def _values(cipher: Cipher, line_id: int, new: Enrolment, now: datetime) -> dict[str, Any]:
    return {
        "line_id": line_id,
        "name": cipher.seal(new.name),
        "language": new.language,
        "time_zone": new.time_zone,
        "state": MemberState.INVITED,
        "channel": new.channel,
        "cadence": new.rhythm.cadence,
        "at": new.rhythm.at,
        "weekday": new.rhythm.weekday,
        "opens": new.window.opens,
        "closes": new.window.closes,
        "invited_until": new.invited_until,
        "buddy_ok": new.buddy_ok,
        "topics": cipher.seal(new.topics) if new.topics else None,
        "created_at": now,
    }


def kept(connection: Connection, cipher: Cipher, after: int, limit: int) -> list[Kept]:
    """Up to `limit` members who have not left, on lines that have not stopped, in order of id."""
    others = (LINE.number, MEMBER.buddy_ok, MEMBER.topics)
    found = connection.execute(
        sa.select(*others, *MEMBER_COLUMNS)
        .join_from(MEMBER.id.table, LINE.id.table, LINE.id == MEMBER.line_id)
        .where(MEMBER.id > after, MEMBER.state != MemberState.LEFT, LINE.stopped.is_(False))
        .order_by(MEMBER.id)
        .limit(limit)
    ).all()
    members = [(row, rows.member(row[len(others) :], cipher)) for row in found]
    proofs = _proofs(connection, cipher, [row.line_id for row in found])
    return [
        Kept(
            member=member,
            number=cipher.open(row.number),
            buddy_ok=row.buddy_ok,
            topics=cipher.open(row.topics) if row.topics else "",
            proofs=tuple(proofs[member.id]),
        )
        for row, member in members
        if member
    ]


def _proofs(
    connection: Connection, cipher: Cipher, line_ids: Sequence[int]
) -> Mapping[int, list[tuple[Action, str]]]:
    """What the ledger says was agreed to, by member, oldest first."""
    found = connection.execute(
        sa.select(CONSENT.member_id, CONSENT.action, CONSENT.evidence, CONSENT.evidence_digest)
        .where(
            CONSENT.line_id.in_(line_ids),
            CONSENT.purpose == Purpose.CHECKIN_TEXT,
            CONSENT.action.in_((Action.IMPORTED, *sorted(GRANTS))),
        )
        .order_by(CONSENT.id)
    )
    proofs: dict[int, list[tuple[Action, str]]] = defaultdict(list)
    for member_id, action, sealed, digest in found:
        proofs[member_id].append((action, opened(cipher, sealed, digest).text))
    return proofs
