"""`[escalation.red]` and its like: who is told in which order, and how long a hold lasts."""

import re
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from checkin.domain.policy import Policy
from checkin.domain.urgency import By, Ladder, Level, Rung, Who
from checkin.settings.fields import Duration, duration
from checkin.settings.tables import Table

DEFAULTS = Policy()
WRITTEN = re.compile(r"(first|second|everybody) (text|call|text\+call) (\d+[mhd])")


def _rung(value: object) -> Rung:
    if isinstance(value, Rung):
        return value
    found = WRITTEN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write who, by what and for how long, as in "first text+call 10m"')
    who, by, wait = found.groups()
    return Rung(Who(who), tuple(By(road) for road in by.split("+")), duration(wait))


MOST = 9  # rungs of a ladder
WrittenRung = Annotated[Rung, BeforeValidator(_rung)]


class LadderTable(Table):
    """One level's; what is left out holds as it does by default. `again_from` counts from 1."""

    rungs: tuple[WrittenRung, ...] | None = None
    again_from: Annotated[int, Field(ge=1)] | None = None
    hold: Duration | None = None
    contact: Duration | None = None

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.rungs is not None and not 1 <= len(self.rungs) <= MOST:
            raise ValueError(f"rungs: write 1 to {MOST} of them")
        if self.again_from and self.rungs and self.again_from > len(self.rungs):
            raise ValueError(f"again_from is {self.again_from} of {len(self.rungs)} rungs")
        return self

    def ladder(self, level: Level) -> Ladder:
        """What it says, as the rules read it."""
        usual = DEFAULTS.ladders[level]
        rungs = self.rungs or usual.rungs
        again_from = (self.again_from or usual.again_from + 1) - 1
        return Ladder(rungs, min(again_from, len(rungs) - 1))


class EscalationTable(Table):
    """`[escalation]`."""

    red: LadderTable = LadderTable()
    amber: LadderTable = LadderTable()
    yellow: LadderTable = LadderTable()
    pages_at_once: Annotated[int, Field(ge=1, le=50)] = DEFAULTS.pages_at_once
    pin: bool = DEFAULTS.desk_pin
    clock_stands: Duration = DEFAULTS.clock_stands

    def ladders(self) -> Mapping[Level, Ladder]:
        """Who is told, for each level."""
        return MappingProxyType({level: self._of(level).ladder(level) for level in Level})

    def holds(self) -> Mapping[Level, timedelta]:
        """How long a coordinator has one before it is open again, for each level."""
        return MappingProxyType(
            {level: self._of(level).hold or DEFAULTS.holds[level] for level in Level}
        )

    def contact(self) -> Mapping[Level, timedelta]:
        """By when a member hears from whoever took it, for each level."""
        return MappingProxyType(
            {level: self._of(level).contact or DEFAULTS.contact[level] for level in Level}
        )

    def _of(self, level: Level) -> LadderTable:
        table: LadderTable = getattr(self, level.value)
        return table
