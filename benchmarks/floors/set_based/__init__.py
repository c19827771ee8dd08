"""Planning with the least work: plain SQL on whole sets, only the next slot reckoned in Python.

It writes the rows that the service writes, for a thousand members in one transaction, and knows
nothing of late slots, calls or a question that is still open.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from benchmarks.floors.set_based import postgres, sqlite

BATCH = 1000

Batch = Callable[[Connection, int, datetime, timedelta], int]


def plan(engine: Engine, now: datetime, ask_within: timedelta) -> int:
    """Open a check-in for everyone due; how many."""
    batch: Batch = postgres.batch if engine.dialect.name == "postgresql" else sqlite.batch
    total = 0
    while True:
        with engine.begin() as connection:
            did = batch(connection, BATCH, now, ask_within)
        total += did
        if did < BATCH:
            return total
