"""The web application on a fresh database, asked by Flask's own client."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from checkin import bootstrap
from checkin.usecases.ports import Services
from tests.town.settings import settings
from tests.town.town import MONDAY, Batches

PREVIOUS = "previous-token-of-32-characters!"


@pytest.fixture
def services(database_url: str, tmp_path: Path) -> Iterator[Services]:
    """The real services, with a queue that only keeps what it is given. It is Monday morning."""
    made = bootstrap.services(settings(tmp_path, database_url))
    provided = replace(made, wake=Batches(), now=lambda: MONDAY)
    yield provided
    provided.close()


@pytest.fixture
def client(services: Services, database_url: str, tmp_path: Path) -> FlaskClient:
    """A client of the real application, which knows two tokens of the carrier."""
    chosen = settings(tmp_path, database_url, twilio_auth_token_previous=PREVIOUS)
    app = bootstrap.app(chosen, services)
    return app.test_client()
