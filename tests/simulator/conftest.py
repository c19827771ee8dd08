"""A carrier whose events run only when told, a service to call, and Twilio's own client."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from checkin.simulator import Config, HandsetConfig, Simulator, create_simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .connections import Connections
from .receiver import Receiver

ACCOUNT = "AC" + "a1" * 16
TOKEN = "0123456789abcdef0123456789abcdef"
SERVICE = "+15550100000"
SERVICE_SID = "MG" + "b2" * 16
MEMBER = "+15550100001"
OTHER = "+15550100002"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The time it shows."""
        return self.at

    def move(self, **amount: float) -> None:
        """Move it forward."""
        self.at += timedelta(**amount)


@pytest.fixture(scope="session")
def connections() -> Connections:
    """Counts what is tried, and not only what succeeds."""
    return Connections()


@pytest.fixture
def clock() -> Clock:
    """The carrier's clock."""
    return Clock()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The service that the carrier calls."""
    receiver = Receiver(TOKEN)
    yield receiver
    receiver.close()


@pytest.fixture
def config(receiver: Receiver) -> Config:
    """An account with two handsets around it."""
    return Config(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        service_number=SERVICE,
        messaging_service_sid=SERVICE_SID,
        sms_url=receiver.url + "/sms",
        voice_url=receiver.url + "/voice",
        voice_status_url=receiver.url + "/voice/status",
        handsets=(HandsetConfig(MEMBER, "Ana"), HandsetConfig(OTHER, "Ben", "coordinator")),
    )


@pytest.fixture
def simulator(config: Config, clock: Clock) -> Iterator[Simulator]:
    """A carrier in test mode, listening."""
    with create_simulator(config, clock.now) as simulator:
        yield simulator


@pytest.fixture
def fast(config: Config) -> Iterator[Simulator]:
    """A carrier that runs by itself, in a hurry."""
    hurried = replace(config, delay_seconds=0.01, ring_seconds=0.05, words_per_second=None)
    with create_simulator(hurried, Clock().now, auto=True) as simulator:
        yield simulator


def twilio_client(simulator: Simulator, token: str = TOKEN, timeout: float = 10) -> Client:
    """Twilio's own client, pointed at the simulator."""
    client = Client(ACCOUNT, token, http_client=TwilioHttpClient(timeout=timeout))
    client.api.base_url = simulator.url
    return client


@pytest.fixture
def client(simulator: Simulator) -> Iterator[Client]:
    """Twilio's own client."""
    client = twilio_client(simulator)
    yield client
    client.http_client.session.close()


@pytest.fixture
def control(simulator: Simulator) -> SimulatorClient:
    """The simulator's own interface."""
    return SimulatorClient(simulator.url)


@pytest.fixture
def member(control: SimulatorClient) -> HandsetClient:
    """Ana's phone."""
    return control.handset(MEMBER)
