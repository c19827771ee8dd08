"""The worker and the clock as processes: they deliver, outlive their Redis, and stop when told."""

import json
import signal
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from redis import Redis

from checkin.adapters.job_queue import JobQueue, connect
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import OUTBOX
from checkin.adapters.tables.asking import OutboxState
from checkin.usecases.ports import QueueAway
from tests.integration.gate import Gate
from tests.integration.installation import CLOCK, SECONDS, WORKER, Installation
from tests.servers.redis import RedisServer
from tests.servers.waiting import wait_until
from tests.town.database import fresh_sqlite

ANA = "+12125550100"


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of the test's own, to be killed."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def place(redis: RedisServer, tmp_path: Path) -> Iterator[Installation]:
    """An installation on SQLite, in which no process runs yet."""
    with Installation(tmp_path, fresh_sqlite(tmp_path), redis.url) as place:
        yield place


def loses_its_data(redis: RedisServer) -> None:
    """Redis is gone, and will come back empty."""
    redis.kill()
    for file in (redis.folder / "appendonlydir").iterdir():
        file.unlink()


def jobs(url: str) -> dict[str, dict[bytes, bytes]]:
    """Every job that Redis holds, by its key."""
    with Redis.from_url(url) as client:
        found = client.keys("rq:job:*")
        return {key.decode(): client.hgetall(key) for key in found if client.type(key) == b"hash"}


def states(place: Installation) -> list[str]:
    """How far each row of the outbox has come."""
    engine = connect_to(place.settings["DATABASE_URL"])
    with engine.connect() as connection:
        found = connection.execute(sa.select(OUTBOX.state).order_by(OUTBOX.id)).scalars().all()
    engine.dispose()
    return [state.value for state in found]


def test_a_job_is_a_call_with_row_ids_as_json_and_nothing_else(redis_url: str) -> None:
    JobQueue(connect(redis_url)).deliver([7, 8], urgent=False)
    JobQueue(connect(redis_url)).deliver([9], urgent=True)

    payloads = [json.loads(zlib.decompress(job[b"data"])) for job in jobs(redis_url).values()]
    said = {job[b"description"] for job in jobs(redis_url).values()}

    assert sorted(payloads, key=str) == [
        ["workers.jobs.deliver", None, [[7, 8]], {}],
        ["workers.jobs.deliver", None, [[9]], {}],
    ]
    assert said == {b"workers.jobs.deliver([7, 8])", b"workers.jobs.deliver([9])"}
    with Redis.from_url(redis_url) as client:
        assert client.llen("rq:queue:urgent") == client.llen("rq:queue:routine") == 1


def test_a_queue_that_is_away_says_so_and_holds_nobody_up() -> None:
    queue = JobQueue(connect("redis://127.0.0.1:1/0"))

    assert not queue.answers()
    with pytest.raises(QueueAway):
        queue.deliver([1], urgent=True)


def test_a_worker_delivers_and_a_clock_finds_what_is_due(place: Installation) -> None:
    place.enrols(ANA)
    worker, clock = place.starts(*WORKER), place.starts(*CLOCK)
    worker.says("worker_started")
    clock.says("clock_started")

    place.goes_on(hours=1)
    texts = place.waits_for_texts(ANA, 1)

    assert "Reply 1" in texts[0]
    wait_until(lambda: states(place) == ["handed"], SECONDS, "the outcome")
    assert clock.stopped() == 0
    assert worker.stopped() == 0
    assert "clock_stopped" in clock.said()
    assert "worker_stopped" in worker.said()


def test_a_worker_outlives_a_redis_that_loses_everything(
    place: Installation, redis: RedisServer
) -> None:
    place.enrols(ANA)
    worker = place.starts(*WORKER)
    worker.says("worker_started")
    worker.popen.send_signal(signal.SIGSTOP)
    place.goes_on(hours=1)
    assert place.passes() == []
    loses_its_data(redis)
    worker.popen.send_signal(signal.SIGCONT)
    redis.start()
    assert place.passes() == []
    assert jobs(redis.url) == {}

    place.goes_on(seconds=91)
    assert place.passes() == []
    texts = place.waits_for_texts(ANA, 1)

    assert len(texts) == 1
    wait_until(lambda: states(place) == ["handed"], SECONDS, "the outcome")
    assert worker.popen.poll() is None
    assert worker.stopped() == 0


def test_a_worker_ends_when_told_while_its_redis_is_away(
    place: Installation, redis: RedisServer
) -> None:
    worker = place.starts(*WORKER)
    worker.says("worker_started")

    wait_until(lambda: waits_for_jobs(redis), SECONDS, "a worker without work")
    redis.kill()
    worker.says("queue_away")

    assert worker.stopped(within=8) == 0
    assert "worker_stopped" in worker.said()


def test_a_worker_that_never_found_its_redis_ends_when_told(
    place: Installation, redis: RedisServer
) -> None:
    redis.kill()
    worker = place.starts(*WORKER)

    worker.says("queue_away")

    assert worker.stopped(within=8) == 0


def test_a_worker_told_to_stop_ends_after_the_job_it_is_in_even_with_redis_away(
    place: Installation, redis: RedisServer
) -> None:
    place.enrols(ANA)
    place.control.set_faults(create="time-out", hold_seconds=1.5)
    worker = place.starts(*WORKER)
    worker.says("worker_started")
    place.goes_on(hours=1)
    place.passes()
    wait_until(lambda: states(place) == ["claimed"], SECONDS, "the attempt")

    redis.kill()

    assert worker.stopped(within=15) == 0
    assert states(place) == [OutboxState.HANDED.value]
    assert len(place.texts_at(ANA)) == 1


def test_a_worker_told_to_stop_while_it_starts_does_not_forget_it(
    redis: RedisServer, tmp_path: Path
) -> None:
    with Gate(redis.url.removeprefix("unix://"), tmp_path / "gate") as gate:
        place = Installation(tmp_path, fresh_sqlite(tmp_path), f"unix://{gate.door}")
        with place:
            worker = place.starts(*WORKER)
            wait_until(gate.knocked.is_set, SECONDS, "a worker at the gate")
            worker.popen.terminate()
            gate.opens()

            assert worker.popen.wait(8) == 0


def waits_for_jobs(redis: RedisServer) -> bool:
    """Whether a worker waits at the queue."""
    with Redis.from_url(redis.url) as client:
        return bool(client.info("clients")["blocked_clients"])
