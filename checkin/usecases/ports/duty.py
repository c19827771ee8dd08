"""Coordinators by phone, as the use cases see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from checkin.domain.duty.scene import Item, OnDuty
from checkin.domain.escalation import Escalation, PageSent, Shift, Turn


class Duties(Protocol):
    """Whose line it is, what they know by which code, and whom to look in on again."""

    def on_line(self, line_id: int, said: str, zone: str, now: datetime) -> OnDuty | None:
        """The coordinator whose phone this is; of several, the first. `zone` if they have none."""

    def items(self, coordinator_id: int, limit: int, now: datetime) -> Sequence[Item]:
        """What is unresolved, each under this coordinator's code.

        First what waits to be taken, then what they have, then what others have; of these the
        most urgent first.
        """

    def known_by(self, coordinator_id: int, code: int) -> Item | None:
        """What this coordinator knows by that code, resolved or not; locked until commit."""

    def item(self, escalation_id: int, code: int = 0) -> Item | None:
        """One escalation with its member; locked until commit."""

    def code(self, coordinator_id: int, escalation_id: int, now: datetime) -> int:
        """The number by which this coordinator knows the escalation: theirs, small, and stable."""

    def next_turn(self, coordinator_id: int, now: datetime) -> Turn | None:
        """Their next turn that is not confirmed, if it begins soon or is under way."""

    def confirmed_after(self, since: datetime) -> Sequence[tuple[int, datetime]]:
        """The turns beginning after then that were confirmed: shift id and beginning."""

    def add_shift(self, shift: Shift, now: datetime) -> None:
        """Put a shift on the rota; its id means nothing yet."""

    def remove_shift(self, shift_id: int) -> bool:
        """Take a shift and its turns off the rota; False if there is none."""

    def told_after(self, since: datetime) -> Sequence[tuple[int, datetime]]:
        """The turns beginning after then whose coordinator was reminded."""

    def told_of(self, shift_id: int, starts_at: datetime, now: datetime) -> bool:
        """Write down that a turn's coordinator was reminded; False if they had been before."""

    def end_follow_ups(self, member_id: int, now: datetime) -> None:
        """Nobody looks in on this member any more."""

    def follow_ups_due(self, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Up to `limit` of them whose time has come, marked as done: member and escalation ids."""

    def promises_broken(self, now: datetime, limit: int) -> list[Item]:
        """Up to `limit` unresolved ones whose member was told of a time that has passed, locked."""


class Pages(Protocol):
    """What coordinators on call were sent about an escalation, and whether it came to them."""

    def about(self, contact_id: int, *, by_call: bool) -> int | None:
        """The escalation that this text or call is a page about; None if it is no page."""

    def missed(self, contact_id: int, now: datetime, *, by_call: bool) -> None:
        """Write into the timeline that this page came to nobody: once; of no page, nothing."""

    def sent(self, escalation: Escalation) -> Sequence[PageSent]:
        """The pages of its last rung, as far as they have come."""

    def due(self, escalation: Escalation) -> None:
        """Write the deadline of one that we hold locked."""
