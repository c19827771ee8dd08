"""Members who support one another: their bonds, their nudges, and what passes between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.pairing import Ended, Held, Nudge, Pairing, PairingState, Shape, Traffic
from checkin.domain.pairing.changes import PairingProposed
from checkin.domain.pairing.wishes import Known, Wishes


class WishesKept(Protocol):
    """What members wish of a buddy."""

    def of(self, member_id: int) -> Wishes:
        """What this member wishes; the usual where nobody has asked them."""

    def save(self, member_id: int, wished: Wishes, by: int | None, now: datetime) -> None:
        """Keep what a member wishes; `by` is who signs off that they look after others."""


class Willing(Protocol):
    """Everybody who has agreed to a buddy."""

    def everybody(self) -> Sequence[Known]:
        """Who is with us or invited, and has agreed to a buddy at some time, by id."""

    def told_since(self, moment: datetime) -> frozenset[int]:
        """Whom we have told since then that nobody was left for them."""


@dataclass(frozen=True, slots=True)
class PairingLine:
    """One pairing in a list. `sides` are the ids and names, the one who supports first."""

    id: int
    state: PairingState
    shape: Shape
    score: int
    since: datetime
    sides: tuple[tuple[int, str], ...]
    quiet: bool = False  # nobody was in touch for two weeks
    ended: Ended | None = None
    factors: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of a pairing's timeline."""

    at: datetime
    what: str
    member_id: int | None
    by: str  # a coordinator's name
    note: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What buddies came to: for the report."""

    states: Mapping[PairingState, int]
    contacts: int
    went: Mapping[str, int]  # how contacts went, as buddies said
    loads: Mapping[int, int]  # how many members have so many pairs


class Shown(Protocol):
    """Pairings as coordinators see them."""

    def lines(self, state: PairingState, below: int | None, limit: int) -> Sequence[PairingLine]:
        """Up to `limit` pairings in this state with ids below that, newest first."""

    def line(self, pairing_id: int) -> PairingLine | None:
        """One pairing."""

    def timeline(self, pairing_id: int) -> Sequence[TimelineLine]:
        """What has happened in a pairing, newest first."""

    def busiest(self, limit: int) -> Sequence[tuple[int, str, int]]:
        """The members with the most pairs that have begun: id, name and how many."""

    def tally(self) -> Tally:
        """What buddies came to."""


class Pairings(Protocol):
    """The bonds, and what is written about them."""

    def get(self, pairing_id: int, now: datetime) -> Pairing | None:
        """One pairing with all that decides about its sides, locked until commit."""

    def of(self, member_ids: Iterable[int], now: datetime) -> Sequence[Pairing]:
        """The offered, active and paused pairings of these members, oldest first, locked."""

    def past_deadline(self, now: datetime, limit: int) -> Sequence[Pairing]:
        """Up to `limit` pairings whose deadline has passed, locked."""

    def nudges_due(self, now: datetime, limit: int) -> Sequence[Pairing]:
        """Up to `limit` active pairings in which somebody is to get in touch now, locked."""

    def to_hold(self, now: datetime, limit: int) -> Sequence[Pairing]:
        """Up to `limit` offered pairings in which somebody is in danger now, locked."""

    def to_part(self, now: datetime, limit: int) -> Sequence[Pairing]:
        """Up to `limit` proposed and open pairings in which somebody is not with us, locked."""

    @property
    def wishes(self) -> WishesKept:
        """What members wish of a buddy."""

    @property
    def crowd(self) -> Willing:
        """Everybody who has agreed to a buddy."""

    @property
    def shown(self) -> Shown:
        """Pairings as coordinators see them."""

    def propose(self, proposed: PairingProposed, now: datetime) -> int | None:
        """Keep a proposal; its id, or None where these members have an open pairing together."""

    def aliases(self, member_ids: Iterable[int]) -> frozenset[int]:
        """The numbers that all sides have in the pairings of these members that are not over."""

    def blocks(self, member_ids: Iterable[int]) -> frozenset[tuple[int, int]]:
        """Who of all members has blocked whom, where these are among the two."""

    def traffic(self, member_id: int, buddy_ids: Iterable[int], now: datetime) -> Traffic:
        """What a member sent to these in the last day, and what decides about more of it."""

    def held(self, member_id: int) -> Sequence[Held]:
        """This member's words that wait for a coordinator to look at them, oldest first."""

    def nudge(self, nudge_id: int) -> Nudge | None:
        """One nudge, locked until commit."""

    def nudges_of(self, buddy_id: int) -> Sequence[Nudge]:
        """The nudges that this member was asked or has taken and not answered yet, newest first."""

    def nudges_past(self, now: datetime, limit: int) -> Sequence[Nudge]:
        """Up to `limit` nudges whose deadline has passed, locked."""

    def last_prompt(self, pairing_id: int) -> int:
        """The number of the tip that came with this pairing's last turn; 0 if there was none."""

    def asked_lately(self, buddy_ids: Iterable[int], since: datetime) -> Mapping[int, int]:
        """How many nudges each of these has had since then, where it is any."""

    def asked_about(self, member_id: int, since: datetime) -> frozenset[int]:
        """Who was asked since then to reach this member, who was silent or not ok."""
