"""One transaction: what can be loaded in it, kept in it, and how a decision is applied.

Leaving the block commits; an exception rolls back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.decision import Decision
from checkin.domain.outgoing import Outgoing
from checkin.domain.policy import Policy
from checkin.usecases.ports.agreed import Consents
from checkin.usecases.ports.asking import CheckIns, Outbox
from checkin.usecases.ports.audit import Audit
from checkin.usecases.ports.circles import Circles
from checkin.usecases.ports.contact import Calls, Conversations, Recordings, Texts
from checkin.usecases.ports.desk import Desk
from checkin.usecases.ports.door import Door
from checkin.usecases.ports.duty import Duties, Pages
from checkin.usecases.ports.findings import Findings
from checkin.usecases.ports.pairings import Pairings
from checkin.usecases.ports.people import Escalations, People, Pulse, Spendings
from checkin.usecases.ports.reporting import Reporting
from checkin.usecases.ports.roster import Roster
from checkin.usecases.ports.staff import Coordinators


class Conflict(Exception):
    """Someone else changed what the rule saw. Nothing was written: load and decide again."""


class Unavailable(Exception):
    """The database cannot be reached. Nothing was stored: the asker must try again."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a decision led to."""

    routine: tuple[int, ...]  # ids of new outbox rows
    urgent: tuple[int, ...]


class UnitOfWork(Protocol):
    """One transaction over all of it."""

    @property
    def conversations(self) -> Conversations:
        """Lines and what is open on them."""

    @property
    def texts(self) -> Texts:
        """Texts in both directions."""

    @property
    def calls(self) -> Calls:
        """Calls, turn by turn."""

    @property
    def recordings(self) -> Recordings:
        """Words left in calls."""

    @property
    def outbox(self) -> Outbox:
        """What is not yet handed over."""

    @property
    def check_ins(self) -> CheckIns:
        """Askings."""

    @property
    def escalations(self) -> Escalations:
        """What a person must act on."""

    @property
    def people(self) -> People:
        """Members apart from their conversations."""

    @property
    def duty(self) -> Duties:
        """Coordinators by phone."""

    @property
    def pages(self) -> Pages:
        """What coordinators on call were sent."""

    @property
    def pairings(self) -> Pairings:
        """Members who support one another."""

    @property
    def circles(self) -> Circles:
        """Members around one question a week."""

    @property
    def spendings(self) -> Spendings:
        """What texts and calls have cost."""

    @property
    def pulse(self) -> Pulse:
        """The service's own pulse."""

    @property
    def findings(self) -> Findings:
        """What the rules of risk have found."""

    @property
    def reporting(self) -> Reporting:
        """What is counted for the report."""

    @property
    def desk(self) -> Desk:
        """What coordinators look at."""

    @property
    def consents(self) -> Consents:
        """What members have agreed to, for their record."""

    @property
    def roster(self) -> Roster:
        """The list of members."""

    @property
    def coordinators(self) -> Coordinators:
        """The staff."""

    @property
    def audit(self) -> Audit:
        """Who did or saw what."""

    @property
    def door(self) -> Door:
        """Tries to log in, second factors and sessions."""

    def apply(self, decision: Decision, now: datetime, policy: Policy) -> Applied:
        """Write a decision: its changes, what it sends, the escalations it raises and their pages.

        Raises `Conflict` when the state a change was decided on is not there any more.
        """

    def send(self, outgoing: Sequence[Outgoing], now: datetime) -> Applied:
        """Put these into the outbox."""
