"""The ledger of consent: written row by row, read by replaying it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from checkin.adapters.cipher import Cipher
from checkin.adapters.sql.rows import CONSENT
from checkin.domain.consent import Action, ConsentEvent, Purpose, standing
from checkin.domain.member import Member


def record(connection: Connection, cipher: Cipher, event: ConsentEvent, now: datetime) -> None:
    """Append one event to the ledger."""
    values = {
        "line_id": event.line_id,
        "member_id": event.member_id,
        "purpose": event.purpose,
        "action": event.action,
        "medium": event.medium,
        "evidence": cipher.seal(event.evidence),
        "wording": event.wording,
        "language": event.language,
        "occurred_at": now,
    }
    connection.execute(sa.insert(CONSENT.id.table).values(values))


def standing_for(
    connection: Connection, members: Iterable[Member]
) -> Mapping[int, frozenset[Purpose]]:
    """What stands for each of `members`, by member id: their events and their line's, in order."""
    wanted = {member.id: member.line_id for member in members}
    if not wanted:
        return {}
    events = connection.execute(
        sa.select(CONSENT.line_id, CONSENT.member_id, CONSENT.purpose, CONSENT.action)
        .where(CONSENT.line_id.in_(set(wanted.values())))
        .order_by(CONSENT.id)
    ).all()
    on_line: dict[int, list[tuple[int | None, Purpose, Action]]] = defaultdict(list)
    for line_id, member_id, purpose, action in events:
        on_line[line_id].append((member_id, purpose, action))
    return {
        member_id: standing(
            (purpose, action)
            for who, purpose, action in on_line[line_id]
            if who is None or who == member_id
        )
        for member_id, line_id in wanted.items()
    }
