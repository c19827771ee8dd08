"""Pytest fixtures for the servers and the browser; the root conftest loads them.

One PostgreSQL serves a whole run with all its workers; every worker has its own Redis. Both start
when the first test asks for them.
"""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from redis import Redis

from tests.servers.browser import browser_launch_options
from tests.servers.databases import Databases
from tests.servers.redis import RedisServer, outside_redis
from tests.servers.shared import Run, begin_run

_RUN = pytest.StashKey[Run]()
_NUMBERS = itertools.count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run, or join it in a worker of pytest-xdist."""
    given: dict[str, str] | None = getattr(config, "workerinput", None)
    config.stash[_RUN] = Run(Path(given["checkin_run"])) if given else begin_run()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a new worker of pytest-xdist which run it belongs to."""
    node.workerinput["checkin_run"] = str(node.config.stash[_RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the run's servers."""
    run = config.stash.get(_RUN, None)
    if run is not None:
        run.end()


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> Databases:
    """Return the run's PostgreSQL, shared by all workers: create databases under own names."""
    return request.config.stash[_RUN].postgres()


@pytest.fixture(scope="session")
def postgres_template(request: pytest.FixtureRequest, postgres_server: Databases) -> str | None:
    """Return the name of a database at the newest migration, to copy from; None without any."""
    return request.config.stash[_RUN].template(postgres_server)


@pytest.fixture
def postgres_url(
    request: pytest.FixtureRequest, postgres_server: Databases, postgres_template: str | None
) -> Iterator[str]:
    """Yield the address of a fresh PostgreSQL database at the newest migration, for one test."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_{request.config.stash[_RUN].name}_{worker}_{next(_NUMBERS)}"
    postgres_server.create_database(name, postgres_template)
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """Yield this worker's own Redis; a test that stops it must start it again."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def redis_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the address of an empty Redis for one test: `TEST_REDIS_URL` if set, else our own.

    Of an outside server each worker uses, and empties, the database that has the worker's number.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url: str = outside_redis(number) or request.getfixturevalue("redis_server").url
    with Redis.from_url(url) as client:
        client.flushdb()
        yield url
        client.flushdb()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Yield this worker's one browser; every test opens a context of its own in it.

    Fails when there is no browser.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_launch_options())
        yield browser
        browser.close()
