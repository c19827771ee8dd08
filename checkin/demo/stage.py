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
from typing import Any

import requests
from alembic import command
from alembic.config import Config

from checkin import bootstrap
from checkin.adapters.embedded_redis import EmbeddedRedis
from checkin.adapters.sql.engine import connect_to
from checkin.demo import people
from checkin.demo.keys import keys
from checkin.demo.ports import Ports
from checkin.demo.processes import Processes
from checkin.settings import Settings
from checkin.settings.inherited import environment
from checkin.simulator.demo_clock import DemoClock

PATIENCE = 60.0  # seconds until everything answers
PORTS = Ports()
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
    settings: Settings
    processes: Processes


@contextmanager
def stage(
    folder: Path,
    tell: Tell,
    database_url: str = "",
    *,
    hurried: bool = False,
    wanted: Ports = PORTS,
) -> Iterator[Stage]:
    """Set everything up in `folder`, run it for as long as the block lasts, and stop it.

    The folder's old database is removed, so that each demo begins at the beginning. Another
    database may be given; it must be empty. `tell` hears what is being done. `hurried` lets calls
    be spoken in no time.
    """
    shutil.rmtree(folder, ignore_errors=True)
    logs = folder / "log"
    logs.mkdir(parents=True)
    ports = wanted.found_free(tell)
    password = secrets.token_urlsafe(9)
    env = _environment(folder, ports, database_url)
    settings = _settings(env)
    tell("making the database")
    _migrate(settings.database_url)
    _settle_in(settings, password)
    web, phones = settings.public_base_url, str(settings.twilio_api_base_url)
    with Processes(environment(**env), logs) as processes:
        tell("starting the queue, the phones, the web, a worker and the clock")
        _start(processes, ports, settings, hurried=hurried)
        _wait(f"{phones}/simulator/clock", "the page of phones", logs)
        _wait(f"{web}/readyz", "the service", logs)
        yield Stage(web, phones, password, settings, processes)
        tell("stopping")


def _environment(folder: Path, ports: Ports, database_url: str) -> dict[str, str]:
    """The settings of the demo's processes, as an operator would write them."""
    phones = f"http://127.0.0.1:{ports.phones}"
    return keys(folder) | {
        "CHECKIN_DEMO": "1",
        "CHECKIN_DEMO_CLOCK": str(folder / "clock"),
        "CHECKIN_VAR": str(folder),
        "DATABASE_URL": database_url or f"sqlite:///{folder / 'checkin.db'}",
        "REDIS_URL": EmbeddedRedis(folder / "redis", ports.queue).url,
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{ports.web}",
        "TWILIO_FROM_NUMBER": people.SERVICE,
        "TWILIO_API_BASE_URL": phones,
    }


def _settings(values: dict[str, str]) -> Settings:
    """The same settings for this process."""
    given: dict[str, Any] = {
        name if name.startswith("CHECKIN_") else name.lower(): value
        for name, value in values.items()
    }
    return Settings(**given)


def _migrate(database_url: str) -> None:
    """Bring the database to the newest migration."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    engine = connect_to(database_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def _settle_in(settings: Settings, password: str) -> None:
    """The demo's people, at nine in the morning of their own zone."""
    clock = DemoClock(Path(str(settings.demo_clock)), people.TIME_ZONE)
    clock.jump("morning")
    services = bootstrap.services(settings)
    people.settle_in(services, password)
    services.close()


def _start(processes: Processes, ports: Ports, settings: Settings, *, hurried: bool) -> None:
    """Start everything, the queue and the phones first."""
    queue = EmbeddedRedis(settings.var / "redis", ports.queue)
    queue.folder.mkdir()
    phones = _phones(ports.phones, settings)
    if hurried:
        phones |= {"words_per_second": None, "delay_seconds": 0.05}
    config = settings.var / "phones.json"
    config.write_text(json.dumps(phones))
    python = sys.executable
    processes.start("queue", *queue.command())
    processes.start("phones", python, "-m", "checkin.simulator", str(config))
    processes.start("clock", python, "-m", "workers.clock")
    processes.start("worker", python, "-m", "workers.run")
    processes.start(
        "web",
        *(python, "-m", "gunicorn", "--bind", f"127.0.0.1:{ports.web}"),
        *("--worker-class", "gthread", "--threads", "8", "--no-control-socket"),
        "checkin.bootstrap:create_app()",
    )


def _phones(port: int, settings: Settings) -> dict[str, object]:
    """What the stand-in for the carrier is told."""
    web = settings.public_base_url
    return {
        "account_sid": settings.twilio_account_sid,
        "auth_token": settings.twilio_auth_token,
        "service_number": people.SERVICE,
        "sms_url": f"{web}/twilio/sms",
        "voice_url": f"{web}/twilio/voice",
        "voice_status_url": f"{web}/twilio/voice/status/0",
        "handsets": [
            {
                "number": number,
                "owner": owner,
                "role": "coordinator" if number == people.CLEO.number else "member",
            }
            for number, owner in people.PHONES.items()
        ],
        "port": port,
        "clock_file": str(settings.demo_clock),
        "time_zone": people.TIME_ZONE,
        "next_due_url": f"{web}/demo/next-due",
        "links": [{"text": "The coordinators' page", "url": f"{web}/admin/"}],
    }


def _wait(url: str, what: str, logs: Path) -> None:
    """Wait until `url` answers well. Raises `NotReady`."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if requests.get(url, timeout=2).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.1)
    raise NotReady(f"{what} did not come up; see {logs}")
