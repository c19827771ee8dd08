"""Second factors: codes of an app by RFC 6238, and recovery codes for who has lost it."""

import hmac
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

import pyotp

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that is taken for another
PARTS, OF_PART = 3, 4  # 59 bits: nobody guesses one, so a fast digest keeps it well enough
DRIFT = (0, -1, 1)  # steps by which the clock of a phone may be wrong
NOT_OF_A_CODE = re.compile(r"\s")


class TotpFactors:
    """`SecondFactors` over pyotp. `now` is the time of everybody's phone, never the demo's."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def new_secret(self) -> str:
        """A secret that nobody else has."""
        return pyotp.random_base32()

    def address(self, secret: str, login: str, organisation: str) -> str:
        """What an app reads from the picture."""
        return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=organisation)

    def step(self, secret: str, typed: str) -> int | None:
        """The step of time whose code was typed, if it is this one or the one beside it."""
        totp = pyotp.TOTP(secret)
        code = NOT_OF_A_CODE.sub("", typed)
        this = totp.timecode(self._now())
        for drift in DRIFT:
            if hmac.compare_digest(totp.generate_otp(this + drift).encode(), code.encode()):
                return this + drift
        return None

    def new_codes(self) -> Sequence[str]:
        """Ten recovery codes."""
        return [
            "-".join("".join(secrets.choice(LETTERS) for _ in range(OF_PART)) for _ in range(PARTS))
            for _ in range(CODES)
        ]
