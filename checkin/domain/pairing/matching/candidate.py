"""Who may be brought together with somebody: as much of a person as matching may know.

Neither a diagnosis, nor income, nor what was once found at risk is here, so that nothing of it
can weigh (R126). `endangered` says only that something is open now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checkin.domain.member import Cadence

NOBODY: frozenset[str] = frozenset()


class Role(StrEnum):
    """What somebody is here for.

    A peer is one of two equals, or is looked after by a buddy. A buddy looks after others. Who is
    either is an equal where equals are paired, and looks after others where buddies are given.
    """

    PEER = "peer"
    BUDDY = "buddy"
    EITHER = "either"


class Ended(StrEnum):
    """How an earlier pair of the two ended."""

    RECENT = "recent"  # a short while ago, and kindly
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person. All ids are opaque: nothing is read out of them.

    What keeps people safe has no default: whoever asks for a match has to have looked.

    `past` names those that this person was paired with. It is enough if one of the two names the
    other, in `past` and in `blocked` alike.
    """

    id: str
    line: str
    languages: frozenset[str]
    windows: frozenset[int]  # half-hour slots of a week in UTC, as `hours.slots` gives them
    adult: bool
    willing: bool  # the consent to contact with buddies stands
    endangered: bool  # a red or amber escalation is open
    capacity: int  # pairs still possible
    topics: frozenset[str] = NOBODY  # experiences to share
    gender: str | None = None
    wishes: frozenset[str] = NOBODY  # genders accepted; none named is any
    household: str | None = None
    blocked: frozenset[str] = NOBODY
    past: Mapping[str, Ended] = field(default_factory=dict)
    waiting_since: datetime | None = None
    load: int = 0  # active pairs
    cadence: Cadence = Cadence.WEEKLY
    zone: int = 0  # minutes that their clock is ahead of UTC now
    role: Role = Role.PEER
