"""Members who support one another: who fits whom, and the life of the bond between them."""

from checkin.domain.pairing.bond import (
    OPEN,
    Answered,
    Ended,
    Pairing,
    PairingState,
    Shape,
    Side,
)
from checkin.domain.pairing.changes import (
    Blocked,
    HeldJudged,
    NudgeChanged,
    NudgePlanned,
    PairingChange,
    PairingChanged,
    PairingNoted,
    PairingProposed,
    Relayed,
    SideAdded,
    SideChanged,
    Unblocked,
    WishesChanged,
)
from checkin.domain.pairing.nudge import Nudge, NudgeKind, NudgeState
from checkin.domain.pairing.relayed import Held, RelayOutcome, Sent, Traffic

__all__ = [
    "OPEN",
    "Answered",
    "Blocked",
    "Ended",
    "Held",
    "HeldJudged",
    "Nudge",
    "NudgeChanged",
    "NudgeKind",
    "NudgePlanned",
    "NudgeState",
    "Pairing",
    "PairingChange",
    "PairingChanged",
    "PairingNoted",
    "PairingProposed",
    "PairingState",
    "RelayOutcome",
    "Relayed",
    "Sent",
    "Shape",
    "Side",
    "SideAdded",
    "SideChanged",
    "Traffic",
    "Unblocked",
    "WishesChanged",
]
