"""Without a Redis of its own an installation runs the embedded one, for as long as its worker."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from redis import Redis

from checkin.adapters.embedded_redis import EmbeddedRedis
from tests.integration.installation import SECONDS, WORKER, Installation, alive
from tests.servers.account import short_folder
from tests.servers.redis import answers
from tests.servers.waiting import wait_until
from tests.town.database import fresh_sqlite

ANA = "+12125550100"


@pytest.fixture
def embedded() -> Iterator[EmbeddedRedis]:
    """The embedded Redis of an installation whose folder has a short enough path for it."""
    folder = short_folder(None)
    server = EmbeddedRedis(folder / "redis")
    yield server
    if answers(server.url):
        kill(server_pid(server.url))
    shutil.rmtree(folder)


def test_without_redis_of_its_own_an_installation_has_one_as_long_as_the_worker_runs(
    embedded: EmbeddedRedis,
) -> None:
    folder = embedded.folder.parent
    with Installation(folder, fresh_sqlite(folder)) as place:
        place.enrols(ANA)
        worker = place.starts(*WORKER)
        worker.says("worker_started")
        pid = server_pid(embedded.url)
        place.goes_on(hours=1)
        assert place.passes() == []
        place.waits_for_texts(ANA, 1)

        assert worker.stopped() == 0

        wait_until(lambda: not alive(pid), SECONDS, "end of the embedded Redis")
        assert not answers(embedded.url)


def test_an_embedded_redis_that_dies_is_started_again(embedded: EmbeddedRedis) -> None:
    folder = embedded.folder.parent
    with Installation(folder, fresh_sqlite(folder)) as place:
        worker = place.starts(*WORKER)
        worker.says("worker_started")
        first = server_pid(embedded.url)
        kill(first)

        worker.says("worker_started", times=2)

        assert server_pid(embedded.url) != first
        place.enrols(ANA)
        place.goes_on(hours=1)
        place.passes()
        assert len(place.waits_for_texts(ANA, 1)) == 1
        assert worker.stopped() == 0
        wait_until(lambda: not answers(embedded.url), SECONDS, "end of the embedded Redis")


def server_pid(url: str) -> int:
    """The process of the Redis at `url`."""
    with Redis.from_url(url) as client:
        return int(client.info("server")["process_id"])


def kill(pid: int) -> None:
    """End a process of ours as a power cut would."""
    os.kill(pid, signal.SIGKILL)
