"""The coordinators' list of who waits: what a page costs, at any depth and however narrowed."""

from benchmarks.desk.bench import measure

__all__ = ["measure"]
