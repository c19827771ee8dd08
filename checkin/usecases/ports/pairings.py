"""Members who support one another: their bonds, their nudges, and what passes between them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from checkin.domain.pairing import Held, Nudge, Pairing, Traffic
from checkin.domain.pairing.changes import PairingProposed


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

    def propose(self, proposed: PairingProposed, now: datetime) -> int | None:
        """Keep a proposal; its id, or None where these members have an open pairing together."""

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
