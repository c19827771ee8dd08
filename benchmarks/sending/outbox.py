"""A full outbox on one database, and the real way from there to the carrier."""

import gc
import time
from dataclasses import replace
from datetime import datetime
from unittest.mock import patch

import sqlalchemy as sa
from rq import Queue, SimpleWorker

from benchmarks.measuring import Sample, timed
from benchmarks.progress import say
from benchmarks.scale import Scale
from benchmarks.seed import due_again, members
from benchmarks.sending.carrier import NoCarrier
from benchmarks.servers import Ground
from checkin.adapters.job_queue import QUEUES, connect
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import MESSAGE, OUTBOX
from checkin.adapters.tables.asking import OutboxState
from checkin.usecases import clock_pass
from workers import jobs


class Outbox:
    """Questions that wait to be sent, as many as there are members."""

    def __init__(
        self, ground: Ground, scale: Scale, now: datetime, redis_url: str, *, postgres: bool
    ) -> None:
        self.database = "PostgreSQL" if postgres else "SQLite"
        say(f"sending: making members on {self.database}")
        self.many, self.now = scale.rows, now
        name = f"sending_{self.database.lower()}"
        installation = ground.installation(name, postgres=postgres, redis_url=redis_url)
        self.engine = connect_to(installation.database_url)
        with self.engine.begin() as connection:
            members(connection, installation, self.many, now)
        self.carrier = NoCarrier()
        real = installation.services()
        self.services = replace(real, carrier=self.carrier, now=lambda: now)
        self.redis = connect(redis_url, patience=None)

    def sent(self) -> Sample:
        """Fill the outbox, then queue and send all of it; raises RuntimeError if a row stays."""
        with self.engine.begin() as connection:
            due_again(connection, 1, self.now)
        clock_pass.plan_check_ins(self.services)
        taken = self.carrier.taken
        gc.collect()
        with patch.object(jobs, "_services", return_value=self.services):
            sample = timed(time.process_time, self._send)
        handed = sa.select(OUTBOX.id).where(OUTBOX.state == OutboxState.HANDED)
        kept = sa.select(MESSAGE.id).where(MESSAGE.provider_id.is_not(None))
        counts = [self.carrier.taken - taken, self._count(handed), self._count(kept)]
        if counts != [self.many] * 3:
            raise RuntimeError(f"of {self.many} rows {counts} were sent, handed over and kept")
        return sample

    def close(self) -> None:
        """Let the database and the queue go."""
        self.services.close()
        self.engine.dispose()
        self.redis.close()

    def _send(self) -> int:
        while clock_pass.queue_outbox(self.services):
            pass
        queues = [Queue(name, connection=self.redis, serializer="json") for name in QUEUES]
        worker = SimpleWorker(queues, connection=self.redis, serializer="json")
        worker.log_job_description = False
        worker.work(burst=True, logging_level="WARNING")
        return self.many

    def _count(self, rows: sa.Select[tuple[int]]) -> int:
        with self.engine.connect() as connection:
            counted = sa.select(sa.func.count()).select_from(rows.subquery())
            return int(connection.execute(counted).scalar_one())
