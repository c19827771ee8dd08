"""Four statements for each batch on SQLite: who is due, then one for each table."""

import json
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from benchmarks.floors.set_based.slots import next_slot

DUE = """
SELECT id, time_zone, cadence, at, next_due_at FROM member WHERE next_due_at <= :now
ORDER BY next_due_at LIMIT :many
"""
PLAN = (
    """
UPDATE member SET next_due_at = value ->> 'next' FROM json_each(:given)
WHERE member.id = value ->> 'id'
""",
    """
INSERT INTO check_in (member_id, line_id, channel, state, due_at, act_after, clarified, reason)
SELECT member.id, line_id, channel, 'due', value ->> 'due', value ->> 'until', false, ''
FROM json_each(:given) CROSS JOIN member ON member.id = value ->> 'id'
WHERE true ON CONFLICT DO NOTHING
""",
    """
INSERT INTO outbox (kind, urgent, line_id, member_id, check_in_id, wording, not_before, not_after,
    state, reason, attempts, created_at)
SELECT 'ask', false, line_id, member_id, check_in.id, 'check_in.ask', :now, act_after, 'waiting',
    '', 0, :now
FROM json_each(:given) CROSS JOIN check_in
    ON member_id = value ->> 'id' AND due_at = value ->> 'due'
WHERE true ON CONFLICT DO NOTHING
""",
)


def batch(connection: Connection, many: int, now: datetime, ask_within: timedelta) -> int:
    """Plan up to `many` members; how many."""
    due = connection.exec_driver_sql(DUE, {"now": _stored(now), "many": many}).all()
    given = []
    for id_, zone, cadence, at, due_at in due:
        slot = datetime.fromisoformat(due_at).replace(tzinfo=UTC)
        then = _stored(next_slot(slot, zone, cadence, time.fromisoformat(at), now))
        until = _stored(slot + ask_within)
        given.append({"id": id_, "due": due_at, "next": then, "until": until})
    values = {"given": json.dumps(given), "now": _stored(now)}
    for statement in PLAN:
        connection.exec_driver_sql(statement, values)
    return len(due)


def _stored(moment: datetime) -> str:
    """A moment as our tables hold it on SQLite."""
    return moment.replace(tzinfo=None).isoformat(" ", "microseconds")
