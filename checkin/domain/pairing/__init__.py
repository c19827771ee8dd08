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
from checkin.domain.pairing.relayed import RelayOutcome

__all__ = [
    "OPEN",
    "Answered",
    "Blocked",
    "Ended",
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
    "Shape",
    "Side",
    "SideAdded",
    "SideChanged",
    "Unblocked",
    "WishesChanged",
]
