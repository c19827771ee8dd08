"""One database with several processes at it, in threads that begin at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from checkin import bootstrap
from checkin.usecases import clock_pass, delivery
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import InboundText
from tests.integration import crowd
from tests.integration.hands import Counting
from tests.town.settings import settings
from tests.town.town import MONDAY, Batches

TEN = MONDAY + timedelta(hours=2)


class Site:
    """A database with several processes at it; each is a set of services of its own."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url = database_url
        self.folder = folder
        self.moment: datetime = MONDAY
        self.carrier = Counting()
        self.queue = Batches()
        self._made: list[Services] = []

    def process(self) -> Services:
        """The services of one more process."""
        made = bootstrap.services(settings(self.folder, self.database_url))
        self._made.append(made)
        policy = replace(made.policy, clock_jumps=True)
        return replace(
            made, wake=self.queue, carrier=self.carrier, now=lambda: self.moment, policy=policy
        )

    def rows(self, *columns: sa.Column[Any], **conditions: Any) -> list[tuple[Any, ...]]:
        """These columns of their table, in order of id."""
        table = columns[0].table
        found = sa.select(*columns).filter_by(**conditions).order_by(table.c.id)
        return [tuple(row) for row in crowd.rows(self.database_url, found)]

    def queued(self) -> list[int]:
        """All row ids that have been put on the queue, and are taken off it now."""
        batches, self.queue.waiting = self.queue.waiting, []
        return [row for batch in batches for row in batch]

    def close(self) -> None:
        """Let go of all connections."""
        for services in self._made:
            services.close()


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What each of these comes to, all begun at the same moment; raises what any of them raises."""
    together = threading.Barrier(len(works))

    def begin(work: Callable[[], Any]) -> Any:
        together.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def passing(services: Services) -> Callable[[], None]:
    """A clock's pass in which nothing may fail."""

    def run() -> None:
        failed: list[Exception] = []
        clock_pass.run(services, lambda _, error: failed.append(error))
        assert failed == []

    return run


def text(number: str, body: str, nth: int = 0) -> InboundText:
    """A text from this number."""
    return InboundText(f"SM{int(number[1:]):016d}{nth:016d}", number, body, 1)


def asked(site: Site, services: Services, count: int) -> list[str]:
    """So many members have been asked, and nobody has answered; their numbers."""
    crowd.enrol(services, count)
    site.moment = TEN
    passing(services)()
    delivery.deliver(services, site.queued())
    return [crowd.number(place) for place in range(count)]
