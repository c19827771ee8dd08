"""What reading a message costs: CPU time of each, and the memory that the rules take."""

import statistics
import time
import tracemalloc
from collections.abc import Sequence

from checkin.domain.risk import Detector
from checkin.domain.risk.loading import books


def slowest_of_a_hundred(texts: Sequence[str], detector: Detector, rounds: int) -> float:
    """CPU milliseconds within which 99 of 100 messages are read: the median of the rounds."""
    return statistics.median(_slow(texts, detector) for _ in range(rounds))


def _slow(texts: Sequence[str], detector: Detector) -> float:
    spent = []
    for text in texts:
        began = time.process_time_ns()
        detector.assess(text)
        spent.append((time.process_time_ns() - began) / 1e6)
    return statistics.quantiles(spent, n=100)[-1]


def memory() -> float:
    """Megabytes that the rules of all languages take, once they are read."""
    tracemalloc.start()
    try:
        detector = Detector(books())
        detector.assess("good morning")
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()
