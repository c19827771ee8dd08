"""Everything a use case is given: chosen once, in `checkin.bootstrap`."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.consent.shown import WordingShown
from checkin.domain.policy import Policy
from checkin.domain.risk import Assessment
from checkin.usecases.ports.carrier import Carrier
from checkin.usecases.ports.door import SecondFactors
from checkin.usecases.ports.matching import PairSolver
from checkin.usecases.ports.staff import Passwords
from checkin.usecases.ports.unit_of_work import UnitOfWork


class Wording(Protocol):
    """The catalogs: a sentence by key, in a language, with its values.

    The value `country`, where a person's number is from, chooses which urgent help is named.
    """

    def text(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A text, in characters that fit its segments."""

    def voice(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """A sentence to be spoken."""

    def page(self, language: str, key: str, values: Mapping[str, str]) -> str:
        """Words of the coordinators' page, not escaped."""

    def shown(self, medium: str, language: str, key: str) -> WordingShown | None:
        """A sentence of `text` or `voice` as this organisation says it, before any member's value.

        None if no language has the key.
        """

    def variants(self, key: str) -> int:
        """How many wordings `key` has, as `key.1`, `key.2`, ...; 0 if it has only itself."""


class Assessor(Protocol):
    """Looks for danger in what somebody says."""

    def __call__(self, text: str, earlier: Sequence[str] = ()) -> Assessment:
        """What is found in `text`; `earlier` are the same person's recent ones, oldest first."""


class QueueAway(Exception):
    """The queue cannot be reached. Nothing is lost: the clock queues again what waits."""


class WakeUp(Protocol):
    """Tells the workers that outbox rows wait."""

    def deliver(self, outbox_ids: Sequence[int], *, urgent: bool) -> None:
        """Queue one job for this batch. Raises `QueueAway`, soon, when it cannot."""

    def answers(self) -> bool:
        """Whether the queue can be reached now."""


@dataclass(frozen=True, slots=True)
class Services:
    """The ports and settings that every use case shares."""

    begin: Callable[[], AbstractContextManager[UnitOfWork]]
    look: Callable[[], AbstractContextManager[UnitOfWork]]  # reads only, and takes no write lock
    carrier: Carrier
    wake: WakeUp
    wording: Wording
    passwords: Passwords
    second_factors: SecondFactors
    policy: Policy
    language: str  # the organisation's own
    time_zone: str  # of coordinators who have not named theirs
    count_segments: Callable[[str], int]
    now: Callable[[], datetime]
    wall: Callable[[], datetime]  # the time on everybody's own clock: no demo jumps in it
    solver: PairSolver  # finds the best pairs
    assess: Assessor  # looks for danger in a text; it never fails and never raises
    close: Callable[[], None]  # gives back what was opened; the next use opens it again
