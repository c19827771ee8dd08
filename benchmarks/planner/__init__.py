"""The clock opens a check-in for everyone who is due, among many who are not."""

from benchmarks.planner.bench import measure

__all__ = ["measure"]
