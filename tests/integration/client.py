"""The real client of the carrier, and a clock that a test sets."""

from collections.abc import Callable
from datetime import datetime

from twilio.http.http_client import TwilioHttpClient

from checkin.adapters.carrier import Sender, TwilioCarrier
from checkin.usecases.ports import Handed
from tests.builders import NOON
from tests.town.settings import ACCOUNT, SERVICE, TOKEN

ANA, BEN = "+12125550100", "+12125550101"
BODY = "the words of one person"
SERVICE_SID = "MG" + "5" * 32
BASE = "https://example.org"
HASTE = 2.0  # seconds until the client gives up, where a test wants it to

Handing = Callable[[TwilioCarrier, str], Handed]


class Day:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        """The moment."""
        return self.moment


def client_of(url: str, token: str = TOKEN, service: str = "") -> TwilioCarrier:
    """A client of the carrier at `url`, as patient as the real one."""
    return TwilioCarrier(ACCOUNT, token, BASE, Sender(SERVICE, service), url)


def hurried(carrier: TwilioCarrier) -> TwilioCarrier:
    """The same client, which gives up after `HASTE`."""
    assert isinstance(carrier.client.http_client, TwilioHttpClient)
    carrier.client.http_client.timeout = HASTE
    return carrier


def text(carrier: TwilioCarrier, number: str) -> Handed:
    """Hand over a text."""
    return carrier.send_text(number, BODY, 17)


def call(carrier: TwilioCarrier, number: str) -> Handed:
    """Hand over a call."""
    return carrier.place_call(number, 18, voicemail=False)
