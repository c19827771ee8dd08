"""What a run is made of: who takes part, for how long, from which seed, and what goes wrong."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from checkin.simulation.faults import ALL, Fault

BEGINS = datetime(2026, 3, 2, 13, tzinfo=UTC)  # a Monday; clocks change in the first weeks


@dataclass(frozen=True, slots=True)
class Plan:
    """One run. The same plan is the same history.

    `left_out` are the places of members and coordinators who do not take part after all.
    """

    members: int
    weeks: int
    seed: int
    faults: frozenset[Fault] = ALL
    coordinators: int = 3
    left_out: frozenset[int] = frozenset()
    staff_left_out: frozenset[int] = frozenset()
    begins: datetime = BEGINS
    grid: timedelta = timedelta(minutes=1)  # how often the clock looks

    @property
    def member_weeks(self) -> int:
        """How much it simulates."""
        return self.members * self.weeks

    def without(self, fault: Fault) -> "Plan":
        """The same, without one kind of fault."""
        return replace(self, faults=self.faults - {fault})

    def without_members(self, places: frozenset[int]) -> "Plan":
        """The same, without these members."""
        return replace(self, left_out=self.left_out | places)

    def without_coordinator(self, place: int) -> "Plan":
        """The same, without one coordinator."""
        return replace(self, staff_left_out=self.staff_left_out | {place})

    def told(self) -> str:
        """The plan in one line, for whoever runs it again."""
        faults = ",".join(sorted(fault.value for fault in self.faults)) or "none"
        parts = [f"seed {self.seed}", f"{self.members} members", f"{self.weeks} weeks"]
        parts.append(f"faults {faults}")
        if self.left_out:
            there = sorted(set(range(self.members)) - self.left_out)
            parts.append(f"only members {', '.join(map(str, there)) or 'none'}")
        if self.staff_left_out:
            there = sorted(set(range(self.coordinators)) - self.staff_left_out)
            parts.append(f"only coordinators {', '.join(map(str, there)) or 'none'}")
        return "; ".join(parts)
