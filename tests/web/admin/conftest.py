"""An office on SQLite for what is the same everywhere, and on both for what may differ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town.database import fresh_sqlite
from tests.web.admin.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with the coordinators dana and omar."""
    yield from opened(fresh_sqlite(tmp_path), tmp_path)


@pytest.fixture
def either_office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """The same on SQLite and on PostgreSQL."""
    yield from opened(database_url, tmp_path)


def opened(database_url: str, folder: Path) -> Iterator[Office]:
    office = Office(database_url, folder)
    office.hires("dana")
    office.hires("omar")
    yield office
    office.services.close()
