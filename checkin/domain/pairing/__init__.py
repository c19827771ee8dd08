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
    RestChanged,
    SideChanged,
    Unblocked,
)
from checkin.domain.pairing.nudge import CONCERNS, Nudge, NudgeKind, NudgeState
from checkin.domain.pairing.relayed import Held, RelayOutcome, Sent, Traffic

__all__ = [
    "CONCERNS",
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
    "RestChanged",
    "Shape",
    "Side",
    "SideChanged",
    "Traffic",
    "Unblocked",
]
