"""The phones in people's hands, as the carrier sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Arrived:
    """A text as whoever reads it understands it; `wording` is the key of what it says first."""

    kind: str  # of the outbox row; `reply` for what answers a text of theirs
    wording: str
    body: str
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call to somebody."""

    kind: str
    wording: str
    member_id: int | None = None


class Owner(Protocol):
    """Somebody with a phone."""

    def reads(self, text: Arrived) -> None:
        """A text has come."""

    def takes_up(self, call: Ringing) -> str:
        """What becomes of a call: human, machine_start, busy or no-answer."""

    def presses(self, asked: str) -> str:
        """The key they press when a call waits for one; empty for none."""


class Phones:
    """Who has which phone. One may be shared: then what comes is for whoever it names."""

    def __init__(self) -> None:
        self._owners: dict[str, dict[int, Owner]] = {}

    def give(self, number: str, owner: Owner, member_id: int = 0) -> None:
        """Somebody has this phone, alone or with others."""
        self._owners.setdefault(number, {})[member_id] = owner

    def owner(self, number: str, member_id: int | None) -> Owner | None:
        """Who takes up the phone when something comes for this member."""
        here: Mapping[int, Owner] = self._owners.get(number, {})
        return here.get(member_id or 0) or next(iter(here.values()), None)

    @property
    def numbers(self) -> frozenset[str]:
        """Every phone there is."""
        return frozenset(self._owners)
