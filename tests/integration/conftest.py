"""Fixtures of the tests that run on real servers."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from checkin.adapters.sql.engine import connect_to
from tests.integration.schema import sqlite_file
from tests.servers.databases import Databases

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
