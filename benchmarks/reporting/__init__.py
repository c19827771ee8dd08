"""The coordinators' report of a whole year of many members."""

from benchmarks.reporting.bench import measure

__all__ = ["measure"]
