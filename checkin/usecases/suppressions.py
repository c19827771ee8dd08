"""After a backup was restored: who has stopped us since, and when may anything leave again?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.revocation import Wish, judge
from checkin.usecases.opting_out import stopped_elsewhere
from checkin.usecases.ports import Services


@dataclass(frozen=True, slots=True)
class Came:
    """One text that the carrier has taken from somebody."""

    provider_id: str
    number: str
    body: str


class Inbox(Protocol):
    """The carrier's own list. May raise `NotHanded`."""

    def texts_since(self, since: datetime) -> Iterator[Came]:
        """Every text that came in since then."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay found."""

    texts: int
    stops: int


def replay(services: Services, inbox: Inbox, since: datetime) -> Replayed:
    """Write down every stop among the texts since then; whoever has started again stays stopped.

    Nothing is answered, and nothing else is taken in: a person reads the other texts.
    """
    texts = stops = 0
    for came in inbox.texts_since(since):
        texts += 1
        if judge(came.body).wish is Wish.CERTAIN:
            stops += 1
            stopped_elsewhere(services, came.number, f"text {came.provider_id} at the carrier")
    return Replayed(texts, stops)


def stop_all(services: Services, numbers: Iterable[str]) -> int:
    """Write down that all of these have stopped us; how many they are."""
    count = 0
    for number in numbers:
        count += 1
        stopped_elsewhere(services, number, "a list of stops")
    return count
