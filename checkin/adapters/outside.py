"""The world around the service, asked by `checkin doctor`: our own address, and our account."""

import requests

from checkin.adapters.carrier import TwilioCarrier

PATIENCE = 5.0  # seconds


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

    def account(self) -> str:
        """The state of our account at the carrier. May raise `NotHanded`."""
        return self.carrier.account()
