"""Measuring in interleaved rounds: what else the machine does then falls on everyone alike."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.progress import say


@dataclass(frozen=True, slots=True)
class Sample:
    """One way's share of one round: how many units, and what they took."""

    units: int
    cpu: float  # seconds
    seconds: float

    @property
    def cost(self) -> float:
        """CPU milliseconds for each unit."""
        return self.cpu * 1000 / self.units

    @property
    def rate(self) -> float:
        """Units in each second."""
        return self.units / self.seconds


Series = Sequence[Sample]
Way = Callable[[], Sample]


def interleaved(title: str, ways: Mapping[str, Way], rounds: int) -> dict[str, list[Sample]]:
    """Every way once in each round, each round beginning with another one."""
    samples: dict[str, list[Sample]] = {name: [] for name in ways}
    names = list(ways)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            say(f"{title}: round {number + 1} of {rounds}, {name}")
            samples[name].append(ways[name]())
    return samples


def timed(cpu: Callable[[], float], work: Callable[[], int]) -> Sample:
    """What `work` took, which returns how many units it did; `cpu` reads the CPU seconds so far."""
    before, began = cpu(), time.perf_counter()
    units = work()
    ended = time.perf_counter()
    return Sample(units, cpu() - before, ended - began)


def ratio(of: Sequence[float], to: Sequence[float]) -> float:
    """The median of the ratios, each of them formed inside a round."""
    return statistics.median(one / other for one, other in zip(of, to, strict=True))


def costs(series: Series) -> list[float]:
    """CPU milliseconds for each unit, round by round."""
    return [sample.cost for sample in series]


def rates(series: Series) -> list[float]:
    """Units in each second, round by round."""
    return [sample.rate for sample in series]
