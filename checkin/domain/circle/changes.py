"""What a rule about circles may change: part of `checkin.domain.decision.Change`."""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.circle.seat import Circle, Round, RoundState, Seat


@dataclass(frozen=True, slots=True)
class SeatChanged:
    """What a member has said about their seat; holds only if it is still as `before` says.

    What waits to leave to them from the circle is dropped where they muted it or left.
    """

    before: Seat
    after: Seat
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """A member's words to a round, which stay in the text they came in. `held` says why, if so."""

    round_id: int
    member_id: int
    message_id: int
    held: str = ""


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A week's question, once per circle and week; holds only while `before` still is due."""

    before: Circle
    prompt: int
    closes_at: datetime
    next_round_at: datetime
    reason: str = ""  # why it is dropped at once, if it is


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """A round is over, with how many answers were told, shortened and left out."""

    before: Round
    state: RoundState
    reason: str = ""
    told: int = 0
    shortened: int = 0
    left_out: int = 0


CircleChange = SeatChanged | AnswerGiven | RoundOpened | RoundEnded
