"""The usual way to send: one RQ job for each message, which here does nothing at all."""

from redis import Redis
from rq import Queue, SimpleWorker


def nothing(_message_id: int) -> None:
    """The job."""


def send(redis: Redis, messages: int) -> int:
    """Queue that many jobs and work until none is left; how many they were."""
    queue = Queue("peer", connection=redis, serializer="json")
    for message_id in range(messages):
        queue.enqueue(nothing, message_id, result_ttl=0)
    worker = SimpleWorker([queue], connection=redis, serializer="json")
    worker.log_job_description = False
    worker.work(burst=True, logging_level="WARNING")
    return messages
