"""From a member's "2" to the page that leaves for whoever is on call, through all processes."""

from benchmarks.paging.bench import measure

__all__ = ["measure"]
