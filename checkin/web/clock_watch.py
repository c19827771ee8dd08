"""Every process of the web looks now and then whether the clock still comes through."""

import threading
from datetime import datetime, timedelta

import structlog
from flask import Flask, Response, request

from checkin.usecases import standing_clock
from checkin.usecases.ports import Services

EVERY = timedelta(minutes=1)
ALIVE = "health.alive"  # asks nothing of the database, ever
log = structlog.get_logger(__name__)


def add(app: Flask, services: Services) -> None:
    """Have `app` look after a response has left, at most once in `EVERY`: nobody waits for it."""
    watch = Watch(services)

    @app.after_request
    def look(response: Response) -> Response:
        if request.endpoint != ALIVE and watch.is_due(services.now()):
            response.call_on_close(watch.look)
        return response


class Watch:
    """When this process looked last. Safe to share between threads."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = threading.Lock()
        self._looked_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to look; true for one who asks, and for nobody else."""
        with self._lock:
            last = self._looked_at
            if last is not None and last <= now < last + EVERY:
                return False
            self._looked_at = now
            return True

    def look(self) -> None:
        """Look. What goes wrong here is told to the log and to nobody who asked for a page."""
        try:
            handed = standing_clock.look(self._services)
        except Exception as error:
            log.error("clock_not_watched", exc_info=error)
            return
        if handed:
            log.warning("clock_stands", handed=handed)
