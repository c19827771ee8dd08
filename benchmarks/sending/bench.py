"""Outbox rows delivered in batches, against a job for each message."""

import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime

from redis import Redis

from benchmarks.floors import one_job_each
from benchmarks.measuring import costs, interleaved, rates, ratio, timed
from benchmarks.report import Row, at_least
from benchmarks.scale import Scale
from benchmarks.sending.outbox import Outbox
from benchmarks.servers import Ground, open_redis

NOW = datetime(2026, 11, 24, 15, 5, tzinfo=UTC)
PEER = "a job each"


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table; raises if a row was not delivered."""
    with ExitStack() as stack:
        url = stack.enter_context(open_redis())
        outboxes = [
            stack.enter_context(closing(Outbox(ground, scale, NOW, url, postgres=postgres)))
            for postgres in (True, False)
        ]
        redis = stack.enter_context(Redis.from_url(url))
        ways = {
            PEER: lambda: timed(time.process_time, lambda: one_job_each.send(redis, scale.jobs))
        }
        ways |= {outbox.database: outbox.sent for outbox in outboxes}
        samples = interleaved("sending", ways, scale.rounds)
    rows = [Row("peer: an empty RQ job each", "Redis", samples[PEER])]
    for outbox in outboxes:
        ours = samples[outbox.database]
        reached = ratio(rates(ours), rates(samples[PEER]))
        goal = at_least(4, reached, "a job each, by rate")
        rows.append(Row("messages sent", outbox.database, ours, goal))
        cheaper = ratio(costs(ours), costs(samples[PEER]))
        rows.append(Row("CPU against that", outbox.database, note=f"{cheaper:.2f}x"))
    return rows
