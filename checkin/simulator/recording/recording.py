"""One recording."""

from dataclasses import dataclass, field
from datetime import datetime

SILENT = 16102


@dataclass
class Recording:
    """What the carrier keeps of a recording; the names are those of Twilio's Recording resource.

    `words` stand for what can be heard on it. `seconds` is None while it is being made.
    """

    sid: str
    call_sid: str
    number: str
    created: datetime
    status: str = "in-progress"
    words: str = ""
    seconds: int | None = None
    error_code: int | None = None
    updated: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.updated = self.created

    @property
    def audible(self) -> bool:
        """Whether its file can be had."""
        return self.status == "completed"

    def move(self, status: str, at: datetime) -> None:
        """Take the next status."""
        self.status = status
        self.updated = at
