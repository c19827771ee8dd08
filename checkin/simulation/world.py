"""What everything in one run shares: time, chance, faults, processes that live and die, history."""

from dataclasses import dataclass
from datetime import datetime

from checkin.simulation.agenda import Agenda
from checkin.simulation.chance import Chance
from checkin.simulation.faults import Fault, Faults
from checkin.simulation.history import History
from checkin.simulation.killing import Lives


@dataclass(frozen=True, slots=True)
class World:
    """One run's own world."""

    agenda: Agenda
    chance: Chance
    faults: Faults
    lives: Lives
    history: History

    @classmethod
    def made(cls, seed: int, begins: datetime, faults: frozenset[Fault]) -> "World":
        """A world that begins then, with everything in it drawn from `seed`."""
        agenda, chance = Agenda(begins), Chance(seed)
        return cls(agenda, chance, Faults(faults, chance), Lives(), History(lambda: agenda.now))

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.agenda.now
