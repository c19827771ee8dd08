"""The stage: folder, keys, database, ports and processes of one demo, ready when it is entered."""

import json
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from alembic import command
from alembic.config import Config

from checkin import bootstrap
from checkin.adapters.embedded_redis import EmbeddedRedis
from checkin.adapters.sql.engine import connect_to
from checkin.demo import people
from checkin.demo.keys import keys
from checkin.demo.ports import free_port
from checkin.demo.processes import Processes
from checkin.settings import Settings
from checkin.settings.inherited import environment

PATIENCE = 60.0  # seconds until everything answers
ROOT = Path(__file__).parents[2]
Tell = Callable[[str], None]


class NotReady(Exception):
    """The demo did not come up; the message says what is missing and where to look."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running demo."""

    web: str
    phones: str
    password: str
    folder: Path
    processes: Processes


@contextmanager
def stage(folder: Path, tell: Tell, database_url: str = "") -> Iterator[Stage]:
    """Set everything up in `folder`, run it for as long as the block lasts, and stop it.

    The folder's old database is removed, so that each demo begins at the beginning. Another
    database may be given; it must be empty. `tell` hears what is being done.
    """
    shutil.rmtree(folder, ignore_errors=True)
    logs = folder / "log"
    logs.mkdir(parents=True)
    ports = {
        "web": free_port(8000, "the coordinators' page", tell),
        "phones": free_port(8100, "the page of phones", tell),
        "redis": free_port(6390, "the queue", tell),
    }
    password = secrets.token_urlsafe(9)
    env = _environment(folder, ports, database_url)
    settings = Settings.model_validate({}) if not env else _settings(env)
    tell("making the database")
    _migrate(settings.database_url)
    services = bootstrap.services(settings)
    people.settle_in(services, password)
    services.close()
    web, phones = settings.public_base_url, str(settings.twilio_api_base_url)
    with Processes(env, logs) as processes:
        tell("starting the queue, the phones, the web, a worker and the clock")
        _start(processes, folder, ports, settings)
        _wait(f"{phones}/simulator/clock", "the page of phones", logs)
        _wait(f"{web}/readyz", "the service", logs)
        yield Stage(web, phones, password, folder, processes)
        tell("stopping")
