"""Fixtures for everybody: the servers, and a town of phones around a running service."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town.database import fresh_sqlite
from tests.town.town import Town

pytest_plugins = ["tests.servers.plugin"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database at the newest migration; each test runs on both kinds."""
    if request.param == "sqlite":
        return fresh_sqlite(tmp_path)
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """A town whose phones must all be silent when the story is over."""
    with Town(database_url, tmp_path) as town:
        yield town
        town.everyone_is_silent()
