"""PostgreSQL goes away and comes back: nobody is told a lie meanwhile, and nobody gives up."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from checkin import bootstrap
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CLOCK_PASS, MESSAGE
from tests.integration import schema
from tests.integration.crowd import rows
from tests.integration.installation import CLOCK, SECONDS, Installation
from tests.servers.postgres import PostgresServer
from tests.servers.waiting import wait_until
from tests.web.carrier_requests import an_sms

ANA = "+12125550100"
WITHIN = 5.0  # seconds; the carrier gives up after fifteen


class Halting(PostgresServer):
    """A PostgreSQL that can be halted, and started again with what it had."""

    def halts(self) -> None:
        """Shut down at once, in good order, whoever is connected."""
        self._leash.end("INT", keep=True)

    def comes_back(self) -> None:
        """Start again in the same place."""
        copied = self.folder / "programs" / "bin"
        self._leash.start(self._command(copied if copied.exists() else self._bin_dir))
        wait_until(self.answers, SECONDS, "PostgreSQL again")

    def stop(self) -> None:
        """Stop, and remove what a halt has kept."""
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def postgres() -> Iterator[Halting]:
    """A server of the test's own, with a migrated database in it."""
    with Halting() as server:
        server.create_database("checkin")
        engine = connect_to(server.url("checkin"))
        schema.upgrade(engine)
        engine.dispose()
        yield server


@pytest.fixture
def place(postgres: Halting, redis_url: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation on that server."""
    with Installation(tmp_path, postgres.url("checkin"), redis_url) as place:
        yield place


def texted(place: Installation, client: FlaskClient, **form: str) -> TestResponse:
    """What the carrier is told when it delivers a text, which must be soon."""
    sent = an_sms(From=ANA, **form)
    url = f"{place.settings['PUBLIC_BASE_URL']}/twilio/sms"
    signature = RequestValidator(place.made["TWILIO_AUTH_TOKEN"]).compute_signature(url, sent)
    began = monotonic()
    answer = client.post("/twilio/sms", data=sent, headers={"X-Twilio-Signature": signature})
    assert monotonic() - began < WITHIN
    return answer


def test_a_text_that_comes_while_the_database_is_away_is_taken_in_when_it_comes_again(
    place: Installation, postgres: Halting
) -> None:
    place.enrols(ANA)
    client = bootstrap.app(place.read(), place.services).test_client()
    assert place.passes() == []
    assert texted(place, client, Body="HELP").status_code == 200
    assert client.get("/readyz").json == {"database": True, "queue": True, "clock": True}

    postgres.halts()
    with capture_logs() as told:
        refused = [texted(place, client, Body="1", MessageSid="SM" + "b" * 32) for _ in range(3)]
    ready = client.get("/readyz")

    assert len(told) == 3
    assert {answer.status_code for answer in refused} == {503}
    assert "Response" not in refused[0].text
    assert refused[0].headers["Retry-After"]
    assert ready.status_code == 503
    assert ready.json == {"database": False, "queue": True, "clock": False}
    assert client.get("/healthz").status_code == 200
    postgres.comes_back()
    url = postgres.url("checkin")
    kept = sa.select(MESSAGE.id).where(MESSAGE.direction == "in")
    assert len(rows(url, kept)) == 1
    again = texted(place, client, Body="1", MessageSid="SM" + "b" * 32)
    assert again.status_code == 200
    assert "<Message" in again.text
    assert len(rows(url, kept)) == 2
    assert client.get("/readyz").status_code == 200


def test_the_clock_outlives_the_database_and_catches_up(
    place: Installation, postgres: Halting
) -> None:
    place.enrols(ANA)
    clock = place.starts(*CLOCK)
    passed = sa.select(CLOCK_PASS.finished_at)
    url = postgres.url("checkin")
    wait_until(lambda: bool(rows(url, passed)), SECONDS, "a pass")

    postgres.halts()
    clock.says("clock_step_failed")
    place.goes_on(hours=1)
    postgres.comes_back()
    clock.says("plan_check_ins=1")

    assert clock.stopped() == 0
    assert ANA not in clock.said()


def test_the_clock_stops_when_told_while_the_database_is_away(
    place: Installation, postgres: Halting
) -> None:
    clock = place.starts(*CLOCK)
    clock.says("clock_started")

    postgres.halts()
    clock.says("clock_step_failed")

    assert clock.stopped() == 0
