"""The bond of two members, or of three where nobody is to be left over (R123 to R133)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.consent import Purpose
from checkin.domain.member import WITH_US, Channel, Member


class PairingState(StrEnum):
    """How far a pairing has come."""

    PROPOSED = "proposed"  # waits for a coordinator (R125)
    OFFERED = "offered"  # waits for a yes of each
    ACTIVE = "active"
    PAUSED = "paused"  # one of them rests, or is in danger
    ENDED = "ended"


OPEN = frozenset({PairingState.OFFERED, PairingState.ACTIVE, PairingState.PAUSED})


class Shape(StrEnum):
    """Who supports whom."""

    PEERS = "peers"  # each the other
    BUDDY = "buddy"  # the first side supports the other


class Answered(StrEnum):
    """What one side has said to the offer."""

    WAITING = "waiting"
    AGREED = "agreed"  # to be paired; the norms are not accepted yet
    ACCEPTED = "accepted"  # the norms as well
    DECLINED = "declined"


class Ended(StrEnum):
    """Why a pairing is over. Nobody but coordinators learns it (R125, R129)."""

    WITHDRAWN = "withdrawn"  # by a coordinator, before or after it was offered
    DECLINED = "declined"
    EXPIRED = "expired"  # not everybody said yes in time
    CHANGED = "changed"  # one of them asked for somebody else
    BLOCKED = "blocked"
    LEFT = "left"  # one of them stopped, left, or took the consent back
    CONFLICT = "conflict"  # they are never paired again
    IDLE = "idle"  # four weeks without contact (R132)
    ROTATED = "rotated"  # by choice (R133)


@dataclass(frozen=True, slots=True)
class Side:
    """One of them, and all that decides whether and how they may be reached now.

    `alias` is the number of the word of the catalogs that the others know them by.
    """

    member: Member
    alias: int
    answer: Answered = Answered.WAITING
    norms: str = ""  # the form of the norms that they accepted
    standing: frozenset[Purpose] = frozenset()
    stopped: bool = False  # their line has stopped us, or is not theirs any more
    shared: bool = False  # other members use the same phone
    endangered: bool = False  # a red or amber escalation of theirs is open
    resting_until: datetime | None = None  # R138: they take a break from looking after others

    @property
    def willing(self) -> bool:
        """Whether they may be contacted about a buddy at all (R123)."""
        agreed = Purpose.BUDDY_CONTACT in self.standing
        return agreed and not self.stopped and self.member.state in WITH_US

    @property
    def by_call(self) -> bool:
        """Whether they are reached by call; otherwise by text."""
        return self.member.channel is Channel.CALL

    @property
    def shows_name(self) -> bool:
        """Whether they let their buddy know their first name (R127)."""
        return Purpose.BUDDY_FIRST_NAME in self.standing


@dataclass(frozen=True, slots=True)
class Pairing:
    """A bond as a rule knows it. `act_after` is its deadline: what follows depends on its state."""

    id: int
    state: PairingState
    shape: Shape
    sides: tuple[Side, ...]
    act_after: datetime | None = None
    offered_until: datetime | None = None
    active_since: datetime | None = None
    turn: int | None = None  # the member who is to get in touch next
    next_nudge_at: datetime | None = None
    last_contact_at: datetime | None = None
    contacts: int = 0  # how often they were in touch
    idle_step: int = 0  # how far an idle pair was reminded (R132)
    reviews: int = 0  # how many reviews they have had (R128)
    ended: Ended | None = None
    topics: tuple[str, ...] = ()  # what they have in common, as it was when they were proposed
    languages: tuple[str, ...] = ()

    def side(self, member_id: int) -> Side | None:
        """The side of this member; None if they are none of them."""
        return next((side for side in self.sides if side.member.id == member_id), None)

    def others(self, member_id: int) -> tuple[Side, ...]:
        """Everyone else in it."""
        return tuple(side for side in self.sides if side.member.id != member_id)

    @property
    def by_name(self) -> bool:
        """Whether they know each other's first names: only if all of them let that be (R127)."""
        return all(side.shows_name for side in self.sides)
