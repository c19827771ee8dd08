"""An installation as an operator runs it: real processes, a real database, and a carrier.

The carrier's stand-in runs in the test; web, worker and clock are processes with their settings in
the environment, and all of them read one clock that the test can move.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checkin import bootstrap
from checkin.demo.keys import keys
from checkin.domain.invitation import confirmed
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.settings import Settings
from checkin.settings.inherited import ALSO_OURS, OURS, environment
from checkin.simulator.client import SimulatorClient
from checkin.simulator.config import Config
from checkin.simulator.demo_clock import DemoClock
from checkin.simulator.simulator import create_simulator
from checkin.usecases import clock_pass
from checkin.usecases.ports import Services
from checkin.usecases.ports.records import Enrolment
from tests.servers.waiting import wait_until
from tests.town.database import ROOT
from tests.town.settings import SERVICE

SECONDS = 30.0  # for a process to come up or to do its work, on a machine with much else to do
PYTHON = sys.executable
WEB = (PYTHON, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "4")
WEB += ("--no-control-socket", "--access-logfile", os.devnull, "checkin.bootstrap:create_app()")
CLOCK = (PYTHON, "-m", "workers.clock")
WORKER = (PYTHON, "-m", "workers.run")


class Process:
    """One process of the service, with everything it says in a file."""

    def __init__(self, command: Sequence[str], settings: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as file:
            self.popen = subprocess.Popen(
                command, cwd=ROOT, env=environment(**settings), stdout=file, stderr=file
            )

    def said(self) -> str:
        """All that it has written so far."""
        return self.log.read_text(errors="replace")

    def says(self, words: str, times: int = 1) -> None:
        """Wait until it has written `words` so often."""
        wait_until(
            lambda: self.said().count(words) >= times or self.popen.poll() is not None,
            SECONDS,
            words,
        )
        assert self.said().count(words) >= times, self.said()

    def stopped(self, within: float = 10.0) -> int:
        """What it ends with, asked to stop in good order."""
        self.popen.terminate()
        return self.popen.wait(within)

    def end(self) -> None:
        """End it in any case."""
        self.popen.kill()
        self.popen.wait()


class Installation:
    """The service in `folder`. It is nine in the morning, and nobody is due before ten."""

    def __init__(self, folder: Path, database_url: str, redis_url: str = "", **more: str) -> None:
        self.folder = folder
        self.clock = DemoClock(folder / "clock", "UTC")
        if more.get("CHECKIN_DEMO", "1"):
            self.clock.jump("morning")
        self.web_port = free_port()
        self.made = keys(folder)
        self.carrier = create_simulator(self._carrier_config(), now=self.clock.now, auto=True)
        self.carrier.start()
        self.control = SimulatorClient(self.carrier.url)
        self.settings = self.made | {
            "CHECKIN_DEMO": "1",
            "CHECKIN_DEMO_CLOCK": str(folder / "clock"),
            "CHECKIN_VAR": str(folder),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{self.web_port}",
            "WEB_PORT": str(self.web_port),
            "TWILIO_FROM_NUMBER": SERVICE,
            "TWILIO_API_BASE_URL": self.carrier.url,
            **more,
        }
        self.services: Services = bootstrap.services(self.read())
        self.processes: list[Process] = []

    def read(self) -> Settings:
        """The same settings, for this process."""
        given: dict[str, Any] = {
            name if name.startswith("CHECKIN_") else name.lower(): value
            for name, value in self.settings.items()
            if value and (name.startswith(OURS) or name in ALSO_OURS)
        }
        return Settings(**given)

    def starts(self, *command: str) -> Process:
        """Start one of its processes."""
        log = self.folder / f"{len(self.processes)}.log"
        process = Process(command, self.settings, log)
        self.processes.append(process)
        return process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self.processes:
            process.end()
        self.carrier.close()
        self.services.close()

    def enrols(self, number: str, name: str = "Ana", **more: Any) -> Member:
        """Somebody who has said yes, and is asked at ten by the clock of the installation."""
        now = self.services.now()
        enrolment = Enrolment(
            number=number,
            name=name,
            language="en",
            time_zone="UTC",
            channel=Channel.TEXT,
            rhythm=Rhythm(Cadence.DAILY, time(10)),
            window=Window(),
            invited_until=now + timedelta(days=7),
            **more,
        )
        with self.services.begin() as work:
            member = work.people.enrol(enrolment, now)
            decision = confirmed(member, "they told us", now)
            work.apply(decision, now, self.services.policy)
        return member

    def goes_on(self, **span: float) -> None:
        """Time goes on, for everybody."""
        seconds = self.clock.offset() + int(timedelta(**span).total_seconds())
        fresh = self.folder / "clock.new"
        fresh.write_text(str(seconds))
        fresh.replace(self.folder / "clock")

    def passes(self) -> list[str]:
        """One pass of the clock, in this process; the steps that could not be done."""
        failed: list[str] = []
        clock_pass.run(self.services, lambda step, _: failed.append(step))
        return failed

    def texts_at(self, number: str) -> list[str]:
        """The texts that have reached this phone."""
        texts = self.control.handset(number).texts()
        return [text["body"] for text in texts if text["direction"] == "in"]

    def waits_for_texts(self, number: str, count: int) -> list[str]:
        """Wait until this phone has got so many texts."""
        wait_until(lambda: len(self.texts_at(number)) >= count, SECONDS, f"{count} texts")
        return self.texts_at(number)

    def _carrier_config(self) -> Config:
        web = f"http://127.0.0.1:{self.web_port}"
        return Config(
            account_sid=self.made["TWILIO_ACCOUNT_SID"],
            auth_token=self.made["TWILIO_AUTH_TOKEN"],
            service_number=SERVICE,
            sms_url=f"{web}/twilio/sms",
            voice_url=f"{web}/twilio/voice",
            voice_status_url=f"{web}/twilio/voice/status/0",
            delay_seconds=0.02,
            words_per_second=None,
        )


def free_port() -> int:
    """A port of this machine that nobody has at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def today(moment: datetime, hour: int) -> datetime:
    """That hour of the day of `moment`."""
    return moment.astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
