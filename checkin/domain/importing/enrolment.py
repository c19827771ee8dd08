"""What a row of a members file turns into: a member to be, or the reasons why not."""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.member import Channel, Rhythm, Window

COLUMNS = (
    "phone",
    "name",
    "language",
    "time_zone",
    "channel",
    "cadence",
    "at",
    "consent_evidence",
    "buddy_ok",
    "topics",
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A member to be: as imported, before their own yes.

    `evidence` is what proves that the person agreed to be asked (R15).
    """

    number: str
    name: str
    language: str
    time_zone: str
    channel: Channel
    rhythm: Rhythm
    window: Window
    invited_until: datetime
    buddy_ok: bool = False
    topics: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the organisation brings to every row: a number's country and the hours of contact.

    `languages` are those that have a catalog.
    """

    country: str
    languages: frozenset[str]
    window: Window


class Wrong(Exception):
    """A value cannot be used. The message says why in plain words, and never the value itself.

    `key` is the same in the page's catalog, with the `values` that stand in it.
    """

    def __init__(self, what: str, key: str, **values: str) -> None:
        super().__init__(what)
        self.key = key
        self.values = tuple(values.items())


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row cannot be loaded. `column` is empty when it is about the row as a whole.

    `key` and `values` say the same by the page's catalog, where the page can meet it.
    """

    column: str
    what: str
    key: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.column}: {self.what}" if self.column else self.what


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be loaded, with every reason; its number, where that much was clear."""

    reasons: tuple[Reason, ...]
    number: str | None = None
