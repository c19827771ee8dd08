"""What texts and calls may cost in a month, and what is left out first when it runs low.

Reminders go first, then new questions. A page to a person, and an answer to what somebody has
said to us, are never left out.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purse(StrEnum):
    """How much of the month's money is left."""

    ROOMY = "roomy"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Spending:
    """What has gone over the network in one month, in both directions."""

    month: str  # "2026-03", in UTC
    segments: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """What the organisation may spend. `monthly` 0 means that there is no limit.

    All amounts are in the currency of the carrier's bill; a call counts as one minute.
    """

    monthly: float = 0.0
    segment: float = 0.0
    call: float = 0.0
    low_from: float = 0.9  # of the month's money

    def cost(self, spending: Spending) -> float:
        """What a month's texts and calls have cost so far."""
        return spending.segments * self.segment + spending.calls * self.call

    def purse(self, spending: Spending) -> Purse:
        """What is left after that."""
        if not self.monthly:
            return Purse.ROOMY
        used = self.cost(spending) / self.monthly
        if used >= 1:
            return Purse.EMPTY
        return Purse.LOW if used >= self.low_from else Purse.ROOMY


def month_of(now: datetime) -> str:
    """The month that is paid for at `now`, which is in UTC."""
    return f"{now:%Y-%m}"
