"""The queue: RQ on Redis. Jobs carry row ids and nothing else, and may be lost without harm."""

from collections.abc import Sequence

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue

from checkin.usecases.ports import QueueAway

URGENT = "urgent"
ROUTINE = "routine"
QUEUES = (URGENT, ROUTINE)
DELIVER = "workers.jobs.deliver"
CONNECT = 0.25  # seconds: with the queue away, nobody waits for it
JOB_TIMEOUT = 600  # seconds
FORGET = 300  # seconds that a finished or failed job is kept to be looked at


def connect(url: str, *, patience: float | None = CONNECT) -> Redis:
    """A connection to Redis. `patience` in seconds for each command; None waits for ever."""
    return Redis.from_url(
        url, socket_connect_timeout=patience or 5, socket_timeout=patience, health_check_interval=30
    )


class JobQueue:
    """`WakeUp` over RQ."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        self.queues = {name: Queue(name, connection=redis, serializer="json") for name in QUEUES}

    def deliver(self, outbox_ids: Sequence[int], *, urgent: bool) -> None:
        """Queue one job for this batch. Raises `QueueAway`, soon, when it cannot."""
        queue = self.queues[URGENT if urgent else ROUTINE]
        try:
            queue.enqueue(
                DELIVER,
                list(outbox_ids),
                job_timeout=JOB_TIMEOUT,
                result_ttl=0,
                failure_ttl=FORGET,
            )
        except (RedisError, OSError) as error:
            raise QueueAway from error

    def answers(self) -> bool:
        """Whether the queue can be reached now."""
        try:
            return bool(self.redis.ping())
        except (RedisError, OSError):
            return False
