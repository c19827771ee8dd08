"""`python -m workers.run`: an RQ worker that outlives its Redis.

RQ's own worker ends when Redis stays away for a while; this one waits and begins again. Without
REDIS_URL it also runs the embedded server, for the web and the clock of the same machine.
"""

import signal
import threading
from contextlib import suppress
from types import FrameType

import structlog
from redis import Redis
from redis.client import Pipeline
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested

from checkin import bootstrap, logs
from checkin.adapters.job_queue import QUEUES, connect

AGAIN = 2.0  # seconds between attempts to reach Redis
MAINTENANCE = 30  # seconds between RQ's own cleanings
log = structlog.get_logger(__name__)


class Gone(Exception):
    """Redis went away while we were waiting for a job."""


class PatientWorker(SimpleWorker):
    """RQ's worker without a fork for each job, that can be told to stop at any moment.

    It ends when Redis is gone, so that whoever started it sees to that; RQ's own would look for it
    for ever, and would break off the job it is in when it cannot tell Redis that it was stopped.
    """

    max_connection_wait_time = AGAIN
    stop: threading.Event
    interruptible = False  # whether it is inside RQ's loop, which a signal may break off

    def _install_signal_handlers(self) -> None:
        """From here on RQ hears signals; one that came before counts."""
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        self.interruptible = True
        self._stop_requested = self.stop.is_set()

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """End after the job it is in; told apart from ending because Redis is gone."""
        self.stop.set()
        if self.interruptible:
            with suppress(RedisError, OSError):
                super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Tell Redis that it is there. Raises `Gone` when there is nobody to tell."""
        try:
            super().heartbeat(timeout, pipeline)
        except (RedisConnectionError, RedisTimeoutError) as error:
            raise Gone from error

    def teardown(self) -> None:
        """Leave; a signal does not break this off."""
        self.interruptible = False
        super().teardown()  # type: ignore[no-untyped-call]


def main() -> None:
    """Work until told to stop; a signal ends it after the job it is in."""
    settings = bootstrap.settings_or_exit()
    logs.configure(json_lines=not settings.demo)
    stop = threading.Event()
    while not stop.is_set():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        with bootstrap.own_redis(settings):
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
    except StopRequested:
        pass  # between two lines of RQ's; `stop` is set
    except (RedisError, OSError) as error:
        log.warning("queue_away", error=type(error).__name__)
    finally:
        redis.close()


if __name__ == "__main__":
    main()
