"""A round of matching in a process of its own, so that its time and memory are its own."""

import multiprocessing
import re
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pairing.people import NOW, people
from checkin.adapters.matching import Blossoms
from checkin.domain.pairing.matching import MatchingPolicy, Shape
from checkin.usecases.matching import match

SEED = "a seed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round came to, and what it took."""

    weight: int  # by the law
    points: int
    left: int
    cpu: float  # seconds
    memory: float  # MB that the process grew by, at its largest

    @property
    def cost(self) -> str:
        """Time and memory, as they are shown."""
        return f"{self.cpu:.1f} s, {self.memory:.0f} MB, {self.left} left over"


def apart(many: int, crowd: int, shape: Shape, largest: int) -> Outcome:
    """A round of the crowd of this number, in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as process:
        return process.submit(_round, many, crowd, shape, largest).result()


def _round(many: int, crowd: int, shape: Shape, largest: int) -> Outcome:
    policy = MatchingPolicy(shape=shape, largest=largest)
    before = _held("VmRSS")
    candidates = people(many, crowd, buddies=shape is Shape.BUDDIES)
    began = time.process_time()
    found = match(candidates, policy, NOW, SEED, Blossoms())
    spent = time.process_time() - began
    return Outcome(
        sum(edge.weight for edge in found.chosen),
        sum(edge.points for edge in found.chosen),
        len(found.left),
        spent,
        _held("VmHWM") - before,
    )


def _held(line: str) -> float:
    """MB that this process takes by a line of its status. Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    held = re.search(rf"{line}:\s+(\d+) kB", status)
    return int(held[1]) / 1024 if held else float("nan")
