"""The tables of an organisation's file, each with what holds when it is left out."""

from datetime import time
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from checkin.domain.budget import Budget
from checkin.domain.member import Cadence, Window
from checkin.domain.policy import Patience, Policy, Relaying, Ring
from checkin.settings.fields import Duration, TimeOfDay

DEFAULTS = Policy()
EARLIEST, LATEST = time(8), time(21)  # R41: by default nobody is contacted outside these hours


class Table(BaseModel):
    """A table that knows its own keys and refuses all others."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class PatienceTable(Table):
    """`[check_in.daily]` and its like: how long each step waits."""

    remind: Duration
    call: Duration
    miss: Duration

    @classmethod
    def of(cls, patience: Patience) -> Self:
        """The table that says the same as `patience`."""
        return cls(remind=patience.remind, call=patience.call, miss=patience.miss)

    def patience(self) -> Patience:
        """What it says, as the rules read it."""
        return Patience(remind=self.remind, call=self.call, miss=self.miss)


class CheckInTable(Table):
    """`[check_in]`."""

    ask_within: Duration = DEFAULTS.ask_within
    late_answer: Duration = DEFAULTS.late_answer
    later: Duration = DEFAULTS.later
    scale: bool = DEFAULTS.scale
    not_ok_from: int = Field(default=DEFAULTS.not_ok_from, ge=2, le=5)
    daily: PatienceTable = PatienceTable.of(DEFAULTS.patience[Cadence.DAILY])
    weekly: PatienceTable = PatienceTable.of(DEFAULTS.patience[Cadence.WEEKLY])
    fortnightly: PatienceTable = PatienceTable.of(DEFAULTS.patience[Cadence.FORTNIGHTLY])
    monthly: PatienceTable = PatienceTable.of(DEFAULTS.patience[Cadence.MONTHLY])


class JoiningTable(Table):
    """`[joining]`: how people join by themselves."""

    words: tuple[Annotated[str, Field(min_length=2, max_length=20)], ...] = DEFAULTS.join_words
    adults_only: bool = DEFAULTS.adults_only


class CallsTable(Table):
    """`[calls]`: what happens when somebody rings us."""

    members: Ring = DEFAULTS.rings
    strangers: Ring = DEFAULTS.strangers_ring
    ring_is_ok: bool = DEFAULTS.ring_is_ok
    recordings_kept: Duration = DEFAULTS.recordings_kept


class RelayTable(Table):
    """`[relay]`: what may pass between two members who are paired, and how much of it."""

    an_hour: int = Field(default=DEFAULTS.relaying.an_hour, ge=1)
    a_day: int = Field(default=DEFAULTS.relaying.a_day, ge=1)
    person_an_hour: int = Field(default=DEFAULTS.relaying.person_an_hour, ge=1)
    person_a_day: int = Field(default=DEFAULTS.relaying.person_a_day, ge=1)
    calls_a_day: int = Field(default=DEFAULTS.relaying.calls_a_day, ge=1)
    contact_details: bool = DEFAULTS.relaying.contact_details
    waits: Duration = DEFAULTS.relaying.waits
    segments: int = Field(default=DEFAULTS.relaying.segments, ge=1, le=6)
    talk: Duration = DEFAULTS.relaying.talk

    def relaying(self) -> Relaying:
        """What it says, as the rules read it."""
        return Relaying(**self.model_dump())


class BudgetTable(Table):
    """`[budget]`: what texts and calls may cost in a month, in the currency of the bill."""

    monthly: float = Field(default=DEFAULTS.budget.monthly, ge=0)
    segment: float = Field(default=DEFAULTS.budget.segment, ge=0)
    call: float = Field(default=DEFAULTS.budget.call, ge=0)
    low_from: float = Field(default=DEFAULTS.budget.low_from, gt=0, le=1)

    @model_validator(mode="after")
    def _priced(self) -> Self:
        if self.monthly and not (self.segment or self.call):
            raise ValueError("a monthly budget needs the price of a segment and of a call")
        return self

    def budget(self) -> Budget:
        """What it says, as the rules read it."""
        return Budget(self.monthly, self.segment, self.call, self.low_from)


class InvitationTable(Table):
    """`[invitation]`."""

    lasts: Duration = DEFAULTS.invitation


class WindowTable(Table):
    """`[window]`: the hours of members who have not chosen their own."""

    opens: TimeOfDay = Window().opens
    closes: TimeOfDay = Window().closes

    @model_validator(mode="after")
    def _lawful(self) -> Self:
        if not EARLIEST <= self.opens < self.closes <= LATEST:
            raise ValueError("opens must be before closes, both from 08:00 to 21:00")
        return self
