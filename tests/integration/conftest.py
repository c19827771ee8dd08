"""Fixtures of the tests that run on real servers."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from checkin.adapters.carrier import TwilioCarrier
from checkin.adapters.sql.engine import connect_to
from checkin.simulator.config import Config
from checkin.simulator.simulator import Simulator, create_simulator
from tests.integration.client import BASE, SERVICE_SID, Day, client_of
from tests.integration.installation import free_port
from tests.integration.schema import sqlite_file
from tests.integration.site import Site
from tests.servers.databases import Databases
from tests.town.settings import ACCOUNT, SERVICE, TOKEN

_NUMBERS = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is."""
    if request.param == "sqlite":
        yield sqlite_file(tmp_path)
        return
    server: Databases = request.getfixturevalue("postgres_server")
    name = f"empty_{os.getpid()}_{next(_NUMBERS)}"
    server.create_database(name)
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    """An engine on a database in which nothing is."""
    engine = connect_to(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database at the newest migration."""
    engine = connect_to(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A site where nobody is enrolled yet."""
    site = Site(database_url, tmp_path)
    yield site
    site.close()


@pytest.fixture
def day() -> Day:
    """It is noon."""
    return Day()


@pytest.fixture
def simulator(day: Day) -> Iterator[Simulator]:
    """The carrier's stand-in, in which nothing happens by itself."""
    hooks = {"sms_url": f"{BASE}/twilio/sms", "voice_url": f"{BASE}/twilio/voice"}
    config = Config(
        ACCOUNT, TOKEN, SERVICE, messaging_service_sid=SERVICE_SID, port=free_port(), **hooks
    )
    with create_simulator(config, now=day) as simulator:
        yield simulator


@pytest.fixture
def carrier(simulator: Simulator) -> TwilioCarrier:
    """The client, with the patience of a test."""
    return client_of(simulator.url)
