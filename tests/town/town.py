"""A whole service in one process, with a clock that jumps and a carrier on real HTTP.

Web, rules, use cases, database and the carrier's client are the real ones; webhooks and REST calls
travel over loopback. Only the queue is short-cut: a batch is delivered when it is queued.
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from flask import Response

from checkin import bootstrap
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import SHIFT
from checkin.domain.decision import Decision, DutyChanged, MemberChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.invitation import confirmed
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.simulator.client import SimulatorClient
from checkin.simulator.config import Config, HandsetConfig
from checkin.simulator.server import Server
from checkin.simulator.simulator import create_simulator
from checkin.usecases import clock_pass, delivery, health
from checkin.usecases.ports import Carrier, Handed, QueueAway, Services
from checkin.usecases.ports.records import Enrolment
from checkin.usecases.staff import add_coordinator
from tests.town.phone import Phone
from tests.town.settings import ACCOUNT, SERVICE, TOKEN, settings

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOWNSFOLK = ("Ana", "Ben", "Cleo", "Dov", "Eve")


class Batches:
    """A queue that keeps batches until the town lets a worker run; it can be away."""

    def __init__(self) -> None:
        self.waiting: list[list[int]] = []
        self.away = False
        self.nobody_comes = False  # the queue is there, and no worker is

    def deliver(self, outbox_ids: Sequence[int], *, urgent: bool) -> None:
        """Keep one batch."""
        if self.away:
            raise QueueAway
        if not self.nobody_comes:
            self.waiting.append(list(outbox_ids))

    def answers(self) -> bool:
        """Whether it can be reached."""
        return not self.away


class SlowOnce:
    """A carrier that takes its time with the first text, and is itself again afterwards."""

    def __init__(
        self, town: "Town", carrier: Carrier, seconds: float, meanwhile: Callable[[], None]
    ) -> None:
        self._town = town
        self._carrier = carrier
        self._seconds = seconds
        self._meanwhile = meanwhile

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Hand over one text, the first one slowly."""
        handed = self._carrier.send_text(number, body, message_id)
        self._town.services = replace(self._town.services, carrier=self._carrier)
        self._town.moment += timedelta(seconds=self._seconds)
        self._seconds, meanwhile = 0, self._meanwhile
        self._meanwhile = lambda: None
        meanwhile()
        return handed

    def __getattr__(self, name: str) -> Any:
        """Everything else is the carrier's."""
        return getattr(self._carrier, name)


