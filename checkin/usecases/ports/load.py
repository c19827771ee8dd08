"""What the service carries at a moment: what waits, since when, and what came and went lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

LATELY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Heap:
    """Things of one sort that wait, and since when the first of them."""

    count: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Lately:
    """The texts or the calls within `LATELY`; of very many, only the newest, from `since` on."""

    received: int
    sent: Mapping[str, int]  # by the carrier's last word
    since: datetime


@dataclass(frozen=True, slots=True)
class Load:
    """All of it. What has nothing in it is left out."""

    outbox: Mapping[str, Heap]  # by kind; `since` is when the first could have left
    unsettled: Heap  # attempts whose outcome is not known
    escalations: Mapping[tuple[str, str], int]  # by level and state
    oldest: Mapping[tuple[str, str], datetime]  # when the first of those was opened
    texts: Lately
    calls: Lately
    clock_passed: datetime | None  # None: it never has
    restored_to: datetime | None  # a backup was restored, and sending is held
