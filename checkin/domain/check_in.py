"""One asking: its states, its answer, and whether an answer can still reach it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.member import Channel


class CheckInState(StrEnum):
    """The life of one asking. The last four are final."""

    DUE = "due"
    ASKED = "asked"
    REMINDED = "reminded"
    CALLED = "called"
    ANSWERED = "answered"
    MISSED = "missed"  # it reached the member, and silence followed
    UNREACHABLE = "unreachable"  # nothing we sent arrived; never mixed up with silence (R117)
    CANCELLED = "cancelled"


OPEN = frozenset({CheckInState.DUE, CheckInState.ASKED, CheckInState.REMINDED, CheckInState.CALLED})


class Answer(StrEnum):
    """What the member said."""

    OK = "ok"
    NOT_OK = "not_ok"
    UNCLEAR = "unclear"
    HERE = "here"  # a missed call: they are there, and said no more (R151)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One asking of one member. `act_after` is the next deadline, None once it is final."""

    id: int
    member_id: int
    line_id: int
    channel: Channel
    state: CheckInState
    due_at: datetime
    act_after: datetime | None
    answer: Answer | None = None
    clarified: bool = False  # we have asked once what an unclear answer meant
    closed_at: datetime | None = None
    reason: str = ""  # why it was cancelled: a key of the page's catalog
    score: int | None = None  # on the scale of 1, very good, to 5, very bad

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state in OPEN

    def hears(self, now: datetime, late: timedelta) -> bool:
        """Whether an answer arriving at `now` belongs to it: open, or just given up on (R118)."""
        if self.is_open:
            return True
        gave_up = self.state in (CheckInState.MISSED, CheckInState.UNREACHABLE)
        return gave_up and self.closed_at is not None and now - self.closed_at <= late
