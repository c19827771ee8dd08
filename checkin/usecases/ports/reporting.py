"""What is counted for the report. Nothing of it names anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from checkin.domain.reporting.counts import Asking, Contact
from checkin.domain.reporting.humans import Taking
from checkin.domain.reporting.report import People
from checkin.domain.reporting.stops import OptOut
from checkin.domain.reporting.weeks import Week


@dataclass(frozen=True, slots=True)
class Mark:
    """How far weeks are counted for good: all rows of later weeks have ids above these."""

    monday: date
    check_in_id: int
    message_id: int
    call_id: int


@dataclass(frozen=True, slots=True)
class CountedWeek:
    """One week that is over, counted; and the mark that it sets."""

    mark: Mark
    askings: Sequence[Asking]
    contacts: Sequence[Contact]


class Reporting(Protocol):
    """Counts of check-ins, of what was sent, and of how soon people were there."""

    def began(self) -> datetime | None:
        """When there was first anything to count; None in an empty installation."""

    def mark(self) -> Mark | None:
        """How far weeks are counted for good; None before the first one."""

    def askings(
        self, weeks: Sequence[Week], after: Mark | None, ripe_before: datetime
    ) -> Sequence[Asking]:
        """The check-ins of these weeks, all of them later than the mark."""

    def contacts(self, weeks: Sequence[Week], after: Mark | None) -> Sequence[Contact]:
        """The texts and calls of these weeks, all of them later than the mark."""

    def beyond(self, week: Week, after: Mark | None) -> Mark:
        """The mark that this week sets once it is counted."""

    def keep(self, week: CountedWeek) -> bool:
        """Keep a week for good; False, and nothing kept, if that is done already."""

    def kept(self, first: date, last: date) -> tuple[Sequence[Asking], Sequence[Contact]]:
        """What is kept of the weeks from that Monday to that one."""

    def people(self, since: datetime) -> People:
        """Who was asked and has answered since then, as numbers."""

    def takings(self, since: datetime) -> Sequence[Taking]:
        """Every escalation opened since then."""

    def stops(self, since: datetime) -> Sequence[OptOut]:
        """Everybody who has opted out since then, once for each time they had agreed."""
