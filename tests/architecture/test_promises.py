"""What an operator is promised: the processes of the Procfile run, and the commands are there."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from checkin.adapters.sql.rows import CLOCK_PASS
from checkin.cli import main
from tests.architecture.sources import ROOT
from tests.integration.crowd import rows
from tests.integration.installation import SECONDS, Installation, Process
from tests.integration.schema import sqlite_file
from tests.servers.waiting import wait_until

LINES = dict(
    line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if line.strip()
)
TARGETS = set(re.findall(r"(?m)^([a-z]+):.*##", (ROOT / "Makefile").read_text()))
CODE = re.compile(r"(?m)^ {4}.*$|`[^`\n]+`")


@pytest.fixture
def place(tmp_path: Path, redis_url: str) -> Iterator[Installation]:
    """An installation as a platform starts it: an empty database, and commands on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": ""}
    with Installation(tmp_path, sqlite_file(tmp_path), redis_url, **own) as place:
        yield place


def started(place: Installation, name: str) -> Process:
    """A line of the Procfile as a platform runs it."""
    return place.starts("/bin/sh", "-c", f"exec {LINES[name]}")


def ready(place: Installation) -> bool:
    """Whether the web says that all is well."""
    try:
        return requests.get(f"{place.settings['PUBLIC_BASE_URL']}/readyz", timeout=5).ok
    except (requests.ConnectionError, requests.Timeout):  # it is still reading its rules
        return False


def test_every_line_of_the_procfile_starts_and_stops_when_told(place: Installation) -> None:
    release = started(place, "release")
    assert release.popen.wait(SECONDS) == 0, release.said()

    running = {name: started(place, name) for name in ("web", "worker", "clock")}

    assert LINES.keys() == {"release", *running}
    running["worker"].says("worker_started")
    running["clock"].says("clock_started")
    wait_until(lambda: ready(place), SECONDS, "a service that is ready")
    assert rows(place.settings["DATABASE_URL"], sa.select(CLOCK_PASS.name)) == [("clock",)]
    for name, process in running.items():
        assert process.stopped() == 0, (name, process.said())


def test_a_process_without_settings_says_all_that_is_missing_and_ends(tmp_path: Path) -> None:
    command = (sys.executable, *LINES["clock"].split()[1:])
    process = Process(command, {"CHECKIN_VAR": str(tmp_path)}, tmp_path / "log")

    assert process.popen.wait(SECONDS) == 1

    for variable in ("CHECKIN_SECRET_KEY", "CHECKIN_DATA_KEYS", "TWILIO_AUTH_TOKEN"):
        assert variable in process.said()
    assert "Traceback" not in process.said()


def test_what_make_promises_is_there() -> None:
    assert {"demo", "test", "check", "bench"} <= TARGETS


def test_every_command_that_the_readme_names_exists() -> None:
    code = "\n".join(CODE.findall((ROOT / "README.md").read_text()))

    made = set(re.findall(r"\bmake ([a-z]+)\b", code))
    commands = set(re.findall(r"(?m)(?:^ *|`|\$ |bin/)checkin ([a-z]+)\b", code))

    assert made
    assert made <= TARGETS
    assert commands <= set(main.commands)
