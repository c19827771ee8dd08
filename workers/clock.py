"""`python -m workers.clock`: a pass every few seconds. Safe to run several, and to kill."""

import signal
import threading

import structlog

from checkin import bootstrap, logs
from checkin.usecases import clock_pass

EVERY = 2.0  # seconds
log = structlog.get_logger(__name__)


def main() -> None:
    """Pass until told to stop; a signal ends it after the pass it is in."""
    settings = bootstrap.settings_or_exit()
    logs.configure(json_lines=not settings.demo)
    services = bootstrap.services(settings)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    log.info("clock_started")
    while not stop.is_set():
        done = clock_pass.run(services, _failed)
        if any(done.values()):
            log.info("clock_passed", **{step: count for step, count in done.items() if count})
        stop.wait(EVERY)
    log.info("clock_stopped")


def _failed(step: str, error: Exception) -> None:
    """One step could not be done; the others were, and the next pass tries it again."""
    log.error("clock_step_failed", step=step, exc_info=error)


if __name__ == "__main__":
    main()
