"""The world around the service, asked by `checkin doctor`: our own address, and our account."""

import requests
from twilio.request_validator import RequestValidator

from checkin.adapters.carrier import TwilioCarrier
from checkin.usecases.ports.examining import Account, Knocked, Webhooks

PATIENCE = 5.0  # seconds
DOOR = "/twilio/sms/status/0"  # news of a text that there is not: it changes nothing
NEWS = {"MessageSid": "SM" + "0" * 32, "MessageStatus": "queued"}


class OutsideWorld:
    """`Outside` over HTTP. It reads only."""

    def __init__(self, public_base_url: str, carrier: TwilioCarrier) -> None:
        self.public_base_url = public_base_url
        self.carrier = carrier

    def answers(self) -> int | None:
        """The HTTP status of our own `/healthz` at its public address; None if out of reach."""
        try:
            answer = requests.get(
                f"{self.public_base_url}/healthz", timeout=PATIENCE, allow_redirects=False
            )
        except requests.RequestException:
            return None
        return answer.status_code

    def knocks(self) -> Knocked:
        """What the door for webhooks says to a signed request, and to one that is not."""
        token = self.carrier.client.password
        signature = RequestValidator(token).compute_signature(self.public_base_url + DOOR, NEWS)
        return Knocked(self._knock({"X-Twilio-Signature": signature}), self._knock({}))

    def account(self) -> Account:
        """Our account at the carrier. May raise `NotHanded`."""
        return self.carrier.account()

    def webhooks(self) -> Webhooks:
        """Where our number and our messaging service turn to. May raise `NotHanded`."""
        return self.carrier.webhooks()

    def _knock(self, headers: dict[str, str]) -> int | None:
        try:
            answer = requests.post(
                self.public_base_url + DOOR,
                NEWS,
                headers=headers,
                timeout=PATIENCE,
                allow_redirects=False,
            )
        except requests.RequestException:
            return None
        return answer.status_code
