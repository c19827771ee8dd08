"""What a rule about pairings may change: part of `checkin.domain.decision.Change`."""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.pairing.bond import Answered, Pairing, Shape
from checkin.domain.pairing.nudge import Nudge, NudgeKind
from checkin.domain.pairing.relayed import RelayOutcome


@dataclass(frozen=True, slots=True)
class PairingProposed:
    """A bond that waits for a coordinator, with the points of each factor that speak for it.

    `aliases` has one number for each of `member_ids`. Nothing happens where two of them are in an
    open or proposed pairing with each other already.
    """

    shape: Shape
    member_ids: tuple[int, ...]
    aliases: tuple[int, ...]
    score: int
    factors: tuple[tuple[str, int, str], ...]  # factor, points, the values that a reader needs


@dataclass(frozen=True, slots=True)
class PairingChanged:
    """A pairing moved on; holds only if it is still as `before` says. Its sides stay as is."""

    before: Pairing
    after: Pairing
    what: str  # the last part of a key of the page's catalog
    coordinator_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SideChanged:
    """What one side has said; holds only if their answer is still `before`."""

    pairing_id: int
    member_id: int
    before: Answered
    after: Answered
    norms: str = ""


@dataclass(frozen=True, slots=True)
class PairingNoted:
    """A line of a pairing's timeline, without a change of its state."""

    pairing_id: int
    what: str  # the last part of a key of the page's catalog
    member_id: int | None = None
    coordinator_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SideAdded:
    """One more for a proposal; nothing happens where a coordinator has decided on it already."""

    pairing_id: int
    member_id: int
    alias: int


@dataclass(frozen=True, slots=True)
class WishesChanged:
    """Since when a member waits for a buddy; None if they do not."""

    member_id: int
    waiting_since: datetime | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """One member wants nothing to do with another: silent, one-sided, until they lift it (R130).

    `other_id` is None where they named a number that no member of ours need have.
    """

    member_id: int
    other_id: int | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The member lifts their block of another, or all of theirs where `other_id` is None."""

    member_id: int
    other_id: int | None = None


@dataclass(frozen=True, slots=True)
class NudgePlanned:
    """Somebody is to be asked to reach another; the same slot of a pairing is planned once."""

    pairing_id: int
    kind: NudgeKind
    buddy_id: int
    member_id: int
    due_at: datetime
    act_after: datetime | None
    prompt: int = 0
    check_in_id: int | None = None
    passed: int = 0


@dataclass(frozen=True, slots=True)
class NudgeChanged:
    """A nudge moved on; holds only if it is still as `before` says."""

    before: Nudge
    after: Nudge


@dataclass(frozen=True, slots=True)
class Relayed:
    """Words or a call from one side of a pairing to another, and what became of them.

    `evidence` is the provider's id of what came in; the words themselves stay where they came in.
    """

    pairing_id: int
    from_id: int
    to_id: int
    outcome: RelayOutcome
    reason: str = ""
    by_call: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class HeldJudged:
    """A coordinator has looked at words that were held; holds only if nobody has before."""

    relayed_id: int
    outcome: RelayOutcome


@dataclass(frozen=True, slots=True)
class RestChanged:
    """Until when a member rests from looking after others; None if they do not (any more)."""

    member_id: int
    until: datetime | None


PairingChange = (
    PairingProposed
    | PairingChanged
    | SideChanged
    | PairingNoted
    | SideAdded
    | WishesChanged
    | Blocked
    | Unblocked
    | NudgePlanned
    | NudgeChanged
    | Relayed
    | HeldJudged
    | RestChanged
)
