"""One text message, in or out."""

from dataclasses import dataclass, field
from datetime import datetime

FINAL = frozenset({"delivered", "undelivered", "failed", "received", "canceled"})


@dataclass
class Message:
    """What the carrier keeps of a message; the names are those of Twilio's Message resource."""

    sid: str
    from_: str | None
    to: str
    body: str
    direction: str
    status: str
    created: datetime
    segments: int
    encoding: str
    updated: datetime = field(init=False)
    sent: datetime | None = None
    error_code: int | None = None
    messaging_service_sid: str | None = None
    status_callback: str | None = None
    status_method: str = "POST"
    history: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.updated = self.created
        self.history.append(self.status)

    @property
    def final(self) -> bool:
        """Whether no other status can follow."""
        return self.status in FINAL

    def move(self, status: str, at: datetime) -> None:
        """Take the next status."""
        self.status = status
        self.updated = at
        self.history.append(status)