class Town:
    """The service, its carrier, and everybody's phones. It is Monday, eight in the morning."""

    def __init__(self, database_url: str, folder: Path, **others: Any) -> None:
        self.moment = MONDAY
        self.batches = Batches()
        port = _free_port()
        self.base_url = f"http://127.0.0.1:{port}"
        handsets = tuple(
            HandsetConfig(f"+1212555010{number}", name) for number, name in enumerate(TOWNSFOLK)
        )
        config = Config(
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            service_number=SERVICE,
            sms_url=f"{self.base_url}/twilio/sms",
            voice_url=f"{self.base_url}/twilio/voice",
            voice_status_url=f"{self.base_url}/twilio/voice/status/0",
            handsets=handsets,
            opt_out_keywords=others.get("twilio_handles_opt_out", False),
        )
        self.carrier = create_simulator(config, now=lambda: self.moment)
        self.carrier.start()
        self.settings = settings(
            folder,
            database_url,
            public_base_url=self.base_url,
            twilio_api_base_url=self.carrier.url,
            **others,
        )
        provided = bootstrap.services(self.settings)
        self.services: Services = replace(
            provided,
            wake=self.batches,
            now=lambda: self.moment,
            policy=replace(provided.policy, clock_jumps=True),
        )
        self.app = bootstrap.app(self.settings, self.services)
        self._listeners: list[Callable[[Response], Response]] = []
        self._web = Server(self.app, port=port)
        self.control = SimulatorClient(self.carrier.url)
        self.staff: dict[str, int] = {}  # ids of coordinators
        self.phones = {h.owner: Phone(self, h.number, h.owner) for h in handsets}

    def __enter__(self) -> Self:
        self._web.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._web.close()
        self.carrier.close()
        self.services.close()

    def serves(self, services: Services) -> None:
        """From now on the town runs on these services."""
        self._web.close()
        self.services = services
        self.app = bootstrap.app(self.settings, services)
        for listener in self._listeners:
            self.app.after_request(listener)
        self._web = Server(self.app, port=int(self.base_url.rpartition(":")[2]))
        self._web.start()

    def hears_answers(self, listener: Callable[[Response], Response]) -> None:
        """From now on `listener` gets every answer of the web; said before the first request."""
        self._listeners.append(listener)
        self.app.after_request(listener)

    def phone(self, owner: str) -> Phone:
        """The phone of one of the townsfolk."""
        return self.phones[owner]

    def invite(
        self,
        name: str,
        channel: str = "text",
        cadence: str = "daily",
        *,
        language: str = "en",
        on: Phone | None = None,
    ) -> Phone:
        """Import a member, who is invited at once and asked at ten every morning or week.

        `on` is somebody else's phone, which they share.
        """
        phone = on or self.phones[name]
        enrolment = Enrolment(
            number=phone.number,
            name=name,
            language=language,
            time_zone="UTC",
            channel=Channel(channel),
            rhythm=Rhythm(Cadence(cadence), time(10)),
            window=Window(),
            invited_until=self.moment + self.services.policy.invitation,
        )
        with self.services.begin() as work:
            self.member = work.people.enrol(enrolment, self.moment)
        return phone

    def enrol(
        self,
        name: str,
        channel: str = "text",
        cadence: str = "daily",
        *,
        language: str = "en",
        on: Phone | None = None,
    ) -> Phone:
        """A member who has said yes already."""
        phone = self.invite(name, channel, cadence, language=language, on=on)
        member: Member = self.member
        decision = confirmed(member, "a story", self.moment)
        with self.services.begin() as work:
            work.apply(decision, self.moment, self.services.policy)
        return phone

    def coordinator(self, name: str, *, confirmed: bool = True) -> Phone:
        """A coordinator who is paged on their phone, and has said that it is theirs."""
        phone = self.phone(name)
        self.shares_phone(name, phone, confirmed=confirmed)
        return phone

    def shares_phone(self, name: str, phone: Phone, *, confirmed: bool = True) -> None:
        """One more coordinator, who is paged on somebody else's phone."""
        added = add_coordinator(
            self.services, name.lower(), name, "a long password", phone.number, "en"
        )
        self.staff[name] = added
        if confirmed:
            said = Decision((DutyChanged(added, confirmed=True),))
            with self.services.begin() as work:
                work.apply(said, self.moment, self.services.policy)

    def puts_on_call(
        self, name: str, who: str = "first", starts: int = 0, hours: int = 168
    ) -> None:
        """A shift of that coordinator every Monday from that hour on, UTC: the whole week."""
        shift = {
            "coordinator_id": self.staff[name],
            "who": who,
            "weekday": 0,
            "starts": time(starts),
            "minutes": 60 * hours,
            "time_zone": "UTC",
            "created_at": self.moment,
        }
        engine = connect_to(self.settings.database_url)
        with engine.begin() as connection:
            connection.execute(sa.insert(SHIFT.id.table).values(shift))
        engine.dispose()

    def many_ask_for_help(self, count: int) -> None:
        """So many members, who have no phones here, ask for help at once."""
        for place in range(count):
            enrolment = Enrolment(
                number=f"+1212555{place + 1000}",
                name=f"Member {place}",
                language="en",
                time_zone="UTC",
                channel=Channel.TEXT,
                rhythm=Rhythm(Cadence.DAILY, time(10)),
                window=Window(),
                invited_until=self.moment + self.services.policy.invitation,
            )
            with self.services.begin() as work:
                member = work.people.enrol(enrolment, self.moment)
                raised = Decision((Raised(EscalationKind.HELP, member.id),))
                work.apply(raised, self.moment, self.services.policy)

    def asks_at(self, member_id: int, hour: int, minute: int) -> None:
        """Ask this member today at that time, instead of at ten."""
        slot = self.moment.replace(hour=hour, minute=minute)
        with self.services.begin() as work:
            change = MemberChanged(member_id, next_due_at=slot)
            work.apply(Decision((change,)), self.moment, self.services.policy)

    def decides(self, **policy: Any) -> None:
        """The organisation changes its mind about some of its policy."""
        changed = replace(self.services.policy, **policy)
        self.serves(replace(self.services, policy=changed))

    def carrier_is_slow(self, seconds: float, meanwhile: Callable[[], None]) -> None:
        """The next text takes the carrier so long, and something happens meanwhile."""
        slow = SlowOnce(self, self.services.carrier, seconds, meanwhile)
        self.services = replace(self.services, carrier=slow)

    def wait(self, **duration: float) -> None:
        """Let time go by, stopping wherever something is due."""
        end = self.moment + timedelta(**duration)
        while self.moment < end:
            due = health.next_deadline(self.services)
            if due is None or due >= end:
                break
            self.moment = max(due, self.moment)
            self.settle()
            if health.next_deadline(self.services) == due:
                self.moment += timedelta(seconds=1)  # it is somebody's turn who has not acted
        self.moment = end
        self.settle()

    def sleep(self, **duration: float) -> None:
        """Let time go by with nobody awake: nothing is done until it is over."""
        self.moment += timedelta(**duration)
        self.settle()

    def settle(self) -> None:
        """Let clock, workers and carrier run until nothing more happens by itself."""
        while self._one_round():
            pass

    def clock_passes(self) -> bool:
        """One pass of the clock; whether it did anything."""
        failures: list[Exception] = []
        done = clock_pass.run(self.services, lambda step, error: failures.append(error))
        if failures:
            raise failures[0]
        return any(done.values())

    def _one_round(self) -> bool:
        moved = self.clock_passes()
        batches, self.batches.waiting = self.batches.waiting, []
        for batch in batches:
            delivery.deliver(self.services, batch)
        moved |= bool(self.carrier.settle())
        assert not self.control.failures(), self.control.failures()
        return bool(batches or moved)

    def everyone_is_silent(self) -> None:
        """No phone has got anything that the story did not expect."""
        for phone in self.phones.values():
            phone.is_silent()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
