"""The real client of the carrier, with the patience of a test, and a clock that a test sets."""

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
PATIENCE = 0.4  # seconds until the client gives up, in these tests

Handing = Callable[[TwilioCarrier, str], Handed]


class Day:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        """The moment."""
        return self.moment


def client_of(url: str, token: str = TOKEN, service: str = "") -> TwilioCarrier:
    """A client of the carrier at `url`."""
    made = TwilioCarrier(ACCOUNT, token, BASE, Sender(SERVICE, service), url)
    assert isinstance(made.client.http_client, TwilioHttpClient)
    made.client.http_client.timeout = PATIENCE
    return made


def text(carrier: TwilioCarrier, number: str) -> Handed:
    """Hand over a text."""
    return carrier.send_text(number, BODY, 17)


def call(carrier: TwilioCarrier, number: str) -> Handed:
    """Hand over a call."""
    return carrier.place_call(number, 18)
