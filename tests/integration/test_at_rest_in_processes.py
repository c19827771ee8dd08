"""The same story through real processes, and all goes wrong: logs, queue and numbers are mute."""

import json
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa
from cryptography.fernet import Fernet
from redis import Redis

from checkin.adapters.sql.engine import connect_to
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.usecases import desk, staff
from tests.integration import traces
from tests.integration.installation import CLOCK, SECONDS, WEB, WORKER, Installation, Process
from tests.servers.redis import RedisServer
from tests.servers.waiting import wait_until
from tests.town.database import fresh_sqlite

PASSWORD = "a password of the test"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PAYLOAD = ["workers.jobs.deliver", None, [[1]], {}]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    """An installation that is no demo, on SQLite and a Redis of its own."""
    real = {
        "CHECKIN_DEMO": "",
        "CHECKIN_DEMO_CLOCK": "",
        "CHECKIN_SECRET_KEY": "s" * 40,
        "CHECKIN_DATA_KEYS": Fernet.generate_key().decode(),
        "CHECKIN_ORGANISATION": str(DEMO_ORGANISATION),
    }
    with (
        RedisServer() as redis,
        Installation(tmp_path, fresh_sqlite(tmp_path), redis.url, **real) as place,
    ):
        yield place


def zone_at_noon() -> str:
    """Somewhere it is about noon now, so that somebody may be asked."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


def web(place: Installation) -> Process:
    """The web, once it answers."""
    bind = ("--bind", f"127.0.0.1:{place.web_port}")
    process = place.starts(*WEB[:-1], *bind, WEB[-1])
    wait_until(lambda: answers(place), SECONDS, "the web")
    return process


def answers(place: Installation) -> bool:
    """Whether the web answers."""
    try:
        return requests.get(f"{address(place)}/healthz", timeout=5).ok
    except (requests.ConnectionError, requests.Timeout):
        return False


def address(place: Installation) -> str:
    """Where the web is."""
    return place.settings["PUBLIC_BASE_URL"]


def helps(place: Installation) -> None:
    """The coordinator logs in, takes what is open, and writes a note."""
    (concern, *_) = desk.listing(place.services, None).concerns
    at = f"{address(place)}/admin/escalations/{concern.escalation.id}"
    with requests.Session() as browser:
        login = f"{address(place)}/admin/login"
        filled_in(browser, login, login, login="cleo", password="wrong " + traces.NAME)
        filled_in(browser, login, login, login="cleo", password=PASSWORD)
        filled_in(browser, at, f"{at}/take")
        filled_in(browser, at, f"{at}/resolve", note=traces.NOTE)


def filled_in(browser: requests.Session, page: str, target: str, **fields: str) -> None:
    """Open a page and send a form of it."""
    token = TOKEN.search(browser.get(page, timeout=20).text)
    assert token
    browser.post(target, data={"csrf_token": token[1], **fields}, timeout=20)


def breaks(place: Installation, table: str) -> None:
    """This table cannot be found any more."""
    renamed(place, table, f"{table}_gone")


def mends(place: Installation, table: str) -> None:
    """It is there again."""
    renamed(place, f"{table}_gone", table)


def renamed(place: Installation, before: str, after: str) -> None:
    engine = connect_to(place.settings["DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(sa.text("PRAGMA legacy_alter_table=ON"))
        connection.execute(sa.text(f"ALTER TABLE {before} RENAME TO {after}"))
    engine.dispose()


def is_due(place: Installation) -> None:
    """She is enrolled, and her slot is now."""
    staff.add_coordinator(
        place.services, "cleo", traces.STAFF_NAME, PASSWORD, traces.STAFF_NUMBER, "en"
    )
    member = traces.enrol(place.services, zone_at_noon(), time(23, 59))
    traces.is_due(place.services, member)


def payload(url: str) -> object:
    """What the first job on the queue is, which must come."""
    with Redis.from_url(url) as client:
        wait_until(lambda: client.llen("rq:queue:routine") == 1, SECONDS, "a job")
        (job,) = client.lrange("rq:queue:routine", 0, -1)
        kept = client.hget(f"rq:job:{job.decode()}", "data")
    return json.loads(zlib.decompress(kept or b""))


def watched(place: Installation) -> str:
    """What the service says of itself to whoever asks, and to a browser that goes astray."""
    paths = ("healthz", "readyz", "metrics", "admin/login", "no/such/page")
    return "\n".join(requests.get(f"{address(place)}/{path}", timeout=20).text for path in paths)


def everything_fails(place: Installation, worker: Process, clock: Process) -> str:
    """For a while the database cannot be used; and somebody comes who has no business here.

    What the web says of itself meanwhile.
    """
    breaks(place, "line")
    place.control.handset(traces.NUMBER).text(traces.SAID)
    wait_until(lambda: bool(place.control.failures()), SECONDS, "a text that did not get through")
    place.services.wake.deliver([1], urgent=False)
    clock.says("clock_step_failed")
    seen = watched(place)
    worker.says("delivery_failed")
    mends(place, "line")
    requests.post(f"{address(place)}/twilio/sms", {"From": traces.NUMBER, "Body": traces.SAID})
    return seen


def calls_for_help(place: Installation) -> None:
    """She says that she is not well, and the coordinator is told."""
    handset = place.control.handset(traces.NUMBER)
    handset.text(traces.SAID)
    handset.text("2")
    place.waits_for_texts(traces.STAFF_NUMBER, 1)


def test_logs_and_queue_hold_no_number_name_or_word(place: Installation) -> None:
    url = place.settings["REDIS_URL"]
    is_due(place)
    site, clock = web(place), place.starts(*CLOCK)
    job, queued = payload(url), traces.redis(url)
    place.control.set_faults(create="500-after", create_times=1)
    worker = place.starts(*WORKER)
    place.waits_for_texts(traces.NUMBER, 1)

    seen = everything_fails(place, worker, clock)
    calls_for_help(place)
    helps(place)
    left, seen = traces.redis(url), seen + watched(place)

    assert job == PAYLOAD
    assert "Unavailable" in left  # the job that failed is kept, to be looked at
    assert traces.secrets_in(queued) == traces.secrets_in(left) == set()
    assert [process.stopped() for process in (worker, clock, site)] == [0, 0, 0]
    assert all(json.loads(line) for line in (worker.said() + clock.said()).splitlines())
    said = worker.said() + clock.said() + site.said()
    for event in ("signature_refused", "logged_in", "clock_step_failed", "delivery_failed"):
        assert f'"{event}"' in said, event
    assert traces.secrets_in(said) == set()
    assert 'checkin_received_per_minute{medium="text"}' in seen
    assert traces.secrets_in(seen) == set()
