"""`python -m workers.run`: an RQ worker that outlives its Redis.

RQ's own worker ends when Redis stays away for a while; this one waits and begins again. Without
REDIS_URL it also runs the embedded server, for the web and the clock of the same machine.
"""

import signal
import threading
from types import FrameType

import structlog
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker

from checkin import bootstrap, logs
from checkin.adapters.job_queue import QUEUES, connect

AGAIN = 2.0  # seconds between attempts to reach Redis
MAINTENANCE = 30  # seconds between RQ's own cleanings
log = structlog.get_logger(__name__)


class PatientWorker(SimpleWorker):
    """RQ's worker without a fork for each job, that looks for a lost Redis every few seconds."""

    max_connection_wait_time = AGAIN
    stop: threading.Event

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """End after the job it is in; told apart from ending because Redis is gone."""
        self.stop.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def main() -> None:
    """Work until told to stop; a signal ends it after the job it is in."""
    settings = bootstrap.settings_or_exit()
    logs.configure(json_lines=not settings.demo)
    stop = threading.Event()
    with bootstrap.own_redis(settings):
        while not stop.is_set():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_: stop.set())
            _work(connect(bootstrap.redis_url(settings), patience=None), stop)
            stop.wait(AGAIN)
    log.info("worker_stopped")


def _work(redis: Redis, stop: threading.Event) -> None:
    """Work until told to stop or Redis is gone."""
    try:
        redis.ping()
        queues = [Queue(name, connection=redis, serializer="json") for name in QUEUES]
        worker = PatientWorker(
            queues,
            connection=redis,
            serializer="json",
            maintenance_interval=MAINTENANCE,
            log_job_description=False,
        )
        worker.stop = stop
        log.info("worker_started")
        worker.work(logging_level="WARNING")
    except (RedisError, OSError) as error:
        log.warning("queue_away", error=type(error).__name__)
    finally:
        redis.close()


if __name__ == "__main__":
    main()
