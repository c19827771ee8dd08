"""What goes wrong, how often, and when: each kind of fault can be left out on its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from checkin.simulation.chance import Chance


class Fault(StrEnum):
    """One kind of thing that goes wrong."""

    DELAY = "delay"  # a text or a webhook takes very long
    LOSS = "loss"  # a webhook never comes
    REPEAT = "repeat"  # a webhook comes more than once
    REORDER = "reorder"  # a webhook comes before those that were sent earlier
    REJECTION = "rejection"  # the carrier refuses, with one of its own codes
    AMBIGUITY = "ambiguity"  # no answer came from the carrier: it took it, or it did not
    SLOWNESS = "slowness"  # the carrier takes seconds, and all others go on meanwhile
    DEAD_PHONE = "dead_phone"  # the carrier takes a text, and it does not arrive
    QUEUE_LOSS = "queue_loss"  # a wake-up is lost
    QUEUE_AWAY = "queue_away"  # the queue cannot be reached for a while
    KILL = "kill"  # a process dies between two effects
    CARRIER_DOWN = "carrier_down"  # the carrier takes nothing for a while
    CLOCK_DOWN = "clock_down"  # nobody runs the clock for a while
    WEB_DOWN = "web_down"  # nobody answers webhooks for a while


ALL = frozenset(Fault)
RATES: Mapping[Fault, float] = MappingProxyType(  # of the chances that it has; of days, if it lasts
    {
        Fault.DELAY: 0.03,
        Fault.LOSS: 0.03,
        Fault.REPEAT: 0.05,
        Fault.REORDER: 0.05,
        Fault.REJECTION: 0.03,
        Fault.AMBIGUITY: 0.06,
        Fault.SLOWNESS: 0.05,
        Fault.DEAD_PHONE: 0.03,
        Fault.QUEUE_LOSS: 0.05,
        Fault.QUEUE_AWAY: 0.30,
        Fault.KILL: 0.04,
        Fault.CARRIER_DOWN: 0.04,
        Fault.CLOCK_DOWN: 0.10,
        Fault.WEB_DOWN: 0.04,
    }
)
SHORTEST = timedelta(minutes=1)
LONGEST: Mapping[Fault, timedelta] = MappingProxyType(
    {
        Fault.QUEUE_AWAY: timedelta(hours=6),
        Fault.CARRIER_DOWN: timedelta(hours=8),
        Fault.CLOCK_DOWN: timedelta(hours=20),
        Fault.WEB_DOWN: timedelta(hours=2),
    }
)


class Faults:
    """Which faults strike, and when. Those that are off never do; `end` ends them all."""

    def __init__(self, on: frozenset[Fault], chance: Chance) -> None:
        self.on = on
        self.chance = chance
        self.over = False

    def strikes(self, fault: Fault, *names: object) -> bool:
        """Whether it strikes what these names tell of."""
        if self.over or fault not in self.on:
            return False
        return self.chance.draw(fault.value, *names) < RATES[fault]

    def lasts(self, fault: Fault, now: datetime) -> bool:
        """Whether it is going on now: on some days, once, for a while."""
        if self.over or fault not in self.on:
            return False
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return any(self._struck_on(fault, each, now) for each in (day, day - timedelta(days=1)))

    def _struck_on(self, fault: Fault, day: datetime, now: datetime) -> bool:
        if self.chance.draw(fault.value, day) >= RATES[fault]:
            return False
        begins = day + timedelta(days=1) * self.chance.draw(fault.value, day, "begins")
        length = self.chance.span(SHORTEST, LONGEST[fault], fault.value, day, "lasts")
        return begins <= now < begins + length
