"""Two statements for each batch on PostgreSQL: who is due, and everything that follows."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from benchmarks.floors.set_based.slots import next_slot

DUE = """
SELECT id, time_zone, cadence, at, next_due_at FROM member WHERE next_due_at <= %(now)s
ORDER BY next_due_at LIMIT %(many)s FOR UPDATE SKIP LOCKED
"""
PLAN = """
WITH given AS (
    SELECT * FROM unnest(%(ids)s::bigint[], %(slots)s::timestamptz[], %(nexts)s::timestamptz[])
    AS t (id, due_at, next_due_at)
), moved AS (
    UPDATE member SET next_due_at = given.next_due_at FROM given WHERE member.id = given.id
    RETURNING member.id, member.line_id, member.channel, given.due_at
), opened AS (
    INSERT INTO check_in
        (member_id, line_id, channel, state, due_at, act_after, clarified, reason)
    SELECT id, line_id, channel, 'due', due_at, due_at + %(ask_within)s::interval, false, ''
    FROM moved ON CONFLICT DO NOTHING RETURNING id, member_id, line_id, act_after
)
INSERT INTO outbox (kind, urgent, line_id, member_id, check_in_id, wording, not_before, not_after,
    state, reason, attempts, created_at)
SELECT 'ask', false, line_id, member_id, id, 'check_in.ask', %(now)s, act_after, 'waiting', '', 0,
    %(now)s FROM opened
"""


def batch(connection: Connection, many: int, now: datetime, ask_within: timedelta) -> int:
    """Plan up to `many` members; how many."""
    due = connection.exec_driver_sql(DUE, {"now": now, "many": many}).all()
    given = {
        "ids": [row[0] for row in due],
        "slots": [row[4] for row in due],
        "nexts": [next_slot(row[4], row[1], row[2], row[3], now) for row in due],
    }
    if due:
        connection.exec_driver_sql(PLAN, given | {"now": now, "ask_within": ask_within})
    return len(due)
