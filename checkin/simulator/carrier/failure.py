"""What went wrong between the carrier and the service, as Twilio's debugger lists it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


class WebhookFailed(Exception):
    """A webhook that got no usable answer: `code` from Twilio's error dictionary, and why."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Failure:
    """One line of the debugger: error code, what happened, at which URL, about which SID."""

    at: datetime
    code: int
    message: str
    url: str
    sid: str

    def as_json(self) -> dict[str, Any]:
        """The failure by field name, its time in ISO 8601."""
        return {**asdict(self), "at": self.at.isoformat()}
